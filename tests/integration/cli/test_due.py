"""`due`: what is late is told without opening a screen, and a scheduled task can tell by the exit code."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.databases import rows

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

OTHER = "10000000910008"


def day(offset: int) -> str:
    return (datetime.now(UTC).astimezone().date() + timedelta(days=offset)).isoformat()


@pytest.fixture
def planned(cli: Cli) -> tuple[Cli, str]:
    """An evaluation with one action late, one due in a week, one next year."""
    reference = cli.new()
    for number, (title, offset) in enumerate(
        [("Former l’équipe", 7), ("Écrire le livret", -12), ("Plus tard", 300)], 1
    ):
        assert cli("plan", reference, "add", title).code == 0
        assert cli("plan", reference, "set", str(number), f"due={day(offset)}", "owner=Nadia").code == 0
    return cli, reference


def test_what_is_late_comes_first_with_whom_and_where(planned: tuple[Cli, str]) -> None:
    cli, _reference = planned
    told = cli("due")
    assert told.code == 0
    header, late, soon = told.out.splitlines()
    assert header.split()[0] == "Quand"
    assert late.startswith("12 jours de retard")
    assert all(word in late for word in ("Écrire le livret", "Nadia", "L’Étape 2026"))
    assert soon.startswith("dans 7 jours")
    assert "Plus tard" not in told.out


def test_a_scheduled_task_knows_by_the_code_and_reads_json(planned: tuple[Cli, str]) -> None:
    cli, reference = planned
    assert cli("due", "--check").code == 1
    (late,) = cli("due", reference, "--within", "6", "--json").json
    assert (late["matter"], late["days"], late["action"], late["due"]) == ("late", 12, 2, day(-12))
    assert late["assessment"] == reference
    assert cli("plan", reference, "set", "2", "state=done").code == 0
    assert cli("due", "--check").code == 0
    assert cli("due", "--within", "0", "--json").json == []


def test_all_the_evaluations_of_the_machine_are_looked_at_or_one(planned: tuple[Cli, str]) -> None:
    cli, first = planned
    second = cli.new(siret=OTHER)
    assert cli("plan", second, "add", "Réparer").code == 0
    assert cli("plan", second, "set", "1", f"due={day(-30)}").code == 0
    everything = cli("due", "--json").json
    assert [line["title"] for line in everything] == ["Réparer", "Écrire le livret", "Former l’équipe"]
    assert {line["assessment"] for line in cli("due", first, "--json").json} == {first}


def test_looking_writes_nothing(planned: tuple[Cli, str]) -> None:
    cli, _reference = planned
    before = rows(cli.folder)
    assert cli("due").code == 0
    assert rows(cli.folder) == before


def test_nothing_due_is_said_and_what_is_not_written_right_is_refused(cli: Cli) -> None:
    empty = cli("due", "--check")
    assert (empty.code, empty.out) == (0, "")
    assert "Rien n’est en retard" in empty.err
    assert cli("due", "--within", "demain").code == 2
    assert cli("due", "--within", "-1").code == 2
    assert cli("due", "abcdef12").code == 1
