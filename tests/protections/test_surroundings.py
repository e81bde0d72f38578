"""What is around the program: the settings of the person's session, the programs it starts, files that are no files."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cap_tui import bootstrap
from cap_tui.reports.files import write_beside
from cap_tui.tui.child_environment import SECRETS
from cap_tui.tui.outside_editor import edit_outside
from cap_tui.tui.screens.export_paths import open_file
from tools.copied import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and pipes of POSIX")

PATIENCE = 60
"""Seconds after which a program that waits for a pipe is said to wait for ever."""


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Set both secrets, as someone who runs scripts does."""
    monkeypatch.setenv("CAP_TUI_PASSPHRASE", "une phrase fictive")
    monkeypatch.setenv("CAP_TUI_DATABASE_URL", "postgresql://fictif:fictif@localhost/fictive")
    return monkeypatch


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
@pytest.mark.parametrize("overwrite", [False, True])
def test_an_export_is_read_by_those_whom_the_person_lets_read_their_files(
    tmp_path: Path, mask: int, mode: int, *, overwrite: bool
) -> None:
    path = tmp_path / "dossier.capx"
    if overwrite:
        path.write_bytes(b"old")
    before = os.umask(mask)
    try:
        with write_beside(path, overwrite=overwrite) as temporary:
            temporary.write_bytes(b"whole")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert [one.name for one in tmp_path.iterdir()] == ["dossier.capx"]


def program(path: Path, lines: str) -> Path:
    """Write a program that the system can start."""
    path.write_text(f"#!{sys.executable}\nimport os, pathlib, sys\n{lines}\n", encoding="utf-8")
    path.chmod(0o700)
    return path


@pytest.mark.usefixtures("surroundings")
def test_the_persons_editor_is_not_given_the_passphrase_nor_the_password_of_the_database(
    tmp_path: Path,
) -> None:
    editor = program(
        tmp_path / "editor", "pathlib.Path(sys.argv[1]).write_text('\\n'.join(sorted(os.environ)))"
    )
    names = edit_outside([str(editor)], "").splitlines()
    assert "PATH" in names
    assert not {"CAP_TUI_PASSPHRASE", "CAP_TUI_DATABASE_URL"}.intersection(names)


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open")
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the reader outlives who started it
def test_what_opens_a_report_is_not_given_them_either(
    surroundings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(
        tmp_path / "xdg-open",
        "made = pathlib.Path(sys.argv[1])\nmade.with_suffix('.part').write_text('\\n'.join(os.environ))\n"
        "made.with_suffix('.part').rename(made.with_suffix('.told'))",
    )
    surroundings.setenv("DISPLAY", ":0")
    surroundings.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert open_file(tmp_path / "plan.pdf")
    told = tmp_path / "plan.told"
    end = time.monotonic() + PATIENCE
    while not told.exists() and time.monotonic() < end:
        time.sleep(0.02)
    names = told.read_text(encoding="utf-8").splitlines()
    assert "DISPLAY" in names
    assert not {"CAP_TUI_PASSPHRASE", "CAP_TUI_DATABASE_URL"}.intersection(names)


def test_the_secrets_kept_back_are_those_that_the_program_reads() -> None:
    assert set(SECRETS) == {bootstrap.PASSPHRASE_VARIABLE, bootstrap.DATABASE_VARIABLE}


ASKED = {
    "a card": "from cap_tui.cli.people_lines import card_or_fingerprint as read\nread(sys.argv[1])",
    "a card, asked for in the plain mode": (
        "from cap_tui.cli.linear.paths import content_of as read\nread(pathlib.Path(sys.argv[1]))"
    ),
    "a backup": "from cap_tui.storage.backups import demand_restorable as read\nread(pathlib.Path(sys.argv[1]))",
    "a dossier": "from cap_tui.services.parcels import _bytes as read\nread(pathlib.Path(sys.argv[1]))",
    "a register": "from cap_tui.services.network.register_files import open_register as read\nread(pathlib.Path(sys.argv[1]))",
    "a questionnaire": (
        "from cap_tui.services.importing_questionnaires import convert as read\nread(pathlib.Path(sys.argv[1]))"
    ),
}
"""What a person gives a file to, and what reads it."""


@pytest.mark.parametrize("what", ASKED)
def test_a_pipe_that_bears_the_name_of_a_file_is_refused_rather_than_waited_on(
    what: str, tmp_path: Path
) -> None:
    """A program that waits for ever on a file of a shared folder is closed by force, and the day's work with it."""
    pipe = tmp_path / "recu.capid"
    os.mkfifo(pipe)
    code = f"import pathlib, sys\nfrom cap_tui.core.errors import CapError\ntry:\n    {ASKED[what].replace(chr(10), '; ')}\n"
    code += "except CapError as error:\n    print(type(error).__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(pipe)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stdout.strip().endswith("Error")
