"""A network of any size that evaluated itself with CAP, made up: the same seed gives the same data.

Written straight as headers, contributions and counts, as taking in the dossiers would leave them; the raw answers beside, in
a table of their own, for what one would do without counts.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.folders import CAP, YEAR
from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.core.network.cells import Place
from cap_tui.core.network.contributions import contribution
from cap_tui.core.plan import Action
from cap_tui.core.positions import Position, Stance
from cap_tui.core.scoring import score
from cap_tui.core.structures import REGIONS
from cap_tui.services.environment import Environment
from cap_tui.services.network.counting import added_up
from cap_tui.services.workspace import Workspace
from cap_tui.storage import cells, ledger
from cap_tui.storage.engine import writing
from cap_tui.storage.ledger import Header

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from cap_tui.core.network.cells import Part
    from cap_tui.core.network.contributions import Contribution
    from cap_tui.core.questionnaire import Questionnaire

KINDS = (
    ("AI",) * 284
    + ("ACI",) * 108
    + ("ETTI",) * 50
    + ("EI",) * 28
    + ("OSP",) * 20
    + ("AI,ACI",) * 24
    + ("EI,ACI",) * 28
)
"""Kinds of the 542 members, roughly (COORACE, rapport d'activité 2017)."""

YEARS = (YEAR - 1, YEAR)
BATCH = 1_000
SEED = 20_260


class Made(NamedTuple):
    """One structure: its header, what it adds, and its raw answers (criterion number to percent)."""

    header: Header
    adds: Contribution
    answers: list[tuple[int, int]]


def network(
    folder: Path, size: int, environment: Environment | None = None, *, fictional: bool = False
) -> Workspace:
    """Make a data folder with `size` structures, and `answers.db` beside the database.

    Args:
        folder: Does not exist yet.
        size: Structures, each evaluated once, in one of two years.
        environment: Time and ids; those of this machine by default.
        fictional: Whether the application says everywhere that they are demonstrations; measuring does without.
    """
    workspace = Workspace(folder, environment or Environment())
    me = workspace.current_profile().public
    content = CAP.read_bytes()
    questionnaire = cached_questionnaire(content, workspace.cache_dir)
    with closing(sqlite3.connect(folder / "answers.db")) as raw:
        raw.execute(
            "CREATE TABLE answer (year INTEGER, assessment INTEGER, criterion INTEGER, percent INTEGER)"
        )
        with writing(workspace.opened.engine, workspace.database) as connection:
            ledger.pin(connection, questionnaire.digest, questionnaire.id, questionnaire.version, content)
            counts: dict[tuple[Place, Part], int] = {}
            for batch in _batches(structures(questionnaire, size, me, fictional=fictional)):
                _write(connection, raw, batch, counts)
            cells.replace_all(connection, counts)
        raw.commit()
    return workspace


def structures(
    questionnaire: Questionnaire, size: int, reader: str, *, fictional: bool = False
) -> Iterator[Made]:
    """Yield the structures of a network, plainly fictional."""
    chance = Random(SEED)  # noqa: S311 - the same each time is what is wanted
    levels = [level.id for level in questionnaire.scale.levels]
    percents = {level.id: int(level.score) for level in questionnaire.scale.levels}
    for number in range(1, size + 1):
        kinds, region, year = chance.choice(KINDS), chance.choice(REGIONS), chance.choice(YEARS)
        skill = chance.random()
        positions = {
            key: Position(Stance.LEVEL, levels[min(3, int(4 * (skill + chance.random()) / 2))])
            for key in questionnaire.criteria
            if chance.random() < 0.95
        }
        low = [key for key, position in positions.items() if position.level in levels[:2]][:8]
        actions = [
            Action(str(place), criteria=(key,), priority=chance.choice(("P1", "P2", "P3")),
                   service=chance.choice(("", *questionnaire.services)))
            for place, key in enumerate(low)
        ]  # fmt: skip
        totals = score(questionnaire, positions, questionnaire.criteria)
        header = Header(
            hash=sha256(str(number).encode()).hexdigest(), structure=f"Structure fictive {number:06d}",
            siret=f"{number:014d}", kinds=kinds, region=region, fictional=fictional, questionnaire=questionnaire.id,
            version=questionnaire.version, digest=questionnaire.digest, title=str(questionnaire.title), year=year,
            phase="follow_up", actions=len(actions), due_dates=f"{chance.randint(year + 1, year + 4)}-01-15",
            updated=f"{year}-06-01T08:00:00+00:00",
        )  # fmt: skip
        answers = [
            (place, percents[positions[key].level])
            for place, key in enumerate(questionnaire.criteria)
            if key in positions
        ]
        yield Made(header, contribution(questionnaire, totals, positions, actions, (reader,)), answers)


def _batches(made: Iterator[Made]) -> Iterator[list[Made]]:
    batch: list[Made] = []
    for one in made:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _write(
    connection: Connection,
    raw: sqlite3.Connection,
    batch: list[Made],
    counts: dict[tuple[Place, Part], int],
) -> None:
    placed = []
    for one in batch:
        header = one.header
        row_id = ledger.insert_header(connection, header)
        cells.contribute(connection, row_id, one.adds.to_json())
        raw.executemany(
            "INSERT INTO answer VALUES (?, ?, ?, ?)",
            [(header.year, row_id, *answer) for answer in one.answers],
        )
        place = Place(header.fictional, header.questionnaire, header.year, header.region, header.kinds)
        placed.append((place.among(one.adds.concern), one.adds.parts()))
    for key, count in added_up(placed).items():
        counts[key] = counts.get(key, 0) + count
