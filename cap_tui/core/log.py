"""The log of one assessment and its fold: what is true once every entry that counts is taken into account.

For each (target, field) the heads are the entries that count and that none of them replaces. One head is the value; several
are concurrent versions, all kept, the highest (lamport, hash) shown first. Entries may be added in any order and more than
once: the state is a function of their set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.core.chains import Paths
from cap_tui.core.effects import Effect
from cap_tui.core.erasures import erasures, may_erase
from cap_tui.core.fold import Fold, Key, live
from cap_tui.core.kinds import (
    ERASURE,
    GENESIS,
    PHASE,
    PHASE_TARGET,
    SEAL,
    STRUCTURAL,
    SUCCESSION,
    VISA,
    rest_of,
    well_placed,
)
from cap_tui.core.participants import Participants
from cap_tui.core.people import People
from cap_tui.core.permissions import Phase, Role, may
from cap_tui.core.phase_tree import START, PhaseTree
from cap_tui.core.rights import right_of
from cap_tui.core.unread import Unread
from cap_tui.core.visas import counts_as_visa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cap_tui.core.entries import Entry, Strings
    from cap_tui.core.people import Standing


SLACK = 1_000
"""How far a clock may be ahead of the number of entries: some may not have arrived."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a log had not.

    Attributes:
        new: Entries it did not know.
        filled: Entries it knew without their value, as they are now.
    """

    new: tuple[Entry, ...]
    filled: tuple[Entry, ...]


class Log(Participants):
    """Entries of one assessment, folded as they come.

    What is published (people, phases, fold) is replaced as a whole when an entry may give effect to others, so that another
    thread never reads half a state.

    Attributes:
        assessment: Hash of the first entry; when not given, that of the first one that arrives, and entries that arrive
            before it wait for it.
        standing: Who is who.
        phases: The moves from phase to phase.
        paths: What comes before each entry in its chain.
        erased: Hashes of the entries whose value someone who may has erased, for good.
        excused: Hashes of the entries whose value may rightly be gone: those, and those that their author or the director
            erased on some machine before it was known that their key had been replaced.
    """

    def __init__(self, assessment: str = "") -> None:
        self.assessment = assessment
        self.standing = People("", (), Paths({}))
        self.erased: frozenset[str] = frozenset()
        self.excused: frozenset[str] = frozenset()
        self.phases = PhaseTree((), {}, lambda _move: False)
        self._fold = Fold()
        self.paths = Paths({})
        self._waiting: dict[str, Entry] = {}
        self._entries: dict[str, Entry] = {}
        self._structure: dict[str, Entry] = {}
        self._chains: dict[Key, Entry] = {}
        self._awaited: set[str] = set()
        self._to_erase: set[str] = set()
        self._verdicts: dict[tuple[str, str, str, str | None], Effect] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __contains__(self, entry_hash: object) -> bool:
        return entry_hash in self._entries

    def absent(self) -> list[Entry]:
        """Return the entries whose value is not here."""
        # Those that nobody looked at are their strings alone, of which the value is the fifth, as of an entry.
        return [self._entries[name] for name, held in dict.items(self._entries) if held[4] is None]

    def get(self, entry_hash: str) -> Entry | None:
        """Return an entry by its hash."""
        return self._entries.get(entry_hash)

    @property
    def lamport(self) -> int:
        """The largest clock among the entries that count, as far as it can have been counted.

        Counted honestly, it is never above the number of entries: someone who makes one up does not move the others'.
        """
        return min(self._fold.lamport, len(self._entries) + SLACK)

    def add(self, entry: Entry) -> bool:
        """Take an entry in; return False when it was known or belongs to another assessment."""
        return bool(self.merge((entry,)).new)

    def extend(self, entries: Iterable[Entry]) -> int:
        """Take entries in, in any order; return how many were new."""
        return len(self.merge(entries).new)

    def merge(self, entries: Iterable[Entry]) -> Taken:
        """Take entries in, in any order, and return what was not known."""
        new: list[Entry] = []
        filled: list[Entry] = []
        again = False
        for entry in entries:
            if entry.hash in self._entries:
                if self._completes(entry):
                    filled.append(entry)
            elif self._belongs(entry):
                new.append(entry)
                again = self._keep(entry) or again
        if again or filled:
            self._refold()
        else:
            for entry in new:
                if entry.hash in self._entries and self.effect(entry) is Effect.COUNTS:
                    self._fold.take(entry)
        return Taken(tuple(new), tuple(self._entries[entry.hash] for entry in filled))

    def _completes(self, entry: Entry) -> bool:
        """Put back the value of an entry that was known without it, unless it was erased."""
        if self._entries[entry.hash].value is not None or entry.value is None or entry.hash in self.erased:
            return False
        self._entries[entry.hash] = entry
        return True

    def _belongs(self, entry: Entry) -> bool:
        first = entry.draft.kind == GENESIS and not entry.link.assessment
        if not self.assessment and first:
            self.assessment = entry.hash
        if not self.assessment:
            known = entry.hash in self._waiting
            self._waiting[entry.hash] = entry
            return not known
        return (entry.hash if first else entry.link.assessment) == self.assessment

    def _keep(self, entry: Entry) -> bool:
        """Hold an entry; return whether others may gain or lose effect by it."""
        if not self.assessment:
            return False
        if entry.hash == self.assessment:
            waiting, self._waiting = self._waiting, {}
            for early in waiting.values():
                if early.link.assessment == self.assessment:
                    self._keep(early)
        self._entries[entry.hash] = entry
        link = entry.link
        chain = (link.author, link.installation)
        last = self._chains.get(chain)
        if last is None or link.seq > last.link.seq:
            self._chains[chain] = entry
        if link.previous and link.previous not in self._entries:
            self._awaited.add(link.previous)
        structural = entry.draft.kind in STRUCTURAL
        if structural:
            self._structure[entry.hash] = entry
        if entry.draft.kind == ERASURE:
            self._to_erase.add(rest_of(entry.draft.target))
        return structural or entry.hash in self._awaited or entry.hash in self._to_erase

    def outline(self) -> dict[str, Any] | None:
        """Return, as plain JSON data, what lets `resume` take the same entries in without looking at each.

        It names entries by their place among all, and says nothing of what they hold. None for a log whose beginning is not here.
        """
        if self.assessment not in self._entries:
            return None
        places = {name: place for place, name in enumerate(self._entries)}
        return {
            "chains": [places[entry.hash] for entry in self._chains.values()],
            "structure": [places[name] for name in self._structure],
            "awaited": sorted(self._awaited),
            "fold": self._fold.outline(places),
        }

    def resume(self, stored: Sequence[Strings], outline: Mapping[str, Any]) -> None:
        """Begin, while empty, with entries that were taken in before, as they were found then.

        Args:
            stored: Their strings, to the letter and in the same order.
            outline: What `outline` returned of them with this same version of the rules, read back from JSON.
        """
        entries = Unread(stored)
        names = list(entries)
        places = [*outline["structure"], *outline["chains"], *Fold.heads_in(outline["fold"])]
        entries.read({names[place]: None for place in places})
        ends = [entries[names[place]] for place in outline["chains"]]
        self._entries = entries
        self._chains = {(entry.link.author, entry.link.installation): entry for entry in ends}
        self._structure = {(name := names[place]): entries[name] for place in outline["structure"]}
        self._awaited = set(outline["awaited"])
        self._to_erase = {
            rest_of(entry.draft.target) for entry in self._structure.values() if entry.draft.kind == ERASURE
        }
        self._stand()
        self._fold = Fold.resumed(outline["fold"], names, entries)

    def _stand(self) -> None:
        """Find again who is who, the moves that count, and what is erased."""
        first = self._entries.get(self.assessment)
        structure = [self._entries[name] for name in self._structure]
        self._verdicts = {}
        self.paths = Paths(self._entries)
        self.standing = People(first.link.author if first else "", structure, self.paths)
        self.phases = self._phases(structure)
        self._erase(structure)

    def _refold(self) -> None:
        """Start again: what has arrived may give effect to entries that came before it, or take it away."""
        self._stand()
        fold = Fold()
        for entry in self._entries.values():
            if self.effect(entry) is Effect.COUNTS:
                fold.take(entry)
        self._fold = fold

    def _phases(self, structure: list[Entry]) -> PhaseTree:
        signed = {
            entry.link.phase or ""
            for entry in structure
            if (entry.draft.kind, entry.draft.field) == (VISA, SEAL)
            and counts_as_visa(entry, self.standing, self._entries)
        }
        moves = [
            entry
            for entry in structure
            if (entry.draft.kind, entry.draft.target, entry.draft.field) == (PHASE, PHASE_TARGET, PHASE)
            and Role.DIRECTOR in self._roles(entry)
        ]
        return PhaseTree(moves, self._entries, signed.__contains__)

    def _erase(self, structure: list[Entry]) -> None:
        """Drop the values that whoever wrote them, or the director, erased."""
        self.erased, self.excused = erasures(structure, self._entries, self.standing)
        for name in self.erased:
            target = self._entries[name]
            if target.value is not None:
                self._entries[name] = target.without_value()

    def _roles(self, entry: Entry) -> frozenset[Role]:
        return self.standing.standing(entry.link.author).roles_at(entry.hash)

    @property
    def whole(self) -> bool:
        """Whether every entry counts."""
        return sum(map(len, self._fold.history.values())) == len(self._entries)

    def effective(self, entry: Entry) -> bool:
        """Return whether an entry counts."""
        return self.effect(entry) is Effect.COUNTS

    def effect(self, entry: Entry) -> Effect:
        """Return whether an entry counts, and otherwise why not."""
        draft, link = entry.draft, entry.link
        if draft.kind == GENESIS:
            return Effect.COUNTS if entry.hash == self.assessment else Effect.MISPLACED
        of = self.standing.standing(link.author)
        if not well_placed(draft, of.participant):
            return Effect.MISPLACED
        if draft.kind in STRUCTURAL or not of.constant or link.phase is None:
            found = self._judge(entry, of)
        else:
            case = (link.author, draft.kind, draft.field, link.phase)
            verdict = self._verdicts.get(case)
            found = self._verdicts[case] = self._judge(entry, of) if verdict is None else verdict
        return self._in_order(entry) if found is Effect.COUNTS else found

    def _judge(self, entry: Entry, of: Standing) -> Effect:
        roles = of.roles_at(entry.hash)
        if entry.draft.kind == ERASURE:
            return self._judge_erasure(entry, of)
        if not roles:
            return Effect.REVOKED if of.known else Effect.UNKNOWN
        if entry.link.phase is None:
            return self._founded(entry) if self._of_first_form(entry) else Effect.NOT_OPEN
        move = self.phases.after(entry.link.phase)
        if move is None:
            return Effect.WAITING
        right = right_of(entry.draft, move.phase)
        if not any(may(right, role, move.phase).allowed for role in roles):
            return Effect.NOT_OPEN
        return self._founded(entry)

    def _of_first_form(self, entry: Entry) -> bool:
        """Return whether an entry without a phase was written before there were several: in the chain of the beginning."""
        before = self._entries.get(entry.link.previous)
        return before is not None and before.link.phase is None and before.chain == entry.chain

    def _judge_erasure(self, entry: Entry, of: Standing) -> Effect:
        target = self._entries.get(rest_of(entry.draft.target))
        if not of.known:
            return Effect.UNKNOWN
        if target is None:
            return Effect.WAITING
        return Effect.COUNTS if may_erase(entry, target, self.standing) else Effect.NOT_OPEN

    def _founded(self, entry: Entry) -> Effect:
        """Return whether what an entry that changes the others needs is there."""
        kind, founded = entry.draft.kind, True
        if (kind, entry.draft.field) == (PHASE, PHASE):
            founded = entry.hash in self.phases
        elif kind == VISA:
            founded = counts_as_visa(entry, self.standing, self._entries)
        elif kind == SUCCESSION:
            founded = self.participant(rest_of(entry.draft.target)) == self.participant(entry.link.author)
        return Effect.COUNTS if founded else Effect.UNFOUNDED

    def _in_order(self, entry: Entry) -> Effect:
        """Return whether an entry knows at least the moves that the one before it in its chain knew."""
        before = self._entries.get(entry.link.previous)
        if before is None or before.link.phase == entry.link.phase or entry.link.phase is None:
            return Effect.COUNTS
        earlier = self.phases.after(before.link.phase or "") or START
        mine = self.phases.after(entry.link.phase) or START
        return Effect.COUNTS if earlier.depth <= mine.depth else Effect.BACKDATED

    @property
    def move(self) -> str:
        """Hash of the move that led to the current phase; empty in the beginning.

        Of moves made apart, the one that went through most: nobody is taken back by news of an older move.
        """
        found = [entry.hash for entry in self.heads(PHASE_TARGET, PHASE)]
        return max(found, key=lambda name: (self.phases.after(name) or START).depth, default="")

    @property
    def phase(self) -> Phase:
        """The current phase."""
        return (self.phases.after(self.move) or START).phase

    def heads(self, target: str, field: str) -> list[Entry]:
        """Return the live versions of a field, the one to show first."""
        found = self._fold.heads.get((target, field))
        return live(found, self.paths) if found else []

    def value(self, target: str, field: str, default: Any = None) -> Any:
        """Return the value of a field: its first head's, or `default`."""
        found = self.heads(target, field)
        return found[0].data if found else default

    def written(self) -> Iterator[Key]:
        """Yield every (target, field) that has a value."""
        return iter(list(self._fold.heads))

    def targets(self, kind: str) -> list[str]:
        """Return the targets that have entries of a kind, as they came; opinions are found by `written`."""
        return list(self._fold.targets.get(kind, ()))

    def conflicts(self) -> list[Key]:
        """Return the fields that have several live versions, sorted."""
        return sorted(key for key in list(self._fold.conflicts) if len(self.heads(*key)) > 1)

    def history(self, target: str) -> list[Entry]:
        """Return the entries of a target that count, oldest first."""
        by_key = list(self._fold.history.items())  # a copy: another thread may be adding
        found = [
            self._entries[name] for (of, _field), names in by_key if of == target for name in list(names)
        ]
        return sorted(found, key=lambda entry: (entry.link.lamport, entry.hash))

    def last(self, author: str, installation: str) -> Entry | None:
        """Return the end of an author's chain on one installation."""
        return self._chains.get((author, installation))

    def frontier(self) -> dict[str, tuple[int, str]]:
        """Return each chain's last number and entry hash, by chain."""
        return {entry.chain: (entry.link.seq, entry.hash) for entry in self._chains.values()}
