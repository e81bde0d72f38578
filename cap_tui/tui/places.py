"""The screens of an assessment by name, each imported when it is first gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from cap_tui.tui.screens.base import CommandScreen


def is_at(screen: CommandScreen, where: str, dossier: Dossier) -> bool:
    """Return whether `screen` shows that place of that assessment."""
    return where == screen.PLACE and screen.evaluation() is dossier


def screen_for(where: str, dossier: Dossier, workspace: Workspace, criterion: str = "") -> CommandScreen:
    """Return a new screen of `dossier`.

    Args:
        where: One of the keys of `PLACES` in `tui.screens.ways`.
        dossier: What it shows.
        workspace: Where it comes from.
        criterion: Where the evaluation or the plan begins; the first without an answer when empty.
    """
    # Imported here: none of them is needed to paint the first screen, and together they cost as much as it does.
    if where == "results":
        from cap_tui.tui.screens.results import ResultsScreen

        return ResultsScreen(dossier)
    if where == "plan":
        from cap_tui.tui.screens.plan import PlanScreen

        return PlanScreen(dossier, criterion)
    if where == "indicators":
        from cap_tui.tui.screens.indicators import IndicatorsScreen

        return IndicatorsScreen(dossier, criterion)
    if where == "export":
        from cap_tui.tui.screens.export import ExportScreen

        return ExportScreen(dossier, workspace)
    shared = _shared(where, dossier, workspace, criterion)
    if shared is not None:
        return shared
    from cap_tui.tui.screens.assessment import AssessmentScreen

    return AssessmentScreen(dossier, criterion)


def _shared(where: str, dossier: Dossier, workspace: Workspace, criterion: str) -> CommandScreen | None:
    """Return a screen about what several people do together, None for the others."""
    if where == "pooling":
        from cap_tui.tui.screens.pooling import PoolingScreen

        return PoolingScreen(dossier, criterion)
    if where == "inbox":
        from cap_tui.tui.screens.remarks import RemarksScreen

        return RemarksScreen(dossier, criterion)
    if where == "meeting":
        from cap_tui.tui.screens.meeting import MeetingScreen

        return MeetingScreen(dossier)
    return _around(where, dossier, workspace)


def _around(where: str, dossier: Dossier, workspace: Workspace) -> CommandScreen | None:
    """Return a screen about who takes part, what is exchanged and signed, None for the others."""
    if where == "exchange":
        from cap_tui.tui.screens.exchange import ExchangeScreen

        return ExchangeScreen(workspace, dossier)
    if where == "people":
        from cap_tui.tui.screens.people import PeopleScreen

        return PeopleScreen(dossier)
    if where == "visa":
        from cap_tui.tui.screens.visa import VisaScreen

        return VisaScreen(dossier)
    if where == "upgrade":
        from cap_tui.tui.screens.upgrade import UpgradeScreen

        return UpgradeScreen(dossier)
    if where == "history":
        from cap_tui.tui.screens.history import HistoryScreen

        return HistoryScreen(dossier)
    return None
