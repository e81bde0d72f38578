"""What changes between two states of one structure, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cap_tui.services.network.register_fields import MEMBER_FIELDS
from cap_tui.services.network.register_words import (
    certificate_words,
    engagement_words,
    headcount_words,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cap_tui.core.network.register import Record

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Difference:
    """One change.

    Attributes:
        field: What changes: a field of the structure, or `engagements`, `groups`, `certificates`, `headcounts`.
        before: In words; empty for something added.
        after: In words; empty for something removed.
    """

    field: str
    before: str
    after: str


def differences(before: Record, after: Record) -> tuple[Difference, ...]:
    """Return what changes, in the order of the columns."""
    fields = [
        Difference(name, value_words(old), value_words(new))
        for name in MEMBER_FIELDS
        if (old := getattr(before.member, name)) != (new := getattr(after.member, name))
    ]
    return (
        *fields,
        *_lines("engagements", before.engagements, after.engagements, engagement_words),
        *_lines("groups", before.groups, after.groups, str),
        *_lines("certificates", before.certificates, after.certificates, certificate_words),
        *_lines("headcounts", before.headcounts, after.headcounts, headcount_words),
    )


def _lines(
    field: str, before: tuple[T, ...], after: tuple[T, ...], words: Callable[[T], str]
) -> Iterator[Difference]:
    """Yield the lines that go and come; as many of each are taken for the same lines changed."""
    gone = [words(line) for line in before if line not in after]
    come = [words(line) for line in after if line not in before]
    for place in range(max(len(gone), len(come))):
        yield Difference(
            field, gone[place] if place < len(gone) else "", come[place] if place < len(come) else ""
        )
