"""The plans that are late in the network, as of the day one looks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cap_tui.core.network.contributions import concern_in, opened_to
from cap_tui.core.permissions import phase_named
from cap_tui.core.text import one_line
from cap_tui.storage import gathered

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.services.network.asking import Asked
    from cap_tui.storage.gathered import Behind


class LatePlan(NamedTuple):
    """A plan followed up that has a line past its due date; thousands of them in a large network, hence a tuple.

    Attributes:
        id: Of the evaluation.
        lines: Late ones.
        since: The oldest due date passed, ISO.
    """

    id: str
    structure: str
    region: str
    kinds: str
    year: int
    lines: int
    since: str


@dataclass(frozen=True, slots=True)
class Late:
    """What is late.

    Attributes:
        count: Structures with a late plan, among those whose results are shown.
        plans: Those that the person at the keyboard may open, the latest first; not more, not less.
    """

    count: int
    plans: tuple[LatePlan, ...]


def late_plans(asked: Asked, reader: str, today: date) -> Late:
    """Return what is late.

    Args:
        asked: The question.
        reader: Public key of the person at the keyboard; empty for nobody.
        today: The day it is.
    """
    day = today.isoformat()
    found = gathered.late(asked.connection, reader, day, asked.scope)
    shown = {(year, cell) for year, cut in asked.years.items() for block in cut.answering for cell in block}
    wanted = cache(asked.filters.match)  # few crowds, thousands of structures
    mine = [one for one in found if wanted((one.region, one.kinds)) and _opened(asked, one)]
    return Late(
        sum((one.year, (one.region, one.kinds, concern_in(one.body))) in shown for one in found),
        tuple(sorted((_plan(one, day) for one in mine), key=lambda plan: (plan.since, plan.structure))),
    )


def readable(asked: Asked, one: Behind) -> bool:
    """Return whether an evaluation is asked for, and may be opened by whoever asks: coordinated, or fictional."""
    wanted = one.year in asked.chosen and asked.filters.match((one.region, one.kinds))
    return wanted and _opened(asked, one)


def _opened(asked: Asked, one: Behind) -> bool:
    return opened_to(phase_named(one.phase), reader=one.mine, fictional=asked.fictional)


def _plan(one: Behind, day: str) -> LatePlan:
    passed = [due for due in one.due_dates.split(",") if due < day]
    return LatePlan(
        one.hash, one_line(one.structure), one.region, one.kinds, one.year, len(passed), passed[0]
    )
