"""Someone at the keyboard: what they do in an hour, from the list of evaluations and back to it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.e2e.terminal import KEYS
from tools.soaking.sampling import Hour, descriptors, processor, threads

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from benchmarks.terminal import Program

RATING = ("1", "2", "3", "4")
WORDS = (
    "L’équipe",
    "se",
    "réunit",
    "chaque",
    "mois ;",
    "on",
    "relit",
    "les",
    "fiches,",
    "où",
    "il",
    "manque",
    "des",
    "dates.",
)
ANSWERED = 0.15
"""Seconds in which a key that something answers is answered, on a machine that does other things too."""

ESCAPE = 0.2
"""Seconds after Escape: sooner, a terminal takes it for the beginning of another key."""

TIMED = 41
"""Criteria rated each time the evaluation is opened: the 95th centile of so many is the third slowest key, not the slowest."""

IDLE = 2.0
"""Seconds without a key, an hour."""


class NotShownError(Exception):
    """A screen did not come; holds the last one."""


class Person:
    """Presses keys, and notes what each took.

    Args:
        program: The application, on its first screen.
        chance: Decides what is done.
        files: Where exports go; files to import come from there.
    """

    def __init__(self, program: Program, chance: Random, files: Path) -> None:
        self._program, self._chance, self._files = program, chance, files
        self._keys = 0
        self._moves: list[float] = []
        self._ratings: list[float] = []
        self._shown: list[float] = []

    def hour(self, number: int, seconds: float, received: Path, database: Path) -> Hour:
        """Work for an hour: criteria until time is nearly over, then results, the plan, a file made, one taken in."""
        self._keys, self._moves, self._ratings, self._shown = 0, [], [], []
        end = time.monotonic() + seconds
        first = True
        while first or time.monotonic() < end:
            first = False
            self.criteria()
            self.results()
            self.plan()
        self.export(number)
        self.receive(received)
        self._program.quiet(IDLE, IDLE)
        pid = self._program.pid
        return Hour(
            number, self._keys, self._program.memory(), tuple(self._moves), tuple(self._ratings), tuple(self._shown),
            database.stat().st_size, descriptors(pid), threads(pid),
        )  # fmt: skip

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each answered or not."""
        for key in keys:
            self._keys += 1
            self._program.send(KEYS.get(key, key))
            self._program.quiet(ANSWERED, ANSWERED)
            self._program.quiet(ESCAPE if key == "esc" else 0.05, 3)

    def timed(self, key: str, into: list[float]) -> None:
        """Press a key that something answers, and note what it took."""
        before = processor(self._program.pid)
        _first, last = self._program.key(key)
        into.append(processor(self._program.pid) - before)
        self._shown.append(last * 1000)
        self._keys += 1

    def wait(self, wanted: str, seconds: float = 60) -> None:
        """Wait until a text is on the screen.

        Raises:
            NotShownError: It never came.
        """
        end = time.monotonic() + seconds
        while wanted not in self._program.text().replace("\u00a0", " "):
            if time.monotonic() > end:
                raise NotShownError(f"{wanted}\n{self._program.text()}")
            self._program.quiet(0.1, 0.5)

    def home(self) -> None:
        """Go back to the list of evaluations."""
        for _time in range(6):
            if "Accueil" in self._program.text().partition("\n")[0]:
                return
            self.press("esc")
        self.wait("cap-tui › Accueil")

    def criteria(self) -> None:
        """Open the evaluation, go through it, rate, write, search, look at what is beside."""
        self.press("enter")
        self.wait("Regards croisés")
        self.press("home")
        for place in range(TIMED):
            self.timed(RATING[(place + self._keys) % len(RATING)], self._ratings)
            self.timed("down", self._moves)
        self.press("/", *self._chance.choice(("tutorat", "valeurs", "climat")), "enter")
        self.press("enter", "end", *" ".join(self._chance.choices(WORDS, k=6)), "esc")
        self.press("i", "i", "h", "v", "f", "f", "z", "y", "z", "?", "esc")
        self.home()

    def results(self) -> None:
        """Look at each view of the results, and at where points come from."""
        self.press("r")
        self.wait("Résultats ·")
        self.press("v", "down", "v", "v", "v", "v", "down", "e", "esc")
        self.home()

    def plan(self) -> None:
        """Look at each view of the plan, and change a line of it."""
        self.press("p")
        self.wait("Plan de progrès")
        self.press("2", "3", "4", "1", "down", "+", "-", "t", "z", "s", "enter")
        self.wait("Ctrl+S : enregistrer")
        self.press("esc", "h", "esc")
        self.home()

    def export(self, number: int) -> None:
        """Make a file."""
        path = self._files / f"hour-{number}.pdf"
        self.press("x")
        self.wait("Où enregistrer le fichier")
        self.press("shift+tab", "ctrl+u")
        self.press(*str(path), "enter")
        self.wait("Le fichier est créé")
        self.home()

    def receive(self, path: Path) -> None:
        """Take in a file that someone sent."""
        self.press("i")
        self.wait("RECEVOIR")
        self.press("c")
        self.wait("Chemin du fichier")
        self.press("ctrl+u", *str(path), "enter")
        self.wait("De qui")
        self.press("a")
        self.wait("C’est importé")
        self.home()
