"""`meeting` and the reasons of `plan set`: a meeting is recorded, read again and handed out from the command line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

SOON, LATER, LONG_AGO = "due=+7j", "due=+2m", "due=01/02/2024"


@pytest.fixture
def sealed(cli: Cli) -> tuple[Cli, str]:
    """An evaluation in follow-up, whose plan has one action late, one due soon, and one for later."""
    reference = cli.new()
    for title, due in (("Écrire le livret", LONG_AGO), ("Planifier la visite", SOON), ("Afficher", LATER)):
        assert cli("plan", reference, "add", title, due, "owner=Nadia").code == 0
    for _move in range(2):
        assert cli("phase", reference, "next").code == 0
    assert cli("visa", reference, "--sign", "--yes").code == 0
    assert cli("phase", reference, "next").code == 0
    return cli, reference


def test_a_date_moved_says_why_and_the_command_to_write_is_told(sealed: tuple[Cli, str]) -> None:
    cli, reference = sealed
    refused = cli("plan", reference, "set", "1", "due=01/06/2026")
    assert refused.code == 2
    assert 'motif="…"' in refused.err
    assert cli("plan", reference, "set", "1", "due=01/06/2026", "motif=Imprimeur en retard").code == 0
    line = next(line for line in cli("plan", reference, "--json").json if line["number"] == 1)
    assert (line["due"], line["due_reason"]) == ("2026-06-01", "Imprimeur en retard")
    assert cli("plan", reference, "set", "1", "state=dropped").code == 2
    assert cli("plan", reference, "set", "1", "state=Abandonnée", "reason=Fait par le siège").code == 0
    assert cli("plan", reference, "set", "2", "progress=20", "reason=Pour rien").code == 2
    assert (
        next(line for line in cli("plan", reference, "--json").json if line["number"] == 2)["progress"] == 0
    )


def test_two_meetings_and_the_second_minutes_say_only_what_changed(sealed: tuple[Cli, str]) -> None:
    cli, reference = sealed
    assert cli("meeting", reference, "--json").json == []
    assert "Pas encore de réunion de suivi." in cli("meeting", reference).err
    cli("plan", reference, "set", "1", LATER, "motif=Imprimeur en retard")
    cli("follow-up", reference, "add", "Devis reçu", "--action", "1")
    first = cli("meeting", reference, "conclude", "--present", "Nadia, Éric", "--next", "+1m", "--json").json
    assert [(line["action"], [change["reasons"] for change in line["changes"]]) for line in first["reviewed"]] == [
        (2, []), (1, [["Imprimeur en retard"]]),
    ]  # fmt: skip
    assert (first["present"], first["since"]) == (["Nadia", "Éric"], None)
    cli("plan", reference, "set", "3", "state=En cours")
    assert cli("meeting", reference, "conclude", "--decisions", "Voir le conseil").code == 0
    told = cli("meeting", reference, "show", "2").out
    assert "Réunion de suivi n° 2 du" in told
    assert "État : À lancer → En cours" in told
    assert "Imprimeur en retard" not in told
    assert "Devis reçu" not in told
    assert "Voir le conseil" in told
    assert "rien depuis la dernière fois" in told
    assert [line["number"] for line in cli("meeting", reference, "--json").json] == [1, 2]
    assert (
        "1 action passée en revue" in cli("meeting", reference).out
        or "2 actions passées" in cli("meeting", reference).out
    )


def test_minutes_are_written_as_pdf_and_markdown_and_never_over_a_file(
    sealed: tuple[Cli, str], tmp_path: Path
) -> None:
    cli, reference = sealed
    cli("plan", reference, "set", "1", LATER, "motif=Imprimeur en retard")
    assert cli("meeting", reference, "conclude", "--present", "Nadia").code == 0
    written = Path(cli("meeting", reference, "minutes", "1", "-o", str(tmp_path)).out.strip())
    assert written.suffix == ".pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(written.read_bytes())).pages)
    assert "Imprimeur en retard" in text
    assert "Nadia" in text
    again = cli("meeting", reference, "minutes", "1", "-o", str(tmp_path))
    assert again.code == 1
    assert "--replace" in again.err
    place = tmp_path / "cr.md"
    assert cli("meeting", reference, "minutes", "1", "-o", str(place), "--format", "md").code == 0
    assert place.read_text(encoding="utf-8").startswith("# Réunion de suivi n° 1 du ")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show",), 2), (("show", "9"), 1), (("show", "un"), 2), (("minutes",), 2), (("hold",), 2), (("conclude", "x"), 2),
        (("conclude", "--next", "01/01/2020"), 1), (("conclude", "--next", "bientôt"), 1),
        (("minutes", "1", "--format", "docx"), 1),
    ],
)  # fmt: skip
def test_what_is_not_understood_writes_nothing(
    sealed: tuple[Cli, str], words: tuple[str, ...], code: int
) -> None:
    cli, reference = sealed
    assert cli("meeting", reference, *words).code == code
    assert cli("meeting", reference, "--json").json == []


def test_before_the_follow_up_no_meeting_is_recorded(cli: Cli) -> None:
    reference = cli.new()
    refused = cli("meeting", reference, "conclude")
    assert refused.code == 1
    assert "Suivi" in refused.err
