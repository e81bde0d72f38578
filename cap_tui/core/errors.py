"""Every failure a person may meet, as a class whose sentence says what happened and what to do.

Sentences are English message ids, marked with `N_` so that gettext extracts them; the two front ends
translate them with `cap_tui.i18n.explain`. Values are kept apart from the sentence and put in last, so that
what a person typed is never interpreted.
"""

from __future__ import annotations

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark `message` for extraction and return it unchanged."""
    return message


class Phrase(str):
    """A value of an error that is itself a message id, translated with its sentence."""

    __slots__ = ()


class CapError(Exception):
    """Base of every failure that is explained to a person.

    Attributes:
        sentence: English message id with named `{placeholders}`.
        values: What the placeholders stand for; numbers, paths and user text.
        uncertain: Whether what failed may have been done all the same: it is then not done again unasked.
        passing: Whether it passes by itself: what was to be saved is kept, and saved then without being asked.
    """

    sentence: ClassVar[str] = N_("Something went wrong. Nothing was lost; try again.")
    uncertain: ClassVar[bool] = False
    passing: ClassVar[bool] = False

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        """Return the English sentence; front ends use the translated one."""
        return self.sentence.format(**self.values)
