"""The wheel alone is enough: someone who installs it has no checkout beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def built(target: str, folder: Path) -> Path:
    """Build the wheel or the source archive in an empty folder and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack a freshly built wheel where nothing else is."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = built("wheel", folder)
    site = folder / "site"
    shutil.unpack_archive(wheel, site, "zip")
    return site


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked program from a folder that has nothing to do with it."""
    program = f"import sys; sys.path.insert(0, {str(installed)!r}); from cap_tui.__main__ import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, "--data-dir", str(installed.parent / "data"), *arguments],
        cwd=installed.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_the_wheel_carries_questionnaires_fonts_and_translations(installed: Path) -> None:
    listed = run(installed, "questionnaire", "list", "--json")
    assert [item["id"] for item in json.loads(listed.stdout)] == [
        "cap",
        "cedre-iso9001",
        "eust",
        "ges",
        "proximservices",
    ], listed.stderr
    assert str(installed) in listed.stdout or (installed / "cap_tui" / "questionnaires" / "cap.yaml").exists()
    assert run(installed, "demo", "--no-open").returncode == 0
    refused = run(installed, "show", "zzzz")
    assert refused.returncode == 1
    assert "Aucune évaluation" in refused.stderr
    out = installed.parent / "plan.pdf"
    identifier = json.loads(run(installed, "list", "--json").stdout)[0]["id"]
    exported = run(installed, "export", "pdf", identifier, "-o", str(out))
    assert exported.returncode == 0, exported.stderr
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
def test_the_wheel_gives_the_licence_of_each_font_with_ours(installed: Path) -> None:
    (given,) = installed.glob("*.dist-info/licenses")
    fonts = installed / "cap_tui" / "reports" / "fonts"
    families = {path.name.split("Sans")[0] for path in fonts.glob("*.ttf")}
    licences = {path.name for path in given.rglob("*") if path.is_file()}
    assert families == {"DejaVu", "Noto"}
    assert licences == {"LICENSE", *(f"LICENCE-{family}.txt" for family in families)}


@pytest.mark.slow
def test_the_source_archive_is_enough_to_run_and_to_test(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    needed = [
        "Makefile",
        "LICENSE",
        "requirements.lock",
        "requirements-dev.lock",
        "pyproject.toml",
        "README.md",
    ]
    needed += [
        "questionnaires/cap.yaml",
        "docs/questionnaire.schema.json",
        "tests/conftest.py",
        "tools/messages.py",
    ]
    needed += [
        f"cap_tui/demonstrations/{name}.yaml"
        for name in ("cap-2026", "cap-2026-people", "cedre-iso9001-2026")
    ]
    needed += ["cap_tui/i18n/locales/fr/LC_MESSAGES/cap_tui.mo"]
    assert [name for name in needed if name not in names] == []
