"""`propose`, `proposals`, `views`, `retain` by one machine on which several people sit in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


@pytest.fixture
def table(cli: Cli) -> tuple[Cli, str]:
    """An evaluation around one laptop: Nadia directs, Paul is the peer and sits at the keyboard."""
    cli("profile", "name", "Nadia")
    reference = cli.new()
    paul = cli("profile", "add", "Paul", "--json").json["fingerprint"]
    assert cli("people", reference, "add", paul, "--role", "pair", "--name", "Paul").code == 0
    cli("profile", "use", paul)
    return cli, reference


def sits(cli: Cli, name: str) -> None:
    """Pass the keyboard to someone."""
    (mark,) = [line["fingerprint"] for line in cli("profile", "list", "--json").json if line["name"] == name]
    assert cli("profile", "use", mark).code == 0


def test_an_action_proposed_by_the_peer_enters_the_plan_only_when_the_director_accepts_it(
    table: tuple[Cli, str],
) -> None:
    cli, reference = table
    assert cli("propose", reference, "Écrire le livret", "due=2027-03-15", "--criterion", "1.1.1").code == 0
    assert cli("propose", reference, "Acheter un car").code == 0
    assert cli("plan", reference, "--json").json == []
    assert cli("proposals", reference, "accept", "1").code == 1, "a peer does not decide"
    sits(cli, "Nadia")
    assert cli("proposals", reference, "accept", "1").code == 0
    declined = cli("proposals", reference, "decline", "2", "--why", "Trop cher")
    assert "écartée — Trop cher" in declined.out
    (line,) = cli("plan", reference, "--json").json
    assert (line["title"], line["due"], line["criteria"]) == ("Écrire le livret", "2027-03-15", ["booklet"])
    assert [one["decision"] for one in cli("proposals", reference, "--json").json] == ["accepted", "declined"]


@pytest.mark.parametrize(
    ("words", "code"),
    [(("accept",), 2), (("accept", "9"), 1), (("garde", "1"), 2), (("accept", "1", "--why", "x"), 2)],
)
def test_a_decision_not_understood_decides_nothing(
    table: tuple[Cli, str], words: tuple[str, ...], code: int
) -> None:
    cli, reference = table
    cli("propose", reference, "Écrire le livret")
    sits(cli, "Nadia")
    assert cli("proposals", reference, *words).code == code
    assert [one["decision"] for one in cli("proposals", reference, "--json").json] == [""]


def test_views_stand_side_by_side_largest_divergence_first(table: tuple[Cli, str]) -> None:
    cli, reference = table
    cli("answer", reference, "1.1.2", "4", "--constat", "Visite faite")
    sits(cli, "Nadia")
    cli("answer", reference, "1.1.1", "2")
    cli("answer", reference, "1.1.2", "1")
    shown = cli("views", reference).out.splitlines()
    assert shown[1].startswith("1.1.2")
    assert "≠≠" in shown[1]
    one = cli("views", reference, "1.1.2").out
    assert "Pair — Paul : ● Exemplaire" in one
    assert "Visite faite" in one
    assert "Divergence majeure" in one


def test_nobody_is_said_to_agree_where_fewer_than_two_answered(table: tuple[Cli, str]) -> None:
    cli, reference = table
    assert "=" not in cli("views", reference).out
    assert "Accord" not in cli("views", reference, "1.1.1").out
    cli("answer", reference, "1.1.1", "4")
    assert "Accord" not in cli("views", reference, "1.1.1").out
    sits(cli, "Nadia")
    cli("answer", reference, "1.1.1", "4")
    assert "Accord" in cli("views", reference, "1.1.1").out


def test_a_retained_position_is_withdrawn_and_the_director_s_counts_again(table: tuple[Cli, str]) -> None:
    cli, reference = table
    cli("answer", reference, "1.1.1", "4")
    sits(cli, "Nadia")
    cli("answer", reference, "1.1.1", "2")
    cli("phase", reference, "next")
    assert cli("retain", reference, "1.1.1", "3", "--why", "Vu sur place").code == 0
    assert cli("list", "--json").json[0]["score"] == 70.0
    assert cli("retain", reference, "1.1.1", "none").code == 0
    assert cli("list", "--json").json[0]["score"] == 30.0
    assert cli("retain", reference, "1.1.1", "na", "--why", "Sans objet").code == 0
    assert cli("list", "--json").json[0]["applicable"] == 4


def test_a_private_remark_of_the_reviewers_is_not_read_by_the_director(table: tuple[Cli, str]) -> None:
    cli, reference = table
    made = cli(
        "remarks", reference, "add", "1.1.1", "Entre nous", "--private", "--kind", "désaccord", "--json"
    )
    assert (made.json[0]["private"], made.json[0]["kind"]) == (True, "disagreement")
    sits(cli, "Nadia")
    for command in (("remarks", reference), ("history", reference), ("inbox", reference)):
        shown = cli(*command)
        assert "Entre nous" not in shown.out + shown.err
    assert cli("remarks", reference, "add", "1.1.1", "Moi aussi", "--private").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [(("add", "1.1.1"), 2), (("add", "9.9", "x"), 1), (("add", "1.1.1", " "), 1), (("reply", "7", "x"), 1),
     (("resolve",), 2), (("9.9.9",), 1), (("add", "1.1.1", "x", "--kind", "bof"), 2), (("list", "--reopen"), 2)],
)  # fmt: skip
def test_a_remark_not_understood_writes_nothing(
    table: tuple[Cli, str], words: tuple[str, ...], code: int
) -> None:
    cli, reference = table
    assert cli("remarks", reference, *words).code == code
    assert cli("remarks", reference, "--json").json == []
