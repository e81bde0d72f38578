"""The results as sentences: scores, strong points, priorities, and what a score is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.criterion import coded
from cap_tui.cli.linear.judged import judged_ways, verdict_heading
from cap_tui.cli.linear.menus import Way, menu, pick
from cap_tui.core.explanation import explain
from cap_tui.core.plan import improvements, strengths
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import band
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import decimal, percent
from cap_tui.i18n.labels import said
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.explanation import Contribution
    from cap_tui.core.questionnaire import Section

MOST_PRIORITIES = 10
"""Criteria told at once; the plan holds the others."""


def results(room: Room) -> None:
    """Offer the results."""

    def heading() -> list[str]:
        return [_("Results"), *verdict_heading(room), whole(room)]

    def ways() -> list[Way]:
        return [
            Way(_("Scores by theme"), lambda: room.dialogue.say(*_themes(room))),
            Way(_("Scores by objective"), lambda: room.dialogue.say(*_objectives(room))),
            Way(_("Strong points"), lambda: room.dialogue.say(*_strengths(room))),
            Way(_("Priorities"), lambda: room.dialogue.say(*_priorities(room))),
            Way(_("Where a score comes from"), lambda: _explained(room)),
            *judged_ways(room),
        ]

    menu(room.dialogue, heading, ways)


def whole(room: Room) -> str:
    """Return the score of the whole evaluation in one sentence."""
    return _section(room, ROOT, _("The whole"))


def _section(room: Room, key: str, title: str) -> str:
    totals = room.dossier.scores[key]
    found = band(room.dossier.questionnaire, totals.score)
    line = _("{name}: {text}").format(name=title, text=spoken.score(totals))
    return (
        _("{text}, band “{band}”").format(text=line, band=typeset(found.label.get(language())))
        if found
        else line
    )


def _title(section: Section) -> str:
    return f"{section.code}, {said(section.title)}"


def _themes(room: Room) -> Iterator[str]:
    for section in room.dossier.questionnaire.sections:
        if section.id in room.dossier.scores:
            yield _section(room, section.id, _title(section))


def _objectives(room: Room) -> Iterator[str]:
    for key, section in room.dossier.questionnaire.section_by_id.items():
        if section.criteria and key in room.dossier.scores:
            yield _section(room, key, _title(section))


def _strengths(room: Room) -> list[str]:
    dossier = room.dossier
    found = strengths(dossier.questionnaire, dossier.official(), dossier.concerned)
    return [coded(criterion) for criterion in found] or [_("No criterion is above the target yet.")]


def _priorities(room: Room) -> list[str]:
    dossier = room.dossier
    found = improvements(dossier.questionnaire, dossier.official(), dossier.concerned)
    told = [
        _("{priority}, {name}, {gap} points below the target").format(
            priority=item.priority, name=coded(item.criterion), gap=decimal(item.gap)
        )
        for item in found[:MOST_PRIORITIES]
    ]
    if len(found) > MOST_PRIORITIES:
        told.append(_("{count} more are below the target.").format(count=len(found) - MOST_PRIORITIES))
    return told or [_("No criterion is below the target.")]


def _explained(room: Room) -> None:
    dossier = room.dossier
    sections = [
        section for key, section in dossier.questionnaire.section_by_id.items() if key in dossier.scores
    ]
    section = pick(
        room.dialogue,
        sections,
        _title,
        _("Which theme or objective? (number or word, Enter for the whole)"),
        "",
    )
    node = section.id if section else ROOT
    tree = explain(dossier.questionnaire, dossier.scores, dossier.official(), node)
    title = _title(section) if section else _("The whole")
    room.dialogue.say(_section(room, node, title), *(_part(room, child) for child in tree.children))
    room.dialogue.say(
        _("Figures are rounded for reading; the exact points of the lines beneath a score add up to it.")
    )


def _part(room: Room, part: Contribution) -> str:
    name = f"{part.code}, {typeset(part.title)}"
    if part.points is None:
        if part.node in room.dossier.questionnaire.criteria:
            words = spoken.position(room.dossier.questionnaire.scale, part.position)
            return _("{name}: {text}, out of the score").format(name=name, text=words)
        return _("{name}: {text}, out of the score").format(name=name, text=spoken.score(part.totals))
    return _("{name}: score {score}, which brings {points} points").format(
        name=name, score=percent(part.totals.score), points=decimal(part.points, 1)
    )
