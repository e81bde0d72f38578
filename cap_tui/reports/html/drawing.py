"""Each piece of a report as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.reports.html.escaping import escaped
from cap_tui.reports.html.pictures import picture
from cap_tui.reports.outline.blocks import Facts, Grid, Listing, Passage, Picture, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.reports.outline.blocks import Block, Group, Part

_DEEPEST = 6
_MIDDLE, _WIDE = 3, 5
"""Columns from which a table scrolls sideways on a narrow screen rather than be crushed."""


def part_html(part: Part, name: str, level: int = 2) -> str:
    """Return a part and those within it.

    Args:
        part: What to write.
        name: Unique in the page, made by us; ids within begin with it.
        level: Of its heading.
    """
    tag = f"h{min(level, _DEEPEST)}"
    inner = "".join(part_html(one, f"{name}-{index}", level + 1) for index, one in enumerate(part.parts, 1))
    blocks = "".join(_block(block, f"{name}-b{index}") for index, block in enumerate(part.blocks, 1))
    return f'<section>\n<{tag} id="{name}">{escaped(part.title)}</{tag}>\n{blocks}{inner}</section>\n'


def facts_html(facts: Facts) -> str:
    """Return names, each with its value."""
    pairs = "".join(
        f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>\n" for name, value in facts.pairs
    )
    return f"<dl>\n{pairs}</dl>\n"


def list_html(items: Iterable[str]) -> str:
    """Return a list of texts."""
    return "<ul>\n" + "".join(f"<li>{escaped(item)}</li>\n" for item in items) + "</ul>\n"


def _block(block: Block, name: str) -> str:
    if isinstance(block, Passage):
        kind = "" if block.tone is Tone.PLAIN else f' class="{block.tone.value}"'
        return f"<p{kind}>{escaped(block.text)}</p>\n"
    if isinstance(block, Listing):
        return list_html(block.items)
    if isinstance(block, Facts):
        return facts_html(block)
    return picture(block, name) if isinstance(block, Picture) else _grid(block, name)


def _grid(grid: Grid, name: str) -> str:
    width = len(grid.heads)
    kind = ' class="wide"' if width >= _WIDE else ' class="middle"' if width >= _MIDDLE else ""
    heads = "".join(
        f'<th scope="col"{_figure(grid, index)}>{escaped(head)}</th>' for index, head in enumerate(grid.heads)
    )
    bodies = "".join(_group(grid, group) for group in grid.groups)
    table = (
        f'<table{kind}>\n<caption id="{name}">{escaped(grid.caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n{bodies}</table>\n"
    )
    if not kind:
        return table
    return f'<div class="scroll" role="group" tabindex="0" aria-labelledby="{name}">\n{table}</div>\n'


def _group(grid: Grid, group: Group) -> str:
    title = ""
    if group.title:
        title = f'<tr><th scope="rowgroup" colspan="{len(grid.heads)}">{escaped(group.title)}</th></tr>\n'
    rows = "".join(f"<tr>{_cells(grid, row)}</tr>\n" for row in group.rows)
    return f"<tbody>\n{title}{rows}</tbody>\n"


def _cells(grid: Grid, row: tuple[str, ...]) -> str:
    first, *others = row
    return f'<th scope="row">{escaped(first)}</th>' + "".join(
        f"<td{_figure(grid, index)}>{escaped(cell)}</td>" for index, cell in enumerate(others, 1)
    )


def _figure(grid: Grid, index: int) -> str:
    return ' class="figure"' if index in grid.figures else ""
