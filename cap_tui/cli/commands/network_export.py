"""`network export`: the report of the network, its tables and its open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.commands.exporting import place_of, replaceable, show_progress
from cap_tui.cli.network_options import ASKED, Asked
from cap_tui.cli.output import out
from cap_tui.cli.report_options import OUTPUT, REPLACE

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
            asked: Asked = ASKED,
            output: str | None = OUTPUT,
            replace: bool = REPLACE,
        ) -> None:
            from cap_tui.services.network.publishing import export_network, network_name

            filters = asked.filters()
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
