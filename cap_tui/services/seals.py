"""What this installation has verified already, so that opening a dossier again does not verify every signature again.

A seal is an HMAC over the exact rows that were verified, in order, kept among the caches. Its key comes from the
person's private key: whoever could forge a seal could sign entries anyway. A seal that is absent, damaged or of other rows
means that every signature is verified, as the first time; the doctor verifies them all whatever the seals say.

What the log made of the rows is kept beside, with an HMAC that binds it to their seal and to the version of the program, so
that opening again reads only the entries that are shown. Both are caches: without them opening only takes longer.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui import __version__
from cap_tui.catalogue.cache import keep
from cap_tui.core.entries import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cap_tui.exchange.keys import SigningKey
    from cap_tui.storage.ledger import StoredEntry

PURPOSE = "cap-tui: key of the seals over verified entries"
"""What is signed to obtain the key of the seals; entries are JSON objects, so none can ever have this text."""

OUTLINE_FORM = 2
"""To be raised when the rules of the log or the form of its outlines change, so that older ones are made anew."""

_TEXTS = 5


@dataclass(frozen=True, slots=True)
class Seals:
    """The seals of one installation.

    Attributes:
        folder: Where they are kept; made when absent. One that cannot be written only costs time.
        secret: Key of the HMAC.
    """

    folder: Path
    secret: bytes

    @staticmethod
    def of(folder: Path, key: SigningKey) -> Seals:
        """Return the seals made with a person's key."""
        return Seals(folder, key.sign(PURPOSE).encode())

    def sealed(self, assessment: str, rows: Sequence[StoredEntry]) -> int:
        """Return how many of the first rows are, to the letter, those that were verified here.

        Args:
            assessment: Hash of its first entry.
            rows: All its entries, oldest first.
        """
        return self._sealed(assessment, rows)[0]

    def outlined(self, assessment: str, rows: Sequence[StoredEntry]) -> tuple[int, dict[str, Any] | None]:
        """Return what `sealed` does, and the outline of the log of those rows; None when none was kept.

        Args:
            assessment: Hash of its first entry.
            rows: All its entries, oldest first.
        """
        count, mark = self._sealed(assessment, rows)
        return count, self._outline(assessment, mark) if count else None

    def _sealed(self, assessment: str, rows: Sequence[StoredEntry]) -> tuple[int, str]:
        """Return how many rows are sealed, and the mark of their seal."""
        try:
            known = json.loads(self._path(assessment).read_bytes())
            count, mark = int(known["count"]), str(known["mark"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, ""
        if not 0 < count <= len(rows):
            return 0, ""
        found = self._mark(assessment, rows[:count])
        sound = found and hmac.compare_digest(mark.encode(), found.encode())
        return (count, found) if sound else (0, "")

    def _outline(self, assessment: str, mark: str) -> dict[str, Any] | None:
        try:
            said, body = self._path(assessment, "outline").read_bytes().split(b"\n", 1)
            if not hmac.compare_digest(said, self._outline_mark(mark, body)):
                return None
            outline: dict[str, Any] = json.loads(body)
        except (OSError, ValueError):
            return None
        return outline

    def keep(
        self, assessment: str, rows: Sequence[StoredEntry], outline: Mapping[str, Any] | None = None
    ) -> None:
        """Remember that all these rows were verified.

        Args:
            assessment: Hash of its first entry.
            rows: All its entries, oldest first.
            outline: What their log is, as `Log.outline` says it.
        """
        mark = self._mark(assessment, rows)
        keep(self._path(assessment), json.dumps({"count": len(rows), "mark": mark}).encode())
        if outline is not None and mark:
            body = json.dumps(outline, separators=(",", ":")).encode()
            keep(self._path(assessment, "outline"), self._outline_mark(mark, body) + b"\n" + body)

    def _path(self, assessment: str, kind: str = "seal") -> Path:
        name = digest(assessment)  # hashed again: the database is not trusted to name files
        return self.folder / f"{kind}-{name}.json"

    def _outline_mark(self, mark: str, body: bytes) -> bytes:
        """Return the HMAC of an outline; a seal is over 32 bytes, so that neither ever passes for the other."""
        bound = f"outline {OUTLINE_FORM} {__version__}\0{mark}\0".encode()
        return hmac.digest(self.secret, bound + body, "sha256").hex().encode()

    def _mark(self, assessment: str, rows: Sequence[StoredEntry]) -> str:
        """Return the HMAC of rows; empty when a text holds NUL, which JSON never does and which ends each text here."""
        whole = sha256(f"{assessment}\0".encode())
        for _id, entry_hash, signed, signature, salt, value in rows:
            texts = f"{entry_hash}\0{signed}\0{signature}\0{salt}\0{value}\0"
            if texts.count("\0") != _TEXTS:
                return ""
            whole.update(texts.encode("utf-8", "surrogatepass"))
        return hmac.digest(self.secret, whole.digest(), "sha256").hex()
