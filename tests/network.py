"""A network for tests: fictional structures whose results are written by hand, straight among the counts."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.network.cells import Place
from cap_tui.core.network.contributions import Contribution, concern_of
from cap_tui.services.network.counting import keep_count
from cap_tui.services.network.recounting import ensure_counted
from cap_tui.services.projecting import concerned_by
from cap_tui.storage import ledger
from cap_tui.storage.engine import writing
from cap_tui.storage.ledger import Header
from tests.building import questionnaire as small

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace

DIGEST = "0" * 64
CONCERN = concern_of(small(), concerned_by(small(), ["AI"], frozenset()))
"""Of the small questionnaire for an AI, so that members are put together with dossiers that were really answered."""


@dataclass(frozen=True)
class Member:
    """One structure of the network: all its criteria at one level.

    Attributes:
        score: Whole percent of its level, which is that of every section too.
        concern: Of the criteria that concern it; structures of another are never put together with it.
    """

    name: str
    kinds: str = "AI"
    region: str = "Normandie"
    year: int = 2026
    level: str = "engaged"
    score: int = 30
    phase: str = "follow_up"
    due_dates: str = ""
    priority: str = ""
    service: str = ""
    readers: tuple[str, ...] | None = None
    sections: tuple[str, ...] = ("", "people", "place")
    criteria: tuple[str, ...] = ("booklet", "visit")
    concern: str = CONCERN
    siret: str = ""

    def contribution(self, me: str) -> Contribution:
        return Contribution(
            readers=(me,) if self.readers is None else self.readers,
            sums=dict.fromkeys(self.sections, 100 * self.score),
            scores=dict.fromkeys(self.sections, self.score),
            levels=dict.fromkeys(self.criteria, self.level),
            priorities={"booklet": self.priority} if self.priority else {},
            services=(self.service,) if self.service else (),
            concern=self.concern,
        )


def gather(
    workspace: Workspace, *members: Member, questionnaire: str = "small", fictional: bool = False
) -> None:
    """Write members as evaluations that count, coordinated by the person at the keyboard."""
    me = workspace.current_profile().public
    ensure_counted(workspace)
    with writing(workspace.opened.engine, workspace.database) as connection:
        ledger.pin(connection, DIGEST, questionnaire, "2026.1", b"")
        for member in members:
            header = Header(
                hash=sha256(f"{member.name} {member.year}".encode()).hexdigest(), structure=member.name, siret=member.siret, kinds=member.kinds,
                region=member.region, fictional=fictional, questionnaire=questionnaire, version="2026.1", digest=DIGEST,
                title="Petit référentiel", year=member.year, phase=member.phase, due_dates=member.due_dates,
            )  # fmt: skip
            row_id = ledger.insert_header(connection, header)
            place = Place(fictional, questionnaire, member.year, member.region, member.kinds)
            counts = member.phase in ("follow_up", "closed")
            keep_count(connection, row_id, place, member.contribution(me) if counts else None)


def several(count: int, name: str, **more: object) -> list[Member]:
    """Return members that differ only by their number."""
    return [Member(f"{name} {number} (fictif)", **more) for number in range(1, count + 1)]  # type: ignore[arg-type]
