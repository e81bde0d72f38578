"""What people wrote and what opens their key are in no error, report, diagnosis or log, whatever fails."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import cap_tui
from cap_tui.cli.crash import report_lines
from cap_tui.cli.edge import guarded
from cap_tui.core.errors import CapError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.cli.conftest import Cli

CANARY = "Canari-4711-a-quitte-son-poste"
PASSPHRASE = "phrase-secrete-4712-du-canari"  # noqa: S105 - a canary
SECRETS = (CANARY, PASSPHRASE)


def _classes(kind: type[CapError]) -> Iterator[type[CapError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _classes(one)


def every_error() -> list[type[CapError]]:
    """Return every class of error of the program, all its modules imported."""
    for module in pkgutil.walk_packages(cap_tui.__path__, "cap_tui."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return sorted({one for one in _classes(CapError) if one.__module__.startswith("cap_tui.")}, key=repr)


def test_no_word_and_no_secret_is_in_the_report_of_a_fault() -> None:
    ordinary = [kind for kind in every_error() if kind.__init__ is CapError.__init__]
    assert len(ordinary) > 150
    ours = [kind(reason=CANARY, path=CANARY, text=PASSPHRASE) for kind in ordinary]
    python = [
        kind(CANARY, PASSPHRASE) for kind in (ValueError, KeyError, OSError, RuntimeError, AssertionError)
    ]
    for error in (*ours, *python):
        error.add_note(PASSPHRASE)
        told = "\n".join(report_lines(_met(error)))
        assert not [secret for secret in SECRETS if secret in told], error
        assert type(error).__qualname__ in told
        assert "test_canary.py" in told


def _met(error: Exception) -> Exception:
    """Return a fault that another error led to, with what was being written in its variables and its words."""
    written = CANARY + PASSPHRASE
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError(written) from error
    return caught.value


def test_no_sentence_of_an_error_has_a_place_for_a_secret() -> None:
    places = {
        (kind.__name__, place)
        for kind in every_error()
        for place in re.findall(r"\{(\w+)", kind.sentence)
        if re.search("pass|secret|private|seed|salt|constat|opinion|answer", place)
    }
    assert places == set()
    assert len(every_error()) > 150


@pytest.fixture
def planted(half: tuple[Cli, str], monkeypatch: pytest.MonkeyPatch) -> tuple[Cli, str]:
    """An evaluation that holds the canary, signed with a key that the passphrase locks."""
    cli, reference = half
    assert cli("answer", reference, "1.1.1", "2", "--constat", CANARY).code == 0
    monkeypatch.setenv("CAP_TUI_PASSPHRASE", PASSPHRASE)
    done = subprocess.run(
        [sys.executable, "-m", "cap_tui", "--data-dir", str(cli.folder), "profile", "passphrase"],
        input=f"{PASSPHRASE}\n{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert PASSPHRASE not in done.stdout + done.stderr
    return cli, reference


FAULTS = {
    "text changed": "UPDATE entry SET value = replace(value, '4711', '4799') WHERE value LIKE '%4711%'",
    "text cut": "UPDATE entry SET value = substr(value, 1, 12) WHERE value LIKE '%4711%'",
    "text gone": "UPDATE entry SET value = NULL WHERE value LIKE '%4711%'",
    "not signed": "UPDATE entry SET signature = '00' WHERE value LIKE '%4711%'",
    "not an entry": "UPDATE entry SET signed = value WHERE value LIKE '%4711%'",
    "not JSON": "UPDATE entry SET signed = '{' || value WHERE value LIKE '%4711%'",
    "no table": "DROP TABLE node_total",
    "questionnaire gone": "DELETE FROM pinned_questionnaire",
    "questionnaire changed": "UPDATE pinned_questionnaire SET content = CAST('a: b' AS BLOB)",
    "nothing wrong": "SELECT 1",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_nothing_that_fails_tells_what_was_written(
    planted: tuple[Cli, str], fault: str, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    cli, reference = planted
    caplog.set_level(logging.DEBUG)
    with closing(sqlite3.connect(cli.folder / "cap-tui.db")) as database, database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute(fault)
    told = ""
    for arguments in (
        ("doctor",), ("doctor", "--json"), ("list", "--json"), ("score", reference), ("answer", reference, "1.1.1", "9"),
        ("answer", reference, "1.1.9", "1"), ("phase", reference, "forward"), ("plan", reference, "set", "9", "title=x"),
        ("export", "bundle", reference, "-o", "/nulle/part.capx"), *(
            [("export", "pdf", reference, "-o", str(tmp_path))] if fault == FAULTS["nothing wrong"] else []
        ),
        ("import", str(cli.folder / "profile.json")), ("import", str(cli.folder / "cap-tui.db")), ("restore", "rien"),
        ("visa", reference, "--sign"), ("profile",), ("backup",), ("people", reference), ("receipts",),
    ):  # fmt: skip
        result = cli(*arguments)
        assert result.code in (0, 1, 2)
        told += result.err + (
            result.out if arguments[0] in ("doctor", "list", "score", "profile", "people") else ""
        )
    for report in cli.folder.glob("crash-*.txt"):
        told += report.read_text(encoding="utf-8")
    told += caplog.text
    assert not [secret for secret in SECRETS if secret in told], told
    assert "PRIVATE KEY" not in told
    assert "Traceback" not in told


def test_a_passphrase_that_is_wrong_is_not_told_back(
    planted: tuple[Cli, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli, reference = planted
    wrong = f"{PASSPHRASE}-fausse"
    monkeypatch.setenv("CAP_TUI_PASSPHRASE", wrong)
    refused = cli("answer", reference, "1.1.2", "1", "--constat", CANARY)
    assert refused.code == 1
    assert not [secret for secret in (*SECRETS, wrong) if secret in refused.out + refused.err]


def test_a_full_disk_behind_the_data_tells_no_word_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def full() -> int:
        raise sqlite3.OperationalError(f"database or disk is full: {CANARY}")

    assert guarded(full, lambda: tmp_path) == 1
    said = capsys.readouterr()
    assert CANARY not in said.out + said.err + "".join(
        one.read_text(encoding="utf-8") for one in tmp_path.iterdir()
    )
