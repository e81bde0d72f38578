"""Entries received from others: read strictly, their signatures verified."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cap_tui.core import entries
from cap_tui.exchange.inspecting import GOOD, MALFORMED, NEWER, SIGNATURE, VALUE, inspect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cap_tui.core.entries import Entry
    from cap_tui.exchange.bundle import Strings

Reason = Literal["malformed", "signature", "value", "newer"]
"""Why an entry is refused: its form, its signature, a value other than the one signed, or a later program's entry."""

Named = tuple[str, str, str, str, "str | None"]
"""Strings of an entry, its hash before them."""

_REASONS: dict[str, Reason] = {
    MALFORMED: "malformed", SIGNATURE: "signature", VALUE: "value", NEWER: "newer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """An entry that must not enter the log.

    Attributes:
        hash: SHA-256 of what was signed, hexadecimal.
        reason: One of `Reason`.
    """

    hash: str
    reason: Reason


def verify(strings: Sequence[Strings]) -> list[Entry | RefusedEntry]:
    """Return each entry, or why it is refused, in the order given.

    Args:
        strings: From `bundle.unpack`.
    """
    return built(named(strings), inspect(strings))


def named(strings: Iterable[Strings]) -> list[Named]:
    """Return entries with the hash of what was signed, hexadecimal, before each."""
    sha = hashlib.sha256
    return [(sha(one.signed.encode("utf-8", "surrogatepass")).hexdigest(), *one) for one in strings]


def built(strings: Sequence[Named], letters: str) -> list[Entry | RefusedEntry]:
    """Return the entries that were found good, and the others' reasons.

    Args:
        strings: From `named`.
        letters: What `inspect` says of them.
    """
    if letters == GOOD * len(strings):
        return list(entries.recall(strings))
    good = [one for one, letter in zip(strings, letters, strict=True) if letter == GOOD]
    found = iter(entries.recall(good))
    return [
        next(found) if letter == GOOD else RefusedEntry(one[0], _REASONS[letter])
        for one, letter in zip(strings, letters, strict=True)
    ]
