"""`plan set` over several lines, and `plan duplicate`: what a director does on twenty actions, without a mistake on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.services.workspace import Workspace
from tests.building import environment

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def lines(cli: Cli, reference: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli("plan", reference, "--json").json
    return found


def owners(cli: Cli, reference: str) -> list[str]:
    return [line["owner"] for line in lines(cli, reference)]


@pytest.fixture
def reference(cli: Cli) -> str:
    """An evaluation with five actions, of which Zoé has the first two."""
    found = cli.new()
    for number, owner in enumerate(("Zoé", "Zoé", "", "", ""), 1):
        assert cli("plan", found, "add", f"Action {number}", f"owner={owner}").code == 0
    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2,4-5", ["Zoé", "Nadia", "", "Nadia", "Nadia"]),
        (" 5 , 3 ", ["Zoé", "Zoé", "Nadia", "", "Nadia"]),
        ("all", ["Nadia"] * 5),
        ("Toutes", ["Nadia"] * 5),
    ],
)
def test_the_lines_named_change_together_and_no_other(
    cli: Cli, reference: str, typed: str, expected: list[str]
) -> None:
    done = cli("plan", reference, "set", typed, "owner=Nadia", "due=15/03/2027", "--json")
    assert done.code == 0, done.err
    assert owners(cli, reference) == expected
    assert len(done.json) == expected.count("Nadia")
    assert {line["due"] for line in done.json} == {"2027-03-15"}


def test_one_undo_takes_it_all_back(cli: Cli, reference: str) -> None:
    assert cli("plan", reference, "set", "all", "owner=Nadia", "priority=P1").code == 0
    assert owners(cli, reference) == ["Nadia"] * 5
    workspace = Workspace(cli.folder, environment("undo"))
    workspace.open(reference).undo()
    workspace.close()
    assert owners(cli, reference) == ["Zoé", "Zoé", "", "", ""]
    assert {line["priority"] for line in lines(cli, reference)} == {"P3"}


def test_only_the_lines_that_hold_a_value_change(cli: Cli, reference: str) -> None:
    assert cli("plan", reference, "set", "4", "criteria=1.1.1 1.1.2", "owner=zoe").code == 0
    assert cli("plan", reference, "set", "all", "priority=P1", "--where", "pilote=ZOÉ").code == 0
    assert [line["priority"] for line in lines(cli, reference)] == ["P1", "P1", "P3", "P1", "P3"]
    wanted = ("--where", "owner=zoé", "--where", "criteria=1.1.2")
    assert cli("plan", reference, "set", "all", "priority=P2", *wanted).code == 0
    assert [line["priority"] for line in lines(cli, reference)] == ["P1", "P1", "P3", "P2", "P3"]
    assert cli("plan", reference, "set", "1", "priority=P4", "--where", "owner=Nadia").code == 0
    assert lines(cli, reference)[0]["priority"] == "P1", "line 1 is Zoé’s: nothing answers both"


def test_a_line_that_a_rule_keeps_is_told_and_holds_back_no_other(cli: Cli, reference: str) -> None:
    assert cli("plan", reference, "set", "2", "due=2027-01-31").code == 0
    done = cli("plan", reference, "set", "1-3", "start=2027-03-01")
    assert done.code == 1
    assert "2 actions modifiées." in done.err
    assert "1 action laissée comme elle était" in done.err
    assert "  2. L’échéance d’une action ne peut pas être le 31/01/2027" in done.err
    assert [line["start"] for line in lines(cli, reference)] == ["2027-03-01", "", "2027-03-01", "", ""]


def test_dropping_several_asks_why_and_keeps_the_reason(cli: Cli, reference: str) -> None:
    silent = cli("plan", reference, "set", "1,2", "state=dropped")
    assert (silent.code, "motif=" in silent.err) == (1, True)
    assert {line["state"] for line in lines(cli, reference)} == {"to_start"}
    assert cli("plan", reference, "set", "1,2", "state=dropped", "motif=Budget coupé").code == 0
    assert [(line["state"], line["drop_reason"]) for line in lines(cli, reference)[:3]] == [
        ("dropped", "Budget coupé"),
        ("dropped", "Budget coupé"),
        ("to_start", ""),
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("2,9", "owner=Nadia"), 1),
        (("8-9", "owner=Nadia"), 2),
        (("deux", "owner=Nadia"), 2),
        (("1-", "owner=Nadia"), 2),
        (("-1", "owner=Nadia"), 1),
        (("all", "title=Toutes pareilles"), 2),
        (("all", "owner=Nadia", "reason=Pour rien"), 2),
        (("all", "owner=Nadia", "--where", "couleur=rouge"), 2),
        (("all",), 2),
        (("all", "priority=P9"), 1),
    ],
)
def test_what_is_not_written_right_changes_nothing(
    cli: Cli, reference: str, typed: tuple[str, ...], code: int
) -> None:
    before = lines(cli, reference)
    done = cli("plan", reference, "set", *typed)
    assert (done.code, bool(done.err)) == (code, True)
    assert lines(cli, reference) == before


def test_a_condition_goes_with_set_alone(cli: Cli, reference: str) -> None:
    assert cli("plan", reference, "list", "--where", "owner=Zoé").code == 2


def test_a_copy_stands_under_the_first_with_nothing_of_how_it_went(cli: Cli, reference: str) -> None:
    assert cli("plan", reference, "set", "2", "state=done", "progress=100", "cause=Oubli").code == 0
    done = cli("plan", reference, "duplicate", "2", "--json")
    assert (done.code, "action 6" in done.err) == (0, True)
    (copy,) = done.json
    assert (copy["title"], copy["cause"], copy["owner"]) == ("Action 2", "Oubli", "Zoé")
    assert (copy["state"], copy["progress"]) == ("to_start", 0)
    assert [line["number"] for line in lines(cli, reference)] == [1, 2, 6, 3, 4, 5]
    assert cli("plan", reference, "duplicate", "9").code == 1
    assert cli("plan", reference, "duplicate").code == 2
