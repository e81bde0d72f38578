"""The dashboard of the network in words and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.network.contributions import ASIDE, NOT_APPLICABLE, UNANSWERED, UNKNOWN
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.formats import percent, short_date
from cap_tui.i18n.labels import phase_label
from cap_tui.i18n.network_words import NOTHING, among_words, quarter_words, quartile_words, shown_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cap_tui.core.network.years import YearLine
    from cap_tui.core.permissions import Phase
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.network.dashboard import Dashboard, NodeDetail, Population, PriorityLine
    from cap_tui.services.network.lateness import LatePlan
    from cap_tui.services.network.node_lines import NodeLine
    from cap_tui.services.network.standing import Standing

MOST = 10
"""Criteria and services listed among the panels; the whole list has its own command."""


def population_lines(found: Population) -> Iterator[str]:
    """Yield of whom the figures speak."""
    years = ", ".join(map(str, found.filters.years)) or NOTHING
    yield _("Years: {years}").format(years=years)
    if found.fictional:
        yield _("Demonstration: these structures are fictional.")
    yield ngettext("{count} evaluation gathered.", "{count} evaluations gathered.", found.gathered).format(
        count=found.gathered
    )
    yield shown_words(
        counted=found.counted,
        shown=found.shown,
        hidden=found.hidden,
        years=found.filters.years,
        known=found.years,
    )


def panel_lines(found: Dashboard) -> Iterator[str]:
    """Yield every panel, each after an empty line."""
    yield from population_lines(found.population)
    yield from _counts(_("By phase"), {_phase(phase): count for phase, count in found.by_phase.items()})
    yield from _counts(_("By kind"), found.by_kind)
    yield from _counts(
        _("By region"), {name or _("unknown"): count for name, count in found.by_region.items()}
    )
    if not found.population.shown:
        return
    yield ""
    yield from node_table(line for line in found.nodes if not line.criterion)
    if found.priorities:
        yield ""
        yield from priority_table(found.priorities[:MOST])
    if found.services:
        yield ""
        yield from table(
            [_("Services called on"), _("Structures")],
            [[line.title, str(line.count)] for line in found.services[:MOST]],
            right=(1,), flexible=0, width=terminal_width(),
        )  # fmt: skip
    yield ""
    yield late_sentence(found.late.count)
    if len(found.evolution) > 1:
        yield ""
        yield from year_table(found.evolution, found.questionnaire)


def _phase(phase: Phase) -> str:
    return phase_label(phase)


def _counts(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        told = ", ".join(_("{name} {count}").format(name=name, count=count) for name, count in counts.items())
        yield _("{title}: {told}").format(title=title, told=told)


def node_table(lines: Iterable[NodeLine]) -> list[str]:
    """Return the table of nodes: code, title, structures, mean, quartiles, band."""
    headers = [_("Code"), _("Title"), _("Structures"), _("Mean"), _("Quartiles"), _("Band")]
    rows = [
        [line.code, "  " * max(line.depth - 1, 0) + line.title, among_words(line.count, line.of), percent(line.mean, 1),
         quartile_words(line.quartiles), line.band or NOTHING]
        for line in lines
    ]  # fmt: skip
    return table(headers, rows, right=(2, 3), flexible=1, width=terminal_width())


def priority_table(lines: Iterable[PriorityLine]) -> list[str]:
    """Return the criteria with the most open actions."""
    rows = [
        [line.code, line.title, str(line.count), ", ".join(f"{n} {p}" for p, n in line.by_priority.items())]
        for line in lines
    ]
    headers = [_("Code"), _("Priorities"), _("Structures"), _("Highest priority")]
    return table(headers, rows, right=(2,), flexible=1, width=terminal_width())


def late_sentence(count: int) -> str:
    """Return how many of the structures shown have a late plan."""
    if not count:
        return _("No late plan among the structures shown.")
    return ngettext(
        "{count} late plan among the structures shown.",
        "{count} late plans among the structures shown.",
        count,
    ).format(count=count)


def late_table(plans: Iterable[LatePlan]) -> list[str]:
    """Return the late plans that the reader may open."""
    from datetime import date

    headers = [_("Late since"), _("Structure"), _("Region"), _("Kinds"), _("Actions"), _("Evaluation")]
    rows = [
        [short_date(date.fromisoformat(plan.since)), plan.structure, plan.region, plan.kinds.replace(",", ", "),
         str(plan.lines), plan.id[:8]]
        for plan in plans
    ]  # fmt: skip
    return table(headers, rows, right=(4,), flexible=1, width=terminal_width())


def year_table(lines: Iterable[YearLine], questionnaire: Questionnaire) -> list[str]:
    """Return the means year by year, theme by theme."""
    themes = questionnaire.sections
    headers = [_("Year"), _("Structures"), _("Mean"), *(section.code for section in themes)]
    rows = [
        [str(line.year), f"{line.shown}/{line.counted}", percent(line.mean, 1),
         *(percent(line.themes[section.id], 1) for section in themes)]
        for line in lines
    ]  # fmt: skip
    return table(headers, rows, right=range(1, len(headers)), flexible=0, width=None)


def detail_lines(found: NodeDetail, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield one node: the whole, the levels, then by kind and by region."""
    yield from node_table([replace(found.line, depth=0)])
    levels = level_words(found.line.levels, questionnaire)
    if levels:
        yield _("Levels: {levels}").format(levels=levels)
    for title, lines in ((_("Kinds"), found.by_kind), (_("Region"), found.by_region)):
        if lines:
            yield ""
            yield from table(
                [title, _("Structures"), _("Mean"), _("Quartiles")],
                [
                    [name, among_words(line.count, line.of), percent(line.mean, 1), quartile_words(line.quartiles)]
                    for name, line in lines.items()
                ],
                right=(1, 2), flexible=0, width=terminal_width(),
            )  # fmt: skip


def level_words(levels: Mapping[str, int], questionnaire: Questionnaire) -> str:
    """Return how many stand on each level, in the order of the scale."""
    names = {level.id: level.label.get(language()) for level in questionnaire.scale.levels}
    aside = (NOT_APPLICABLE, _("Not applicable")), (UNKNOWN, _("Don’t know")), (UNANSWERED, _("Unanswered"))
    names |= {key: name for key, name in aside if key in ASIDE}
    return ", ".join(
        _("{name} {count}").format(name=names[key], count=count) for key, count in levels.items()
    )


def standing_lines(found: Standing) -> Iterator[str]:
    """Yield where one structure stands."""
    yield _("{structure}, {year}").format(structure=found.structure, year=found.year)
    yield ngettext(
        "Compared with {count} other structure of the same kinds ({kinds}), none of them named.",
        "Compared with {count} other structures of the same kinds ({kinds}), none of them named.",
        found.peers,
    ).format(count=found.peers, kinds=", ".join(found.kinds))
    if found.fictional:
        yield _("Demonstration: these structures are fictional.")
    yield ""
    headers = [_("Code"), _("Title"), _("Here"), _("Structures"), _("Quartiles"), _("Place")]
    rows = [
        [line.code, "  " * max(line.depth - 1, 0) + line.title, percent(line.own),
         among_words(line.count, line.of) if line.count else NOTHING, quartile_words(line.quartiles),
         quarter_words(line.quarter, line.at)]
        for line in found.lines
    ]  # fmt: skip
    yield from table(headers, rows, right=(2, 3), flexible=1, width=terminal_width())
