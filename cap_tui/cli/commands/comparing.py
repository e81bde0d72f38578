"""`compare`: an evaluation beside the one before, or another year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.commands.showing import paragraph
from cap_tui.cli.output import number, out, out_json
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.i18n import _, language
from cap_tui.i18n.cycle_words import (
    cycle_sentences,
    points,
    scores_words,
    shift_words,
    step_sentences,
    step_title,
    symbols_words,
)
from cap_tui.i18n.labels import said
from cap_tui.services.cycles import cycle_of

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.cli.front import Front
    from cap_tui.core.cycles import Cycle, Step
    from cap_tui.core.questionnaire import Questionnaire, Section
    from cap_tui.core.scoring import Totals

OTHER = Argument(
    "",
    metavar=N_("OTHER"),
    help=N_(
        "Another evaluation of the same structure: its id, the start of its id, or SIRET/questionnaire/year; "
        "by default, the year before."
    ),
    show_default=False,
)


class CompareCommand:
    """Reading what changed from one evaluation to the next."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def compare(self, reference: str = EVALUATION, other: str = OTHER, *, as_json: bool = AS_JSON) -> None:
        """Print what rose, fell, is new or no longer asked, and which actions explain it."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            cycle = cycle_of(dossier, other.strip())
            later = dossier if dossier.summary.year == cycle.after else workspace.open(other.strip())
        questionnaire = later.questionnaire
        if as_json:
            out_json(_data(cycle, questionnaire))
            return
        for sentence in cycle_sentences(cycle, questionnaire):
            for line in paragraph(sentence):
                out(line)
        out()
        heads = [_("Title"), f"{cycle.before} → {cycle.after}", _("Change"), _("Explanation")]
        for line in table(heads, _rows(cycle, questionnaire), flexible=0, width=terminal_width()):
            out(line)


def _rows(cycle: Cycle, questionnaire: Questionnaire) -> list[list[str]]:
    steps = {step.key: step for step in cycle.steps if step.key}
    rows = [[_("The whole"), scores_words(cycle.whole), points(cycle.whole.delta), ""]]

    def add(section: Section, depth: int) -> None:
        if section.id not in cycle.nodes:
            return
        node = cycle.nodes[section.id]
        title = "  " * depth + f"{section.code} {said(section.title)}"
        rows.append([title, scores_words(node), points(node.delta), ""])
        told = (steps[criterion.id] for criterion in section.criteria if criterion.id in steps)
        rows.extend(_row(cycle, questionnaire, step, depth + 1) for step in told)
        for one in section.sections:
            add(one, depth + 1)

    for section in questionnaire.sections:
        add(section, 0)
    gone = [_row(cycle, questionnaire, step, 1) for step in cycle.steps if not step.key]
    heading = [_("Asked in {year}, no longer asked").format(year=cycle.before), "", "", ""]
    return [*rows, heading, *gone] if gone else rows


def _row(cycle: Cycle, questionnaire: Questionnaire, step: Step, depth: int) -> list[str]:
    change = shift_words(step.shift) + (f", {points(step.delta)}" if step.delta else "")
    return [
        "  " * depth + step_title(cycle, questionnaire, step),
        symbols_words(cycle, questionnaire, step),
        change,
        " ".join(step_sentences(cycle, step)),
    ]


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _totals(totals: Totals) -> dict[str, Any]:
    return {"score": number(totals.score), "positioned": totals.positioned, "applicable": totals.applicable}


def _data(cycle: Cycle, questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "before": cycle.before,
        "after": cycle.after,
        "versions": [cycle.old.version, questionnaire.version],
        "nodes": [_node_data(cycle, key, questionnaire) for key in cycle.nodes],
        "criteria": [_step_data(cycle, questionnaire, step) for step in cycle.steps],
    }


def _node_data(cycle: Cycle, key: str, questionnaire: Questionnaire) -> dict[str, Any]:
    node = cycle.nodes[key]
    section = questionnaire.section_by_id.get(key)
    return {
        "id": key,
        "code": section.code if section else "",
        "title": (section.title if section else questionnaire.title).get(language()),
        "before": _totals(node.before),
        "after": _totals(node.after),
        "common": node.common,
        "common_before": number(node.common_before),
        "common_after": number(node.common_after),
        "delta": number(node.delta),
        "delta_exact": _exact(node.delta),
        "counts": {shift.value: count for shift, count in node.counts.items() if count},
    }


def _step_data(cycle: Cycle, questionnaire: Questionnaire, step: Step) -> dict[str, Any]:
    return {
        "id": step.key or None,
        "before_ids": list(step.old),
        "title": step_title(cycle, questionnaire, step),
        "shift": step.shift.value,
        "change": step.change.value,
        "before": step.before.to_json() if step.before else None,
        "after": step.after.to_json() if step.after else None,
        "delta": number(step.delta),
        "actions": [
            {"number": action.number, "title": action.title, "state": action.state.value}
            for action in step.actions
        ],
        "explanation": list(step_sentences(cycle, step)),
    }
