"""Where the structure stands: figures, scores by theme, levels, strengths and priorities, every criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.distribution import distribution
from cap_tui.core.plan import improvements, strengths
from cap_tui.core.positions import Position, Stance
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import decimal, percent
from cap_tui.reports.outline.blocks import (
    Axis,
    Facts,
    Grid,
    Group,
    Passage,
    Picture,
    Tone,
    grid,
    part,
    passage,
)
from cap_tui.reports.wording.reader import (
    LEAST_AXES,
    MOST_AXES,
    NOTHING,
    content,
    excerpt,
    finding_levels,
    interval,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.questionnaire import Criterion, Section
    from cap_tui.core.scoring import Totals
    from cap_tui.reports.outline.blocks import Block, Part
    from cap_tui.reports.wording.reader import Reader

_MOST, _EXCERPT = 10, 320


def scores(reader: Reader) -> list[Part]:
    """Return the key figures, the scores by theme and objective, and how the levels are distributed."""
    data, sections = reader.data, reader.sections()
    target = reader.questionnaire.scale.target_level
    objectives = reader.objectives()
    blocks: list[Block | None] = [
        Facts(tuple(_key_figures(reader))),
    ]
    if LEAST_AXES <= len(objectives) <= MOST_AXES:
        blocks.append(Picture(_("Scores by objective"), _axes(reader, objectives), target.score, round=True))
    blocks += [
        Picture(
            _("Scores by theme"),
            _axes(reader, [section for depth, section in sections if depth == 0]),
            target.score,
        ),
        grid(
            _("Scores by theme and objective"),
            (_("Theme or objective"), _("Score"), _("Result"), _("Criteria rated"), _("Interval left open")),
            [
                *(_score(reader, f"{section.code} {content(section.title)}", data.totals[section.id])
                  for _depth, section in sections),
                _score(reader, _("The whole"), data.whole),
            ],
            (1, 3),
        ),
        _levels(reader),
    ]  # fmt: skip
    return [part(_("Where we stand"), blocks)]


def _key_figures(reader: Reader) -> list[tuple[str, str]]:
    data, whole = reader.data, reader.data.whole
    asked = (reader.questionnaire, data.positions, data.concerned)
    target = reader.questionnaire.scale.target_level
    band = f" · {reader.band(whole.score)}" if whole.score is not None else ""
    return [
        (_("Overall score"), percent(whole.score) + band),
        (_("Criteria rated"), f"{whole.positioned}/{whole.applicable}"),
        *([(_("Depending on what is still open"), interval(whole))] if interval(whole) else []),
        (_("Target"), f"{content(target.label)} ({percent(target.score)})"),
        (_("Criteria above the target"), str(len(strengths(*asked)))),
        (_("Criteria below the target"), str(len(improvements(*asked)))),
        (_("Actions in the plan"), str(len(data.actions))),
    ]


def _axes(reader: Reader, sections: Iterable[Section]) -> tuple[Axis, ...]:
    totals = reader.data.totals
    return tuple(
        Axis(section.code, f"{section.code} {content(section.title)}", own.score, own.low, own.high)
        for section in sections
        for own in (totals[section.id],)
    )


def _score(reader: Reader, name: str, totals: Totals) -> tuple[str, ...]:
    band = reader.band(totals.score) if totals.score is not None else _("No criterion rated yet")
    rated = f"{totals.positioned}/{totals.applicable}"
    return name, percent(totals.score), band, rated, interval(totals) or NOTHING


def _levels(reader: Reader) -> Grid | None:
    data, scale = reader.data, reader.questionnaire.scale
    levels = sorted(scale.levels, key=lambda level: level.rank)
    others = (
        reader.level(Position(Stance.UNKNOWN)), reader.level(None), reader.level(Position(Stance.NOT_APPLICABLE)),
    )  # fmt: skip
    heads = (_("Theme"), *(f"{level.symbol} {content(level.label)}" for level in levels), *others)
    places = [
        (f"{section.code} {content(section.title)}", section.id)
        for depth, section in reader.sections()
        if depth == 0
    ]
    rows = []
    for name, node in (*places, (_("The whole"), "")):
        found = distribution(reader.questionnaire, data.positions, data.concerned, node)
        counts = [*(found.levels[level.id] for level in levels), found.unknown, found.unanswered]
        rows.append((name, *map(str, counts), str(found.not_applicable)))
    return grid(_("Number of criteria at each level"), heads, rows, range(1, len(heads)))


def highlights(reader: Reader) -> list[Part]:
    """Return strengths and priorities; nothing where findings have lists of their own."""
    if finding_levels(reader.questionnaire):
        return []
    data = reader.data
    asked = (reader.questionnaire, data.positions, data.concerned)
    strong, weak = strengths(*asked), improvements(*asked)
    target = content(reader.questionnaire.scale.target_level.label)
    above = _("Criteria above the target ({target}), the heaviest first.").format(target=target)
    below = _("Criteria below the target ({target}), the most pressing first.").format(target=target)
    good = [
        shown_criterion(reader, one, "", data.opinion(one.id).strengths or data.opinion(one.id).constat)
        for one in strong[:_MOST]
    ]
    to_do = [
        shown_criterion(
            reader,
            item.criterion,
            _("{priority} · {gap} points below the target").format(
                priority=item.priority, gap=decimal(item.gap)
            ),
            data.opinion(item.criterion.id).improvements or data.opinion(item.criterion.id).constat,
        )
        for item in weak[:_MOST]
    ]
    none = Passage(_("No criterion is above the target yet."))
    no_weak = Passage(_("No rated criterion is below the target."))
    return [
        part(
            _("What we can rely on"),
            (Passage(above, Tone.LEAD) if strong else none, _others(len(strong))),
            good,
        ),
        part(
            _("What to work on first"),
            (Passage(below, Tone.LEAD) if weak else no_weak, _others(len(weak))),
            to_do,
        ),
    ]


def shown_criterion(reader: Reader, criterion: Criterion, note: str, text: str) -> Part:
    """Return a criterion, where it stands, a note on it, and the beginning of a text."""
    level = " · ".join(filter(None, (reader.level(reader.data.opinion(criterion.id).position), note)))
    shown = excerpt(text, _EXCERPT)
    more = passage(_("The whole text is in the annex."), Tone.QUIET) if shown != text else None
    return part(
        f"{criterion.code} {content(criterion.title)}", (Passage(level, Tone.STRONG), passage(shown), more)
    )


def _others(count: int) -> Passage | None:
    if count <= _MOST:
        return None
    rest = count - _MOST
    text = ngettext(
        "{count} other criterion is in the annex.", "{count} other criteria are in the annex.", rest
    )
    return Passage(text.format(count=rest), Tone.QUIET)


def at_a_glance(reader: Reader) -> list[Part]:
    """Return one table of all criteria, with the actions that answer them."""
    data = reader.data
    answers: dict[str, list[str]] = {}
    for action in data.actions:
        for key in action.criteria:
            answers.setdefault(key, []).append(str(action.number))
    groups = tuple(
        Group(
            f"{section.code} {content(section.title)}",
            tuple(
                (
                    f"{one.code} {content(one.title)}",
                    reader.level(data.opinion(one.id).position),
                    ", ".join(answers.get(one.id, ())) or NOTHING,
                )
                for one in reader.concerned(section)
            ),
        )
        for section in reader.objectives()
    )
    if not groups:
        return []
    title = _("All criteria at a glance")
    return [part(title, (Grid(title, (_("Criterion"), _("Position"), _("Actions in the plan")), groups),))]
