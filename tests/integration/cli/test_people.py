"""`people`, `finish`, `contacts`: who takes part, whom one trusts, who has finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.cli.conftest import Cli

MARK = "ABCDE-FGHJK-MNPQR-STVWX"


def test_the_director_lets_someone_in_by_the_fingerprint_read_over_the_phone(cli: Cli) -> None:
    reference = cli.new()
    added = cli(
        "people", reference, "add", MARK.lower(), "--role", "tiers", "--name", "Zoé\x1b[2J T.", "--organisation", "GEIQ"
    )  # fmt: skip
    assert added.code == 0, added.err
    assert f"cap-tui export bundle {reference[:8]} --for third_party" in added.err
    (line,) = [line for line in added.out.splitlines() if "Zoé" in line]
    assert all(word in line for word in ("Tiers", "GEIQ", MARK, "rien reçu"))
    assert "\x1b" not in added.out
    (me, guest) = cli("people", reference, "--json").json
    assert (me["me"], me["roles"]) == (True, ["director"])
    assert (guest["roles"], guest["present"], guest["fingerprint"]) == (["third_party"], False, MARK)


def test_the_director_withdraws_someone_by_name(cli: Cli) -> None:
    reference = cli.new()
    cli("people", reference, "add", MARK, "--role", "peer", "--name", "Paul")
    assert cli("people", reference, "remove", "paul").code == 0
    assert [one["roles"] for one in cli("people", reference, "--json").json if one["name"] == "Paul"] == [[]]
    assert cli("people", reference, "remove", "Personne").code == 1


def test_two_people_of_the_same_name_are_told_apart_by_their_fingerprints(cli: Cli) -> None:
    reference = cli.new()
    for mark in (MARK, MARK[::-1]):
        cli("people", reference, "add", mark, "--role", "contributor", "--name", "Paul")
    refused = cli("people", reference, "remove", "Paul")
    assert (refused.code, MARK in refused.err) == (1, True)
    assert cli("people", reference, "remove", MARK[:6]).code == 0


def test_the_evaluation_is_set_blind_and_says_so(cli: Cli) -> None:
    reference = cli.new()
    assert "l’aveugle" in cli("people", reference, "blind", "on").err
    assert "l’aveugle" in cli("people", reference).err
    assert "l’aveugle" not in cli("people", reference, "blind", "off").err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", MARK), 2), (("add", MARK, "--role", "roi"), 2), (("add", "--role", "peer"), 2),
        (("remove",), 2), (("blind",), 2), (("blind", "peut-être"), 2), (("liste",), 2), (("list", "--role", "peer"), 2),
        (("add", "ABC", "--role", "peer"), 1), (("add", "A" * 300, "--role", "peer"), 1), (("add", "absente.capid", "--role", "peer"), 1),
        (("add", MARK, "--role", "directrice"), 1),
    ],
)  # fmt: skip
def test_what_is_not_understood_lets_nobody_in(cli: Cli, words: tuple[str, ...], code: int) -> None:
    reference = cli.new()
    result = cli("people", reference, *words)
    assert (result.code, result.out) == (code, "")
    assert result.err
    assert len(cli("people", reference, "--json").json) == 1


def test_a_file_that_is_no_card_lets_nobody_in(cli: Cli, tmp_path: Path) -> None:
    reference = cli.new()
    path = tmp_path / "carte.capid"
    path.write_bytes(b"{" * 5_000)
    assert cli("people", reference, "add", str(path), "--role", "peer").code == 1


def test_finishing_says_what_is_left_and_closes_the_answers_until_they_are_opened_again(cli: Cli) -> None:
    reference = cli.new()
    cli("answer", reference, "1.1.1", "2")
    done = cli("finish", reference)
    assert (done.code, "4 critères restent sans réponse" in done.err) == (0, True)
    assert cli("answer", reference, "1.1.2", "2").code == 1
    assert cli("finish", reference, "--reopen").code == 0
    assert cli("answer", reference, "1.1.2", "2").code == 0


def test_there_is_no_contact_before_the_first_import_and_an_unknown_one_is_not_forgotten(cli: Cli) -> None:
    assert cli("contacts", "--json").json == []
    assert "Pas encore de contact" in cli("contacts").err
    assert cli("contacts", "forget", MARK).code == 1
    assert cli("contacts", "oublie").code == 2
