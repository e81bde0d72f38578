"""`cap-tui export poster`: the page of the meeting-room wall, from a folder and a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.cli.conftest import Cli


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_one_command_makes_the_poster_and_never_over_another_file(
    half: tuple[Cli, str], tmp_path: Path
) -> None:
    cli, reference = half
    assert cli("plan", reference, "propose").code == 0
    result = cli("export", "poster", reference, "-o", str(tmp_path))
    path = tmp_path / "affiche-l-etape-2026.pdf"
    assert result.out == f"{path}\n"
    assert len(PdfReader(path).pages) == 1
    assert "Ce que nous faisons d’abord" in words(path)
    again = cli("export", "poster", reference, "-o", str(path))
    assert again.code == 1
    assert "existe déjà" in again.err
    assert cli("export", "poster", reference, "-o", str(path), "--replace").code == 0


def test_the_poster_for_partners_waits_for_the_phase_in_which_they_may_read(
    half: tuple[Cli, str], tmp_path: Path
) -> None:
    cli, reference = half
    result = cli("export", "poster", reference, "-o", str(tmp_path), "--audience", "partenaires")
    assert (result.code, list(tmp_path.glob("*.pdf"))) == (1, [])
    assert "Recueil" in result.err


def test_a_wrong_audience_leads_to_the_help_of_the_poster(half: tuple[Cli, str]) -> None:
    cli, reference = half
    result = cli("export", "poster", reference, "--audience", "presse")
    assert result.code == 2
    assert "cap-tui export poster --help" in result.err
