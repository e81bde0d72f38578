"""Whether what a report prints may be declared ready: on the whole, then for each edition of the standard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.editions import seen_through
from cap_tui.core.positions import NO_OPINION
from cap_tui.core.verdicts import Findings, Outcome, judge
from cap_tui.reports import reduced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion
    from cap_tui.reports.report_data import ReportData


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict and what it looks at.

    Attributes:
        edition: Id of the edition judged; empty for the whole.
    """

    edition: str
    findings: Findings
    outcome: Outcome

    def public(self, opinions: Mapping[str, Opinion], actions: tuple[Action, ...]) -> Judgement:
        """Return the verdict for partners: what can be counted, over opinions and lines already reduced for them."""
        asked = self.findings
        findings = Findings(
            questionnaire=asked.questionnaire,
            positions={key: opinions.get(key, NO_OPINION).position for key in asked.positions},
            opinions=opinions,
            actions=actions,
            concerned=asked.concerned,
        )
        obstacles = tuple(reduced.public_obstacle(obstacle) for obstacle in self.outcome.obstacles)
        return Judgement(self.edition, findings, Outcome(self.outcome.rules, obstacles))


def judgements(data: ReportData) -> tuple[Judgement, ...]:
    """Return the verdict on the whole, then on each edition; nothing when the questionnaire has no verdict.

    They follow from the positions, texts and lines that are printed, so that the pages of a report agree.

    Args:
        data: Not reduced yet: a text left out for partners would count as missing.
    """
    questionnaire, found = data.questionnaire, []
    for edition in ("", *(one.id for one in questionnaire.editions)):
        concerned = seen_through(questionnaire, data.concerned, edition)
        findings = Findings(questionnaire, data.positions, data.opinions, data.actions, concerned)
        outcome = judge(findings)
        if outcome is not None:
            found.append(Judgement(edition, findings, outcome))
    return tuple(found)
