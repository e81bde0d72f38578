"""One process that tries files at one door until its time is over, its processor time and memory bounded for each.

python -m tools.fuzzing.child TARGET SEED SECONDS PLACE

What is being tried stands in PLACE/trying, so that whoever started this process finds it should the process be killed.
"""

from __future__ import annotations

import json
import math
import random
import resource
import signal
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tools.fuzzing.crashes import FOLDER, keep, shortened
from tools.fuzzing.judging import MEMORY, SECONDS, Verdict, judged
from tools.fuzzing.targets import LARGEST, TARGETS, Target
from tools.fuzzing.worlds import World

if TYPE_CHECKING:
    from collections.abc import Sequence

TRYING, TOLD = "trying", "told.json"
POOL = 400
"""Files kept to begin from; beyond, each new one takes the place of one drawn."""

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass
class Tally:
    """What a run found.

    Attributes:
        examples: Files tried.
        kinds: Ways they ended, each once.
        faults: What is wrong, by way it ended, with the file kept.
        seconds: Most processor time one took.
        megabytes: Most memory one took, over what there was before it.
    """

    examples: int = 0
    kinds: set[str] = field(default_factory=set)
    faults: dict[str, tuple[str, str]] = field(default_factory=dict)
    seconds: float = 0.0
    megabytes: float = 0.0

    def write(self, path: Path) -> None:
        """Leave it where the parent looks."""
        path.write_text(json.dumps(self.__dict__ | {"kinds": sorted(self.kinds)}), encoding="utf-8")


def memory(name: str) -> int:
    """Return a figure of this process, in KiB: `VmRSS`, `VmHWM` or `VmSize`."""
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))


def bounded(target: Target, world: World, data: bytes, tally: Tally) -> Verdict:
    """Try one file; the process is killed when it takes more processor time than any may."""
    _CLEAR.write_text("5", encoding="ascii")  # the peak is counted from here
    before, begun = memory("VmRSS"), time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    verdict = judged(target, world, data)
    signal.setitimer(signal.ITIMER_PROF, 0)
    tally.examples += 1
    tally.seconds = max(tally.seconds, time.process_time() - begun)
    tally.megabytes = max(tally.megabytes, (memory("VmHWM") - before) / 1024)
    return verdict


def explore(
    target: Target,
    world: World,
    seeds: Sequence[bytes],
    seed: int,
    seconds: float,
    crashes: Path = FOLDER,
    *,
    most: float = math.inf,
) -> Tally:
    """Try files until time is over; those that end in a way that none did before are begun from too.

    Args:
        target: The door.
        world: What they come into.
        seeds: Files to begin from.
        seed: Decides every draw.
        seconds: How long.
        crashes: Where to keep what is wrong.
        most: Files to try at most.
    """
    chance = random.Random(f"{target.name} {seed}")  # noqa: S311 - draws to try, no secret
    tally, end = Tally(), time.monotonic() + seconds
    pool = [one for one in seeds if len(one) <= LARGEST] or list(seeds)
    waiting = list(seeds)
    while time.monotonic() < end and tally.examples < most:
        data = waiting.pop() if waiting else target.change(chance, chance.choice(pool), pool)
        (world.place / TRYING).write_bytes(data)
        verdict = bounded(target, world, data, tally)
        if verdict.ways <= tally.kinds:
            continue
        tally.kinds |= verdict.ways
        if verdict.fault:
            found = shortened(data, partial(_same, target, world, verdict))
            tally.faults[" ".join(verdict.ways)] = (verdict.fault, str(keep(target.name, found, crashes)))
        elif len(data) <= LARGEST:
            pool.append(data) if len(pool) < POOL else pool.__setitem__(chance.randrange(POOL), data)
        tally.write(world.place / TOLD)
    tally.write(world.place / TOLD)
    return tally


def _same(target: Target, world: World, verdict: Verdict, data: bytes) -> bool:
    tried = judged(target, world, data)
    return bool(tried.fault) and tried.ways == verdict.ways


def main() -> int:
    """Do what the command line says."""
    name, seed, seconds, place = sys.argv[1:]
    world = World(Path(place))
    seeds = list(TARGETS[name].seeds(world))  # what is read once is read before memory is bounded
    limit = memory("VmSize") * 1024 + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    explore(TARGETS[name], world, seeds, int(seed), float(seconds))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
