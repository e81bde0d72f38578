"""From data to a Markdown file: CommonMark with tables of pipes, pleasant to read as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.reports.markdown.escaping import item, line, lines
from cap_tui.reports.outline.blocks import Facts, Grid, Listing, Passage, Tone
from cap_tui.reports.outline.document import CHAPTERS, opening
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cap_tui.reports.outline.blocks import Block, Part
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell

_DEEPEST = 6
_SHORT = 200
"""Longest value written beside its name; a longer one follows in paragraphs of its own."""


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the report as Markdown, in UTF-8; see `cap_tui.reports.formats.Maker`."""
    reader = Reader(data.for_its_audience())
    report = opening(reader)
    written = [f"# {line(report.title)}", item(report.kind), *map(item, report.notices)]
    written += _facts(report.facts)
    for chapter in told(CHAPTERS, tell):
        for part in chapter(reader):
            written += _part(part, 2)
    return ("\n\n".join(filter(None, [*written, item(report.seal)])) + "\n").encode()


def _part(part: Part, level: int) -> Iterator[str]:
    """Yield the blocks of a part and of those within it; a blank line goes between two of them."""
    yield f"{'#' * min(level, _DEEPEST)} {line(part.title)}"
    for block in part.blocks:
        yield from _block(block)
    for one in part.parts:
        yield from _part(one, level + 1)


def _block(block: Block) -> Iterator[str]:
    """Yield a block; pictures are left out, the table that follows each gives its figures."""
    if isinstance(block, Passage):
        found = lines(block.text)
        yield from (f"**{one}**" for one in found) if block.tone is Tone.STRONG else found
    elif isinstance(block, Listing):
        yield "\n".join(f"- {item(one)}" for one in block.items)
    elif isinstance(block, Facts):
        yield from _facts(block)
    elif isinstance(block, Grid):
        yield from _grid(block)


def _facts(facts: Facts) -> Iterator[str]:
    """Yield short values as a list, each beside its name; long ones in paragraphs."""
    short: list[str] = []
    for name, value in facts.pairs:
        if len(value) <= _SHORT:
            short.append(f"- **{line(name)}** — {line(value)}")
            continue
        yield "\n".join(short)
        short = []
        yield f"**{line(name)}**"
        yield from lines(value)
    yield "\n".join(short)


def _grid(grid: Grid) -> Iterator[str]:
    """Yield the caption, then the table; a group is a row with its title alone."""
    under = ("---:" if index in grid.figures else "---" for index in range(len(grid.heads)))
    rows = [_row(map(line, grid.heads)), _row(under)]
    for group in grid.groups:
        if group.title:
            rows.append(_row([f"**{line(group.title)}**", *([""] * (len(grid.heads) - 1))]))
        rows += [_row(map(line, row)) for row in group.rows]
    yield f"**{line(grid.caption)}**"
    yield "\n".join(rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
