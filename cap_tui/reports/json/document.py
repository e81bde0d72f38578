"""From data to JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from cap_tui.core.figures import plain
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY, band
from cap_tui.i18n import language
from cap_tui.reports.json import models, voices
from cap_tui.reports.stopping import silent, told

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.core.cycles import Cycle
    from cap_tui.core.measures import Series
    from cap_tui.core.plan import Action
    from cap_tui.reports.judgements import Judgement
    from cap_tui.reports.report_data import FormerAnswer, ReportData
    from cap_tui.reports.stopping import Tell


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the report as JSON; see `cap_tui.reports.formats.Maker`."""
    data = data.for_its_audience()
    export = models.Export(
        schema_version=models.SCHEMA_VERSION,
        generated=data.generated,
        audience=data.audience.value,
        language=language(),
        assessment=data.assessment,
        seal=data.seal,
        structure=models.Structure.model_validate(
            {**asdict(data.structure), "kinds": list(data.structure.kinds)}
        ),
        year=data.year,
        phase=data.phase.value,
        questionnaire=_questionnaire(data),
        totals=voices.totals(data.whole),
        band=_band(data, ROOT),
        verdicts=[_verdict(one) for one in data.judgements],
        sections=_sections(data),
        criteria=[_criterion(data, key) for key in told(data.concerned, tell)],
        actions=[_action(data, action) for action in data.actions],
        indicators=[
            *(_indicator(series, asked=True) for series in data.series),
            *(_indicator(series, asked=False) for series in data.former_series),
        ],
        people=list(map(voices.person, data.people)),
        threads=list(map(voices.thread, data.threads)),
        proposals=list(map(voices.proposal, data.proposals)),
        followups=list(map(voices.note, data.followups)),
        visas=list(map(voices.visa, data.visas)),
        former=list(map(_former, data.former)),
        comparison=_comparison(data.cycle) if data.cycle else None,
    )
    return (export.model_dump_json(indent=2) + "\n").encode()


def _questionnaire(data: ReportData) -> models.Questionnaire:
    of = data.questionnaire
    return models.Questionnaire(
        id=of.id,
        version=of.version,
        title=of.title.get(language()),
        digest=of.digest,
        status=of.status,
        target=of.scale.target,
        levels=[
            models.Level(
                id=level.id,
                label=level.label.get(language()),
                symbol=level.symbol,
                score=voices.figure(level.score),
                rank=level.rank,
            )
            for level in of.scale.levels
        ],
    )


def _sections(data: ReportData) -> list[models.Section]:
    path = data.questionnaire.path
    return [
        models.Section(
            id=key,
            code=section.code,
            title=section.title.get(language()),
            parent=path[key][-1].id if path[key] else None,
            totals=voices.totals(data.totals[key]),
            band=_band(data, key),
        )
        for key, section in data.questionnaire.section_by_id.items()
        if key in data.totals
    ]


def _band(data: ReportData, node: str) -> str | None:
    score: Fraction | None = data.totals.get(node, EMPTY).score
    found = band(data.questionnaire, score)
    return found.label.get(language()) if found else None


def _criterion(data: ReportData, key: str) -> models.Criterion:
    criterion, views = data.questionnaire.criteria[key], data.views.get(key)
    return models.Criterion(
        id=key,
        code=criterion.code,
        title=criterion.title.get(language()),
        section=data.questionnaire.path[key][-1].id,
        weight=voices.figure(criterion.weight),
        imperative=criterion.imperative,
        totals=voices.totals(data.totals.get(key, EMPTY)),
        opinion=voices.opinion(data.opinion(key)),
        views=voices.views(views) if views else None,
        actions=[action.number for action in data.actions if key in action.criteria],
    )


def _action(data: ReportData, action: Action) -> models.Action:
    return models.Action.model_validate(
        {
            **asdict(action),
            "criteria": list(action.criteria),
            "kind": action.kind.value,
            "state": action.state.value,
            "late": action.late(data.generated),
        }
    )


def _indicator(series: Series, *, asked: bool) -> models.Indicator:
    of = series.indicator
    return models.Indicator(
        id=of.id,
        label=of.label,
        unit=of.unit,
        kind=of.kind,
        better=of.better,
        criteria=list(series.criteria),
        asked=asked,
        measures=[
            models.Measure(
                year=measure.year,
                value=plain(measure.value) or None,
                goal=plain(measure.goal) or None,
                source=measure.source,
            )
            for measure in series.measures
        ],
    )


def _verdict(of: Judgement) -> models.Verdict:
    return models.Verdict(
        edition=of.edition,
        ready=of.outcome.ready,
        label=of.outcome.label.get(language()),
        obstacles=[
            models.Obstacle(
                rule=one.rule,
                criterion=one.criterion,
                level=one.level,
                position=list(one.position),
                action=list(one.action),
                reached=voices.figure(one.reached),
                asked=voices.figure(one.asked),
            )
            for one in of.outcome.obstacles
        ],
    )


def _former(of: FormerAnswer) -> models.FormerAnswer:
    return models.FormerAnswer(
        label=of.label,
        version=of.version,
        opinion=voices.opinion(of.opinion),
        views=voices.views(of.views),
        actions=list(of.actions),
    )


def _comparison(of: Cycle) -> models.Comparison:
    return models.Comparison(
        before=of.before,
        after=of.after,
        nodes=[
            models.ComparedNode(
                node=key,
                common=node.common,
                before=voices.figure_or_none(node.common_before),
                after=voices.figure_or_none(node.common_after),
                delta=voices.figure_or_none(node.delta),
            )
            for key, node in of.nodes.items()
        ],
        criteria=[
            models.ComparedCriterion(
                criterion=step.key,
                former=list(step.old),
                shift=step.shift.value,
                change=step.change.value,
                before=voices.position(step.before),
                after=voices.position(step.after),
                delta=voices.figure_or_none(step.delta),
                actions=[action.title for action in step.actions],
            )
            for step in of.steps
        ],
    )
