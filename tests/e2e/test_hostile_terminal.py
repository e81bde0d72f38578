"""A real terminal receives no order that a file, a name or a text gave: only those of the program that draws."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.corpus.hostile_texts import READER, TERMINAL
from tests.e2e.terminal import cap_tui

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

BAD = "".join((*TERMINAL.values(), *READER.values())).replace("\ud800", "").replace("\0", "")
ORDERS = re.compile("\x1b\\].{0,20}|\x1bP.{0,20}|[\x80-\x9f\u202a-\u202e\u2066-\u2069]|\x07", re.DOTALL)
"""What only a text would ask of the terminal here: its clipboard, its title, an answer, a bell."""

POINTER = re.compile("\x1b\\]22;[a-z-]*\x07")
"""How the program that draws says the form of the mouse's pointer."""


def test_neither_a_stick_nor_a_text_commands_the_terminal(tmp_path: Path) -> None:
    post = tmp_path / "post"
    post.mkdir()
    for number, text in enumerate((*TERMINAL.values(), *READER.values())):
        name = text.replace("\0", "").replace("/", "-").replace("\ud800", "")[:40]
        (post / f"a{number}{name}.capx").write_bytes(b"PK\x03\x04")
    data = tmp_path / "data"
    said = BAD.replace("\n", " ")
    start = [sys.executable, "-m", "cap_tui", "--data-dir", str(data)]
    begun = [
        *start,
        "new",
        "--questionnaire",
        "cap",
        "--name",
        said,
        "--siret",
        "73282932000074",
        "--kind",
        "AI",
    ]
    subprocess.run([*begun, "--year", "2026"], check=True, capture_output=True)
    with cap_tui(data, env={"XDG_DOWNLOAD_DIR": str(post), "HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("Nouvelle")
        before = len(terminal.raw)
        terminal.press("i")
        terminal.wait_for(".capx")
        terminal.press("down", "down", "enter")
        terminal.settle()
        terminal.press("esc", "esc", "enter")
        terminal.settle()
        terminal.press("n")
        terminal.paste(said)
        terminal.settle()
        seen = terminal.raw[before:]
    assert b".capx" in seen
    drawn = POINTER.sub("", seen.decode(errors="replace"))
    assert ORDERS.findall(drawn) == []
