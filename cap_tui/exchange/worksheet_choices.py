"""The answers of the drop-down list, and what people type in their place."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.positions import Position, Stance
from cap_tui.i18n import LANGUAGES, Catalogue, _, language
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.questionnaire import LocalText, Scale

_OTHERS = (
    (Stance.UNKNOWN, N_("Don’t know"), ("?", "ne sait pas", "nsp")),
    (
        Stance.NOT_APPLICABLE,
        N_("Not concerned"),
        ("non concernée", "non concerné·e", "non applicable", "not applicable", "sans objet", "n/a", "na"),
    ),
)
"""What is not a level: its stance, what the list says, and what people type instead."""

_STEP = re.compile(r"(?:niveau |level |n)?(\d{1,2})(?:[.,]0)?")


def said(text: LocalText | str) -> str:
    """Return a text of the questionnaire in the language in use, typeset."""
    return typeset(text if isinstance(text, str) else text.get(language()))


class Choices:
    """The answers that a scale allows.

    Attributes:
        labels: The drop-down list in the language in use: levels, lowest first, then what is not a level.
    """

    def __init__(self, scale: Scale) -> None:
        self._levels = sorted(scale.levels, key=lambda level: level.rank)
        self.labels = (
            *(said(level.label) for level in self._levels),
            *(_(message) for _stance, message, _typed in _OTHERS),
        )
        self._known = {_plain(name): position for name, position in reversed([*self._names()])}

    def understood(self, text: str) -> Position | None:
        """Return the position that a text stands for, or None.

        A level is known by its label in any language, its id, its symbol before the label, or its place from 1;
        case, accents and spaces do not count. The reason of “not applicable” is left empty.
        """
        typed = _plain(text)
        step = _STEP.fullmatch(typed)
        if typed not in self._known and step and 1 <= int(step[1]) <= len(self._levels):
            return Position(Stance.LEVEL, self._levels[int(step[1]) - 1].id)
        return self._known.get(typed)

    def _names(self) -> Iterator[tuple[str, Position]]:
        """Yield every way to write each answer, the surest first."""
        for level in self._levels:
            for label in (*level.label.by_language.values(), level.id):
                yield label, Position(Stance.LEVEL, level.id)
                yield f"{level.symbol} {label}", Position(Stance.LEVEL, level.id)
        for stance, message, typed in _OTHERS:
            for name in (*(Catalogue(code).one(message) for code in LANGUAGES), *typed):
                yield name, Position(stance)


def _plain(text: str) -> str:
    """Return `text` without case, accents, curly apostrophes, repeated spaces or a full stop."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split()).rstrip(" .!")
