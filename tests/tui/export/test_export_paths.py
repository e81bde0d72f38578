"""Where an export goes: a name every system accepts, a place the person finds again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.services.export_places import export_folder, safe_name
from cap_tui.tui.screens.export_paths import PathNeededError, free_name, opener, typed_path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Les Ateliers du Pont", "les-ateliers-du-pont"),
        ("Œuvre d’Éloïse & Cie", "oeuvre-d-eloise-cie"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON:|?*", "con"),
        ("\u202eevil", "evil"),
        ("协会", "structure"),
        ("", "structure"),
        ("a" * 300, "a" * 60),
    ],
)
def test_a_structure_s_name_becomes_a_file_name_every_system_accepts(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@given(st.text())
def test_no_name_whatsoever_leaves_the_folder(name: str) -> None:
    assert set(safe_name(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert safe_name(name)


def test_a_checkout_exports_into_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "exports").mkdir()
    assert export_folder(tmp_path / "cap_tui") == tmp_path / "exports"


def test_an_installed_program_exports_into_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    assert export_folder(tmp_path / "site-packages" / "cap_tui") == tmp_path
    (tmp_path / "Documents").mkdir()
    assert export_folder(tmp_path / "site-packages" / "cap_tui") == tmp_path / "Documents"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("plan.pdf", "/dossiers/plan.pdf"),
        ("plan", "/dossiers/plan.pdf"),
        ("plan v1.2", "/dossiers/plan v1.2.pdf"),
        ("plan.PDF", "/dossiers/plan.PDF"),
        ("/ailleurs/plan.pdf", "/ailleurs/plan.pdf"),
        ('"/ailleurs/mon plan.pdf"', "/ailleurs/mon plan.pdf"),
        ("  plan.pdf ", "/dossiers/plan.pdf"),
    ],
)
def test_a_path_typed_in_any_usual_way_is_understood(typed: str, expected: str) -> None:
    assert typed_path(typed, Path("/dossiers"), ".pdf") == Path(expected)


def test_a_tilde_is_the_person_s_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/awa")
    assert typed_path("~/plan.pdf", Path("/dossiers"), ".pdf") == Path("/home/awa/plan.pdf")


def test_an_unknown_person_s_home_does_not_end_the_application() -> None:
    assert typed_path("~nobody-here/plan.pdf", Path("/dossiers"), ".pdf") == Path(
        "/dossiers/~nobody-here/plan.pdf"
    )


@pytest.mark.parametrize("typed", ["", "   ", '""'])
def test_an_empty_path_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(PathNeededError):
        typed_path(typed, Path("/dossiers"), ".pdf")


def test_the_name_proposed_instead_is_one_that_is_free(tmp_path: Path) -> None:
    assert free_name(tmp_path / "plan.pdf") == tmp_path / "plan.pdf"
    (tmp_path / "plan.pdf").touch()
    (tmp_path / "plan-2.pdf").touch()
    assert free_name(tmp_path / "plan.pdf") == tmp_path / "plan-3.pdf"


def test_opening_needs_a_program_and_a_screen() -> None:
    assert opener("win32", {}, lambda _name: None) == ()
    assert opener("darwin", {}, lambda _name: None) == ("open",)
    assert opener("linux", {"DISPLAY": ":0"}, lambda name: f"/usr/bin/{name}") == ("/usr/bin/xdg-open",)
    assert opener("linux", {"WAYLAND_DISPLAY": "w"}, lambda name: f"/usr/bin/{name}") == (
        "/usr/bin/xdg-open",
    )
    assert opener("linux", {}, lambda name: f"/usr/bin/{name}") is None
    assert opener("linux", {"DISPLAY": ":0"}, lambda _name: None) is None
