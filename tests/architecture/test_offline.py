"""No test uses the network, nor does any program that a test starts: in a pipe, in a terminal, to make a report."""

from __future__ import annotations

import multiprocessing
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NetworkUsedError
from tests.e2e.terminal import Terminal, cap_tui

if TYPE_CHECKING:
    from pathlib import Path

ASK = "import socket; socket.getaddrinfo('example.org', 443)"


@pytest.mark.parametrize(
    "leave",
    [
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.gethostbyname("example.org"),
        lambda: socket.create_connection(("127.0.0.1", 9), 1),
    ],
    ids=["name", "old name", "this machine's own ports"],
)
def test_a_test_may_not_use_the_network(leave: object) -> None:
    assert callable(leave)
    with pytest.raises(NetworkUsedError):
        leave()


def test_a_program_started_by_a_test_may_not_use_the_network_either(tmp_path: Path) -> None:
    asked = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=False)
    assert "NetworkUsedError" in asked.stderr
    done = subprocess.run(
        [sys.executable, "-m", "cap_tui", "--data-dir", str(tmp_path / "data"), "list", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_nor_a_program_in_a_terminal(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", ASK], columns=200, rows=30, env={}) as terminal:
        assert terminal.wait_exit() == 1
        assert "NetworkUsedError" in terminal.text
    with cap_tui(tmp_path / "data", "list", "--json") as terminal:
        assert terminal.wait_exit() == 0
        assert "[]" in terminal.text


def _leave(answers: multiprocessing.SimpleQueue[str]) -> None:
    try:
        socket.getaddrinfo("example.org", 443)
    except Exception as error:  # noqa: BLE001 - the class of the child's own copy
        answers.put(type(error).__name__)
    else:
        answers.put("gone")


def test_nor_the_process_that_makes_a_report() -> None:
    world = multiprocessing.get_context("spawn")
    answers = world.SimpleQueue()
    child = world.Process(target=_leave, args=(answers,))
    child.start()
    child.join(60)
    assert answers.get() == "NetworkUsedError"
    answers.close()
