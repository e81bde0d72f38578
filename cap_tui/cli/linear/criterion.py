"""One criterion after another: heard whole, answered in one letter or digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.commands.showing import missing_texts, still_missing
from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.actions import new_action
from cap_tui.cli.linear.dialogue import digits
from cap_tui.cli.linear.menus import attempt, pick
from cap_tui.cli.linear.remarks import criterion_remarks
from cap_tui.core.positions import Position, Stance, text_fields
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.edition_words import edition_lines
from cap_tui.i18n.formats import sort_key
from cap_tui.i18n.labels import opinion_field_label, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.questionnaire import Criterion

CLEARED = "-"
"""What is typed to empty a text, where Enter keeps it."""


def unanswered(room: Room) -> None:
    """Go through the criteria without an answer, from the first, until none is left or the person goes back."""
    _go_through(room, _next_unanswered(room, -1), lambda after: _next_unanswered(room, after))


def found(room: Room) -> None:
    """Ask for a criterion by its code or its words, then go on in reading order."""
    key = asked_criterion(room)
    if key:
        _go_through(room, key, lambda after: _key_at(room, after + 1))


def asked_criterion(room: Room) -> str:
    """Return the id of a criterion asked for by its code or its words; empty for none.

    Raises:
        BackError: The person goes back.
    """
    dialogue, questionnaire = room.dialogue, room.dossier.questionnaire
    typed = dialogue.ask(
        _("Code of the criterion, or words of it:"), _("For instance 1.1.2, or a word of the question.")
    )
    if not typed:
        return ""
    criterion = questionnaire.find(typed)
    if criterion is not None:
        return room.dossier.criterion(criterion.id).id
    wanted = sort_key(typed)[0]
    matching = [
        questionnaire.criteria[key]
        for key in room.dossier.concerned
        if wanted in sort_key(_searched(questionnaire.criteria[key]))[0]
    ]
    if len(matching) == 1:
        return matching[0].id
    nothing = _("No criterion holds “{text}”. Try another word.").format(text=typed)
    one = pick(dialogue, matching, coded, _("Which criterion?"), nothing)
    return one.id if one else ""


def _searched(criterion: Criterion) -> str:
    return " ".join((criterion.code, said(criterion.title), said(criterion.question)))


def coded(criterion: Criterion) -> str:
    """Return the code and the title of a criterion."""
    return f"{criterion.code}, {said(criterion.title)}"


def read_aloud(room: Room, criterion: Criterion) -> Iterator[str]:
    """Yield a criterion as it is heard: where it stands, the question, the levels, others' views, one's own."""
    dossier = room.dossier
    scale, opinion = dossier.questionnaire.scale, dossier.opinion(criterion.id)
    above = dossier.questionnaire.path[criterion.id]
    yield ""
    yield _("Criterion {name}").format(name=coded(criterion))
    yield _("In: {sections}").format(sections=", ".join(said(section.title) for section in above))
    yield _("{name}: {text}").format(name=_("Question"), text=said(criterion.question))
    if said(criterion.why):
        yield _("{name}: {text}").format(name=_("Why"), text=said(criterion.why))
    if criterion.expected:
        yield _("{name}: {text}").format(name=_("Expected"), text=criterion.expected)
    yield from spoken.levels(scale, criterion)
    yield from edition_lines(dossier.questionnaire, criterion)
    me = dossier.me.id
    yield from spoken.views(scale, dossier.views(criterion.id), mine=me)
    yield _("My position: {position}").format(position=spoken.position(scale, opinion.position))
    yield from spoken.texts(opinion)
    if opinion.flagged:
        yield _("To come back to")
    count = dossier.open_threads(criterion.id)
    if count:
        yield ngettext("{count} open remark", "{count} open remarks", count).format(count=count)


def _go_through(room: Room, first: str, following: Callable[[int], str]) -> None:
    key = first
    while key:
        wanted = _visit(room, room.dossier.questionnaire.criteria[key])
        key = wanted or following(room.dossier.concerned.index(key))
    room.dialogue.say(left_sentence(room))


def left_sentence(room: Room) -> str:
    """Return how many criteria are still without an answer."""
    count = len(_without(room))
    if not count:
        return _("Every criterion has an answer.")
    return ngettext(
        "{count} criterion has no answer yet.", "{count} criteria have no answer yet.", count
    ).format(count=count)


def _without(room: Room) -> list[str]:
    taken = room.dossier.positions()
    return [key for key in room.dossier.concerned if key not in taken]


def _next_unanswered(room: Room, after: int) -> str:
    taken = room.dossier.positions()
    return next((key for key in room.dossier.concerned[after + 1 :] if key not in taken), "")


def _key_at(room: Room, place: int) -> str:
    concerned = room.dossier.concerned
    return concerned[place] if place < len(concerned) else ""


def _visit(room: Room, criterion: Criterion) -> str:
    """Stay on a criterion until Enter; return the id of another one the person asks for, empty for the next.

    Raises:
        BackError: The person goes back.
    """
    dialogue, most = room.dialogue, len(room.dossier.questionnaire.scale.levels)
    dialogue.say(*read_aloud(room, criterion))
    gestures: dict[str, Callable[[], object]] = {
        "t": lambda: write_texts(room, criterion),
        "m": lambda: criterion_remarks(room, criterion),
        "e": lambda: _answer(room, criterion, None),
        "f": lambda: _flag(room, criterion),
        "a": lambda: new_action(room, (criterion.id,)),
        "h": lambda: dialogue.say(*_history(room, criterion)),
        "l": lambda: dialogue.say(*read_aloud(room, criterion)),
    }
    question = _("Your answer (1 to {most}, s, n, Enter to go on, ? for help):").format(most=most)
    while True:
        typed = dialogue.ask(question, answer_help(most))
        if not typed:
            return ""
        if typed.lower() == "j":
            wanted: list[str] = []
            if attempt(dialogue, lambda: wanted.append(asked_criterion(room))) and wanted[0]:  # noqa: B023 - called at once
                return wanted[0]
        elif typed.lower() in gestures:
            attempt(dialogue, gestures[typed.lower()])
        else:
            attempt(dialogue, lambda: _answer_typed(room, criterion, typed))  # noqa: B023 - called at once


def answer_help(most: int) -> str:
    """Return what may be answered on a criterion."""
    return _(
        "1 to {most}: the level. s: don’t know. n: not applicable, with the reason. Enter: go on without changing. "
        "t: write the texts. m: remarks. a: an action for this criterion. e: take the answer away. f: to come back to. "
        "j: jump to another criterion. h: what I did here. l: hear it again."
    ).format(most=most)


def typed_position(room: Room, typed: str) -> Position | None:
    """Return the position that a letter or a digit stands for, its reason asked; None, once said, for anything else.

    Raises:
        BackError: The person goes back from the reason.
    """
    levels = room.dossier.questionnaire.scale.levels
    place = digits(typed)
    if typed.lower() == "s":
        return Position(Stance.UNKNOWN)
    if typed.lower() == "n":
        return Position(Stance.NOT_APPLICABLE, reason=room.dialogue.text(_("Why does it not apply?")))
    if place is not None and 1 <= place <= len(levels):
        return Position(Stance.LEVEL, levels[place - 1].id)
    room.dialogue.say(
        _(
            "“{answer}” is not an answer. Type 1 to {most}, s for don’t know, n for not applicable, or ? for help."
        ).format(answer=typed[:40], most=len(levels))
    )
    return None


def _answer_typed(room: Room, criterion: Criterion, typed: str) -> None:
    position = typed_position(room, typed)
    if position is not None:
        _answer(room, criterion, position)


def _answer(room: Room, criterion: Criterion, position: Position | None) -> None:
    room.dossier.answer(criterion.id, position)
    words = spoken.position(room.dossier.questionnaire.scale, position)
    room.dialogue.say(
        _("Saved: {code}, {position}.").format(code=criterion.code, position=words), left_sentence(room)
    )
    rest = still_missing(room.dossier, criterion)
    if rest:
        room.dialogue.say(rest)
        write_texts(room, criterion, missing_texts(room.dossier, criterion))


def _history(room: Room, criterion: Criterion) -> list[str]:
    """Return what this person did to a criterion, newest first."""
    lines = room.dossier.history(criterion.id)
    own = {"position": _("Position"), "flagged": _("To come back to")}
    return [
        _("{name}: {text}").format(
            name=", ".join((spoken.when(line.at), own.get(line.field) or opinion_field_label(line.field))),
            text=line.after or _("emptied"),
        )
        for line in lines
    ] or [_("Nothing was written here yet.")]


def _flag(room: Room, criterion: Criterion) -> None:
    on = not room.dossier.opinion(criterion.id).flagged
    room.dossier.flag(criterion.id, on)
    room.dialogue.say(_("Saved: to come back to.") if on else _("Saved: nothing to come back to."))


def write_texts(room: Room, criterion: Criterion, fields: Sequence[str] = ()) -> None:
    """Ask for the texts one after the other; each is saved as soon as it is given.

    Args:
        room: Where.
        criterion: On what.
        fields: Names of `TEXT_FIELDS`; empty: all that the scale has.

    Raises:
        CapError: Refused; the texts given before it are saved.
    """
    room.dialogue.say(_("Enter keeps a text as it is; a hyphen alone empties it."))
    for field in fields or text_fields(room.dossier.questionnaire.scale):
        name, now = opinion_field_label(field), room.dossier.opinion(criterion.id).text(field)
        if now:
            room.dialogue.say(_("{name} now: {text}").format(name=name, text=now))
        typed = room.dialogue.text(_("{name}:").format(name=name))
        if typed.strip():
            room.dossier.write(criterion.id, field, "" if typed.strip() == CLEARED else typed)
            room.dialogue.say(_("Saved: {name}.").format(name=name))
