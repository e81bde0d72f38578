"""The verdict and what is owed to an edition, as sentences; the options of an evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear.create import included
from cap_tui.cli.linear.menus import Way
from cap_tui.i18n import _
from cap_tui.i18n.edition_words import edition_dates, owed_title, owed_words
from cap_tui.i18n.labels import said
from cap_tui.i18n.verdict_words import obstacle_words, verdict_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.editions import Edition


def verdict_heading(room: Room) -> Iterator[str]:
    """Yield the verdict and how much stands in the way; nothing where the questionnaire has no verdict."""
    findings, outcome = room.dossier.findings(), room.dossier.verdict()
    if outcome is not None:
        yield ", ".join((said(outcome.label), *verdict_counts(findings, outcome)))


def judged_ways(room: Room) -> list[Way]:
    """Return the places where the verdict and the editions are heard, for questionnaires that have some."""
    ways = []
    if room.dossier.questionnaire.verdict is not None:
        ways.append(Way(_("What stands in the way"), lambda: room.dialogue.say(*_obstacles(room))))
    for edition in room.dossier.questionnaire.editions[1:]:  # nothing is new in the oldest
        label = _("What is still owed to {edition}").format(edition=said(edition.label))
        ways.append(Way(label, lambda of=edition: room.dialogue.say(*_owed(room, of))))  # type: ignore[misc]  # a default
    return ways


def _obstacles(room: Room) -> Iterator[str]:
    findings, outcome = room.dossier.findings(), room.dossier.verdict()
    if outcome is None or outcome.ready:
        yield _("Nothing stands in the way.")
        return
    for place, words in enumerate(obstacle_words(findings, outcome), start=1):
        yield f"{place}. {words.text}"


def _owed(room: Room, edition: Edition) -> Iterator[str]:
    dossier = room.dossier
    keys = dossier.owed(edition.id)
    yield owed_title(dossier.questionnaire, edition.id, len(keys))
    yield from edition_dates(edition, dossier.today())
    for words in owed_words(dossier.questionnaire, dossier.official(), keys, edition.id):
        yield f"{words.about}, {words.position}. {words.adds}"


def options_way(room: Room) -> list[Way]:
    """Return the place where the options of the evaluation are changed; nothing where its questionnaire has none."""
    if not room.dossier.questionnaire.options:
        return []
    return [
        Way(_("Options of this evaluation"), lambda: _choose(room), room.dossier.may("questionnaire.upgrade"))
    ]


def _choose(room: Room) -> None:
    room.dossier.choose_options(included(room.dialogue, room.dossier.questionnaire, room.dossier.options))
    room.dialogue.say(_("Saved."))
