"""All the reports of a network in one run against one alone: `python -m benchmarks.network.giving [--structures N]`.

The reference is the time one report takes by itself, times their number, over the cores: what perfect sharing would give.
Processor time is told too: unlike the other, it hardly changes when the machine does something else meanwhile.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.folders import YEAR, answer_many
from benchmarks.network.register import siret_of
from cap_tui.core.structures import REGIONS, Structure
from cap_tui.i18n import activate
from cap_tui.services.environment import Environment
from cap_tui.services.exporting_all import Wanted, cores, export_all
from cap_tui.services.exports import export_report
from cap_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

STRUCTURES, ALONE = 60, 5
"""Reports of the run, and how many of those alone make the median."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the same run again too, which finds everything made."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.network.giving", description=__doc__)
    parser.add_argument("--structures", type=int, default=STRUCTURES)
    count = parser.parse_args(arguments).structures
    activate("fr")
    with tempfile.TemporaryDirectory(prefix="cap-tui-bench-", dir=Path.cwd()) as folder:
        place = Path(folder) / "rapports"
        place.mkdir()
        workspace = _network(Path(folder) / "data", count)
        alone, spent = _alone(workspace, Path(folder))
        before = _processor()
        run = _seconds(workspace, place)
        shared, after = alone * count / cores(), _processor()
        again = _seconds(workspace, place)
        workspace.close()
    print(f"one report alone: {alone:.2f} s, {spent:.2f} s of processor")
    print(
        f"{count} reports on {cores()} cores: {run:.1f} s, {run / count:.2f} s each; × {run / shared:.2f} perfect sharing"
    )
    print(
        f"processor: {(after - before) / count:.2f} s each; × {(after - before) / count / spent:.2f} one alone"
    )
    print(f"the same run again: {again:.1f} s, {1000 * again / count:.0f} ms each")
    return 0


def _network(folder: Path, count: int) -> Workspace:
    """Make evaluations of which every criterion is answered, with a plan."""
    workspace = Workspace(folder, Environment())
    for number in range(1, count + 1):
        structure = Structure(
            f"Structure fictive {number:03d}", siret_of(number), ("AI",), REGIONS[number % len(REGIONS)]
        )
        dossier = workspace.open(workspace.new_assessment(structure, "cap", YEAR).id)
        answer_many(dossier, len(dossier.concerned))
        dossier.propose()
    return workspace


def _alone(workspace: Workspace, folder: Path) -> tuple[float, float]:
    """Return the median of seconds and of seconds of processor of one report by itself."""
    taken, spent = [], []
    for number, summary in enumerate(workspace.assessments()[:ALONE]):
        start, before = time.perf_counter(), _processor()
        export_report(workspace.open(summary.id), folder / f"{number}.pdf")
        taken.append(time.perf_counter() - start)
        spent.append(_processor() - before)
    return statistics.median(taken), statistics.median(spent)


def _processor() -> float:
    """Return the processor time of this process and of the children it waited for."""
    return sum(os.times()[:4])


def _seconds(workspace: Workspace, place: Path) -> float:
    start = time.perf_counter()
    export_all(workspace, Wanted("pdf"), place)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
