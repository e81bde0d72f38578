"""Is everything sound? Reads all, changes nothing."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.entries import recall
from cap_tui.core.errors import N_, CapError
from cap_tui.core.log import Log
from cap_tui.core.text import one_line
from cap_tui.exchange.keys import LockedKeyError
from cap_tui.services.announcing import forked_by_author, missing_by_author
from cap_tui.services.content import Shelf, followed, versions_of
from cap_tui.services.demo import DEMO_INSTALLATION
from cap_tui.services.headers import header_agrees
from cap_tui.services.journal import TamperedEntryError, check_absent_values, checked
from cap_tui.services.network.checking import counts_agree
from cap_tui.services.profile import PROFILE
from cap_tui.services.projecting import rebuild
from cap_tui.storage import ledger
from cap_tui.storage.backups import list_backups, sound
from cap_tui.storage.engine import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cap_tui.core.entries import Entry
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.scoring import Totals
    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.addresses import Place
    from cap_tui.storage.ledger import Header, StoredEntry

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        ok: Whether it is as it should be.
        sentence: Message id with placeholders.
        values: What the placeholders stand for.
    """

    ok: bool
    sentence: str
    values: dict[str, object]


def _good(sentence: str, values: dict[str, object]) -> Finding:
    return Finding(ok=True, sentence=sentence, values=values)


def _bad(sentence: str, values: dict[str, object]) -> Finding:
    return Finding(ok=False, sentence=sentence, values=values)


def examine(workspace: Workspace) -> list[Finding]:
    """Return what was looked at, in the order to read."""
    findings = [_database(workspace.database)]
    if not findings[0].ok:
        return findings
    findings += list(_assessments(workspace))
    findings += [Finding(*told) for told in counts_agree(workspace)]
    findings += list(_questionnaires(workspace))
    findings.append(_backups(workspace.database))
    findings += list(_key(workspace))
    findings += list(_private(workspace.data_dir))
    return findings


def _database(place: Place) -> Finding:
    """Tell whether the file is whole; a server, which looks after its own files, answered when it was opened."""
    if not isinstance(place, Path):
        return _good(
            N_("Shared database {path}: it answers, and its tables are those of this version or newer."),
            {"path": place},
        )
    if sound(place):
        return _good(N_("Database {path}: sound."), {"path": place})
    return _bad(
        N_(
            "Database {path}: damaged. Put the last backup back: key s on the home screen, or cap-tui restore."
        ),
        {"path": place},
    )


def _assessments(workspace: Workspace) -> Iterator[Finding]:
    known: dict[str, Questionnaire] = {}
    with reading(workspace.opened.engine, workspace.database) as connection:
        for row_id, header, _totals in ledger.headers(connection):
            rows = ledger.entries_after(connection, row_id, 0)
            totals = ledger.stored_totals(connection, row_id)
            shelf = Shelf(partial(ledger.pinned, connection), None, known)
            apart = workspace.opened.kept_apart
            sound_rows = _by_their_authors(rows) if apart else rows
            if len(sound_rows) < len(rows):
                yield _put_by_hand(header, len(rows) - len(sound_rows))
            partly = apart and not totals  # this login reads too little to count them
            found = _assessment(header, sound_rows, shelf, None if partly else totals, _here(workspace))
            rows = sound_rows
            yield found
            if found.ok:
                yield from _others(header, rows, shelf)


def _by_their_authors(rows: Iterable[StoredEntry]) -> list[StoredEntry]:
    found = []
    for row in rows:
        with suppress(TamperedEntryError):
            checked(row)
            found.append(row)
    return found


def _put_by_hand(header: Header, count: int) -> Finding:
    return _bad(
        N_(
            "{structure} ({id}): entries that their authors did not sign: {count}. Someone put them in the shared database by "
            "hand; they count for nothing. Its owner sees who in cap_tui.entry, column brought_by."
        ),
        {"structure": one_line(header.structure), "id": header.hash[:8], "count": count},
    )


def _here(workspace: Workspace) -> frozenset[str]:
    """Return the installations whose chains began in this database: none of their entries came from elsewhere."""
    try:
        mine = workspace.installation() if (workspace.data_dir / PROFILE).exists() else ""
    except CapError:  # told with the key
        mine = ""
    return frozenset({mine, DEMO_INSTALLATION})


def _others(header: Header, rows: list[StoredEntry], shelf: Shelf) -> Iterator[Finding]:
    """Tell what other people's files have not brought: no fault of this database."""
    log = Log(header.hash)
    log.extend(recall([row[1:] for row in rows]))
    values: dict[str, object] = {"structure": one_line(header.structure), "id": header.hash[:8]}
    counts = {
        N_(
            "{structure} ({id}): entries of other people that have not arrived yet: {count}. Ask them for a new file."
        ): sum(missing_by_author(log).values()),
        N_(
            "{structure} ({id}): entries that someone wrote twice from two copies of their data: {count}. All are kept."
        ): sum(forked_by_author(log).values()),
        N_("{structure} ({id}): opinions or remarks that are not for you to read: {count}."): sum(
            entry.value is None and entry.hash not in log.excused for entry in log
        ),
        N_("{structure} ({id}): texts erased for good, at someone’s request: {count}."): len(log.erased),
    }
    for sentence, count in counts.items():
        if count:
            yield _good(sentence, {**values, "count": count})
    found = followed(log, shelf)
    if found is not None and found.missing:
        yield _good(
            N_(
                "{structure} ({id}): version {version} of its questionnaire is not here; version {used} is followed. "
                "Ask the director for a new file."
            ),
            {**values, "version": found.missing, "used": one_line(found.questionnaire.version)},
        )


