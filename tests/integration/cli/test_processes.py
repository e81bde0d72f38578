from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.databases import environ_of

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

HEAVY = ("sqlmodel", "sqlalchemy", "textual", "reportlab", "cryptography", "alembic")


def start(arguments: list[str], **environ: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "cap_tui", *arguments],
        capture_output=True,
        check=False,
        env={**kept, **environ},
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def test_accents_are_written_in_utf_8_under_a_locale_that_has_none(cli: Cli) -> None:
    cli.new()
    shared = {name: value for name, value in environ_of(cli.folder).items() if name.startswith("CAP_TUI_")}
    result = start(
        ["--data-dir", str(cli.folder), "list"],
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        **shared,
    )
    assert result.returncode == 0
    assert "L’Étape" in result.stdout.decode("utf-8")
    assert "Référentiel" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}, {}])
def test_a_file_receives_no_colour_code(cli: Cli, environ: dict[str, str]) -> None:
    cli.new()
    result = start(["--data-dir", str(cli.folder), "list"], **environ)
    assert result.returncode == 0
    assert b"\x1b" not in result.stdout + result.stderr


def test_a_dumb_terminal_gets_a_sentence_and_not_a_screen(tmp_path: Path) -> None:
    result = start(["--data-dir", str(tmp_path)], TERM="dumb")
    assert result.returncode == 2
    assert result.stdout == b""
    assert "cap-tui export pdf" in result.stderr.decode("utf-8")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["list --json", "--help", "questionnaire show cap"])
def test_a_reader_that_has_gone_is_no_reason_to_complain(cli: Cli, command: str, unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "cap_tui", "--data-dir", str(cli.folder), *command.split()],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_is_told(cli: Cli) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "cap_tui", "--data-dir", str(cli.folder), "list", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert result.returncode == 1
    assert "Rien de ce qui était enregistré n’est perdu" in result.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], (*HEAVY, "yaml", "pydantic")),
        (["questionnaire", "check"], HEAVY),
        (["questionnaire", "list"], HEAVY),
        (["questionnaire", "show", "cap"], HEAVY),
    ],
)
def test_what_needs_no_database_does_not_wait_for_it(
    arguments: list[str], unwanted: tuple[str, ...], tmp_path: Path
) -> None:
    code = (
        "import sys\nfrom cap_tui.__main__ import main\n"
        f"main({['--data-dir', str(tmp_path / 'absent'), *arguments]!r})\n"
        f"print([name for name in {unwanted!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
    )
    assert result.stderr.splitlines()[-1] == "[]"
    assert not (tmp_path / "absent").exists()
