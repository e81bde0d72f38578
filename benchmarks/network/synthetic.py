"""A network of any size that evaluated itself with CAP, made up: the same seed gives the same data.

Written straight as headers, contributions and counts, as taking in the dossiers would leave them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.folders import CAP
from benchmarks.network.drawing import drawn
from benchmarks.network.weighing import Weighing
from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.core.network.cells import Place
from cap_tui.services.environment import Environment
from cap_tui.services.network.counting import added_up
from cap_tui.services.workspace import Workspace
from cap_tui.storage import cells, ledger
from cap_tui.storage.engine import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from benchmarks.network.drawing import Drawn
    from cap_tui.core.network.cells import Part


def network(
    folder: Path,
    size: int,
    environment: Environment | None = None,
    *,
    fictional: bool = False,
    address: str | None = None,
) -> Workspace:
    """Make a data folder with `size` structures.

    Args:
        folder: Does not exist yet.
        size: Structures, each evaluated once, in one of two years.
        environment: Time and ids; those of this machine by default.
        fictional: See `drawing.drawn`; measuring does without.
        address: Of an empty shared database to hold them; None for the folder's own.
    """
    workspace = Workspace(folder, environment or Environment(), address)
    me = workspace.current_profile().public
    content = CAP.read_bytes()
    questionnaire = cached_questionnaire(content, workspace.cache_dir)
    weighing = Weighing(questionnaire, me)
    with writing(workspace.opened.engine, workspace.database) as connection:
        ledger.pin(connection, questionnaire.digest, questionnaire.id, questionnaire.version, content)
        structures = drawn(questionnaire, size, fictional=fictional)
        cells.replace_all(connection, added_up(_written(connection, structures, weighing)))
    return workspace


def _written(
    connection: Connection, structures: Iterable[Drawn], weighing: Weighing
) -> Iterator[tuple[Place, Mapping[Part, int]]]:
    """Write each structure and yield where it counts and what it adds there."""
    for one in structures:
        header, adds = one.header, weighing.contribution(one)
        row_id = ledger.insert_header(connection, header)
        cells.contribute(connection, row_id, adds.to_json())
        place = Place(header.fictional, header.questionnaire, header.year, header.region, header.kinds)
        yield place.among(adds.concern), adds.parts()
