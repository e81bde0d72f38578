"""Tableau de bord: themes, objectives and criteria with their quartiles, down to the structures behind. Pure but for reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.network.cells import What
from cap_tui.core.questionnaire import ROOT
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import phase_label
from cap_tui.i18n.network_words import NOTHING, among_words, quartile_words
from cap_tui.services.network.definitions import Figure, definition
from cap_tui.services.network.drilling import drill
from cap_tui.tui.screens.network_table import Column, Row, Table
from cap_tui.tui.screens.network_words import (
    level_lines,
    level_names,
    population_head,
    quartile_bar,
)
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, joined, said

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.network.dashboard import Dashboard, NodeDetail
    from cap_tui.services.network.drilling import Behind
    from cap_tui.services.network.node_lines import NodeLine
    from cap_tui.tui.screens.network_source import Looked, Source

BAR = 16
"""Cells of a quartile bar."""


@dataclass(frozen=True, slots=True)
class Named:
    """A structure behind a figure, or the figure itself above them.

    Attributes:
        title: What is read first.
        note: What follows.
        behind: The structure; None for the figure.
    """

    title: str
    note: str = ""
    behind: Behind | None = None


def nodes_table(source: Source, looked: Looked) -> Table:
    """Return the node one is at and what it is made of; at a criterion, its levels and the structures behind each."""
    found = source.dashboard(looked.filters)
    of = found.questionnaire
    if looked.opened in of.criteria:
        return _behind_criterion(source, looked, found)
    lines = {line.id: line for line in found.nodes}
    section = of.section_by_id.get(looked.opened)
    within = section.sections if section else of.sections
    beneath = [item.id for item in within] + [item.id for item in (section.criteria if section else ())]
    here = section.id if section else ROOT
    rows = [
        Row(line.id or "whole", line, opens=line.id if line.id != here else "")
        for line in (lines[here], *(lines[key] for key in beneath))
    ]
    where = (Content(trail(of, here)),) if section else ()
    return Table(
        head=(*_head(source, looked, found), *where),
        columns=_columns(here),
        rows=rows,
        about=lambda line, width: _about(line, of, width),
        explained=_definitions(
            Figure.GATHERED,
            Figure.SHOWN,
            Figure.MEAN,
            Figure.QUARTILES,
            Figure.LEVELS,
            several_years=len(found.population.filters.years) > 1,
        ),
    )


def above(of: Questionnaire, node: str) -> str:
    """Return the section above a node; the root above a theme."""
    path = of.path.get(node, ())
    return path[-1].id if path else ROOT


def trail(of: Questionnaire, node: str) -> str:
    """Return the titles from the whole down to a node."""
    sections = [*of.path.get(node, ()), *([of.section_by_id[node]] if node in of.section_by_id else [])]
    return " › ".join(
        [_("The whole"), *(f"{section.code} {said(section.title)}".strip() for section in sections)]
    )


def _definitions(*figures: Figure, several_years: bool = False) -> tuple[str, ...]:
    return tuple(definition(figure, several_years=several_years) for figure in figures)


def _head(source: Source, looked: Looked, found: Dashboard) -> tuple[Content, ...]:
    return population_head(found.population, found.by_phase, len(source.present(looked)))


def _columns(here: str) -> tuple[Column, ...]:
    return (
        Column(_("Title"), 0, lambda line: _title(line, here)),
        Column(_("Structures"), 11, lambda line: among_words(line.count, line.of), right=True),
        Column(_("Mean"), 9, lambda line: percent(line.mean, 1), right=True, wide=True),
        Column(_("Median"), 8, _median, right=True),
        Column(f"0{'':{BAR - 4}}100", BAR + 1, lambda line: quartile_bar(line.quartiles, BAR)),
        Column(_("Quartiles"), 17, lambda line: quartile_words(line.quartiles), wide=True),
        Column(_("Band"), 14, lambda line: line.band or NOTHING),
    )


def _median(line: NodeLine) -> str:
    return percent(line.quartiles.median if line.quartiles else None)


def _title(line: NodeLine, here: str) -> Content:
    if not line.id:
        return Content.styled(_("The whole"), "bold")
    title = f"{line.code} {line.title}".strip()
    return Content.styled(title, "bold") if line.id == here else Content(f"  {title}")


def _about(line: NodeLine, of: Questionnaire, width: int) -> list[Block]:
    title = f"{line.code} {line.title}".strip() if line.id else _("The whole")
    blocks = [Block(Content.styled(title, "bold"))]
    if not line.count:
        nothing = Block(Content(_("Nothing can be shown here: fewer than five structures.")))
        return [*blocks, *(map(Block, level_lines(line.levels, of, width)) if line.levels else [nothing])]
    mean = _("mean {mean} · quartiles {quartiles}").format(
        mean=percent(line.mean, 1), quartiles=quartile_words(line.quartiles)
    )
    count = _counted(line)
    return [*blocks, Block(joined(count, mean)), *map(Block, level_lines(line.levels, of, width))]


def _counted(line: NodeLine) -> str:
    return ngettext("{count} structure", "{count} structures", line.of or line.count).format(
        count=among_words(line.count, line.of)
    )


def _behind_criterion(source: Source, looked: Looked, found: Dashboard) -> Table:
    of = found.questionnaire
    line = next(line for line in found.nodes if line.id == looked.opened)
    rows, named = [], 0
    for level, (symbol, name) in level_names(of).items():
        behind = drill(source.workspace, looked.filters, What.LEVEL, line.id, level)
        count = line.levels.get(level, 0)
        if not count and not behind:
            continue
        told = str(count) if line.count or count else NOTHING
        rows.append(Row(level, Named(f"{symbol} {name}", told)))
        rows += [behind_row(one, level, line.id) for one in behind]
        named += len(behind)
    told = ngettext("{count} that you may open", "{count} that you may open", named).format(count=named)
    return Table(
        head=(*_head(source, looked, found)[1:], joined(f"{line.code} {line.title}", told)),
        columns=behind_columns(),
        rows=rows,
        about=lambda item, width: [*about_behind(item), *map(Block, level_lines(line.levels, of, width))],
        nothing=_("No structure can be shown here."),
        explained=_definitions(Figure.LEVELS, Figure.SHOWN),
    )


def behind_row(one: Behind, group: str, criterion: str = "") -> Row:
    """Return the row of a structure behind a figure; its evaluation opens at `criterion`."""
    return Row(f"{group} {one.id}", Named(one.structure, behind=one), dossier=one.id, criterion=criterion)


def behind_columns() -> tuple[Column, ...]:
    """Return the columns of figures with the structures behind each."""
    return (
        Column(_("Structure"), 0, _behind_title),
        Column(_("Structures"), 11, lambda item: item.note, right=True),
        Column(_("Type"), 10, lambda item: _of(item, "kinds").replace(",", ", ")),
        Column(_("Region"), 24, lambda item: _of(item, "region")),
        Column(_("Year"), 6, lambda item: str(item.behind.year) if item.behind else "", wide=True),
        Column(_("Phase"), 18, lambda item: phase_label(item.behind.phase) if item.behind else "", wide=True),
    )


def _behind_title(item: Named) -> Content:
    return Content(f"    {item.title}") if item.behind else Content.styled(item.title, "bold")


def _of(item: Named, name: str) -> str:
    return str(getattr(item.behind, name)) if item.behind else ""


def about_behind(item: Named) -> list[Block]:
    """Return what is said of a structure behind a figure, or of the figure."""
    if item.behind is None:
        return [Block(Content.styled(item.title, "bold"))]
    return [
        Block(Content.styled(item.title, "bold")),
        Block(Content(_("Enter opens this evaluation."))),
    ]


def detail_blocks(found: NodeDetail, width: int) -> list[Block]:
    """Return one node by kind of structure and by region, as far as each can be shown."""
    blocks = [
        Block(
            Content(_("Only the kinds and regions whose structures can be shown are here.")), style="$muted"
        )
    ]
    for title, lines in ((_("By kind"), found.by_kind), (_("By region"), found.by_region)):
        blocks += [Block(Content("")), Block(Content.styled(title, "bold $accent"))]
        if not lines:
            blocks.append(Block(Content(_("Nothing can be shown here: fewer than five structures."))))
        blocks += [Block(_compared(name, line, width)) for name, line in lines.items()]
    return blocks


def _compared(name: str, line: NodeLine, width: int) -> Content:
    count = _counted(line)
    return Content.assemble(
        cell(name, min(28, max(width // 3, 12))),
        cell(count, 21),
        cell(_median(line), 7),
        quartile_bar(line.quartiles, BAR),
        f"  {quartile_words(line.quartiles)}",
    )
