"""Exporter: the PDF a director takes to the board, never half, never over another."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from pypdf import PdfReader
from textual.events import Key
from textual.widgets import Input

from cap_tui.core.permissions import Phase
from tests.phases import go_to
from tests.tui.dossiers import HOSTILE, Shown, showing
from tests.tui.harness import LARGE, SMALL, STRUCTURE, empty_folder, running, started_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.harness import Harness

NAME = "plan-de-progres-les-ateliers-du-pont-2026.pdf"


async def made(shown: Shown) -> None:
    """Wait for the end of an export."""
    await shown.harness.until(
        lambda: "Création du fichier" not in shown.text and "Arrêt en cours" not in shown.text
    )
    await shown.harness.settle()


async def write_path(shown: Shown, text: str) -> None:
    field = shown.harness.screen.query_one("#path", Input)
    field.focus()
    field.value = text
    await shown.harness.settle()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_screen_looks_as_agreed(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "export", size=size) as shown:
        await write_path(shown, "/dossiers/plan-de-progres-les-ateliers-du-pont-2026.pdf")
        golden(shown.harness, "export")


async def test_enter_makes_the_pdf_where_proposed_and_says_where_it_is(started: tuple[Path, str]) -> None:
    async with showing(started, "export") as shown:
        await shown.press("enter")
        await made(shown)
        path = started[0] / NAME
        assert "Le fichier est créé :" in shown.text
        assert NAME in "".join(shown.text.split())
        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
        assert STRUCTURE.name in text


async def test_what_is_missing_is_said_before_the_pdf_is_made(started: tuple[Path, str]) -> None:
    async with showing(started, "export") as shown:
        assert "1 critère est encore sans réponse : le rapport le dira." in shown.text


async def test_the_version_for_partners_names_the_phase_it_waits_for(started: tuple[Path, str]) -> None:
    async with showing(started, "export") as shown:
        assert "La version pour les partenaires s’ouvre avec la phase « Plan de progrès »." in shown.text
        assert "(1/2)" not in shown.text
    async with showing(started, "export", prepare=lambda dossier: go_to(dossier, Phase.PLANNING)) as shown:
        assert "La version pour les partenaires" not in shown.text
        assert "(1/2)" in shown.text


async def test_a_file_already_there_is_kept_unless_replacing_it_is_asked(started: tuple[Path, str]) -> None:
    path = started[0] / NAME
    path.write_text("précieux", encoding="utf-8")
    async with showing(started, "export") as shown:
        await shown.press("enter")
        await made(shown)
        assert "Un fichier existe déjà à cet endroit" in shown.text
        await shown.press("enter")  # the harmless answer has the focus
        assert path.read_text(encoding="utf-8") == "précieux"
        assert shown.harness.screen.query_one("#path", Input).value.endswith("-2.pdf")
        await shown.press("enter")
        await made(shown)
        assert (started[0] / NAME.replace(".pdf", "-2.pdf")).read_bytes().startswith(b"%PDF")
        await write_path(shown, str(path))
        await shown.press("enter")
        await made(shown)
        await shown.press("tab", "enter")
        await made(shown)
        assert path.read_bytes().startswith(b"%PDF")


async def test_a_folder_that_does_not_exist_is_said_and_what_was_typed_stays(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "export") as shown:
        await write_path(shown, "/nulle/part/plan.pdf")
        await shown.press("enter")
        await made(shown)
        assert "/nulle/part" in shown.text
        assert "Ctrl+S Exporter" in shown.text
        assert shown.harness.screen.query_one("#path", Input).value == "/nulle/part/plan.pdf"


async def test_an_empty_path_is_explained(started: tuple[Path, str]) -> None:
    async with showing(started, "export") as shown:
        await write_path(shown, "")
        await shown.press("enter")
        assert "Écrivez où enregistrer le fichier : un répertoire et un nom de fichier." in shown.text


async def test_escape_stops_and_leaves_no_file(started: tuple[Path, str]) -> None:
    async with showing(started, "export") as shown:
        for key in ("enter", "escape"):  # at once: the pilot would wait for the file in between
            shown.harness.app.post_message(Key(key, None))
        await made(shown)
        assert list(started[0].glob("*.pdf")) == []
        assert list(started[0].glob(".cap-tui-*")) == []
        assert shown.text.splitlines()[0].startswith(" Exporter")


async def test_without_a_screen_opening_says_where_the_file_is(
    started: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    async with showing(started, "export") as shown:
        await shown.press("enter")
        await made(shown)
        await shown.press("enter")
        assert "Aucun programme ne peut ouvrir ce fichier ici. Il est là :" in shown.text


async def test_what_was_just_written_is_in_the_pdf(started: tuple[Path, str]) -> None:
    async with showing(started, "export") as shown:
        dossier = shown.dossier
        shown.harness.app.saver.submit(lambda: dossier.add_action(title="Écrire à la dernière minute"))
        await shown.harness.pilot.press("enter")
        await made(shown)
        text = "\n".join(page.extract_text() for page in PdfReader(started[0] / NAME).pages)
        assert "Écrire à la dernière minute" in text


async def test_hostile_names_are_shown_and_never_choose_the_folder(tmp_path: Path) -> None:
    for number, hostile in enumerate(HOSTILE):
        here = empty_folder(tmp_path / str(number))
        structure = STRUCTURE.__class__(hostile, STRUCTURE.siret, STRUCTURE.kinds)
        async with showing((here, started_folder(here, structure)), "export") as shown:
            assert hostile in shown.text.splitlines()[0]
            value = shown.harness.screen.query_one("#path", Input).value
            assert value.startswith(str(here))
            assert "/" not in value[len(str(here)) + 1 :]


@pytest.mark.parametrize("kind", ["file", "dangling"])
async def test_a_link_is_never_followed_nor_replaced_unasked(
    started: tuple[Path, str], tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "ailleurs.pdf"
    if kind == "file":
        target.write_text("précieux", encoding="utf-8")
    link = started[0] / NAME
    link.symlink_to(target)
    async with showing(started, "export") as shown:
        await shown.press("enter")
        await made(shown)
        assert link.is_symlink()
        assert target.exists() is (kind == "file")
        if kind == "file":
            assert target.read_text(encoding="utf-8") == "précieux"
        assert "Le fichier est créé" not in shown.text


@pytest.mark.parametrize("place", ["/proc/plan.pdf", "/dev/null/plan.pdf"])
async def test_a_place_that_cannot_be_written_is_said_and_another_can_be_typed(
    started: tuple[Path, str], tmp_path: Path, place: str
) -> None:
    async with showing(started, "export") as shown:
        await write_path(shown, place)
        await shown.press("enter")
        await made(shown)
        assert "Le fichier est créé" not in shown.text
        assert shown.harness.screen.query_one("#wrong").visual.plain  # type: ignore[attr-defined]  # it holds a Content
        assert shown.harness.screen.focused is shown.harness.screen.query_one("#path")
        await write_path(shown, str(tmp_path / "ici.pdf"))
        await shown.press("enter")
        await made(shown)
        assert (tmp_path / "ici.pdf").read_bytes().startswith(b"%PDF")


async def test_the_screen_is_let_go_once_its_file_is_made_and_it_is_left(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("x")
        screen = ref(harness.screen)
        harness.screen.query_one("#path", Input).value = str(folder / "plan.pdf")
        await harness.press("ctrl+s")
        await harness.until((folder / "plan.pdf").exists)
        await harness.settle()
        await harness.press("escape")

        def gone() -> bool:
            gc.collect()
            return screen() is None

        await harness.until(gone)
