"""What the front ends are given to show: frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cap_tui.core.scoring import EMPTY, Totals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cap_tui.core.permissions import Phase
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion
    from cap_tui.core.structures import Structure


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """One line of the list of evaluations.

    Attributes:
        id: Hash of the assessment's first entry, 64 hexadecimal digits; any unambiguous start names it.
        totals: Of the whole questionnaire.
        actions: Lines in the plan.
        late: Lines past their due date, as of the day it was read.
        updated: When the last entry was written, UTC.
    """

    id: str
    structure: Structure
    questionnaire_id: str
    questionnaire_version: str
    questionnaire_title: str
    year: int
    phase: Phase
    totals: Totals = EMPTY
    actions: int = 0
    late: int = 0
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One fact of a criterion's or an action's history.

    Attributes:
        field: `position`, `flagged`, one of `TEXT_FIELDS`, or a field of an action.
        before: The value it replaced, as shown to people; empty for none.
        after: The value written, as shown to people; empty when cleared.
        mark: `undo`, `redo`, or empty.
    """

    at: datetime
    author: str
    field: str
    before: str
    after: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one use-case changed, so that views refresh only what concerns them.

    Attributes:
        at: When it was written, UTC: the moment from which it survives a crash.
        opinions: Criterion id to its new opinion.
        scores: Node id to its new totals.
        actions: Action id to its new line; None when it was removed.
        review: Whether something that several people share changed: a remark, a retained position, who has finished.
        whole: Whether anything may have changed: people, phase, what an import brought.
    """

    at: datetime
    opinions: Mapping[str, Opinion] = field(default_factory=dict)
    scores: Mapping[str, Totals] = field(default_factory=dict)
    actions: Mapping[str, Action | None] = field(default_factory=dict)
    review: bool = False
    whole: bool = False

    def __bool__(self) -> bool:
        return bool(self.opinions or self.scores or self.actions or self.review or self.whole)
