"""The wheel alone is enough: someone who installs it has no checkout beside it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack a freshly built wheel where nothing else is."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
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
    assert [item["id"] for item in json.loads(listed.stdout)] == ["cap"], listed.stderr
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
