"""`network show`, `node`, `priorities`, `late`, `years`, `standing`, `recount`: where the network stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.commands.network_dashboard_data import (
    dashboard_data,
    detail_data,
    late_data,
    population_data,
    priority_data,
    standing_data,
    year_data,
)
from cap_tui.cli.commands.network_dashboard_lines import (
    detail_lines,
    late_sentence,
    late_table,
    panel_lines,
    population_lines,
    priority_table,
    standing_lines,
    year_table,
)
from cap_tui.cli.network_options import ASKED, KIND, QUESTIONNAIRE, REGION, Asked
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.cli.front import Front
    from cap_tui.services.network.dashboard import Dashboard
    from cap_tui.services.network.definitions import Figure

NODES = Argument(
    ..., metavar=N_("NODE"), help=N_("Ids or codes of themes, objectives or criteria, such as 1.1.2.")
)


class DashboardCommands:
    """Reading where the network stands."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def show(
        self,
        *,
        asked: Asked = ASKED,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print every panel."""
        from cap_tui.services.network.definitions import Figure

        found = self._dashboard(asked)
        if as_json:
            out_json(dashboard_data(found))
            return
        _print(panel_lines(found))
        self._tell_doubled(asked.questionnaire)
        several = len(found.population.filters.years) > 1
        _define(Figure.GATHERED, Figure.SHOWN, Figure.MEAN, Figure.QUARTILES, several_years=several)

    def node(
        self,
        nodes: list[str] = NODES,
        *,
        asked: Asked = ASKED,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print one or several nodes, by kind and by region."""
        from cap_tui.services.network.dashboard import node_detail, questionnaire_named
        from cap_tui.services.network.definitions import Figure

        filters = asked.filters()
        with self._front.opened() as workspace:
            found = [node_detail(workspace, filters, one) for one in nodes]
            used = questionnaire_named(workspace, asked.questionnaire)
        if as_json:
            out_json([detail_data(one) for one in found])
            return
        _print(population_lines(found[0].population))
        for one in found:
            out("")
            _print(detail_lines(one, used))
        _define(Figure.SHOWN, Figure.LEVELS, Figure.QUARTILES)

    def priorities(
        self,
        *,
        asked: Asked = ASKED,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print the criteria on which structures have open actions."""
        from cap_tui.services.network.definitions import Figure

        found = self._dashboard(asked)
        if as_json:
            lines = [priority_data(line) for line in found.priorities]
            out_json({**population_data(found.population), "priorities": lines})
            return
        _print(population_lines(found.population))
        _print(priority_table(found.priorities) if found.priorities else ())
        _define(Figure.PRIORITIES)

    def late(
        self,
        *,
        asked: Asked = ASKED,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print how many plans are late, and which of those the reader may open."""
        from cap_tui.services.network.definitions import Figure

        found = self._dashboard(asked)
        if as_json:
            out_json({**population_data(found.population), **late_data(found.late)})
            return
        _print(population_lines(found.population))
        out(late_sentence(found.late.count))
        _print(late_table(found.late.plans) if found.late.plans else ())
        _define(Figure.LATE)

    def years(
        self,
        *,
        questionnaire: str = QUESTIONNAIRE,
        kind: list[str] | None = KIND,
        region: list[str] | None = REGION,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print the means year by year."""
        from cap_tui.services.network.definitions import Figure

        found = self._dashboard(Asked(questionnaire, None, kind, region))
        if as_json:
            out_json([year_data(line) for line in found.evolution])
            return
        _print(year_table(found.evolution, found.questionnaire))
        _define(Figure.YEARS)

    def _tell_doubled(self, questionnaire: str) -> None:
        """Say which structures count twice, beside the data."""
        from cap_tui.services.network.doubled import doubled

        with self._front.opened() as workspace:
            found = doubled(workspace)
        for one in found:
            if one.questionnaire == questionnaire:
                say(one.line())

    def _dashboard(self, asked: Asked) -> Dashboard:
        from cap_tui.services.network.dashboard import dashboard

        with self._front.opened() as workspace:
            return dashboard(workspace, asked.filters())

    def standing(self, reference: str = EVALUATION, *, as_json: bool = AS_JSON) -> None:
        """Print where one structure stands among those of its kinds."""
        from cap_tui.services.network.definitions import Figure
        from cap_tui.services.network.standing import standing

        with self._front.opened() as workspace:
            found = standing(workspace, reference)
        if as_json:
            out_json(standing_data(found))
            return
        _print(standing_lines(found))
        _define(Figure.STANDING, Figure.QUARTILES)

    def recount(self) -> None:
        """Count everything again from the entries."""
        from cap_tui.services.network.recounting import recount

        with self._front.opened() as workspace:
            count = recount(workspace)
        say(
            ngettext(
                "Counted again: {count} evaluation counts.",
                "Counted again: {count} evaluations count.",
                count,
            ).format(count=count)
        )


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        out(line)


def _define(*figures: Figure, several_years: bool = False) -> None:
    """Say what the figures count, beside the data."""
    from cap_tui.services.network.definitions import definition

    say(_("What these figures count:"))
    for figure in figures:
        say(f"  {definition(figure, several_years=several_years)}")
