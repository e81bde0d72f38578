"""Files and logs that nobody would make, by the thousand: each is refused in a sentence or read whole, in little time.

python -m tools.fuzz [--seconds 300] [--target NAME…] [--seed 0]

Prints door → files tried → ways they ended → faults → most seconds and megabytes one took. What is wrong is made short
and kept in `tests/corpus/crashes`, where a test tries it ever after. Linux only: each door is tried in a process whose
memory and processor time the system bounds.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.copied import ROOT
from tools.fuzzing.child import TOLD, TRYING
from tools.fuzzing.crashes import keep
from tools.fuzzing.judging import MEMORY, SECONDS
from tools.fuzzing.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

START = 60.0
"""Seconds that making the first files may take."""

_HEAD = (
    "| door | files tried | ways they ended | faults | most seconds | most MB |\n|---|--:|--:|--:|--:|--:|"
)


def tried(name: str, seed: int, seconds: float) -> dict[str, Any]:
    """Try one door, again after each file that killed the process; return what was found."""
    found: dict[str, Any] = {"examples": 0, "kinds": [], "faults": {}, "seconds": 0.0, "megabytes": 0.0}
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        with tempfile.TemporaryDirectory(dir=_fast()) as folder:
            place = Path(folder)
            code = _run(name, seed, left, place)
            told = place / TOLD
            found = _sum(found, json.loads(told.read_text(encoding="utf-8")) if told.exists() else {})
            if not code:
                break
            if code > 0 or not (place / TRYING).exists():
                raise RuntimeError(f"{name}: the search itself failed, with {code}")
            path = keep(name, (place / TRYING).read_bytes())
            why = "too long" if code == -signal.SIGPROF else f"killed ({code})"
            found["faults"][f"{why} {path.name}"] = (why, str(path))
            seed += 1_000
    return found


def _run(name: str, seed: int, seconds: float, place: Path) -> int:
    command = [sys.executable, "-m", "tools.fuzzing.child", name, str(seed), str(seconds), str(place)]
    try:
        return subprocess.run(
            command, cwd=ROOT, check=False, timeout=seconds + START + 3 * SECONDS, stdout=subprocess.DEVNULL
        ).returncode
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL


def _sum(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    if not other:
        return dict(one)
    return {
        "examples": one["examples"] + other["examples"],
        "kinds": sorted({*one["kinds"], *other["kinds"]}),
        "faults": {**one["faults"], **other["faults"]},
        "seconds": max(one["seconds"], other["seconds"]),
        "megabytes": max(one["megabytes"], other["megabytes"]),
    }


def _fast() -> str | None:
    """Return a folder in memory, where there is one: thousands of databases are made."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a new folder of our own in it


def row(name: str, found: Mapping[str, Any]) -> str:
    """Return one line of the table."""
    return (
        f"| {name} | {found['examples']} | {len(found['kinds'])} | {len(found['faults'])} "
        f"| {found['seconds']:.2f} | {found['megabytes']:.0f} |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the doors named, all by default; return 1 when there is a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=300.0, help="for all doors together")
    parser.add_argument("--target", nargs="*", choices=TARGETS, metavar="NAME", help=", ".join(TARGETS))
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    names = asked.target or list(TARGETS)
    print(f"At most {SECONDS} s of processor time and {MEMORY >> 20} MB a file.\n\n{_HEAD}", flush=True)
    shares = sum(TARGETS[name].share for name in names)
    faults: dict[str, Any] = {}
    for name in names:
        found = tried(name, asked.seed, asked.seconds * TARGETS[name].share / shares)
        faults |= {f"{name}: {kind}": fault for kind, fault in found["faults"].items()}
        print(row(name, found), flush=True)
    for kind, (fault, path) in faults.items():
        print(f"\n{kind}\n  {fault}\n  {path}")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