def _assessment(
    header: Header,
    rows: list[StoredEntry],
    shelf: Shelf,
    totals: dict[str, Totals] | None,
    here: frozenset[str],
) -> Finding:
    name = one_line(header.structure)  # as stored, it could hold what looks like another finding
    values: dict[str, object] = {"structure": name, "id": header.hash[:8], "count": len(rows)}
    try:
        log = _verified(header, rows, here)
    except TamperedEntryError:
        return _bad(
            N_(
                "{structure} ({id}): an entry was changed outside cap-tui. Restore a backup (cap-tui restore)."
            ),
            values,
        )
    found = followed(log, shelf)
    if any(shelf.changed(named.digest) for named in versions_of(log)):
        return _bad(
            N_(
                "{structure} ({id}): its questionnaire was changed outside cap-tui. Restore a backup (cap-tui restore)."
            ),
            values,
        )
    if found is None:
        return _bad(
            N_("{structure} ({id}): its questionnaire cannot be read. Restore a backup (cap-tui restore)."),
            values,
        )
    mine = [entry for entry in log if entry.link.installation in here]
    broken = breaks(mine) + len(rows) - len(log) + (not log.director)
    if broken:
        return _bad(
            N_(
                "{structure} ({id}): entries missing or written twice: {gaps}. Restore a backup (cap-tui restore)."
            ),
            {**values, "gaps": broken},
        )
    rebuilt = rebuild(log, found.questionnaire, header.kinds.split(","), log.director)
    wrong = totals is not None and rebuilt.totals != totals
    if wrong or not header_agrees(header, log, rebuilt, found.questionnaire):
        return _bad(
            N_("{structure} ({id}): the list and the entries disagree. Restore a backup (cap-tui restore)."),
            values,
        )
    return _good(N_("{structure} ({id}): {count} entries, all signatures verified."), values)


def _verified(header: Header, rows: Iterable[StoredEntry], here: Iterable[str]) -> Log:
    log = Log(header.hash)
    log.extend(checked(row) for row in rows)
    for installation in here:
        check_absent_values(log, installation)
    return log


def breaks(log: Iterable[Entry]) -> int:
    """Return how many entries of the authors' chains are missing, used twice, or do not follow the one before."""
    chains: dict[tuple[str, str], list[Entry]] = {}
    for entry in log:
        chains.setdefault((entry.link.author, entry.link.installation), []).append(entry)
    broken = 0
    for chain in chains.values():
        seq, parent = 0, ""
        for entry in sorted(chain, key=lambda entry: entry.link.seq):
            broken += max(0, entry.link.seq - seq - 1)
            follows = entry.link.seq == seq + 1 and entry.link.previous == parent
            broken += not follows and entry.link.seq <= seq + 1
            seq, parent = entry.link.seq, entry.hash
    return broken


def _questionnaires(workspace: Workspace) -> Iterator[Finding]:
    for found in workspace.questionnaires():
        ok = found.questionnaire is not None
        yield Finding(
            ok,
            N_("Questionnaire {path}: usable.")
            if ok
            else N_("Questionnaire {path}: refused. See: cap-tui questionnaire check {path}"),
            {"path": found.path},
        )


def _backups(place: Place) -> Finding:
    if not isinstance(place, Path):
        return _good(N_("Backups of {path}: on its server; ask its administrator."), {"path": place})
    copies = list_backups(place)
    if not copies:
        return _good(N_("No backup yet: the first is made the next day the application is opened."), {})
    good = sound(copies[0])
    return Finding(
        good,
        N_("Backups: {count}; the last one, {name}, is sound.")
        if good
        else N_("The last backup {name} is damaged."),
        {"count": len(copies), "name": copies[0].name},
    )


def _key(workspace: Workspace) -> Iterator[Finding]:
    """Say that the person's key is gone or damaged; without it, nothing they wrote can be continued."""
    if (workspace.data_dir / PROFILE).exists():  # else nobody has written here yet
        try:
            workspace.profile  # noqa: B018 - read for what it raises
        except LockedKeyError:  # its passphrase was not given, which is no fault
            return
        except CapError as error:
            yield _bad(error.sentence, error.values)


def _private(folder: Path) -> Iterator[Finding]:
    if os.name != "posix":
        return
    keys = folder / "keys"
    for path in [folder, folder / "cap-tui.db", *(keys.glob("*.pem") if keys.is_dir() else ())]:
        if path.exists():
            private = not path.stat().st_mode & OTHERS
            yield Finding(
                private,
                N_("{path}: readable by you only.")
                if private
                else N_("{path}: others can read it. Run: chmod go-rwx {path}"),
                {"path": path},
            )
