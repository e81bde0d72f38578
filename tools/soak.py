"""Eight hours of a person's work in a few minutes: memory, keys, files and threads stay as in the first hour.

python -m tools.soak [--hours 8] [--minutes 8] [--kills 6] [--seed 0]

The installed program runs in a pseudo-terminal on the demonstration; a person drawn at random rates, writes, searches,
looks at results, changes the plan, makes a PDF, takes in a file, and does nothing for a while. Afterwards the program is
killed while they rate: what was acknowledged must be there. Linux only: figures come from /proc. A key's time is its
processor time, so that another program on the machine does not count; the wall clock is printed beside, and not judged.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.folders import demonstration
from benchmarks.terminal import Program
from tools.soaking.killing import killed
from tools.soaking.parcels import parcels
from tools.soaking.person import Person
from tools.soaking.sampling import HEAD, faults, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM = str(Path(sys.executable).with_name("cap-tui"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Work and kill; return 1 when something grew or was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=int, default=8, help="simulated")
    parser.add_argument("--minutes", type=float, default=8.0, help="real, for all hours together")
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    chance = random.Random(asked.seed)  # noqa: S311 - what a person does, no secret
    with tempfile.TemporaryDirectory() as place:
        data, files = demonstration(Path(place, "data")), Path(place)

        def start() -> Program:
            return Program([PROGRAM, "--data-dir", str(data), "--lang", "fr"], {"HOME": str(files)})

        try:
            found = worked(start, chance, data, asked.hours, asked.minutes * 60 / asked.hours)
            kills = [killed(start, data, chance) for _time in range(asked.kills)]
        finally:
            for report in data.glob("crash-*"):
                print(report.read_text(encoding="utf-8"))
    lost = [key for _count, keys in kills for key in keys]
    said = sum(count for count, _lost in kills)
    print(f"\nKilled {len(kills)} times after {said} acknowledged answers: {len(lost)} lost.")
    print(*found, *lost, sep="\n")
    return int(bool(found or lost))


def worked(
    start: Callable[[], Program], chance: random.Random, data: Path, count: int, seconds: float
) -> list[str]:
    """Work for some hours of so many seconds each, telling each; return what grew beyond what it may."""
    received = parcels(data, data.parent, count)
    hours = []
    print(HEAD, flush=True)
    with start() as program:
        program.until("Association")
        program.quiet()
        person = Person(program, chance, data.parent)
        for number, path in enumerate(received, 1):
            hours.append(person.hour(number, seconds, path, data / "cap-tui.db"))
            print(row(hours[-1]), flush=True)
    return faults(hours)


if __name__ == "__main__":
    raise SystemExit(main())
