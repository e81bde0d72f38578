"""One assessment's log, in memory and on disk, always the same: append, sign, project, commit."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.collector import without_collector
from cap_tui.core.dates import moment
from cap_tui.core.entries import (
    LIMIT,
    MAX_REPLACES,
    MAX_SIZE,
    Draft,
    Entry,
    Link,
    compose,
    dumps,
    read,
    recall,
)
from cap_tui.core.errors import N_, CapError
from cap_tui.core.kinds import ERASURE, PHASE, rest_of
from cap_tui.core.log import Log
from cap_tui.exchange.keys import SigningKey, verified
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from cap_tui.core.plan import Action
    from cap_tui.core.scoring import Totals
    from cap_tui.services.content import Pinned
    from cap_tui.services.environment import Environment
    from cap_tui.services.network.counting import Keeper
    from cap_tui.services.seals import Seals
    from cap_tui.storage.ledger import StoredEntry
    from cap_tui.storage.opened import Opened


class TamperedEntryError(CapError):
    """A stored entry is not what was signed."""

    sentence = N_(
        "An entry of this dossier was changed outside cap-tui, so the dossier is not opened. "
        "Run “cap-tui doctor”, then restore a backup (cap-tui restore)."
    )


class ReplacedDataError(CapError):
    """What is in memory is no longer what the database holds: a backup took its place meanwhile."""

    sentence = N_(
        "A backup was put in the place of the data from another window, so nothing was saved here. Note down what you have "
        "just written, go back to the home screen, and open the evaluation again."
    )


class EntryTooLongError(CapError):
    """More than fits in a line of a file that travels."""

    sentence = N_("This entry is too long to travel in a file. Shorten the text.")


LONG = 20_000
"""Characters from which a value is measured: below, it always fits."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs, and on which installation."""

    key: SigningKey
    installation: str


@dataclass(frozen=True, slots=True)
class Projection:
    """What a commit writes beside its entries.

    Attributes:
        totals: Nodes to rewrite.
        phase: Phase of the assessment.
        actions: The whole plan as it will be.
        whole: Whether `totals` are those of every node there is: those of any other node go.
        follows: The version of its questionnaire that the assessment follows from now on; None when that cannot change.
    """

    totals: Mapping[str, Totals]
    phase: str
    actions: Iterable[Action]
    whole: bool = False
    follows: Pinned | None = None


