"""What is done with a network, timed: by the clock, and in processor time of this process and of those it waits for."""

from __future__ import annotations

import gc
import os
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks.folders import YEAR
from cap_tui.core.network.cells import What
from cap_tui.reports.formats import NETWORK_FORMS
from cap_tui.services.environment import Environment
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.dashboard import dashboard, node_detail
from cap_tui.services.network.drilling import drill
from cap_tui.services.network.publishing import export_network
from cap_tui.services.network.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cap_tui.services.workspace import Workspace

ROUNDS, LONG = 7, 4.0
"""Times each thing is done, and the seconds after which it is not done again: a median then comes of fewer."""

NODE = "1.1.1"
ALL = Filters("cap", (YEAR,))
SOME = Filters("cap", (YEAR,), kinds=("AI",), regions=("Normandie", "Occitanie"))

DASHBOARD, FILTERED, DETAIL = "dashboard", "filtered", "node"
DRILL, STANDING = "drill", "standing"


@dataclass(frozen=True, slots=True)
class Timing:
    """How long something takes: medians, in seconds.

    Attributes:
        clock: By the clock.
        processor: Of this process and of its children; a server's is not in it.
    """

    clock: float
    processor: float


def frozen() -> Environment:
    """Return a world where it is always the same day: one year of four of the plans of `YEAR` are late then."""
    moment = datetime(YEAR + 1, 6, 1, 8, tzinfo=UTC)
    return Environment(now=lambda: moment)


def questions(workspace: Workspace, reference: str) -> dict[str, Callable[[], object]]:
    """Return what a coordinator asks.

    Args:
        workspace: Holds the network.
        reference: Id of an evaluation that counts in `YEAR`.
    """
    return {
        DASHBOARD: lambda: dashboard(workspace, ALL),
        FILTERED: lambda: dashboard(workspace, SOME),
        DETAIL: lambda: node_detail(workspace, ALL, NODE),
        DRILL: lambda: drill(workspace, ALL, What.LEVEL, NODE, "to-build"),
        STANDING: lambda: standing(workspace, reference),
    }


def exports(workspace: Workspace, folder: Path) -> dict[str, Callable[[], object]]:
    """Return the reports of the network, each written over the one before."""

    def export(form: str) -> Callable[[], object]:
        path = folder / f"{form}{NETWORK_FORMS[form].suffix}"
        return lambda: export_network(workspace, ALL, path, form=form, overwrite=True)

    return {form: export(form) for form in NETWORK_FORMS}


def timed(
    calls: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS, long: float = LONG
) -> dict[str, Timing]:
    """Time each call, in turn, the first round for nothing; one that takes long is done fewer times."""
    found: dict[str, list[Timing]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            if sum(one.clock for one in found[name]) < long:
                taken = _once(call)
                if number or taken.clock >= long:
                    found[name].append(taken)
    return {
        name: Timing(
            statistics.median(one.clock for one in taken), statistics.median(one.processor for one in taken)
        )
        for name, taken in found.items()
    }


def _once(call: Callable[[], object]) -> Timing:
    gc.collect()
    start, before = time.perf_counter(), _processor()
    kept = call()
    taken = Timing(time.perf_counter() - start, _processor() - before)
    del kept
    return taken


def _processor() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system
