"""A file's entries and those already here, put together: what would be new, refused, kept without effect, missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cap_tui.core.dates import moment
from cap_tui.core.effects import EFFECT_NAMES, Effect
from cap_tui.core.kinds import SUCCESSION, WITHHELD, is_private, rest_of
from cap_tui.core.log import Log
from cap_tui.core.permissions import may
from cap_tui.core.rights import right_of
from cap_tui.exchange.verifying import RefusedEntry
from cap_tui.services.limiting import too_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cap_tui.core.entries import Entry
    from cap_tui.core.fold import Key
    from cap_tui.core.permissions import Phase

PLAUSIBLE = range(2000, 2201)
"""Years that a clock may show; others cannot be displayed everywhere."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a log becomes with a file's entries.

    Attributes:
        log: All that is here and all that is accepted.
        new: Accepted entries that were not here, as the log has them, in the order to store.
        filled: Entries that were here without their value, as they are now.
        blanked: Hashes of entries whose stored value is erased from now on.
        known: How many were here.
        kept_erased: Values that the file brings and that stay erased.
        missing: Entries here that the file lacks.
        refused: Code of the reason to how many.
        versions: Fields that have several versions and had not.
        before: Ids of the participants known before.
        move: Hash of the move that led to the phase known before; empty for none.
    """

    log: Log
    new: tuple[Entry, ...] = ()
    filled: tuple[Entry, ...] = ()
    blanked: tuple[str, ...] = ()
    known: int = 0
    kept_erased: int = 0
    missing: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    versions: tuple[Key, ...] = ()
    before: frozenset[str] = frozenset()
    move: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything is to be stored."""
        return bool(self.new or self.filled or self.blanked)

    @property
    def withheld(self) -> int:
        """New entries without their value, that nobody erased and that may be read some day.

        Private remarks are left out: they never open, and that there are any concerns only those who wrote them.
        """
        return sum(
            entry.value is None and entry.hash not in self.log.excused and not is_private(entry.draft)
            for entry in self.new
        )

    def without_effect(self) -> dict[str, int]:
        """Return the message id of why to how many of the new entries are kept without effect."""
        if self.log.whole:
            return {}
        effects = Counter(self.log.effect(entry) for entry in self.new)
        return {EFFECT_NAMES[effect]: effects[effect] for effect in Effect if effect and effects[effect]}

    def late(self) -> int:
        """Return how many new entries were written before their author learned of a move that closed this, known here."""
        here = self.log.phases.after(self.move)
        if not self.move or here is None:
            return 0
        return sum(
            (written := self.log.phases.after(entry.link.phase or "")) is not None
            and written.depth < here.depth
            and not _open(self.log, entry, here.phase)
            and self.log.effective(entry)
            for entry in self.new
        )


def merge(
    assessment: str,
    here: Sequence[Entry],
    arrived: Sequence[Entry | RefusedEntry],
    installation: str,
) -> Merged:
    """Put together the entries stored here and those of a file, all of them verified; a function of both sets.

    Args:
        assessment: Hash of the first entry, as the file says it.
        here: Stored entries, oldest first.
        arrived: The file's.
        installation: This one: what was written on it cannot arrive without its value.
    """
    good, refused = _sorted(assessment, arrived)
    log = Log(assessment)
    log.extend(here)
    before = frozenset(log.people())
    had, move = frozenset(log.conflicts()), log.move
    known = {entry.hash: entry for entry in here}
    for name in _rivals(log, good):
        del good[name]
        refused["replaced"] += 1
    suspects = [
        entry
        for entry in good.values()
        if entry.value is None
        and entry.hash not in known
        and (entry.draft.kind not in WITHHELD or entry.link.installation == installation)
    ]
    log, taken, absent, beyond = _taken(log, here, good, {entry.hash for entry in suspects})
    refused |= Counter(
        {code: count for code, count in (("absent", len(absent)), ("many", len(beyond))) if count}
    )
    new = sorted(taken, key=lambda entry: (entry.hash != assessment, entry.link.lamport, entry.hash))
    return Merged(
        log=log,
        new=tuple(log.get(entry.hash) or entry for entry in new),
        filled=tuple(_filled(log, known, good)),
        blanked=tuple(name for name in sorted(log.erased) if name in known and known[name].value is not None),
        known=sum(name in known for name in good),
        kept_erased=sum(
            name in known and good[name].value is not None for name in log.erased if name in good
        ),
        missing=sum(name not in good for name in known),
        refused=dict(refused),
        versions=tuple(key for key in log.conflicts() if key not in had),
        before=before,
        move=move,
    )


def _sorted(
    assessment: str, arrived: Iterable[Entry | RefusedEntry]
) -> tuple[dict[str, Entry], Counter[str]]:
    """Return the entries of this assessment by hash, and why how many others are refused."""
    refused: Counter[str] = Counter()
    good: dict[str, Entry] = {}
    for entry in arrived:
        if isinstance(entry, RefusedEntry):
            refused[entry.reason] += 1
        elif (entry.link.assessment or entry.hash) != assessment:
            refused["other"] += 1
        elif moment(entry.link.at).year not in PLAUSIBLE:
            refused["malformed"] += 1
        else:
            good[entry.hash] = entry
    return good, refused


def _rivals(log: Log, good: dict[str, Entry]) -> list[str]:
    """Return the new entries that give a key another successor than the one known here: one of the two is a thief."""
    return [
        name
        for name, entry in good.items()
        if entry.draft.kind == SUCCESSION
        and name not in log
        and log.standing.successor(entry.link.author) not in ("", rest_of(entry.draft.target))
    ]


def _taken(
    log: Log, here: Sequence[Entry], good: dict[str, Entry], suspects: set[str]
) -> tuple[Log, tuple[Entry, ...], set[str], set[str]]:
    """Add the good entries but those whose value is missing though nobody erased it, and those that are too many.

    Whether an erasure counts, and who is whose, is told by the other entries, so that a refusal may make another one
    necessary.

    Returns:
        The log, what is new in it, those without their value, those that are too many.
    """
    absent: set[str] = set()
    beyond: set[str] = set()
    known = {entry.hash for entry in here}
    while True:
        out = absent | beyond
        new = log.merge(entry for name, entry in good.items() if name not in out).new
        more = {name for name in suspects if name not in out and name not in log.excused}
        many = set() if more or not new else too_many(log, known)
        if not more and not many:
            return log, new, absent, beyond
        absent |= more
        beyond |= many
        log = Log(log.assessment)
        log.extend(here)


def _filled(log: Log, known: Mapping[str, Entry], good: Mapping[str, Entry]) -> list[Entry]:
    """Return the entries known without a value that have one now."""
    found = (log.get(name) for name in good if name in known and known[name].value is None)
    return [entry for entry in found if entry is not None and entry.value is not None]


def _open(log: Log, entry: Entry, phase: Phase) -> bool:
    right = right_of(entry.draft, phase)
    roles = log.standing.standing(entry.link.author).roles_at(entry.hash)
    return any(may(right, role, phase).allowed for role in roles)
