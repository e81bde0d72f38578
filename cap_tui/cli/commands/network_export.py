"""`network export`: the report of the network, its tables and its open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.commands.exporting import OUTPUT, REPLACE, place_of, replaceable, show_progress
from cap_tui.cli.commands.network_dashboard import KIND, QUESTIONNAIRE, REGION, YEAR, asked_filters
from cap_tui.cli.output import out

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.cli.front import Front


class NetworkExportCommands:
    """Making documents of the network."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def one(self, form: str) -> Callable[..., None]:
        """Return the command that writes the network in one of `NETWORK_FORMS`, named without its beginning."""

        def command(
            *,
            questionnaire: str = QUESTIONNAIRE,
            year: list[str] | None = YEAR,
            kind: list[str] | None = KIND,
            region: list[str] | None = REGION,
            output: str | None = OUTPUT,
            replace: bool = REPLACE,
        ) -> None:
            from cap_tui.services.network.publishing import export_network, network_name

            filters = asked_filters(questionnaire, year, kind, region)
            form_name = f"network-{form}"
            with self._front.opened() as workspace, replaceable():
                day = workspace.now().astimezone().date()
                written = export_network(
                    workspace,
                    filters,
                    place_of(output, network_name(filters, day, form_name)),
                    form=form_name,
                    overwrite=replace,
                    progress=show_progress,
                )
            out(str(written))

        return command
