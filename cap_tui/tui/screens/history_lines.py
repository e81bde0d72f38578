"""The history of an evaluation, as rows and paragraphs. Pure: facts in, text out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.kinds import ACTION, OPINION, REMOVED
from cap_tui.core.plan import ACTION_FIELDS
from cap_tui.core.positions import TEXT_FIELDS
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label, phase_label, role_label
from cap_tui.services.entry_words import kind_words
from cap_tui.tui.screens.people_lines import role_names
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, field_name, joined, person_name, position_name, said, symbol, when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import LogLine
    from cap_tui.services.earlier import Earlier

WHEN_CELLS, WHO_CELLS, WIDE_WHO_CELLS = 19, 20, 34
WIDE = 100
"""Columns from which who wrote has room for a role too."""
MACHINE = 8
"""Characters shown of the random id of a machine."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown of a history.

    Attributes:
        criterion: Its id; empty for all, as the others.
        author: Name of a person.
        kind: Of entry.
        text: Words.
    """

    criterion: str = ""
    author: str = ""
    kind: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.criterion or self.author or self.kind or self.text)


def filter_words(chosen: Filter, questionnaire: Questionnaire) -> str:
    """Return a filter in words; empty for none."""
    criterion = questionnaire.criteria.get(chosen.criterion)
    parts = (
        kind_words(chosen.kind) if chosen.kind else "",
        person_name(chosen.author) if chosen.author else "",
        f"{criterion.code} {said(criterion.title)}" if criterion else "",
        _("“{text}”").format(text=chosen.text) if chosen.text else "",
    )
    return " · ".join(part for part in parts if part)


def summary(count: int, chosen: Filter, questionnaire: Questionnaire) -> Content:
    """Return how many facts are shown, and which."""
    found = ngettext("{count} fact", "{count} facts", count).format(count=count)
    words = filter_words(chosen, questionnaire)
    if not words:
        return Content(_("{found}, the newest first").format(found=found))
    shown = _("{found} for: {words}").format(found=found, words=words)
    return joined(Content.styled(shown, "bold"), _("t: show everything"))


def fact_name(line: LogLine) -> str:
    """Return which field changed, where the kind alone does not say it."""
    if line.kind == OPINION and line.field != "position":
        known = line.field in (*TEXT_FIELDS, "flagged")
        return field_name(line.field) if known else line.field
    if line.kind == ACTION:
        if line.field in ACTION_FIELDS:
            return action_field_label(line.field)
        if line.field == REMOVED:
            return _("Taken out of the plan") if line.after else _("Put back in the plan")
    return ""


def mark_words(line: LogLine) -> str:
    """Return whether it is the undoing or the redoing of something."""
    return {"undo": _("(undone)"), "redo": _("(redone)")}.get(line.mark, "")


def value_left(line: LogLine) -> str:
    """Return the value a fact left, on one line; empty for a fact that has none."""
    return " ".join(line.after.split()) or (_("cleared") if line.before else "")


def line_row(line: LogLine, width: int, local: Callable[[datetime], datetime]) -> Content:
    """Return a fact on one line: when, who, what, and the value it left."""
    wide = width >= WIDE
    role = f" ({role_label(line.role)})" if wide and line.role else ""
    # What changed of an action comes before its title, which is long and the same from row to row.
    fact, title = fact_name(line), Content.styled(line.what, "bold")
    what = joined(
        Content.styled("✗", "bold $alert") if line.effect else "",
        *((fact, title) if line.kind == ACTION else (title, fact)),
        value_left(line),
        mark_words(line),
    )
    head = cell(Content.styled(when(local(line.at)), "$muted"), WHEN_CELLS)
    who = cell(person_name(line.author) + role, WIDE_WHO_CELLS if wide else WHO_CELLS)
    return Content.assemble(head, who, what).truncate(width, ellipsis=True)


def line_details(line: LogLine, local: Callable[[datetime], datetime]) -> list[Block]:
    """Return all that is known of a fact."""
    role = role_label(line.role) if line.role else ""
    machine = _("computer {machine}").format(machine=line.installation[:MACHINE])
    blocks = [
        Block(joined(Content.styled(line.what, "bold"), fact_name(line), mark_words(line))),
        Block(joined(when(local(line.at)), person_name(line.author), role, machine), style="$muted"),
    ]
    if line.effect:
        effect = _("Without effect: {reason}").format(reason=_(line.effect))
        blocks.append(Block(Content.styled(effect, "bold $alert")))
    if line.before:
        blocks.append(Block(Content(line.before), margin=Content.styled(_("Before:") + " ", "$muted")))
    after = line.after or value_left(line)
    if after:
        blocks.append(Block(Content(after), margin=Content.styled(_("After:") + " ", "bold")))
    return blocks


def earlier_blocks(
    earlier: Earlier, questionnaire: Questionnaire, concerned: tuple[str, ...], root: str
) -> list[Block]:
    """Return an earlier state as a page: the phase and the score, each position, the plan."""
    totals = earlier.scores[root]
    score = _("score {score}, coverage {coverage}").format(
        score=percent(totals.score),
        coverage=percent(totals.coverage * 100 if totals.coverage is not None else None),
    )
    blocks = [Block(joined(phase_label(earlier.phase), score), style="bold"), Block(Content(""))]
    blocks.append(_heading(_("Positions")))
    positions = earlier.official()
    for key in concerned:
        criterion, position = questionnaire.criteria[key], positions.get(key)
        mark = f"{symbol(questionnaire.scale, position)} "
        name = position_name(questionnaire.scale, position)
        text = joined(f"{criterion.code} {said(criterion.title)}", Content.styled(name, "$muted"))
        blocks.append(Block(text, margin=Content(mark)))
    actions = earlier.actions()
    blocks += [Block(Content("")), _heading(_("Progress plan"))]
    if not actions:
        blocks.append(Block(Content.styled(_("No action yet."), "$muted")))
    for action in actions:
        blocks.append(Block(Content(action.title), margin=Content(f"{action.number}. ")))
    return blocks


def people_of(lines: tuple[LogLine, ...]) -> list[tuple[str, str]]:
    """Return who wrote something, by name, each with their role in words."""
    found: dict[str, str] = {}
    for line in lines:
        found.setdefault(line.author, role_names((line.role,)) if line.role else "")
    return sorted(found.items(), key=lambda item: item[0].casefold())


def kinds_of(lines: tuple[LogLine, ...]) -> list[str]:
    """Return the kinds of entries there are, in the order of their first fact."""
    return list(dict.fromkeys(line.kind for line in reversed(lines)))


def _heading(text: str) -> Block:
    return Block(Content.styled(text, "bold $accent"))
