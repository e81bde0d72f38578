"""One line of the plan: heard, changed, added, proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.cli.action_values import SETTABLE, Reader, field_name
from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.menus import Way, menu
from cap_tui.core.plan import DATE_FIELDS, State
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import (
    action_field_label,
    effectiveness_label,
    effort_label,
    kind_label,
    origin_label,
    reason_question,
    state_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.plan import Action

REQUIRED_ON_ADDING = ("owner", "due")
"""Asked as an action is added; the rest is filled in later."""


def action_line(room: Room, action: Action) -> str:
    """Return a line of the plan in one sentence."""
    parts = [
        _("action {number}, {title}").format(number=action.number, title=action.title),
        state_label(action.state),
    ]
    if action.late(room.dossier.today()):
        parts.append(_("late"))
    if action.owner:
        parts.append(_("{name}: {text}").format(name=action_field_label("owner"), text=action.owner))
    if action.due:
        parts.append(_("{name}: {text}").format(name=action_field_label("due"), text=short_date(action.due)))
    return ", ".join(parts)


def action_sheet(room: Room, action: Action) -> Iterator[str]:
    """Yield every field of a line that holds something, then what it lacks."""
    for name in SETTABLE:
        value = field_text(room, action, name)
        if value:
            yield _("{name}: {text}").format(name=action_field_label(name), text=value)
    lacks = room.dossier.lacking(action)
    if lacks:
        yield _("To complete: {fields}").format(fields=", ".join(action_field_label(name) for name in lacks))


def field_text(room: Room, action: Action, name: str) -> str:
    """Return a field of a line in words; empty when unset."""
    value = getattr(action, name)
    criteria = room.dossier.questionnaire.criteria
    services = room.dossier.questionnaire.services
    if name == "criteria":
        return ", ".join(criteria[key].code if key in criteria else key for key in value)
    if name in DATE_FIELDS:
        return short_date(value) if value else ""
    if name == "service" and value in services:
        return str(services[value].title)
    words = {
        "state": lambda: state_label(action.state),
        "kind": lambda: kind_label(action.kind),
        "effort": lambda: effort_label(action.effort),
        "effectiveness": lambda: effectiveness_label(action.effectiveness),
        "origin": lambda: origin_label(action.origin),
        "progress": lambda: _("{count} percent").format(count=action.progress),
    }
    return words[name]() if name in words else str(value)


def open_action(room: Room, action_id: str) -> None:
    """Read a line of the plan and offer to change it."""

    def now() -> Action | None:
        return next((action for action in room.dossier.actions() if action.id == action_id), None)

    def heading() -> list[str]:
        action = now()
        if action is None:
            return [_("This action is not in the plan any more.")]
        title = _("Action {number}").format(number=action.number)
        return [title, *action_sheet(room, action), *map(spoken.note, room.dossier.followups(action_id))]

    def ways() -> list[Way]:
        may = room.dossier.may
        writes, follows = may("action.write"), may("action.progress")
        return [
            Way(_("Change the state"), lambda: change_state(room, action_id), writes or follows),
            Way(_("Change the due date"), lambda: change_field(room, action_id, "due"), writes or follows),
            Way(_("Change the owner"), lambda: change_field(room, action_id, "owner"), writes),
            Way(
                _("Change the progress, in percent"),
                lambda: change_field(room, action_id, "progress"),
                writes or follows,
            ),
            Way(_("Change another field"), lambda: _set_other(room, action_id), writes or follows),
            Way(_("Write a note of follow-up"), lambda: follow_up(room, action_id), may("followup.note")),
            Way(_("Take the action out of the plan"), lambda: _remove(room, action_id), writes),
        ]

    menu(room.dialogue, heading, ways)


def new_action(room: Room, criteria: tuple[str, ...] = ()) -> None:
    """Add a line to the plan, or propose it to the director for whoever does not write the plan.

    Raises:
        CapError: Refused.
        BackError: The person goes back.
    """
    proposes = not room.dossier.may("action.write") and room.dossier.may("action.propose")
    if not proposes:
        room.dossier.demand("action.write")
    title = room.dialogue.ask(_("What will be done, beginning with a verb:"))
    if not title:
        return
    if proposes:
        room.dossier.propose_action(title, criteria)
        room.dialogue.say(_("Saved: proposed to the director, {title}").format(title=title))
        return
    changes = room.dossier.add_action(title=title, criteria=criteria)
    for action in changes.actions.values():
        if action is not None:
            room.dialogue.say(
                _("Action {number} added: {title}").format(number=action.number, title=action.title)
            )
            for name in REQUIRED_ON_ADDING:
                change_field(room, action.id, name)


def follow_up(room: Room, action_id: str = "") -> None:
    """Write a note of follow-up, on a line or on the whole plan.

    Raises:
        CapError: Refused.
        BackError: The person goes back.
    """
    room.dossier.demand("followup.note")
    room.dossier.note_followup(room.dialogue.text(_("Your note:")), action_id)
    room.dialogue.say(_("Saved: your note."))


def change_state(room: Room, action_id: str) -> None:
    """Ask for the state of a line, and why when it is abandoned.

    Raises:
        CapError: Refused.
        BackError: The person goes back.
    """
    states = list(State)
    place = room.dialogue.choose(_("Which state?"), [state_label(state) for state in states])
    if place is not None:
        values = {"state": states[place]}
        room.dossier.set_action(action_id, **values, **_reasons(room, action_id, values))
        room.dialogue.say(_("Saved: {name}.").format(name=state_label(states[place])))


def change_field(room: Room, action_id: str, name: str) -> None:
    """Ask for the new value of a field and save it, with the reason when it needs one; Enter keeps the old one.

    Raises:
        CapError: Refused.
        BackError: The person goes back.
    """
    label = action_field_label(name)
    question = (
        _("{name} (15/03/2027, 15/3 or +3m; Enter keeps it):")
        if name in DATE_FIELDS
        else _("{name} (Enter keeps it):")
    )
    typed = room.dialogue.text(question.format(name=label))
    if not typed.strip():
        return
    reader = Reader(room.dossier.questionnaire, room.dossier.summary.id, room.dossier.today())
    values = reader.fields([f"{name}={typed}"])
    room.dossier.set_action(action_id, **values, **_reasons(room, action_id, values))
    room.dialogue.say(_("Saved: {name}.").format(name=label))


def _reasons(room: Room, action_id: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Ask why, for what must not change without a reason; nothing for the rest."""
    action = next((one for one in room.dossier.actions() if one.id == action_id), None)
    asked = room.dossier.unexplained(action, values) if action else ()
    return {name: room.dialogue.text(reason_question(name)) for name in asked}


def _set_other(room: Room, action_id: str) -> None:
    names = ", ".join(action_field_label(name) for name in SETTABLE)
    typed = room.dialogue.ask(
        _("Which field? Enter for none."), _("The fields: {fields}").format(fields=names)
    )
    if typed:
        change_field(room, action_id, field_name(typed))


def _remove(room: Room, action_id: str) -> None:
    if room.dialogue.agreed(_("Take this action out of the plan?")):
        room.dossier.remove_action(action_id)
        room.dialogue.say(_("Saved: the action is out of the plan."))
