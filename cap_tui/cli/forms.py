"""Gestures written in words after an evaluation: the verb, what it needs, and words recognised in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cap_tui.cli.errors import ChoiceError, FormError, NumberInListError, VerbError
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.i18n.formats import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

LEAST_START = 4
"""Characters of an id that may name a line of a list; fewer are read as its number."""


def known_verb(verb: str, verbs: Sequence[str], command: str) -> str:
    """Return the verb.

    Raises:
        VerbError: It is not one of `verbs`.
    """
    if verb not in verbs:
        raise VerbError(command=command, verb=one_line(verb, limit=60), verbs=", ".join(verbs))
    return verb


def expect(details: Sequence[str], count: int, form: str) -> None:
    """Refuse a gesture that has more or fewer than `count` words after its verb.

    Raises:
        FormError: With `form`, a message id, as the way to write it.
    """
    if len(details) != count:
        raise FormError(form=_(form))


def word_of(typed: str, words: Mapping[T, Sequence[str]], parameter: str) -> T:
    """Return what a person names by one of its words, whatever the case, the accents and the hyphens.

    Args:
        typed: As given.
        words: The words of each choice; the first of each is shown when none fits.
        parameter: What it is for, in the sentence of the refusal.

    Raises:
        ChoiceError: None of them.
    """
    wanted = _plain(typed)
    for choice, known in words.items():
        if wanted in map(_plain, known):
            return choice
    choices = ", ".join(known[0] for known in words.values())
    raise ChoiceError(typed=one_line(typed, limit=60), parameter=parameter, choices=choices)


def _plain(text: str) -> str:
    return sort_key(one_line(text).replace("_", "-").replace(" ", "-"))[0]


def picked(items: Sequence[T], typed: str, id_of: Callable[[T], str], command: str) -> T:
    """Return the item of a list named by its number, from 1, or by its id or an unambiguous start of it.

    The start may be that of the last part of an id made of several.

    Raises:
        NumberInListError: None, or several.
    """
    wanted = typed.strip().lower()
    if wanted.isdecimal() and 0 < int(wanted) <= len(items):
        return items[int(wanted) - 1]
    found = [item for item in items if wanted in (id_of(item), id_of(item).rpartition(":")[2])]
    if not found and len(wanted) >= LEAST_START:
        found = [item for item in items if id_of(item).rpartition(":")[2].startswith(wanted)]
    if len(found) != 1:
        raise NumberInListError(typed=one_line(typed, limit=80), command=command)
    return found[0]
