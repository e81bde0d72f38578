"""The palette: every command of the screen, every criterion of the evaluation, every evaluation, by their words."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.typography import typeset
from cap_tui.tui.commands import PALETTE, key_label
from cap_tui.tui.dialogs.pick import PickDialog, PickItem
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.app import CapTuiApp
    from cap_tui.tui.commands import Command
    from cap_tui.tui.screens.base import CommandScreen


NETWORK, BACKUPS = "network", "backups"
"""Ids of the commands of the home screen that go to the network, when there is one, and to the backups."""


async def ask_palette(app: CapTuiApp, screen: CommandScreen) -> None:
    """Show the palette over `screen` and do what is chosen; call it from a worker."""
    text = screen.in_text()
    offered = [item for item in screen.commands() if item.acts(in_text=text) and item is not PALETTE]
    items = [_command(screen, command) for command in offered]
    dossier = screen.evaluation()
    if dossier is not None:
        items += _criteria(app, dossier)
    if app.connected:
        if all(command.id != NETWORK for command in offered):
            items.append(_network(app))
        if all(command.id != BACKUPS for command in offered):
            items.append(_backups(app))
        items += [_assessment(app, summary) for summary in await asyncio.to_thread(app.workspace.assessments)]
    chosen: Callable[[], Awaitable[None]] | None = await app.push_screen_wait(
        PickDialog(_("What are you looking for?"), items)
    )
    if chosen is not None:
        await chosen()


def _command(screen: CommandScreen, command: Command) -> PickItem:
    async def run() -> None:
        await screen.ask(command)

    keys = screen.shell.keymap.keys(command)
    detail = _(command.description) + (f" ({key_label(keys[0])})" if keys else "")
    return PickItem(_(command.label), detail, run)


def _backups(app: CapTuiApp) -> PickItem:
    """Return the way to the backups from inside an evaluation, where one fears to have lost something."""

    async def go() -> None:
        from cap_tui.tui.screens.backups import BackupsScreen

        app.visit(BackupsScreen(app.workspace))

    return PickItem(_("Backups"), _("See the backups of your data, and put one back"), go)


def _network(app: CapTuiApp) -> PickItem:
    """Return the way to the network from anywhere, also to begin a register."""

    async def go() -> None:
        from cap_tui.tui.screens.network import NetworkScreen

        app.visit(NetworkScreen(app.workspace))

    detail = _("See where the structures of the network stand, and its register")
    return PickItem(_("Network"), detail, go)


def criteria_to_find(dossier: Dossier) -> list[PickItem]:
    """Return the criteria of an evaluation by code, title, question, theme and objective; the value is the id."""
    book = dossier.questionnaire
    return [
        PickItem(
            f"{item.code} {said(item.title)}",
            said(item.question),
            item.id,
            " ".join(said(section.title) for section in book.path[item.id]),
        )
        for item in (book.criteria[key] for key in dossier.concerned)
    ]


def _criteria(app: CapTuiApp, dossier: Dossier) -> list[PickItem]:
    def to(key: str) -> Callable[[], Awaitable[None]]:
        async def go() -> None:
            app.go("assessment", dossier, key)

        return go

    return [replace(item, value=to(item.value)) for item in criteria_to_find(dossier)]


def _assessment(app: CapTuiApp, summary: AssessmentSummary) -> PickItem:
    async def go() -> None:
        app.open_assessment(summary.id)

    detail = f"{typeset(summary.questionnaire_title)} {summary.year}"
    return PickItem(summary.structure.name, detail, go)
