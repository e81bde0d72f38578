"""The figures of the register, for a screen or a command: the year's, the equality's, what expires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.network.certificates import WITHIN, deadlines
from cap_tui.core.network.equality import balances, real, years
from cap_tui.core.network.figures import day_of, figures
from cap_tui.services.network.register import register

if TYPE_CHECKING:
    from cap_tui.core.network.certificates import Deadline
    from cap_tui.core.network.equality import Balance
    from cap_tui.core.network.figures import Figures
    from cap_tui.services.workspace import Workspace


def year_figures(workspace: Workspace, year: int | None = None) -> Figures:
    """Return the figures of a year, by default the current one: on its last day, or today while it runs."""
    today = workspace.now().date()
    return figures(register(workspace), day_of(year or today.year, today))


def equality_figures(workspace: Workspace, year: int | None = None) -> tuple[int, tuple[Balance, ...]]:
    """Return a year, by default the last counted, and its balances of women and men."""
    records = register(workspace)
    wanted = year or next(iter(years(records)), workspace.now().year)
    return wanted, balances(records, wanted)


def coming(workspace: Workspace, within: int = WITHIN) -> tuple[Deadline, ...]:
    """Return what expired and what comes within some days; fictional certificates only where there is no other structure."""
    return deadlines(real(register(workspace)), workspace.now().date(), within)