class Journal:
    """The log of one assessment.

    Attributes:
        keeper: Keeps what it adds to the counts of the network; None where nobody counts.
    """

    def __init__(
        self, opened: Opened, row_id: int, assessment: str, author: Author, environment: Environment
    ) -> None:
        self.log = Log(assessment)
        self._opened = opened
        self._row_id = row_id
        self._author = author
        self._environment = environment
        self._last = 0
        self._tip = ""
        self._written = ""
        self._left_out = 0
        self.keeper: Keeper | None = None

    @property
    def row(self) -> int:
        """Number of the assessment in the database."""
        return self._row_id

    @property
    def kept_apart(self) -> bool:
        """Whether others write in the same database, each with a login of their own."""
        return self._opened.kept_apart

    def again(self) -> Journal:
        """Return the same journal read anew from the disk.

        Raises:
            CapError: The database cannot be read, or an entry was tampered with.
        """
        fresh = Journal(self._opened, self._row_id, self.log.assessment, self._author, self._environment)
        fresh.keeper = self.keeper
        fresh.load()
        return fresh

    def writes_as(self, author: Author) -> Author:
        """Sign with this author from now on, and return them."""
        self._author = author
        return author

    def written_at(self) -> datetime | None:
        """Return when the last entry on disk was written, UTC; None for an empty log."""
        return moment(self._written) if self._written else None

    def load(self, seals: Seals | None = None) -> bool:
        """Take in what is on disk and not yet in memory; return whether anything was new.

        Args:
            seals: When given, entries under a seal are not verified again, and a new seal is set over the whole.

        Raises:
            ReplacedDataError: A backup took the place of the data since the last time.
            CapError: The database cannot be read, or an entry was tampered with.
        """
        with reading(self._opened.engine, self._opened.path) as connection:
            rows = self._unread(connection)
        if seals is None or self._last:
            return self._take(rows)
        known, outline = seals.outlined(self.log.assessment, rows)
        with without_collector():
            if outline is None or not self._resume(rows[:known], outline):
                outline = None
                self._take(rows[:known], sealed=True)
            self._take(rows[known:])
        if rows and (known < len(rows) or outline is None) and not self._left_out:
            whole = len(self.log) == len(rows)  # what the log did not take has no place in its outline
            made = self.log.outline() if whole else None
            if known < len(rows) or made is not None:
                seals.keep(self.log.assessment, rows, made)
        return bool(rows)

    def _resume(self, rows: Sequence[StoredEntry], outline: Mapping[str, Any]) -> bool:
        """Take in rows as their outline says; return False, having taken none, when it is of another form."""
        try:
            self.log.resume([row[1:] for row in rows], outline)
        except (LookupError, TypeError, ValueError):
            self.log = Log(self.log.assessment)
            return False
        check_absent_values(self.log, self._author.installation)
        last = self.log.get(rows[-1].hash)
        self._last, self._tip, self._written = rows[-1].id, rows[-1].hash, last.link.at if last else ""
        return True

    def _unread(self, connection: Connection) -> list[StoredEntry]:
        """Return the rows beyond what is in memory, once sure that what is in memory is still what they follow.

        Raises:
            ReplacedDataError: The last entry in memory is not on disk any more.
        """
        rows = ledger.entries_after(connection, self._row_id, max(self._last - 1, 0))
        if not self._last:
            return rows
        if not rows or (rows[0].id, rows[0].hash) != (self._last, self._tip):
            raise ReplacedDataError
        return rows[1:]

    def _take(self, rows: Sequence[StoredEntry], *, sealed: bool = False) -> bool:
        if not rows:
            return False
        entries = (
            recall([row[1:] for row in rows]) if sealed else sound_entries(rows, kept_apart=self.kept_apart)
        )
        self._left_out += len(rows) - len(entries)
        self.log.extend(entries)
        if any(row.value is None for row in rows):
            check_absent_values(self.log, self._author.installation)
        self._last, self._tip = rows[-1].id, rows[-1].hash
        self._written = entries[-1].link.at if entries else self._written
        return True

    def commit(
        self,
        make: Callable[[], list[Draft]],
        project: Callable[[list[Draft], list[Entry]], Projection],
        caught_up: Callable[[], None],
    ) -> list[Entry]:
        """Write entries and their projections in one transaction: all or nothing.

        Args:
            make: Returns the drafts, once the log is up to date inside the transaction.
            project: Returns the projections after these drafts, given with their entries.
            caught_up: Called first when another instance had written meanwhile.

        Returns:
            The entries, already in `log`; empty when there was nothing to write.

        Raises:
            CapError: Nothing was written.
        """
        if self._opened.read_only:
            raise self._opened.refusal()
        with writing(self._opened.engine, self._opened.path) as connection:
            if self._take(self._unread(connection)):
                caught_up()
            drafts = make()
            if not drafts:
                return []
            entries = chain(self.log, self._author, drafts, self._environment)
            projection = project(drafts, entries)
            last = ledger.append(connection, self._row_id, entries)
            ledger.blank_values(connection, erased_by(drafts))
            if projection.totals:
                save = ledger.replace_totals if projection.whole else ledger.save_totals
                save(connection, self._row_id, projection.totals)
            if projection.follows is not None:
                follow(connection, self._row_id, projection.follows)
            lines = list(projection.actions)
            ledger.update_header(
                connection, self._row_id, projection.phase, len(lines), due_dates(lines), entries[-1].link.at
            )
            if self.keeper is not None:
                self.keeper.after(connection, self._row_id, self.log, entries, projection.phase)
        self._last, self._tip, self._written = last, entries[-1].hash, entries[-1].link.at
        self.log.extend(entries)
        return entries


