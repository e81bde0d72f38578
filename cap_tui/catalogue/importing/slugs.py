"""Identifiers made from what others call things: ASCII, unique, the same each time for the same file."""

from __future__ import annotations

import re
import unicodedata

LONGEST_ID, LONGEST_WORD = 100, 40
_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l"}
)


def slug(text: str, *, limit: int = LONGEST_ID, otherwise: str = "x") -> str:
    """Return lower-case ASCII letters, digits and hyphens; `otherwise` when nothing of the text is left."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:limit].strip("-") or otherwise


def plain_word(text: str) -> str:
    """Return a text as it is compared: without accents, capitals, nor signs."""
    return slug(text, limit=len(text) * 2 + 1, otherwise="")


class Names:
    """Names already given, so that each is given once.

    Args:
        limit: Longest name, in characters.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used: set[str] = set()
        self._last: dict[str, int] = {}

    def give(self, name: str, *, limit: int | None = None) -> str:
        """Return `name`, with a number when it is taken, within `limit` characters."""
        most = limit or self._limit
        found = name[:most]
        number = self._last.get(found, 1)
        first = found
        while found in self._used:
            number += 1
            end = f"-{number}"
            found = first[: most - len(end)].rstrip("-.") + end
        self._last[first] = number
        self._used.add(found)
        return found
