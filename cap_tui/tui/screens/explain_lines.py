"""The lines of an explanation: one per contribution, and the sentence that says one aloud. No widget, no state."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.rounding import half_up
from cap_tui.core.scoring import FULL
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.formats import decimal, percent
from cap_tui.i18n.labels import position_label, position_symbol
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.core.explanation import Contribution
    from cap_tui.core.questionnaire import Scale

COLUMN = 9
"""Cells of each figure."""
DASH = "—"


@dataclass(frozen=True, slots=True)
class Step:
    """One contribution in its place.

    Attributes:
        depth: Steps below the node explained.
        one: The contribution.
        parent: The contribution it is a part of; None for the node explained.
    """

    depth: int
    one: Contribution
    parent: Contribution | None


def steps(root: Contribution) -> list[Step]:
    """Return the tree flattened, each node before its parts."""
    found: list[Step] = []

    def visit(one: Contribution, parent: Contribution | None, depth: int) -> None:
        found.append(Step(depth, one, parent))
        for child in one.children:
            visit(child, one, depth + 1)

    visit(root, None, 0)
    return found


def name(one: Contribution) -> str:
    """Return the code and title of a node."""
    return f"{one.code} {typeset(one.title)}".strip()


def header(width: int) -> Content:
    """Return the heads of the columns."""
    heads = "".join(text.rjust(COLUMN) for text in (_("weight"), _("score"), _("points")))
    return Content.assemble(Content("").pad_right(max(width - len(heads), 0)), heads)


def draw_step(step: Step, width: int, scale: Scale) -> Content:
    """Return a line: title, share of the weight, score, points brought to the line above."""
    one = step.one
    mark = "" if one.children else f"{position_symbol(scale, one.position)} "
    share = None if one.share is None else one.share * FULL
    points = _points(one.points) if step.parent else ""
    figures = (percent(share) if step.parent else "", percent(one.totals.score, 1), points)
    tail = "".join(figure.rjust(COLUMN) for figure in figures)
    head = Content("  " * step.depth + mark + name(one))
    head = head.truncate(max(width - len(tail), 1), ellipsis=True, pad=True)
    return Content.assemble(head.stylize("bold") if one.children else head, tail)


def _points(value: Fraction | None) -> str:
    return DASH if value is None else decimal(value, 1)


def sentence(step: Step, scale: Scale) -> str:
    """Return the contribution said aloud."""
    one, parent = step.one, step.parent
    if parent is None:
        if one.totals.score is None:
            return _("Nothing is rated beneath {title}: there is no score, and nothing to add up.").format(
                title=name(one)
            )
        return _("The score of {title} is {score}: the sum of the points of the lines just beneath.").format(
            title=name(one), score=percent(one.totals.score, 1)
        )
    if one.points is None or one.share is None:
        if one.children:
            return _("{title} is out of the score: nothing is rated beneath.").format(title=name(one))
        return _("{title} is out of the score: {position}.").format(
            title=name(one), position=position_label(scale, one.position, language()).lower()
        )
    said = ngettext(
        "{points} point out of 100 comes from {title}: a score of {score} for {share} of the weight of {parent}.",
        "{points} points out of 100 come from {title}: a score of {score} for {share} of the weight of {parent}.",
        math.floor(one.points),
    )
    return said.format(
        points=decimal(one.points, 1),
        title=name(one),
        score=percent(one.totals.score, 1),
        share=percent(one.share * FULL, 1),
        parent=name(parent),
    )


def rounding_shows(one: Contribution) -> bool:
    """Return whether the points shown beneath a node, each rounded, differ from its score as shown."""
    parts = [child.points for child in one.children if child.points is not None]
    if one.totals.score is None or not parts:
        return False
    shown = sum(int(half_up(part * 10)) for part in parts)
    return shown != int(half_up(one.totals.score * 10))
