"""What this installation has verified already, so that opening a dossier again does not verify every signature again.

A seal is an HMAC over the exact rows that were verified, in order, kept among the caches. Its key comes from the
person's private key: whoever could forge a seal could sign entries anyway. A seal that is absent, damaged or of other rows
means that every signature is verified, as the first time; the doctor verifies them all whatever the seals say.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.catalogue.cache import keep
from cap_tui.core.entries import digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cap_tui.exchange.keys import SigningKey
    from cap_tui.storage.ledger import StoredEntry

PURPOSE = "cap-tui: key of the seals over verified entries"
"""What is signed to obtain the key of the seals; entries are JSON objects, so none can ever have this text."""

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
        try:
            known = json.loads(self._path(assessment).read_bytes())
            count, mark = int(known["count"]), str(known["mark"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0
        if not 0 < count <= len(rows):
            return 0
        found = self._mark(assessment, rows[:count])
        return count if found and hmac.compare_digest(mark.encode(), found.encode()) else 0

    def keep(self, assessment: str, rows: Sequence[StoredEntry]) -> None:
        """Remember that all these rows were verified."""
        body = json.dumps({"count": len(rows), "mark": self._mark(assessment, rows)})
        keep(self._path(assessment), body.encode())

    def _path(self, assessment: str) -> Path:
        name = digest(assessment)  # hashed again: the database is not trusted to name files
        return self.folder / f"seal-{name}.json"

    def _mark(self, assessment: str, rows: Sequence[StoredEntry]) -> str:
        """Return the HMAC of rows; empty when a text holds NUL, which JSON never does and which ends each text here."""
        whole = sha256(f"{assessment}\0".encode())
        for _id, entry_hash, signed, signature, salt, value in rows:
            texts = f"{entry_hash}\0{signed}\0{signature}\0{salt}\0{value}\0"
            if texts.count("\0") != _TEXTS:
                return ""
            whole.update(texts.encode("utf-8", "surrogatepass"))
        return hmac.digest(self.secret, whole.digest(), "sha256").hex()
