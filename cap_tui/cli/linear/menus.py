"""Places one goes through: what they say, what they offer, and the refusals that never end the dialogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cap_tui.cli.linear.dialogue import BackError, digits, not_a_choice, numbered
from cap_tui.core.errors import CapError
from cap_tui.i18n import _, explain
from cap_tui.i18n.formats import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cap_tui.cli.linear.dialogue import Dialogue
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

T = TypeVar("T")
MOST_SHOWN = 20
"""Choices read aloud at once; words narrow the others."""


@dataclass(frozen=True, slots=True)
class Room:
    """What every place of an open evaluation works with."""

    dialogue: Dialogue
    workspace: Workspace
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of a menu.

    Attributes:
        label: What it is called.
        go: Does it.
        open: Whether it is open now; a closed one stays in the list, so that numbers never move, and says why when chosen.
    """

    label: str
    go: Callable[[], object]
    open: bool = True


def attempt(dialogue: Dialogue, act: Callable[[], object]) -> bool:
    """Do something; a refusal is told as its sentence. Return whether it went through."""
    try:
        act()
    except BackError:
        return False
    except CapError as error:
        dialogue.say(explain(error))
        return False
    return True


def menu(dialogue: Dialogue, heading: Callable[[], Iterable[str]], ways: Callable[[], Sequence[Way]]) -> None:
    """Offer choices until the person goes back.

    Choices are read once, then again when they change or at Enter: who listens does not hear them after each gesture.

    Args:
        dialogue: Speaks.
        heading: Sentences said before the choices.
        ways: The choices, asked for again each time.
    """
    heard: list[str] = []
    known: list[str] = []
    while True:
        told, offered = list(heading()), ways()
        labels = [way.label + ("" if way.open else _(" (not open now)")) for way in offered]
        dialogue.say("", *(told if told != known or labels != heard else told[:1]))
        if labels != heard:
            dialogue.say(*numbered(labels))
        known, heard = told, labels
        try:
            place = dialogue.number(_("Your choice (Enter: hear the choices):"), len(labels))
        except BackError:
            return
        if place is None:
            heard = []
        else:
            attempt(dialogue, offered[place - 1].go)


def pick(
    dialogue: Dialogue, items: Sequence[T], label: Callable[[T], str], question: str, nothing: str
) -> T | None:
    """Have one of several things chosen, by its number or by words that its label holds; None for Enter.

    Args:
        dialogue: Speaks.
        items: What may be chosen; the numbers are those of the whole list.
        label: Of a thing.
        question: What is asked.
        nothing: What is said when there is nothing to choose.

    Raises:
        BackError: Nothing was chosen.
    """
    if not items:
        dialogue.say(nothing)
        return None
    wanted = ""
    while True:
        shown = [(place, name) for place, name in _named(items, label) if wanted in sort_key(name)[0]]
        if len(shown) == 1 and wanted:
            return items[shown[0][0] - 1]
        dialogue.say(*(f"{place}. {name}" for place, name in shown[:MOST_SHOWN]))
        if len(shown) > MOST_SHOWN:
            more = _("{count} more: type a word to narrow the list.")
            dialogue.say(more.format(count=len(shown) - MOST_SHOWN))
        answer = _number_or_words(dialogue, question, [name for _place, name in _named(items, label)])
        if not isinstance(answer, str):
            return None if answer is None else items[answer - 1]
        wanted = answer


def _named(items: Sequence[T], label: Callable[[T], str]) -> list[tuple[int, str]]:
    return [(place, label(item)) for place, item in enumerate(items, start=1)]


def _number_or_words(dialogue: Dialogue, question: str, names: Sequence[str]) -> int | str | None:
    """Ask until there is a number of the list, words that one of `names` holds (as they are compared), or Enter (None)."""
    while True:
        answer = dialogue.ask(question, _("A number, or words of what you look for. Enter: choose nothing."))
        found, words = digits(answer), sort_key(answer)[0]
        if not answer:
            return None
        if found is not None and 1 <= found <= len(names):
            return found
        if any(words in sort_key(name)[0] for name in names):
            return words
        dialogue.say(not_a_choice(answer, len(names)))
