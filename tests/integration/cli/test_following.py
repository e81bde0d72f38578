"""`follow-up`: what is said of the plan once it is sealed reaches everyone who follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


@pytest.fixture
def sealed(cli: Cli) -> tuple[Cli, str]:
    """An evaluation in follow-up, whose plan has one action."""
    reference = cli.new()
    assert cli("plan", reference, "add", "Écrire le livret").code == 0
    for _move in range(2):
        assert cli("phase", reference, "next").code == 0
    assert cli("visa", reference, "--sign", "--yes").code == 0
    assert cli("phase", reference, "next").code == 0
    return cli, reference


def test_notes_are_read_newest_first_each_with_its_action(sealed: tuple[Cli, str]) -> None:
    cli, reference = sealed
    assert cli("follow-up", reference, "--json").json == []
    (first,) = cli("follow-up", reference, "add", "Relu par l’équipe", "--action", "1", "--json").json
    assert (first["action"], first["text"], first["role"]) == (1, "Relu par l’équipe", "director")
    assert cli("follow-up", reference, "add", "Point du trimestre").code == 0
    notes = cli("follow-up", reference, "list", "--json").json
    assert {(note["action"], note["text"]) for note in notes} == {
        (1, "Relu par l’équipe"),
        (None, "Point du trimestre"),
    }
    assert notes[0]["text"] == "Point du trimestre"
    told = cli("follow-up", reference).out
    assert "L’ensemble du plan · " in told
    assert "1. Écrire le livret · " in told
    assert "Point du trimestre" not in cli("follow-up", reference, "--action", "1").out


def test_before_the_follow_up_a_note_is_refused_and_nothing_is_written(cli: Cli) -> None:
    reference = cli.new()
    refused = cli("follow-up", reference, "add", "Trop tôt")
    assert refused.code == 1
    assert "Suivi" in refused.err
    assert cli("follow-up", reference, "--json").json == []
    assert "Pas encore de note." in cli("follow-up", reference).err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add",), 2),
        (("add", "  "), 2),
        (("add", "x", "--action", "9"), 1),
        (("add", "x", "--action", "un"), 2),
        (("note", "x"), 2),
        (("list", "x"), 2),
    ],
)
def test_a_note_not_understood_writes_nothing(
    sealed: tuple[Cli, str], words: tuple[str, ...], code: int
) -> None:
    cli, reference = sealed
    assert cli("follow-up", reference, *words).code == code
    assert cli("follow-up", reference, "--json").json == []
