from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cap_tui.__main__ import main

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

COMMANDS = (
    "", "demo", "new", "list", "show", "answer", "score", "plan", "export", "export pdf", "questionnaire",
    "questionnaire list", "questionnaire show", "questionnaire check", "questionnaire schema", "backup", "doctor", "restore",
    "people", "finish", "remarks", "inbox", "views", "retain", "propose", "proposals", "follow-up", "meeting", "visa", "phase", "history", "versions",
    "import", "contacts", "personal-data", "personal-data export", "personal-data erase", "export bundle", "export worksheet",
)  # fmt: skip
ENGLISH = {
    "usage", "show", "this", "message", "and", "exit", "required", "default", "the", "of", "command", "commands",
    "arguments:", "options:", "where", "print", "print:", "file", "path", "level", "text", "name", "year", "with",
    "is", "are", "leave", "missing", "error", "try", "invalid", "value", "evaluation", "criterion",
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_speaks_french_everywhere(cli: Cli, command: str) -> None:
    result = cli(*command.split(), "--help")
    assert result.code == 0
    assert result.out.startswith("Utilisation : cap-tui")
    prose = re.sub(r"--?[a-z-]+|cap-tui( [a-z]+)*", "", result.out)
    names = {"show", "new", "list"} if command in ("", "questionnaire", "meeting") else set()
    words = set(re.findall(r"[\w:]+", prose.lower())) - names
    assert not words & ENGLISH


def test_help_speaks_english_when_asked(cli: Cli) -> None:
    result = cli("--lang", "en", "answer", "--help")
    assert result.out.startswith("Usage: cap-tui answer [OPTIONS] EVALUATION CRITERION LEVEL")
    assert "Show this help and leave." in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst"], "Vouliez-vous dire « list » ?"),
        (["xyz"], "Les commandes sont : demo, new, list"),
        (["list", "--jsn"], "Pas d’option --jsn. Vouliez-vous dire --json ?"),
        (["list", "--json=oui"], "L’option --json n’attend pas de valeur."),
        (["score", "a", "--explain"], "L’option --explain attend une valeur."),
        (["show"], "Il manque ÉVALUATION."),
        (["new", "--name", "X"], "Il manque --questionnaire."),
        (["show", "a", "b", "c"], "Il y a plus d’arguments que « cap-tui show »"),
        (["list", "--lang"], "L’option --lang attend une valeur."),
        (["list", "--lang", "de"], "Pas de langue « de »."),
        (["questionnaire"], "Commandes :"),
        (["questionnaire", "lst"], "Vouliez-vous dire « list » ?"),
    ],
)
def test_a_command_written_wrong_is_explained_in_french(cli: Cli, arguments: list[str], said: str) -> None:
    result = cli(*arguments)
    assert result.code == 2
    assert said in result.err
    assert result.out == ""


def test_the_folder_and_the_language_may_stand_after_the_command(
    cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = cli.new()
    assert main(["list", f"--data-dir={cli.folder}", "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert reference[:8] in printed
    assert printed.startswith("Id ")


def test_the_language_of_the_environment_is_heard_and_a_strange_one_ignored(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAP_TUI_LANG", "en")
    assert cli("lst").err.startswith("No command")
    assert cli("--lang", "fr", "lst").err.startswith("Pas de commande")
    monkeypatch.setenv("CAP_TUI_LANG", "de")
    assert cli("lst").err.startswith("Pas de commande")


def test_the_version_is_printed(cli: Cli) -> None:
    assert cli("--version").out == "cap-tui 0.1.0\n"


def test_without_a_terminal_the_screens_are_refused_with_what_to_use_instead(cli: Cli) -> None:
    result = cli()
    assert (result.code, result.out) == (2, "")
    assert "cap-tui list" in result.err


@pytest.mark.sqlite_only("the folder of the file")
def test_a_folder_that_cannot_be_used_is_explained(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    taken = cli.folder / "fichier"
    taken.write_text("", encoding="utf-8")
    assert main(["list", "--data-dir", str(taken)]) == 1
    assert "--data-dir" in capsys.readouterr().err