def follow(connection: Connection, row_id: int, version: Pinned) -> None:
    """Keep the version that an assessment follows from now on, and say so in its row."""
    used = version.questionnaire
    ledger.pin(connection, used.digest, used.id, used.version, version.content)
    ledger.update_version(connection, row_id, used.version, used.digest, str(used.title))


def chain(log: Log, author: Author, drafts: Iterable[Draft], environment: Environment) -> list[Entry]:
    """Return signed entries for `drafts`, following the author's last one; the log is not changed."""
    entries: list[Entry] = []
    previous = log.last(author.key.public, author.installation)
    seq, parent, lamport = (
        (previous.link.seq, previous.hash, log.lamport) if previous else (0, "", log.lamport)
    )
    latest: dict[tuple[str, str], tuple[str, ...]] = {}
    move = log.move
    for draft in drafts:
        seq, lamport = seq + 1, min(lamport + 1, LIMIT)
        key = (draft.target, draft.field)
        replaces = latest.get(key) or tuple(entry.hash for entry in log.heads(*key)[:MAX_REPLACES])
        link = Link(
            assessment=log.assessment,
            author=author.key.public,
            installation=author.installation,
            seq=seq,
            previous=parent,
            lamport=lamport,
            replaces=replaces,
            at=environment.now().isoformat(timespec="milliseconds"),
            phase=move,
        )
        salt = environment.new_salt()
        signed, value = compose(draft, link, salt)
        if len(value) > LONG and len(dumps([signed, value]).encode()) > MAX_SIZE:
            raise EntryTooLongError
        # The link is the one just made, not the one read back: it shares its names with the other entries, which makes an
        # entry a fifth smaller in memory.
        entry = read(signed, author.key.sign(signed), salt, value)._replace(link=link)
        entries.append(entry)
        parent = entry.hash
        latest[key] = (entry.hash,)
        if (draft.kind, draft.field) == (PHASE, PHASE):
            move = entry.hash
    return entries


def checked(row: StoredEntry) -> Entry:
    """Return a stored entry once its value and signature are verified.

    Raises:
        TamperedEntryError: It is not what its author signed.
    """
    try:
        entry = read(row.signed, row.signature, row.salt, row.value)
    except CapError as error:
        raise TamperedEntryError from error
    if entry.hash != row.hash or not verified(entry.link.author, entry.signed, entry.signature):
        raise TamperedEntryError
    return entry


def sound_entries(rows: Iterable[StoredEntry], *, kept_apart: bool) -> list[Entry]:
    """Return stored entries once verified.

    Args:
        rows: As stored.
        kept_apart: Whether several people each have a login in the database: what one of them put there by hand is then left out, or
            any of them could close the dossier to all. The doctor tells it.

    Raises:
        TamperedEntryError: One is not what its author signed, in a file that one person holds.
    """
    if not kept_apart:
        return [checked(row) for row in rows]
    found = []
    for row in rows:
        with suppress(TamperedEntryError):
            found.append(checked(row))
    return found


def erased_by(drafts: Iterable[Draft]) -> list[str]:
    """Return the hashes of the entries that drafts erase."""
    return [rest_of(draft.target) for draft in drafts if draft.kind == ERASURE]


def check_absent_values(log: Log, installation: str) -> None:
    """Refuse a log in which a value is gone that was written on this installation and that nobody erased.

    Others' may be absent: withheld from this person, or erased by someone of whom too little is known; nothing is lost by
    opening without them, and a later file may bring them.

    Args:
        log: The whole log.
        installation: This one: what was written on it cannot be withheld from it.

    Raises:
        TamperedEntryError: A value was taken away outside cap-tui.
    """
    for entry in log.absent():
        if entry.hash not in log.excused and entry.link.installation == installation:
            raise TamperedEntryError


def due_dates(actions: Iterable[Action]) -> str:
    """Return the due dates of the open lines, ISO, sorted, comma separated: from them the list derives what is late."""
    return ",".join(sorted(action.due.isoformat() for action in actions if action.due and action.pending))
