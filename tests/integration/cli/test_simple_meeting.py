"""`--simple`: the follow-up meeting is held by ear, from the late actions to the minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.integration.cli.talking import talk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.cli.conftest import Cli

TODAY = datetime.now(UTC).date()


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).strftime("%d/%m/%Y")


@pytest.fixture
def followed(cli: Cli) -> str:
    """An evaluation in follow-up: an action late by 10 days, one due in 7, one in 200."""
    reference = cli.new()
    for title, days in (("Afficher la charte", 200), ("Planifier la visite", 7), ("Écrire le livret", -10)):
        assert cli("plan", reference, "add", title, f"due={day(days)}").code == 0
    for _move in range(2):
        assert cli("phase", reference, "next").code == 0
    assert cli("visa", reference, "--sign", "--yes").code == 0
    assert cli("phase", reference, "next").code == 0
    return reference


MEETING = ("Claire", "1", "1", "7", "7")
"""From the name to the meeting: the evaluation, its plan, the meeting."""


def test_the_late_then_the_near_actions_are_heard_and_the_minutes_are_written(
    cli: Cli, followed: str, tmp_path: Path
) -> None:
    said = talk(
        cli.folder,
        *MEETING,
        *("d", day(30), "", "d", day(30), "Imprimeur en retard", "n", "Maquette relue.", ""),
        *("t", "2", "zzz", "a", "40", ""),
        "",
        *("Nadia, Éric", "32/13", day(-1), day(60), ".", "Demander un devis", "à deux imprimeurs", ".", "o"),
        *("2", str(tmp_path / "compte rendu.md"), "q"),
    )
    assert "Réunion n° 1" in said
    assert "2 actions en retard ou à échéance dans les 30 jours restent à passer en revue." in said
    assert said.index("10 jours de retard") < said.index("dans 7 jours")
    assert "ce changement demande un motif" in said
    assert "« zzz » n’est pas une réponse ici." in said
    assert "La prochaine réunion serait avant celle-ci." in said
    assert "Enregistré : la réunion n° 1 est enregistrée." in said
    told = " ".join((tmp_path / "compte rendu.md").read_text("utf-8").replace("\u00a0", " ").split())
    for words in ("Imprimeur en retard", "Maquette relue", "Nadia, Éric", "à deux imprimeurs", "Planifier la visite"):  # fmt: skip
        assert words in told, words
    (held,) = cli("meeting", followed, "list", "--json").json
    assert (held["present"], held["decisions"]) == (
        ["Nadia", "Éric"],
        "Demander un devis\nà deux imprimeurs",
    )
    assert "Afficher la charte" not in said.split("Réunion n° 1")[1].split("Conclure")[0]


def test_a_meeting_that_stops_in_the_middle_goes_on_where_it_stood(cli: Cli, followed: str) -> None:
    talk(cli.folder, *MEETING, "", "f", "Nadia", day(60), "Demander un devis", ended=True)
    assert cli("meeting", followed, "list", "--json").json == []
    said = talk(cli.folder, *MEETING[1:], "f", "", "", "", "o", "", "q")
    assert "La réunion reprend où elle en était." in said
    assert "1 action en retard ou à échéance dans les 30 jours reste à passer en revue." in said
    (held,) = cli("meeting", followed, "list", "--json").json
    assert (held["present"], held["decisions"]) == (["Nadia"], "Demander un devis")


def test_the_others_are_heard_on_demand_and_an_action_passed_over_is_not_in_the_minutes(
    cli: Cli, followed: str
) -> None:
    said = talk(cli.folder, *MEETING, "p", "", "o", "", "", "", "", "o", "", "8", "1", "", "q")
    assert "ni en retard ni à échéance proche" in said
    assert said.count("Réunion n° 1") >= 2
    found = cli("meeting", followed, "show", "1", "--json").json
    assert [one["title"] for one in found["reviewed"]] == ["Planifier la visite", "Afficher la charte"]


def test_before_the_follow_up_the_meeting_is_said_to_be_closed(cli: Cli) -> None:
    cli.new()
    said = talk(cli.folder, "Claire", "1", "1", "7", "7", "8", "q")
    assert "7. Tenir la réunion de suivi (pas ouvert pour le moment)" in said
    assert "Pas encore de réunion de suivi." in said
