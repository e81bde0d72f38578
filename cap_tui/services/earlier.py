"""A dossier as it stood at some moment of its history, to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.dates import moment
from cap_tui.core.kinds import participant_of
from cap_tui.core.log import Log
from cap_tui.core.positions import NO_OPINION, Opinion
from cap_tui.services.folding import actions_of, official_positions, opinions_of, options_of
from cap_tui.services.projecting import concerned_by
from cap_tui.services.scores import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from cap_tui.core.entries import Entry
    from cap_tui.core.permissions import Phase
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.scoring import Totals


@dataclass(frozen=True, slots=True)
class Earlier:
    """The state just after an entry, in the order of the log.

    Attributes:
        at: When that entry was written.
        phase: The phase then.
        opinions: The reader's, by criterion id.
        standing: Positions that made the score then, and the totals.
        questionnaire: The version followed then.
        concerned: Ids of its criteria that applied then.
    """

    at: datetime
    phase: Phase
    opinions: Mapping[str, Opinion]
    standing: Standing
    plan: tuple[Action, ...]
    questionnaire: Questionnaire
    concerned: tuple[str, ...]

    @staticmethod
    def of(
        log: Log,
        last: Entry,
        follow: Callable[[Log], Questionnaire],
        kinds: Iterable[str],
        reader: str,
        *,
        own_only: bool,
    ) -> Earlier:
        """Return the state of a log just after `last`.

        Args:
            log: The whole log.
            last: An entry of it.
            follow: Returns the version that a state of the log follows.
            kinds: Kinds of the structure.
            reader: Participant id of who looks.
            own_only: Whether only the reader's positions may be shown.
        """
        end = (last.link.lamport, last.hash)
        before = Log(log.assessment)
        before.extend(entry for entry in log if (entry.link.lamport, entry.hash) <= end)
        mine = opinions_of(before, reader)
        positions: dict[str, Position | None] = {key: item.position for key, item in mine.items()}
        if not own_only:
            directors = opinions_of(before, participant_of(before.director))
            positions = official_positions(before, directors)
        plan = sorted(actions_of(before).values(), key=lambda line: (line.order, line.number, line.id))
        questionnaire = follow(before)
        concerned = concerned_by(questionnaire, kinds, options_of(before))
        standing = Standing.of(questionnaire, positions, concerned)
        return Earlier(
            moment(last.link.at), before.phase, mine, standing, tuple(plan), questionnaire, concerned
        )

    def opinion(self, criterion_id: str) -> Opinion:
        """Return what the reader said of a criterion then."""
        return self.opinions.get(criterion_id, NO_OPINION)

    def official(self) -> dict[str, Position | None]:
        """Return the positions that made the score then."""
        return dict(self.standing.positions)

    @property
    def scores(self) -> Mapping[str, Totals]:
        """The totals then, by node."""
        return self.standing.totals

    def actions(self) -> tuple[Action, ...]:
        """Return the plan then, in its order."""
        return self.plan
