"""What an import says of its source: what it left behind, changed or had to decide, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.kinds import KINDS
from cap_tui.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_OF_A_KIND = 20_000
"""Findings of one kind that are kept: three for each criterion of the largest référentiels."""
_MAX_DETAIL = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know.

    Attributes:
        kind: A key of `KINDS`, which holds the sentence.
        place: Where in the source, as people find it: a line and a name, or a cell; empty for the whole file.
        detail: What of the source is concerned, cleaned, on one line; may be empty.
    """

    kind: str
    place: str
    detail: str

    @property
    def sentence(self) -> str:
        """English message id of what is said."""
        return KINDS[self.kind]


class Findings:
    """Collects findings in the order they are met."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Finding, None]] = {}
        self._beyond: dict[str, int] = {}

    def tell(self, kind: str, place: str = "", detail: object = "", *, limit: int = _MAX_DETAIL) -> None:
        """Add a finding; `detail` is cleaned and cut to `limit` characters."""
        found = self._found.setdefault(kind, {})
        if len(found) >= MAX_OF_A_KIND:
            self._beyond[kind] = self._beyond.get(kind, 0) + 1
            return
        text = one_line(str(detail)[: limit * 4], limit=limit + 1)
        found[Finding(kind, place, text if len(text) <= limit else text[: limit - 1] + "…")] = None

    def by_kind(self) -> Mapping[str, Sequence[Finding]]:
        """Return the findings without repeats, under their kinds, in the order of `KINDS`."""
        return {kind: tuple(self._found[kind]) for kind in KINDS if kind in self._found}

    def beyond(self, kind: str) -> int:
        """Return how many findings of a kind came after `MAX_OF_A_KIND`, and were only counted."""
        return self._beyond.get(kind, 0)
