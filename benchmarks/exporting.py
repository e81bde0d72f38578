"""Every form of the two largest evaluations against the same text put in that form the shortest way, in fresh processes.

The text is that of our Markdown, line by line, so that the floor holds as many words as a whole report. What PDF and Excel
take is returned; a page, a table or a calendar costs so little that it is only told.
"""

from __future__ import annotations

import statistics
import sys
from typing import TYPE_CHECKING, Any

from benchmarks.large import large_audit, large_plan
from benchmarks.measure import Figure, figure, in_child
from benchmarks.printing import FONTS
from benchmarks.programs.export_child import Exported, export_in_child, ours
from benchmarks.programs.plain_forms import plain_json, plain_pdf, plain_print, plain_xlsx
from cap_tui.i18n import activate
from cap_tui.reports.formats import FORMS, maker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ROUNDS = 3
NAMES = {"pdf": "PDF", "xlsx": "Excel"}
"""The forms whose figures are kept, and what they are called."""
TARGETS = {"pdf": (1.5, 1.6, 2.5), "xlsx": (3.0, 1.5, 2.5)}
"""Of those: time, memory and size over those of the floor. Ours has besides: each
action three times (table, sheet, timeline) and four fonts for a PDF; a cell a field, formats and charts for a workbook."""

Pairs = list[tuple[Exported, Exported]]


def exporting(_folder: Path) -> list[Figure]:
    """Return the figures, and tell those of every form."""
    activate("fr")
    found: list[Figure] = []
    for what, data in (("118 long answers", large_audit()), ("500 actions", large_plan())):
        lines = [line for line in maker("md")(data).decode().splitlines() if line.strip()]
        for form in FORMS:
            floor, arguments = _floor(form, lines)
            pairs = [(_made(ours, data, form), _made(floor, *arguments)) for _round in range(ROUNDS)]
            _tell(what, form, pairs)
            if form in NAMES:
                found += _figures(f"{NAMES[form]} of {what}", form, pairs)
    return found


def _floor(form: str, lines: Sequence[str]) -> tuple[Callable[..., bytes], tuple[object, ...]]:
    floors: dict[str, tuple[Callable[..., bytes], tuple[object, ...]]] = {
        "pdf": (plain_pdf, (lines, FONTS)),
        "poster": (plain_pdf, (lines[:60], FONTS)),
        "xlsx": (plain_xlsx, (lines,)),
        "json": (plain_json, (lines,)),
    }
    return floors.get(form, (plain_print, (lines,)))


def _figures(name: str, form: str, pairs: Pairs) -> list[Figure]:
    against = "the same text in plain reportlab" if form == "pdf" else "the same text in plain openpyxl"
    seconds, memory, size = TARGETS[form]
    return [
        figure(name, [(a.seconds, b.seconds) for a, b in pairs], against, seconds),
        figure(f"{name}, memory", [(a.mib, b.mib) for a, b in pairs], against, memory, unit="MiB"),
        figure(f"{name}, size", [(a.kib, b.kib) for a, b in pairs], against, size, unit="KiB"),
    ]


def _tell(what: str, form: str, pairs: Pairs) -> None:
    mine, floor = (
        [statistics.median(values) for values in _columns(side)] for side in zip(*pairs, strict=True)
    )
    told = " · ".join(
        f"{a:.3g} {unit} (floor {b:.3g})" for a, b, unit in zip(mine, floor, ("s", "MiB", "KiB"), strict=True)
    )
    print(f"  {what}, {form}: {told}", file=sys.stderr, flush=True)


def _columns(side: Sequence[Exported]) -> tuple[list[float], list[float], list[float]]:
    return [one.seconds for one in side], [one.mib for one in side], [one.kib for one in side]


def _made(make: Callable[..., bytes], *arguments: Any) -> Exported:
    made: Exported = in_child(export_in_child, make, arguments)
    return made
