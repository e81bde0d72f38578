"""The verdict among the results: its line at the top, the obstacles and what is owed to an edition as rows. Pure."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.editions import edition_named
from cap_tui.core.questionnaire import ROOT
from cap_tui.i18n import _
from cap_tui.i18n.edition_words import edition_dates, owed_title, owed_words
from cap_tui.i18n.verdict_words import obstacle_words, verdict_counts, verdict_title
from cap_tui.tui.lens import lenses
from cap_tui.tui.screens.results_lines import Line

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.services.dossier import Dossier

HEADING = "heading"
"""Node of the rows that only introduce the others."""
INDENT, LEAST = 4, 20
"""Cells that a row which goes on is indented by, and the least that its text has."""


def verdict_sentence(dossier: Dossier, edition: str) -> Content:
    """Return the verdict, through one edition or all, and how much stands in its way; empty when there is none."""
    outcome = dossier.verdict(edition)
    if outcome is None:
        return Content("")
    through = _("edition {edition}").format(edition=edition) + _(": ") if edition else ""
    counts = " · ".join(verdict_counts(dossier.findings(edition), outcome))
    style = "bold $good" if outcome.ready else "bold $alert"
    return Content.assemble(through, (verdict_title(outcome), style), f" — {counts}" if counts else "")


def obstacle_lines(dossier: Dossier, edition: str) -> list[Line]:
    """Return a row for each thing that stands in the way; `target` is the line of the plan to complete, if any.

    Texts of the position are written first: what the action answers is read from them.
    """
    outcome = dossier.verdict(edition)
    if outcome is None:
        return []
    words = obstacle_words(dossier.findings(edition), outcome)
    return [
        Line(
            told.criterion or ROOT,
            0,
            "",
            told.about,
            detail=" ".join(filter(None, (told.missing, told.todo))),
            target="" if obstacle.position else told.action,
        )
        for obstacle, told in zip(outcome.obstacles, words, strict=True)
    ]


def edition_owed(dossier: Dossier, edition: str) -> str:
    """Return the id of the edition of which what is owed is shown: the one looked at, else the last that brings something."""
    bring = [lens.edition for lens in lenses(dossier.questionnaire) if lens.owed]
    return edition if edition in bring else bring[-1] if bring else ""


def owed_lines(dossier: Dossier, edition: str, today: date, width: int) -> list[Line]:
    """Return how much is owed to an edition, its dates on as many rows of `width` cells as it takes, then each criterion."""
    found = edition_named(dossier.questionnaire, edition)
    if found is None:
        return []
    keys = dossier.owed(edition)
    heads = [owed_title(dossier.questionnaire, edition, len(keys)), *edition_dates(found, today)]
    lines = [
        Line(HEADING, (place > 0) + (cut > 0), "", text)
        for place, head in enumerate(heads)
        for cut, text in enumerate(wrap(head, max(width - INDENT, LEAST)))
    ]
    words = owed_words(dossier.questionnaire, dossier.official(), keys, edition)
    return [
        *lines,
        *(Line(one.criterion, 0, "", f"{one.about} — {one.position}", detail=one.adds) for one in words),
    ]
