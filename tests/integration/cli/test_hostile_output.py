"""What commands print and tell is text: a terminal obeys none of it, even when the data were changed by another program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cap_tui.cli.output import out, out_json, say
from tests.corpus.hostile_texts import ALL, READER, TERMINAL, obeyed
from tests.databases import change

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

BAD = "".join((*TERMINAL.values(), *READER.values())).replace("\ud800", "").replace("\0", "")
ARGUMENT = BAD.replace("\n", " ")


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_whatever_is_printed_no_terminal_obeys_it(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    out(text)
    say(text)
    printed = capsys.readouterr()
    assert (obeyed(printed.out), obeyed(printed.err)) == ([], [])
    whole = text.encode(errors="replace").decode()
    out_json({"said": whole, whole: [whole]})
    shown = capsys.readouterr().out
    assert obeyed(shown) == []
    assert json.loads(shown) == {"said": whole, whole: [whole]}


def test_no_argument_is_told_back_as_it_came(half: tuple[Cli, str]) -> None:
    cli, reference = half
    for arguments in (
        (ARGUMENT,), ("show", ARGUMENT), ("answer", reference, ARGUMENT, "1"), ("answer", reference, "1.1.1", ARGUMENT),
        ("plan", reference, "set", ARGUMENT), ("plan", reference, ARGUMENT), ("export", ARGUMENT, reference),
        ("export", "pdf", reference, "-o", f"/nulle/part/{ARGUMENT.replace('/', '')}"), ("import", ARGUMENT),
        ("new", "--questionnaire", ARGUMENT, "--name", ARGUMENT, "--siret", ARGUMENT, "--kind", ARGUMENT),
        ("score", reference, "--explain", ARGUMENT), ("questionnaire", "check", ARGUMENT), ("restore", ARGUMENT),
        ("people", reference, "add", ARGUMENT), ("profile", "use", ARGUMENT), ("phase", reference, ARGUMENT),
        ("--lang", ARGUMENT, "list"), ("list", f"--{ARGUMENT}"),
    ):  # fmt: skip
        result = cli(*arguments)
        assert result.code in (1, 2), arguments[0]
        assert (obeyed(result.out), obeyed(result.err)) == ([], []), arguments[0]
        assert "Traceback" not in result.err


def test_names_kept_as_they_came_are_printed_clean(half: tuple[Cli, str]) -> None:
    cli, reference = half
    assert cli("profile", "name", ARGUMENT).code == 0
    assert cli("answer", reference, "1.1.1", "2", "--constat", BAD).code == 0
    assert cli(
        "plan", reference, "add", f"title={ARGUMENT}", f"owner={ARGUMENT}", "criterion=1.1.1"
    ).code in (0, 1, 2)
    change(cli.folder, "UPDATE assessment SET structure = ?, region = ?, title = ?", BAD, BAD, BAD)
    for arguments in (
        ("list",), ("list", "--json"), ("show", reference), ("show", reference, "1.1.1"), ("score", reference),
        ("plan", reference), ("profile",), ("people", reference), ("history", reference), ("doctor",), ("due",),
        ("personal-data", reference, "--json"), ("indicators", reference), ("verdict", reference), ("visa", reference),
    ):  # fmt: skip
        result = cli(*arguments)
        assert (obeyed(result.out), obeyed(result.err)) == ([], []), arguments


@pytest.mark.parametrize(
    "name", ["LANG", "LC_ALL", "CAP_TUI_LANG", "TERM", "COLUMNS", "CAP_TUI_PASSPHRASE", "HOME"]
)
def test_no_variable_of_the_environment_reaches_the_terminal(
    half: tuple[Cli, str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    cli, reference = half
    monkeypatch.setenv(name, ARGUMENT.encode(errors="ignore").decode())
    for arguments in (("list",), ("show", reference), ("profile",), ("doctor",), ("--help",), ("nothing",)):
        result = cli(*arguments)
        assert (obeyed(result.out), obeyed(result.err)) == ([], []), arguments
        assert "Traceback" not in result.err
