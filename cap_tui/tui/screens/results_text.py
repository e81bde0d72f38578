"""The sentences of the results: the head of the screen and the detail of one node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.distribution import distribution
from cap_tui.core.plotting import Axis, stacked
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY, FULL
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import (
    NOT_APPLICABLE_SYMBOL,
    UNANSWERED_SYMBOL,
    UNKNOWN_SYMBOL,
    position_label,
    position_symbol,
)
from cap_tui.i18n.typography import typeset
from cap_tui.tui.screens.crossed_lines import crossed_line
from cap_tui.tui.screens.results_lines import band_word, coded
from cap_tui.tui.widgets.bars import row_content
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.core.scoring import Totals
    from cap_tui.services.dossier import Dossier

MOST_AXES = 16
"""Axes a radar in text cells keeps apart; beyond, the themes are drawn rather than the objectives."""


PICTURE = 60
"""Cells of the picture of levels, at most."""


def node_title(dossier: Dossier, node: str) -> str:
    """Return the code and title of a section or criterion; a word for the whole."""
    questionnaire = dossier.questionnaire
    item = questionnaire.section_by_id.get(node) or questionnaire.criteria.get(node)
    return coded(item) if item else _("The whole")


def trail(dossier: Dossier, node: str) -> str:
    """Return the way from the whole down to `node`."""
    above = dossier.questionnaire.path.get(node, ())
    names = [node_title(dossier, key) for key in (ROOT, *(section.id for section in above))]
    return " › ".join(names if node == ROOT else [*names, node_title(dossier, node)])


def interval(totals: Totals) -> str:
    """Return what the score may still become: `between 48% and 71%`, or that nothing is open."""
    if totals.low is None or totals.high is None:
        return _("nothing applies here")
    if not totals.open_weight:
        return _("nothing left open")
    return _("between {low} and {high}").format(low=percent(totals.low), high=percent(totals.high))


def score_sentence(dossier: Dossier, totals: Totals, *, short: bool = False) -> str:
    """Return the score, its band, the coverage and the interval; that there is no score when nothing is rated.

    Args:
        dossier: The open assessment.
        totals: Of a node.
        short: Whether the coverage is told without its counts, so that the rest fits in a narrow terminal.
    """
    share = percent(_hundredths(totals))
    coverage = (
        _("coverage {coverage}").format(coverage=share)
        if short
        else _("coverage {coverage} ({positioned} of {applicable})").format(
            positioned=totals.positioned, applicable=totals.applicable, coverage=share
        )
    )
    if totals.score is None:
        return " · ".join((_("no score yet"), coverage))
    score = _("score {score} · band {band}").format(
        score=percent(totals.score), band=band_word(dossier, totals.score)
    )
    return " · ".join((score, coverage, interval(totals)))


def score_line(dossier: Dossier, totals: Totals, width: int) -> Content:
    """Return the same on one line of `width` cells: without the counts when they do not fit, then cut with a mark."""
    whole = Content(score_sentence(dossier, totals))
    short = Content(score_sentence(dossier, totals, short=True))
    return (whole if whole.cell_length <= width else short).truncate(max(width, 1), ellipsis=True)


def _hundredths(totals: Totals) -> Fraction | None:
    return None if totals.coverage is None else totals.coverage * FULL


def detail(dossier: Dossier, node: str, width: int) -> Content:
    """Return what the lower panel says of a node, in four lines."""
    totals = dossier.scores.get(node, EMPTY)
    title = Content(node_title(dossier, node)).truncate(max(width, 1), ellipsis=True).stylize("bold")
    criterion = dossier.questionnaire.criteria.get(node)
    if criterion is None:
        return Content("\n").join([title, score_line(dossier, totals, width), *levels(dossier, node, width)])
    position = dossier.official().get(node)
    scale = dossier.questionnaire.scale
    head = f"{position_symbol(scale, position)} {position_label(scale, position, language())}"
    words = ""
    if position is not None:
        level = criterion.levels.get(position.level)
        words = said(level) if level else position.reason
    crossed = [crossed_line(scale, dossier.views(node))] if len(dossier.people()) > 1 else []
    return Content("\n").join([title, Content(head), *crossed, Content(words)])


def levels(dossier: Dossier, node: str, width: int) -> list[Content]:
    """Return the distribution of levels beneath a node: a bar of symbols, and the counts in words."""
    scale = dossier.questionnaire.scale
    counts = distribution(dossier.questionnaire, dossier.official(), dossier.concerned, node)
    parts = [
        (level.symbol, said(level.label), counts.levels[level.id], "$secondary") for level in scale.levels
    ]
    parts += [
        (NOT_APPLICABLE_SYMBOL, _("Not applicable"), counts.not_applicable, "$muted"),
        (UNKNOWN_SYMBOL, _("Don’t know"), counts.unknown, "$accent"),
        (UNANSWERED_SYMBOL, _("Unanswered"), counts.unanswered, "$muted"),
    ]
    picture = stacked(
        [(symbol, count, style) for symbol, _name, count, style in parts], max(min(width, PICTURE), 1)
    )
    words = " · ".join(f"{symbol} {name} {count}" for symbol, name, count, _style in parts if count)
    return [row_content(picture), Content(words)]


def radar_axes(dossier: Dossier) -> list[Axis]:
    """Return an axis per objective (a section with criteria), or per theme when there are too many."""
    questionnaire, scores = dossier.questionnaire, dossier.scores
    sections = [item for item in questionnaire.section_by_id.values() if item.criteria and item.id in scores]
    if len(sections) > MOST_AXES:
        sections = [item for item in questionnaire.sections if item.id in scores]
    return [
        Axis(typeset(f"{item.code} {percent(scores[item.id].score)}").strip(), scores[item.id].score)
        for item in sections
    ]
