"""Sentences of a compiled catalogue (`.mo`), looked up one by one: a start shows thirty of thousands.

Python's own `gettext` decodes every sentence first, several milliseconds before anything is on the screen. The form is that
of the GNU gettext manual, “The Format of GNU MO Files”: a header, then a table of the ids, sorted by their bytes, and a
table of the translations in the same order; each row is a length and an offset. A counted message has the id
`one NUL many`, and its forms are separated by NUL too.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = Struct("<5I")
_ROW = Struct("<2I")
_MAGIC = 0x950412DE
_NUL = b"\0"


class NotACatalogueError(ValueError):
    """The file is not a compiled catalogue of this machine's byte order."""


class Sentences:
    """The translations of one file.

    Args:
        raw: Its bytes.

    Raises:
        NotACatalogueError: It is something else.
    """

    def __init__(self, raw: bytes) -> None:
        if len(raw) < _HEADER.size:
            raise NotACatalogueError
        magic, _revision, self._count, self._ids, self._texts = _HEADER.unpack_from(raw)
        if magic != _MAGIC:
            raise NotACatalogueError
        self._raw = raw

    @staticmethod
    def read(path: Path) -> Sentences | None:
        """Return the sentences of a file; None when there is none."""
        try:
            return Sentences(path.read_bytes())
        except FileNotFoundError:
            return None

    def one(self, message: str) -> str | None:
        """Return the translation of `message`, or None; of a counted message, the singular."""
        wanted = message.encode()
        place = self._first_from(wanted)
        found = self._piece(self._ids, place)
        if found is None or found.partition(_NUL)[0] != wanted:
            return None
        return self._forms(place)[0]

    def several(self, one: str, many: str, form: int) -> str | None:
        """Return a form of the translation of a counted message, 0 for the singular; None when it has none."""
        wanted = f"{one}\0{many}".encode()
        place = self._first_from(wanted)
        if self._piece(self._ids, place) != wanted:
            return None
        forms = self._forms(place)
        return forms[form] if form < len(forms) else None

    def _forms(self, place: int) -> list[str]:
        return (self._piece(self._texts, place) or b"").decode().split("\0")

    def _piece(self, table: int, place: int) -> bytes | None:
        if place >= self._count:
            return None
        length, offset = _ROW.unpack_from(self._raw, table + _ROW.size * place)
        return self._raw[offset : offset + length]

    def _first_from(self, wanted: bytes) -> int:
        """Return the place of the first id that is not before `wanted`."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if (self._piece(self._ids, middle) or b"") < wanted:
                low = middle + 1
            else:
                high = middle
        return low
