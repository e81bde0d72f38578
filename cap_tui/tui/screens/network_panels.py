"""Priorities and services, late plans, and the years: the other panels of the dashboard, as tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.network.cells import What
from cap_tui.core.plan import PRIORITIES
from cap_tui.core.plotting import SCORE, TRACK, column
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent, short_date
from cap_tui.i18n.network_words import NOTHING
from cap_tui.i18n.typography import typeset
from cap_tui.services.network.definitions import Figure, definition
from cap_tui.services.network.drilling import drill
from cap_tui.tui.screens.network_nodes import Named, about_behind, behind_columns, behind_row
from cap_tui.tui.screens.network_table import Column, Row, Table
from cap_tui.tui.screens.network_words import population_head
from cap_tui.tui.widgets.bars import row_content
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined, said

if TYPE_CHECKING:
    from cap_tui.core.network.years import YearLine
    from cap_tui.services.network.dashboard import Dashboard, PriorityLine, ServiceLine
    from cap_tui.services.network.lateness import LatePlan
    from cap_tui.tui.screens.network_source import Looked, Source

PRIORITY, SERVICE = "priority:", "service:"
"""What begins the name of a step: a criterion, or a service."""
BAR, YEAR_BAR = 10, 12


def priorities_table(source: Source, looked: Looked) -> Table:
    """Return the criteria with the most open actions, then the services called on; or the structures behind one."""
    found = source.dashboard(looked.filters)
    if looked.opened:
        return _behind(source, looked, found)
    counts = [line.count for line in found.priorities] + [line.count for line in found.services]
    most = max(counts, default=1)
    rows = [
        Row(PRIORITY + line.id, line, opens=PRIORITY + line.id, explained=(definition(Figure.PRIORITIES),))
        for line in found.priorities
    ]
    if found.services:
        rows.append(Row("services", heading=_("Services called on")))
    rows += [
        Row(SERVICE + line.id, line, opens=SERVICE + line.id, explained=(definition(Figure.SERVICES),))
        for line in found.services
    ]
    return Table(
        head=population_head(found.population, found.by_phase, len(source.present(looked))),
        columns=(
            Column(_("Priorities"), 0, _title),
            Column(_("Structures"), 11, lambda line: str(line.count), right=True),
            Column("", BAR + 1, lambda line: _bar(line.count, most)),
            Column(_("Highest priority"), 24, _by_priority),
        ),
        rows=rows,
        about=lambda line, _width: _about(line),
        nothing=_("No open action can be shown."),
        explained=(definition(Figure.SHOWN),),
    )


def _title(line: PriorityLine | ServiceLine) -> str:
    return typeset(f"{getattr(line, 'code', '')} {line.title}".strip())


def _by_priority(line: PriorityLine | ServiceLine) -> str:
    counts = getattr(line, "by_priority", {})
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _bar(count: int, most: int) -> Content:
    filled = max(BAR * count // most, 1) if count else 0
    return row_content((("█" * filled, SCORE), ("·" * (BAR - filled), TRACK)))


def _about(line: PriorityLine | ServiceLine) -> list[Block]:
    count = ngettext("{count} structure", "{count} structures", line.count).format(count=line.count)
    sentence = _("Enter shows those that you may open.")
    return [
        Block(Content.styled(_title(line), "bold")),
        Block(joined(count, _by_priority(line))),
        Block(Content.styled(sentence, "$muted")),
    ]


def _behind(source: Source, looked: Looked, found: Dashboard) -> Table:
    of, rows = found.questionnaire, []
    if looked.opened.startswith(PRIORITY):
        key = looked.opened.removeprefix(PRIORITY)
        criterion = of.criteria[key]
        title = f"{criterion.code} {said(criterion.title)}"
        line = next((one for one in found.priorities if one.id == key), None)
        groups = [
            (name, What.PRIORITY, key, str(line.by_priority.get(name, 0) if line else NOTHING))
            for name in PRIORITIES
        ]
    else:
        key = looked.opened.removeprefix(SERVICE)
        title = said(of.services[key].title)
        count = next((one.count for one in found.services if one.id == key), 0)
        groups = [(key, What.SERVICE, "", str(count or NOTHING))]
    for value, what, node, count_said in groups:
        behind = drill(source.workspace, looked.filters, what, node, value)
        if behind or count_said not in ("0", NOTHING):
            rows.append(Row(value, Named(title if what is What.SERVICE else value, count_said)))
            rows += [behind_row(one, value, node) for one in behind]
    named = sum(bool(row.dossier) for row in rows)
    told = ngettext("{count} that you may open", "{count} that you may open", named).format(count=named)
    return Table(
        head=(joined(title, told),),
        columns=behind_columns(),
        rows=rows,
        about=lambda item, _width: about_behind(item),
        nothing=_("No structure can be shown here."),
        explained=(definition(Figure.PRIORITIES), definition(Figure.SERVICES)),
    )


def late_table(source: Source, looked: Looked) -> Table:
    """Return the plans that are late, the latest first; only those that the person may open."""
    found = source.dashboard(looked.filters)
    late = found.late
    count = (
        ngettext(
            "{count} late plan among the structures shown.",
            "{count} late plans among the structures shown.",
            late.count,
        ).format(count=late.count)
        if late.count
        else _("No late plan among the structures shown.")
    )
    mine = ngettext("You may open {count} of them.", "You may open {count} of them.", len(late.plans)).format(
        count=len(late.plans)
    )
    shown = population_head(found.population, found.by_phase, len(source.present(looked)))
    return Table(
        head=(
            joined(Content.styled(count, "bold"), mine if late.count or late.plans else "", by=" "),
            shown[1],
        ),
        columns=(
            Column(_("Late since"), 17, lambda plan: short_date(date.fromisoformat(plan.since))),
            Column(_("Structure"), 0, lambda plan: plan.structure),
            Column(_("Type"), 10, lambda plan: plan.kinds.replace(",", ", ")),
            Column(_("Region"), 24, lambda plan: plan.region),
            Column(_("Actions"), 9, lambda plan: str(plan.lines), right=True),
        ),
        rows=[Row(plan.id, plan, dossier=plan.id) for plan in late.plans],
        about=lambda plan, _width: _about_late(plan, source.today),
        nothing=_("No late plan that you may open."),
        explained=(definition(Figure.LATE), definition(Figure.SHOWN)),
    )


def _about_late(plan: LatePlan, today: date) -> list[Block]:
    days = (today - date.fromisoformat(plan.since)).days
    lines = ngettext("{count} action is late", "{count} actions are late", plan.lines).format(
        count=plan.lines
    )
    since = ngettext("the oldest by {count} day", "the oldest by {count} days", days).format(count=days)
    return [
        Block(Content.styled(plan.structure, "bold")),
        Block(joined(Content.styled(f"! {lines}", "bold $alert"), since)),
        Block(Content.styled(_("Enter opens its plan."), "$muted")),
    ]


def years_table(source: Source, looked: Looked) -> Table:
    """Return the means year by year, the themes beside."""
    found = source.dashboard(looked.filters)
    themes = found.questionnaire.sections

    def theme(key: str) -> Column:
        code = found.questionnaire.section_by_id[key].code
        return Column(code, 9, lambda line: percent(line.themes.get(key), 1), right=True)

    return Table(
        head=(Content(definition(Figure.YEARS)),),
        columns=(
            Column(_("Year"), 6, lambda line: str(line.year)),
            Column(_("Structures"), 11, lambda line: f"{line.shown}/{line.counted}", right=True),
            Column(_("Mean"), 9, lambda line: percent(line.mean, 1), right=True),
            Column("", YEAR_BAR + 1, _year_bar),
            *(theme(section.id) for section in themes[:MOST_THEMES]),
        ),
        rows=[Row(str(line.year), line) for line in found.evolution],
        about=lambda line, _width: _about_year(line, found),
        nothing=_("No year can be shown yet."),
        explained=(definition(Figure.YEARS), definition(Figure.MEAN), definition(Figure.SHOWN)),
    )


MOST_THEMES = 4
"""Themes that have a column; all of them are in the panel beneath."""


def _year_bar(line: YearLine) -> Content:
    if line.mean is None:
        return Content(NOTHING)
    filled = column(line.mean, YEAR_BAR)
    return row_content((("█" * filled, SCORE), ("·" * (YEAR_BAR - filled), TRACK)))


def _about_year(line: YearLine, found: Dashboard) -> list[Block]:
    shown = _("{shown} structures shown out of {count}").format(shown=line.shown, count=line.counted)
    blocks = [Block(joined(Content.styled(str(line.year), "bold"), shown))]
    if line.mean is None:
        return [*blocks, Block(Content(_("Nothing can be shown here: fewer than five structures.")))]
    themes = [
        f"{section.code} {said(section.title)} {percent(line.themes.get(section.id), 1)}"
        for section in found.questionnaire.sections
    ]
    return [*blocks, *(Block(Content(text)) for text in themes)]
