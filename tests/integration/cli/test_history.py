"""`history`, `versions`, `personal-data`: looking back, settling what was written apart, handing over and erasing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.databases import holds

if TYPE_CHECKING:
    import pytest

    from tests.integration.cli.conftest import Cli


def test_the_history_tells_who_wrote_what_newest_first(half: tuple[Cli, str]) -> None:
    cli, reference = half
    lines = cli("history", reference, "--json").json
    assert lines[0]["criterion"] == "visit"
    assert "Exemplaire" in lines[0]["after"]
    assert {line["criterion"] for line in cli("history", reference, "1.1.1", "--json").json} == {"booklet"}
    shown = cli("history", reference).out
    assert "Livret de 2019, non remis" in shown
    assert lines[0]["hash"][:12] in shown


def test_the_history_is_narrowed_by_person_kind_and_words(half: tuple[Cli, str]) -> None:
    cli, reference = half
    cli("profile", "name", "Nadia")
    cli("plan", reference, "add", "Rencontrer la mairie")
    for kind in ("action", "ACTION"):
        found = cli("history", reference, "--kind", kind, "--json").json
        assert {line["kind"] for line in found} == {"action"}
    assert cli("history", reference, "--search", "livret de 2019", "--json").json[0]["criterion"] == "booklet"
    assert cli("history", reference, "--by", "Personne", "--json").json == []
    wrong = cli("history", reference, "--kind", "bof")
    assert (wrong.code, "action" in wrong.err) == (2, True)


def test_an_earlier_state_is_shown_as_it_stood_then(half: tuple[Cli, str]) -> None:
    cli, reference = half
    first = [line for line in cli("history", reference, "--json").json if line["field"] == "position"][-1]
    then = cli("history", reference, "--at", first["hash"][:12], "--json").json
    assert (then["positioned"], then["score"]) == (1, 30.0)
    assert then["positions"]["visit"] is None
    shown = cli("history", reference, "--at", first["hash"]).out
    assert "critères positionnés : 1 sur 5" in shown
    assert cli("history", reference, "--at", "ffffffffffff").code == 1
    assert cli("history", reference, "--at", first["hash"], "--by", "Nadia").code == 2


def test_nothing_was_written_apart_by_one_person_on_one_machine(half: tuple[Cli, str]) -> None:
    cli, reference = half
    assert cli("versions", reference, "--json").json == []
    assert cli("versions", reference, "keep", "1").code == 1
    assert cli("versions", reference, "keep").code == 2


def test_a_person_receives_all_that_they_wrote(half: tuple[Cli, str]) -> None:
    cli, reference = half
    data = cli("personal-data", "export", reference).out
    assert "Livret de 2019, non remis" in data
    assert cli("personal-data", "export", reference, "--person", "Inconnu").code == 1


def test_erasing_asks_first_and_then_nothing_of_the_words_is_left(
    half: tuple[Cli, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli, reference = half
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert cli("personal-data", "erase", reference, "--why", "demande").code == 1
    assert "Livret de 2019" in cli("personal-data", "export", reference).out
    assert cli("personal-data", "erase", reference).code == 2
    assert cli("personal-data", "erase", reference, "--why", "demande", "--yes").code == 0
    assert "Livret de 2019" not in cli("personal-data", "export", reference).out
    assert not holds(cli.folder, "Livret de 2019")
