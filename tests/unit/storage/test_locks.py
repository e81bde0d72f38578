"""Locks: two windows must not write over one another."""

from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cap_tui.storage.locks import BusyFileError, alone

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import pathlib, sys
from cap_tui.storage.locks import alone
with alone(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_while_another_window_writes_one_waits_then_says_so_and_a_window_killed_holds_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyFileError), alone(path, patience=0.05):
            pytest.fail("two at once")
        holder.kill()
        holder.wait()
        with alone(path, patience=5):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stop"), alone(tmp_path / "lock"):
        raise ValueError("stop")
    with alone(tmp_path / "lock", patience=0):
        pass
