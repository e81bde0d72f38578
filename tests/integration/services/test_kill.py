from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.storage.backups import sound
from tests.integration.services.comparing import reopened

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier

pytestmark = pytest.mark.sqlite_only("kills the program that writes the file")

MOMENTS = 100
ROOT = Path(__file__).parents[3]

TYPIST = """
import os, sys
from pathlib import Path
from cap_tui.core.positions import Position, Stance
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace

def say(text):
    os.write(1, (text + "\\n").encode())  # in one piece: a kill in the middle of a print would leave half a line

for line in sys.stdin:
    round_number, folder, reference = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if not child:
        dossier = Workspace(Path(folder), Environment()).open(reference)
        say(f"ready {os.getpid()}")
        for number in range(100_000):
            text = f"{round_number}.{number}"
            if number % 7 == 3:
                dossier.answer("visit", Position(Stance.LEVEL, ("engaged", "controlled")[number % 2]))
            if number % 11 == 5:
                dossier.undo()
            dossier.write("booklet", "constat", text, visit=round_number)
            say(f"saved {text}")
    os.waitpid(child, 0)
    say("gone")
"""
"""A typing session that starts at once when asked, so that a hundred of them fit in a test: imports are paid once."""


@pytest.mark.slow
def test_kill_9_while_typing_loses_nothing_that_was_acknowledged(dossier: Dossier, folder: Path) -> None:
    chance = random.Random(20260302)  # noqa: S311 - moments, not secrets
    reference = dossier.summary.id
    journals = 0
    acknowledged = ""
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        cwd=ROOT,
    )
    assert typist.stdin is not None
    assert typist.stdout is not None
    with typist:
        for moment in range(MOMENTS):
            typist.stdin.write(f"{moment}\t{folder}\t{reference}\n")
            ready, pid = typist.stdout.readline().split()
            assert ready == "ready"
            for _saved in range(chance.randrange(6)):
                acknowledged = typist.stdout.readline().split()[1]
            time.sleep(chance.uniform(0, 0.01))
            os.kill(int(pid), signal.SIGKILL)
            while (line := typist.stdout.readline().split()) != ["gone"]:
                acknowledged = line[1]
            journals += (folder / "cap-tui.db-journal").exists()
            dossier.refresh()
            kept = {entry.data for entry in dossier.entries() if entry.draft.field == "constat"}
            assert not acknowledged or acknowledged in kept, f"lost at moment {moment}"
            assert sound(folder / "cap-tui.db")
    assert typist.returncode == 0
    assert acknowledged, "the typist never had time to type"
    assert reopened(folder, reference)["opinions"]["booklet"].constat == dossier.opinion("booklet").constat
    assert len(dossier.entries()) > MOMENTS
    print(f"{journals} of {MOMENTS} left a write half done")  # noqa: T201 - shown with -s: the moments do hit writes
