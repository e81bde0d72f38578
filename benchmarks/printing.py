"""The complete PDF of CAP against as many pages of plain reportlab, each made in a fresh process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cap_tui.reports
from benchmarks.folders import demonstration
from benchmarks.measure import Figure, figure, in_child, in_turn
from benchmarks.programs.plain_report import plain_report
from benchmarks.programs.report_child import Made, our_report, report_in_child
from cap_tui.reports.report_data import Audience
from cap_tui.services.environment import Environment
from cap_tui.services.exports import report_data
from cap_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
FONTS = Path(cap_tui.reports.__file__).parent / "fonts"


def printing(folder: Path) -> list[Figure]:
    """Return the figures: seconds and memory a page, since the page counts may differ by one or two."""
    workspace = Workspace(demonstration(folder), Environment())
    data = report_data(workspace.open(workspace.assessments()[0].id), Audience.INTERNE)
    workspace.close()
    pages = _made(our_report, data).pages
    repeats = 1.0
    for _try in range(4):  # the plain report is made longer until it has as many pages
        repeats *= pages / _made(plain_report, data, FONTS, repeats).pages
    made: list[tuple[Made, Made]] = []

    def both() -> float:
        made.append((_made(our_report, data), _made(plain_report, data, FONTS, repeats)))
        return 0.0

    in_turn(both, lambda: 0.0, ROUNDS)
    kept = made[1:]
    name, against = f"PDF of {pages} pages", f"{kept[0][1].pages} pages of plain platypus"
    even = [ours.pages / plain.pages for ours, plain in kept]
    return [
        figure(
            name, [(a.seconds, b.seconds * e) for (a, b), e in zip(kept, even, strict=True)], against, 1.3
        ),
        figure(f"{name}, memory", [(a.mib, b.mib) for a, b in kept], against, 1.5, unit="MiB"),
    ]


def _made(make: Callable[..., bytes], *arguments: Any) -> Made:
    made: Made = in_child(report_in_child, make, arguments)
    return made
