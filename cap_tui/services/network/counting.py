"""The counts of the network, kept as evaluations change, in the transaction that changes them; or made again from the logs.

While no plan is sealed nothing counts, before nor after: a gesture then costs no statement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.errors import CapError
from cap_tui.core.kinds import STRUCTURAL, participant_of
from cap_tui.core.log import Log
from cap_tui.core.network.cells import Part, Place, difference
from cap_tui.core.network.contributions import SEALED, Contribution, contribution, opened_to, readers_of
from cap_tui.core.permissions import phase_named
from cap_tui.core.scoring import score
from cap_tui.services.content import followed
from cap_tui.services.folding import actions_of, official_positions, opinions_of, options_of
from cap_tui.services.profile import PROFILE
from cap_tui.services.projecting import concerned_by
from cap_tui.storage import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

    from cap_tui.core.entries import Entry
    from cap_tui.core.permissions import Phase
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.content import Shelf
    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.ledger import Header


def keys_here(workspace: Workspace) -> frozenset[str]:
    """Return the public keys of the people of this installation; none when nobody wrote here, or none can be read."""
    if not (workspace.data_dir / PROFILE).exists():
        return frozenset()
    try:
        return workspace.public_keys()
    except CapError:
        return frozenset()


def place_of(header: Header) -> Place:
    """Return where an evaluation counts."""
    return Place(header.fictional, header.questionnaire, header.year, header.region, header.kinds)


def counted(
    log: Log, questionnaire: Questionnaire, place: Place, keys: Callable[[], Iterable[str]]
) -> Contribution | None:
    """Return what a log adds to the counts; None when it does not count.

    Args:
        log: All the entries.
        questionnaire: The version they follow.
        place: Where it would count.
        keys: Returns the public keys of the people of this installation; asked only when it matters.
    """
    if log.phase not in SEALED:
        return None
    readers = readers_of(log, keys(), log.phase)
    if not opened_to(log.phase, reader=bool(readers), fictional=place.fictional):
        return None
    positions = official_positions(log, opinions_of(log, participant_of(log.director)))
    concerned = concerned_by(questionnaire, place.kinds.split(","), options_of(log))
    totals = score(questionnaire, positions, concerned)
    return contribution(questionnaire, totals, positions, actions_of(log).values(), readers)


def keep_count(connection: Connection, row_id: int, place: Place, new: Contribution | None) -> None:
    """Put what an evaluation adds now in the place of what it added; only what differs is written."""
    before, after = cells.contributed(connection, row_id), new.to_json() if new else None
    if before == after:
        return
    old = kept_in(before)
    adds, added = new.parts() if new else {}, old.parts() if old else {}
    if new and old and new.concern != old.concern:  # an option or a version: it changes crowd
        cells.change(connection, place.among(old.concern), difference({}, added))
        added = {}
    known = new or old
    if known:
        cells.change(connection, place.among(known.concern), difference(adds, added))
    cells.contribute(connection, row_id, after)


def kept_in(body: str | None) -> Contribution | None:
    """Return a stored contribution; None for none, or for one changed outside.

    Nobody's gesture fails for that: the doctor tells it, and a whole count mends it.
    """
    try:
        return Contribution.from_json(body) if body is not None else None
    except ValueError:
        return None


def placed(place: Place, body: str) -> tuple[Place, dict[Part, int]]:
    """Return where a stored contribution counts, and what it adds there."""
    found = kept_in(body)
    return (place.among(found.concern), found.parts()) if found else (place, {})


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps the count of one evaluation while it is written to.

    Attributes:
        place: Where it counts.
        shelf: Where its questionnaire is found.
        keys: See `counted`.
    """

    place: Place
    shelf: Shelf
    keys: Callable[[], Iterable[str]]

    def after(
        self, connection: Connection, row_id: int, log: Log, entries: list[Entry], phase: Phase | str
    ) -> None:
        """Keep the count, in the transaction that adds `entries` to `log`.

        Args:
            connection: Of that transaction.
            row_id: Of the evaluation.
            log: As it was before.
            entries: What is added.
            phase: After them.
        """
        if log.phase not in SEALED and phase_named(phase) not in SEALED:
            return
        keep_count(connection, row_id, self.place, self._counted(log, entries))

    def _counted(self, log: Log, entries: list[Entry]) -> Contribution | None:
        same_people = all(entry.draft.kind not in STRUCTURAL for entry in entries)
        reads = bool(readers_of(log, self.keys(), log.phase))
        open_here = opened_to(log.phase, reader=reads, fictional=self.place.fictional)
        if same_people and not open_here:
            return None  # most installations: nobody coordinates here
        now = Log(log.assessment)
        now.extend([*log, *entries])
        found = followed(now, self.shelf)
        return counted(now, found.questionnaire, self.place, self.keys) if found else None


def added_up(contributions: Iterable[tuple[Place, Mapping[Part, int]]]) -> dict[tuple[Place, Part], int]:
    """Return what contributions make together; counts of 0 are not there."""
    places: dict[Place, dict[Part, int]] = defaultdict(dict)
    for place, parts in contributions:
        total = places[place]  # looked up once for all its parts: a place is long to hash
        for part, count in parts.items():
            total[part] = total.get(part, 0) + count
    return {(place, part): count for place, total in places.items() for part, count in total.items() if count}
