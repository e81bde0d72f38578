"""Where one structure stands among those like it, none of them exposed to it.

The structure knows its own result and can subtract it: the block it belongs to answers only where six or more are counted,
so that five others always remain. It is among its peers all the same: were it taken out, the difference with the dashboard
would tell its result to others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.network.blocks import LEAST
from cap_tui.core.network.cells import What
from cap_tui.core.network.contributions import HUNDREDTHS, Contribution, opened_to
from cap_tui.core.network.quartiles import quartiles
from cap_tui.core.permissions import phase_named
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.rounding import half_up
from cap_tui.core.text import one_line
from cap_tui.i18n import language
from cap_tui.services.headers import chosen
from cap_tui.services.network.asking import Filters, ask
from cap_tui.services.network.dashboard import questionnaire_named, reader_of
from cap_tui.services.network.network_errors import FewPeersError, NotCountedError
from cap_tui.services.network.recounting import ensure_counted
from cap_tui.storage import cells, ledger
from cap_tui.storage.engine import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from cap_tui.core.network.cells import Cell
    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.core.questionnaire import Questionnaire, Section
    from cap_tui.services.network.asking import Asked
    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.ledger import Header


@dataclass(frozen=True, slots=True)
class StandingLine:
    """Where the structure stands on a section.

    Attributes:
        id: Empty for the whole.
        own: Its score, percent, to a hundredth; None without one.
        count: Structures with a score there, itself included where it is among them; 0: cannot be shown.
        quartiles: Of their scores, percent, to a point; None when nothing can be shown.
        quarter: 1 for the lowest quarter of them, to 4 for the highest; None when nothing can be said.
        of: Structures compared at the whole or elsewhere, itself included where it is among them.
        at: `median`, `first` or `third` when it stands there to the point, which is how both are shown; empty otherwise.
    """

    id: str
    code: str
    title: str
    depth: int
    own: Fraction | None
    count: int
    quartiles: Quartiles | None
    quarter: int | None
    of: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one structure stands.

    Attributes:
        assessment: Id of its evaluation.
        kinds: Of the structures compared with: all that are of one of its own.
        peers: Structures compared with, itself left out.
    """

    assessment: str
    structure: str
    kinds: tuple[str, ...]
    year: int
    fictional: bool
    peers: int
    lines: tuple[StandingLine, ...]


def standing(workspace: Workspace, reference: str) -> Standing:
    """Return where a structure stands among those of its kinds, the same year and questionnaire.

    Args:
        workspace: The data.
        reference: Names its evaluation, as `Workspace.open` takes it.

    Raises:
        NotCountedError: It does not count, or this person may not read it.
        FewPeersError: Fewer than five others would remain.
        CapError: No such evaluation, or it cannot be read.
    """
    ensure_counted(workspace)
    reader = reader_of(workspace)
    with reading(workspace.opened.engine, workspace.database) as connection:
        row_id, header = _named(connection, reference)
        own = _own(cells.contributed(connection, row_id), reader, header)
        questionnaire = questionnaire_named(workspace, header.questionnaire)
        kinds = tuple(header.kinds.split(","))
        filters = Filters(header.questionnaire, (header.year,), kinds)
        itself = (header.region, header.kinds, own.concern)
        asked = _apart(ask(connection, filters, fictional=header.fictional), header.year, itself)
        lines = tuple(_lines(asked, questionnaire, own))
    if not lines[0].count:
        raise FewPeersError(year=header.year)
    among = any(itself in block for block in asked.years[header.year].answering)
    return Standing(
        header.hash, one_line(header.structure), kinds, header.year, header.fictional,
        lines[0].count - (among and ROOT in own.sums), lines,
    )  # fmt: skip


def _named(connection: Connection, reference: str) -> tuple[int, Header]:
    found = ledger.find_header(connection, reference)  # a whole id, which spares reading every header
    return found or chosen(ledger.headers(connection), reference)[:2]


def _own(body: str | None, reader: str, header: Header) -> Contribution:
    try:
        own = Contribution.from_json(body) if body is not None else None
    except ValueError as error:
        raise NotCountedError from error
    reads = own is not None and reader in own.readers
    if own is None or not opened_to(phase_named(header.phase), reader=reads, fictional=header.fictional):
        raise NotCountedError
    return own


def _apart(asked: Asked, year: int, itself: Cell) -> Asked:
    """Ask for six at least in the block of the structure itself."""
    cut = asked.years[year].cut
    return replace(asked, least={block: LEAST + 1 for block in cut if itself in block})


def _lines(asked: Asked, questionnaire: Questionnaire, own: Contribution) -> Iterator[StandingLine]:
    nodes = (ROOT, *questionnaire.section_by_id)
    found = asked.answers((What.SCORED, What.SCORE), nodes)
    for node in nodes:
        section = questionnaire.section_by_id.get(node)
        yield _line(questionnaire, section, own, found, asked.shown)


def _line(
    questionnaire: Questionnaire,
    section: Section | None,
    own: Contribution,
    found: Mapping[What, Mapping[str, Mapping[str, int]]],
    shown: int,
) -> StandingLine:
    node = section.id if section else ROOT
    histogram = {int(value): n for value, n in found[What.SCORE].get(node, {}).items()}
    around = quartiles(histogram)
    total = own.sums.get(node)
    return StandingLine(
        id=node,
        code=one_line(section.code) if section else "",
        title=one_line((section.title if section else questionnaire.title).get(language())),
        depth=len(questionnaire.path[node]) + 1 if section else 0,
        own=Fraction(total, HUNDREDTHS) if total is not None else None,
        count=found[What.SCORED].get(node, {}).get("", 0),
        quartiles=around,
        quarter=_quarter(own.scores.get(node), around),
        of=shown,
        at=_at(own.scores.get(node), around),
    )


def _quarter(score: int | None, around: Quartiles | None) -> int | None:
    """Return in which quarter a score stands; on a limit, the higher one."""
    if score is None or around is None:
        return None
    return 1 + sum(score >= limit for limit in (around.first, around.median, around.third))


def _at(score: int | None, around: Quartiles | None) -> str:
    """Return on which limit a score stands, as both are shown; the median before the others, empty for none."""
    if score is None or around is None:
        return ""
    limits = {"median": around.median, "first": around.first, "third": around.third}
    return next((name for name, limit in limits.items() if int(half_up(limit)) == score), "")
