"""`cap-tui profile`: each writes under their own name, and no passphrase shows anywhere."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.cli.passphrases import asked
from cap_tui.exchange.cards import read_card

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

PHRASE = "trois canards à l’étang"


class Keyboard:
    """What is typed when a passphrase is asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def types(self, *lines: str) -> None:
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Keyboard:
    monkeypatch.delenv("CAP_TUI_PASSPHRASE", raising=False)
    return Keyboard(monkeypatch)


def test_my_name_my_organisation_and_my_fingerprint_are_printed(cli: Cli) -> None:
    nameless = cli("profile")
    assert nameless.out.startswith("Empreinte : ")
    assert "cap-tui profile name" in nameless.err
    assert cli("profile", "name", " Nadia\x1b[31m B. ").code == 0
    shown = cli("profile", "organisation", "L’Étape").out.splitlines()
    assert shown[:2] == ["Nadia[31m B.", "L’Étape"]
    assert cli("profile").out.splitlines() == shown
    (one,) = cli("profile", "list", "--json").json
    assert shown[2] == f"Empreinte : {one['fingerprint']}"
    assert cli("profile", "--json").json == one
    assert [len(group) for group in one["fingerprint"].split("-")] == [5, 5, 5, 5]
    assert (one["name"], one["current"], one["locked"], len(one["public"])) == (
        "Nadia[31m B.",
        True,
        False,
        64,
    )


def test_the_way_the_first_release_gave_a_name_still_works(cli: Cli) -> None:
    assert cli("profile", "--name", "Nadia B.").out.splitlines()[0] == "Nadia B."
    assert cli("profile").out.splitlines()[0] == "Nadia B."


def test_someone_added_takes_the_keyboard_with_the_start_of_their_fingerprint(cli: Cli) -> None:
    cli("profile", "name", "Nadia")
    added = cli("profile", "add", "Fatou", "--organisation", "L’Étape")
    fingerprint = added.out.strip()
    assert f"cap-tui profile use {fingerprint[:5]}" in added.err
    assert cli("profile").out.splitlines()[0] == "Nadia"
    assert cli("profile", "use", fingerprint[:7].lower()).out.splitlines()[0] == "Fatou"
    listed = cli("profile", "list").out.splitlines()
    assert [line.split()[0] for line in listed[1:]] == ["Nadia", "►"]
    assert all(word in listed[2] for word in ("Fatou", "L’Étape", fingerprint))
    reference = cli.new()
    assert cli("show", reference).code == 0
    assert cli("profile", "add", "Paul", "--json").json["name"] == "Paul"


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        (("use", "0000000"), 1, "Aucun profil"),
        (("use", "U"), 1, "Le caractère U"),
        (("use", "A" * 21), 1, "celle-ci en a 21"),
        (("add", " "), 1, "Donnez un nom"),
        (("use",), 2, "EMPREINTE"),
        (("uze", "A"), 2, "« use »"),
        (("Nadia",), 2, "Nadia"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nobody(
    cli: Cli, wrong: tuple[str, ...], code: int, said: str
) -> None:
    cli("profile", "name", "Nadia")
    before = cli("profile", "list", "--json").json
    result = cli("profile", *wrong)
    assert (result.code, said in result.err) == (code, True), result.err
    assert cli("profile", "list", "--json").json == before


def test_a_locked_key_reads_but_writes_only_with_its_passphrase(
    cli: Cli, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("profile", "name", "Nadia")
    reference = cli.new()
    keyboard.types(PHRASE, PHRASE)
    locked = cli("profile", "passphrase")
    assert locked.code == 0, locked.err
    assert PHRASE not in locked.out + locked.err
    assert cli("show", reference).code == 0
    refused = cli("answer", reference, "1.1.1", "engaged")
    assert refused.code == 1
    assert "CAP_TUI_PASSPHRASE" in refused.err
    monkeypatch.setenv("CAP_TUI_PASSPHRASE", PHRASE)
    assert cli("answer", reference, "1.1.1", "engaged").code == 0
    assert "CAP_TUI_PASSPHRASE" not in cli("doctor").err
    monkeypatch.delenv("CAP_TUI_PASSPHRASE")
    assert cli("doctor").code == 0, "a locked key is no fault"
    keyboard.types("autre chose")
    assert cli("profile", "passphrase", "--remove").code == 1
    keyboard.types(PHRASE)
    assert cli("profile", "passphrase", "--remove").code == 0
    assert cli("answer", reference, "1.1.2", "engaged").code == 0


def test_a_passphrase_typed_two_ways_locks_nothing(cli: Cli, keyboard: Keyboard) -> None:
    keyboard.types(PHRASE, PHRASE + ".")
    assert cli("profile", "add", "Fatou", "--passphrase").code == 1
    keyboard.types("court", "court")
    short = cli("profile", "add", "Fatou", "--passphrase")
    assert (short.code, "8 caractères" in short.err) == (1, True)
    keyboard.types("", "")
    assert cli("profile", "passphrase").code == 1
    assert [line["locked"] for line in cli("profile", "list", "--json").json] == [False]
    keyboard.types(PHRASE, PHRASE)
    assert cli("profile", "add", "Fatou", "--passphrase", "--json").json["locked"]


def test_on_a_terminal_nothing_shows_while_the_passphrase_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("shown\n"))
    monkeypatch.setattr("cap_tui.cli.passphrases.getpass", lambda _question: "unseen")
    assert asked("?") == "unseen"
    monkeypatch.setattr("sys.stdin", None)
    assert asked("?") == ""


def test_my_card_is_written_where_i_ask_and_tells_my_fingerprint(cli: Cli, tmp_path: Path) -> None:
    assert cli("profile", "card").code == 1, "nobody is invited without a name"
    cli("profile", "name", "Nadia")
    path = tmp_path / "moi.capid"
    result = cli("profile", "card", "-o", str(path))
    assert (result.code, Path(result.out.strip())) == (0, path)
    mine = cli("profile", "--json").json
    assert mine["fingerprint"] in result.err
    assert read_card(path.read_bytes()).public == mine["public"]
    assert cli("profile", "card", "-o", str(path)).code == 1, "a file is never written over"


def test_a_key_is_replaced_only_when_it_is_wanted(cli: Cli, keyboard: Keyboard) -> None:
    cli("profile", "name", "Nadia")
    before = cli("profile", "--json").json
    keyboard.types("non")
    assert cli("profile", "replace-key").code == 1
    assert cli("profile", "--json").json == before
    keyboard.types("oui")
    replaced = cli("profile", "replace-key")
    after = cli("profile", "--json").json
    assert (replaced.code, replaced.out.strip()) == (0, after["fingerprint"])
    assert after["name"] == "Nadia"
    assert after["public"] != before["public"]
    keys = list((cli.folder / "keys").iterdir())
    assert len(keys) == 2, "the former key must still name its successor"
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys} == {0o600}


def test_each_command_is_explained_in_french(cli: Cli) -> None:
    for command in ("list", "add", "use", "name", "organisation", "passphrase", "card", "replace-key"):
        shown = cli("profile", command, "--help")
        assert shown.out.startswith(f"Utilisation : cap-tui profile {command}")
        assert command in cli("profile", "--help").out
