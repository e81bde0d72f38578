"""The demonstration network: some forty fictional structures, put in and taken out at will.

Their dossiers are real ones, signed by the director of the demonstrations, so that every screen, export and check takes
them as it takes any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.collector import without_collector
from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.folders import current, find_questionnaires
from cap_tui.services.errors import UnknownQuestionnaireError
from cap_tui.services.headers import header_of
from cap_tui.services.network.counting import counted, keep_count, keys_here, place_of
from cap_tui.services.network.demo_dossiers import log_of, new_of, wanted
from cap_tui.services.network.demo_members import members, record_of
from cap_tui.services.network.recounting import ensure_counted
from cap_tui.services.network.register import register, writing_register
from cap_tui.services.network.register_rows import rows_of
from cap_tui.services.projecting import rebuild
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading
from cap_tui.storage.forgetting import drop_fictional
from cap_tui.storage.register import drop_member, save_members

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cap_tui.core.log import Log
    from cap_tui.services.headers import NewAssessment
    from cap_tui.services.projecting import Rebuilt
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NetworkDemo:
    """What a demonstration network brought, or took away.

    Attributes:
        structures: Of the register.
        evaluations: Dossiers.
    """

    structures: int
    evaluations: int


@dataclass(frozen=True, slots=True)
class _Written:
    """One dossier, ready to be stored."""

    new: NewAssessment
    log: Log
    rebuilt: Rebuilt


def load_network(workspace: Workspace) -> NetworkDemo:
    """Put the demonstration network in, all of it or nothing; what is here already stays as it is.

    Raises:
        CapError: The database refuses, or a questionnaire it follows is not here.
    """
    ensure_counted(workspace)
    with without_collector():
        made = _missing(workspace)
    known = {record.member.siret for record in register(workspace)}
    today = workspace.now().astimezone().date()
    records = [record_of(one, today) for one in members() if one.structure.siret not in known]
    with writing_register(workspace) as connection:
        here = _keys(connection)
        new = [one for one in made if _key(one.new) not in here]
        for one in new:
            _store(workspace, connection, one)
        if records:
            save_members(connection, rows_of(records))
    return NetworkDemo(len(records), len(new))


def remove_network(workspace: Workspace) -> NetworkDemo:
    """Take the demonstration network out, with what was tried in it; nothing else is touched.

    Raises:
        CapError: The database refuses; nothing was removed.
    """
    ensure_counted(workspace)
    sirets = {one.structure.siret for one in members()}
    rows = [
        record for record in register(workspace) if record.member.fictional and record.member.siret in sirets
    ]
    dossiers = {one.key for one in wanted(members())}
    with writing_register(workspace) as connection:
        gone = [
            (row_id, header)
            for row_id, header, _totals in ledger.headers(connection)
            if header.fictional and (header.siret, header.questionnaire, header.year) in dossiers
        ]
        for row_id, header in gone:
            keep_count(connection, row_id, place_of(header), None)
            drop_fictional(connection, row_id)
        for record in rows:
            drop_member(connection, record.member.siret)
    return NetworkDemo(len(rows), len(gone))


def _missing(workspace: Workspace) -> list[_Written]:
    """Return the dossiers that are not here yet; signed before the database is held, which takes a moment."""
    with reading(workspace.opened.engine, workspace.database) as connection:
        here = _keys(connection)
    made = []
    found = find_questionnaires(workspace.data_dir, workspace.cache_dir)
    for one in wanted(members()):
        if one.key in here:
            continue
        file = current(found, one.questionnaire)
        if file is None:
            raise UnknownQuestionnaireError(questionnaire=one.questionnaire)
        content = read_file(file.path)
        questionnaire = cached_questionnaire(content, workspace.cache_dir, file.path.name)
        new = new_of(one, questionnaire, content)
        log = log_of(one, new)
        made.append(_Written(new, log, rebuild(log, questionnaire, new.structure.kinds, log.director)))
    return made


def _store(workspace: Workspace, connection: Connection, one: _Written) -> None:
    new, entries = one.new, list(one.log)
    header = header_of(one.log.assessment, new, one.rebuilt, entries[-1].link.at)
    ledger.pin(connection, header.digest, header.questionnaire, header.version, new.content)
    row_id = ledger.insert_header(connection, header)
    ledger.append(connection, row_id, entries)
    ledger.save_totals(connection, row_id, one.rebuilt.totals)
    place = place_of(header)
    adds = counted(one.log, new.questionnaire, place, partial(keys_here, workspace))
    keep_count(connection, row_id, place, adds)


def _keys(connection: Connection) -> set[tuple[str, str, int]]:
    return {(one.siret, one.questionnaire, one.year) for _row, one, _totals in ledger.headers(connection)}


def _key(new: NewAssessment) -> tuple[str, str, int]:
    return new.structure.siret, new.questionnaire.id, new.year
