"""What is due over the evaluations of this machine; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.due import WITHIN, Due, Standing, due_in, order_of
from cap_tui.core.errors import CapError

if TYPE_CHECKING:
    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due.

    Attributes:
        lines: Each with its evaluation, the latest first.
        refused: Evaluations that could not be read, each with why; the others are told all the same.
    """

    lines: tuple[tuple[AssessmentSummary, Due], ...] = ()
    refused: tuple[tuple[AssessmentSummary, CapError], ...] = ()


def due_of(dossier: Dossier, within: int = WITHIN) -> tuple[Due, ...]:
    """Return what is due in one evaluation, the latest first.

    Args:
        dossier: The evaluation, open.
        within: Days ahead that count.
    """
    updated = dossier.summary.updated
    standing = Standing(
        questionnaire=dossier.questionnaire,
        positions=dossier.official(),
        actions=dossier.actions(),
        series=dossier.indicators(),
        phase=dossier.summary.phase,
        written=updated.astimezone().date() if updated else None,
    )
    return due_in(standing, dossier.today(), within)


def agenda(workspace: Workspace, reference: str = "", within: int = WITHIN) -> Agenda:
    """Return what is due on this machine; demonstrations count only when there is nothing else.

    Args:
        workspace: The data.
        reference: Names one evaluation; empty: all of them.
        within: Days ahead that count.

    Raises:
        CapError: The evaluation named does not exist or cannot be read.
    """
    if reference:
        dossier = workspace.open(reference)
        return Agenda(tuple((dossier.summary, item) for item in due_of(dossier, within)))
    every = workspace.assessments()
    own = [summary for summary in every if not summary.structure.fictional] or every
    lines: list[tuple[AssessmentSummary, Due]] = []
    refused: list[tuple[AssessmentSummary, CapError]] = []
    for summary in own:
        try:
            lines += [(summary, item) for item in due_of(workspace.open(summary.id), within)]
        except CapError as error:
            refused.append((summary, error))
    return Agenda(tuple(sorted(lines, key=lambda line: order_of(line[1]))), tuple(refused))
