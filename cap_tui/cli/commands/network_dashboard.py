"""`network show`, `node`, `priorities`, `late`, `years`, `standing`, `recount`: where the network stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION, whole
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
from cap_tui.cli.errors import ChoiceError
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cap_tui.cli.front import Front
    from cap_tui.services.network.asking import Filters
    from cap_tui.services.network.definitions import Figure

QUESTIONNAIRE = Option(
    "cap", "--questionnaire", metavar="ID", help=N_("Which questionnaire; cap unless said.")
)
YEAR = Option(
    None,
    "--year",
    metavar=N_("YEAR"),
    help=N_("The year evaluated; several times for several. By default, the last one that can be shown."),
)
KIND = Option(
    None,
    "--kind",
    metavar=N_("KIND"),
    help=N_("Only the structures of this kind; several times for several."),
)
REGION = Option(
    None, "--region", metavar=N_("REGION"), help=N_("Only this region; several times for several.")
)
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
        questionnaire: str = QUESTIONNAIRE,
        year: list[str] | None = YEAR,
        kind: list[str] | None = KIND,
        region: list[str] | None = REGION,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print every panel."""
        from cap_tui.services.network.dashboard import dashboard
        from cap_tui.services.network.definitions import Figure

        with self._front.opened() as workspace:
            found = dashboard(workspace, asked_filters(questionnaire, year, kind, region))
        if as_json:
            out_json(dashboard_data(found))
            return
        _print(panel_lines(found))
        several = len(found.population.filters.years) > 1
        _define(Figure.GATHERED, Figure.SHOWN, Figure.MEAN, Figure.QUARTILES, several_years=several)

    def node(
        self,
        nodes: list[str] = NODES,
        *,
        questionnaire: str = QUESTIONNAIRE,
        year: list[str] | None = YEAR,
        kind: list[str] | None = KIND,
        region: list[str] | None = REGION,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print one or several nodes, by kind and by region."""
        from cap_tui.services.network.dashboard import node_detail, questionnaire_named
        from cap_tui.services.network.definitions import Figure

        filters = asked_filters(questionnaire, year, kind, region)
        with self._front.opened() as workspace:
            found = [node_detail(workspace, filters, one) for one in nodes]
            used = questionnaire_named(workspace, questionnaire)
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
        questionnaire: str = QUESTIONNAIRE,
        year: list[str] | None = YEAR,
        kind: list[str] | None = KIND,
        region: list[str] | None = REGION,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print the criteria on which structures have open actions."""
        from cap_tui.services.network.dashboard import dashboard
        from cap_tui.services.network.definitions import Figure

        with self._front.opened() as workspace:
            found = dashboard(workspace, asked_filters(questionnaire, year, kind, region))
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
        questionnaire: str = QUESTIONNAIRE,
        year: list[str] | None = YEAR,
        kind: list[str] | None = KIND,
        region: list[str] | None = REGION,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print how many plans are late, and which of those the reader may open."""
        from cap_tui.services.network.dashboard import dashboard
        from cap_tui.services.network.definitions import Figure

        with self._front.opened() as workspace:
            found = dashboard(workspace, asked_filters(questionnaire, year, kind, region))
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
        from cap_tui.services.network.dashboard import dashboard
        from cap_tui.services.network.definitions import Figure

        with self._front.opened() as workspace:
            found = dashboard(workspace, asked_filters(questionnaire, None, kind, region))
        if as_json:
            out_json([year_data(line) for line in found.evolution])
            return
        _print(year_table(found.evolution, found.questionnaire))
        _define(Figure.YEARS)

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


def asked_filters(
    questionnaire: str,
    years: Sequence[str] | None,
    kinds: Sequence[str] | None,
    regions: Sequence[str] | None,
) -> Filters:
    """Return what is asked.

    Raises:
        CapError: A year is not a number, or there is no such kind or region.
    """
    from cap_tui.services.network.asking import Filters

    return Filters(
        questionnaire,
        tuple(whole(text, "--year") for text in years or ()),
        tuple(_one_of(text, KINDS, "--kind") for text in kinds or ()),
        tuple(_one_of(text, REGIONS, "--region") for text in regions or ()),
    )


def _one_of(text: str, choices: Sequence[str], parameter: str) -> str:
    wanted = text.strip().replace("'", "’").casefold()
    found = next((choice for choice in choices if choice.casefold() == wanted), None)
    if found is None:
        raise ChoiceError(typed=one_line(text, limit=60), parameter=parameter, choices=", ".join(choices))
    return found


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        out(line)


def _define(*figures: Figure, several_years: bool = False) -> None:
    """Say what the figures count, beside the data."""
    from cap_tui.services.network.definitions import definition

    say(_("What these figures count:"))
    for figure in figures:
        say(f"  {definition(figure, several_years=several_years)}")
