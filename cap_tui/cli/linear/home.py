"""The way in: the evaluations of this computer, what was received, who is at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.create import create
from cap_tui.cli.linear.dialogue import everywhere
from cap_tui.cli.linear.evaluation import evaluation, guide
from cap_tui.cli.linear.exchange import contacts, receive, reports
from cap_tui.cli.linear.menus import Way, attempt, menu, pick
from cap_tui.cli.linear.profile import ask_name, profile, unlock
from cap_tui.i18n import _, explain, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.cli.linear.dialogue import Dialogue
    from cap_tui.services.workspace import Workspace


def home(dialogue: Dialogue, workspace: Workspace, reference: str | None = None) -> None:
    """Hold the whole dialogue; returns only by `LeaveError`.

    Args:
        dialogue: Speaks.
        workspace: The data.
        reference: Evaluation to begin with; None to begin at home.

    Raises:
        LeaveError: The person leaves.
    """
    dialogue.say(_("cap-tui, linear mode."), everywhere(), *map(explain, workspace.notices))
    attempt(dialogue, lambda: unlock(dialogue, workspace))
    attempt(dialogue, lambda: ask_name(dialogue, workspace))
    if reference:
        attempt(dialogue, lambda: evaluation(dialogue, workspace, reference))
    while True:
        menu(dialogue, lambda: _heading(workspace), lambda: _ways(dialogue, workspace))
        dialogue.say(_("You are at the beginning: q leaves."))


def _heading(workspace: Workspace) -> list[str]:
    count = len(workspace.assessments())
    name = spoken.person(workspace.profile_name())
    return [
        _("Home. At the keyboard: {name}").format(name=name),
        ngettext("{count} evaluation on this computer", "{count} evaluations on this computer", count).format(
            count=count
        ),
    ]


def _ways(dialogue: Dialogue, workspace: Workspace) -> list[Way]:
    return [
        Way(_("Open an evaluation"), lambda: _choose(dialogue, workspace)),
        Way(
            _("Open a file received"),
            lambda: _enter(dialogue, workspace, lambda: receive(dialogue, workspace)),
        ),
        Way(
            _("Begin an evaluation"), lambda: _enter(dialogue, workspace, lambda: create(dialogue, workspace))
        ),
        Way(
            _("Open the demonstration"),
            lambda: _enter(dialogue, workspace, lambda: workspace.load_demos()[0].id),
        ),
        Way(_("Profile and fingerprint"), lambda: profile(dialogue, workspace)),
        Way(_("Reports of the files imported"), lambda: reports(dialogue, workspace)),
        Way(_("People whose key is trusted"), lambda: contacts(dialogue, workspace)),
        Way(_("Help"), lambda: dialogue.say(*guide())),
    ]


def _choose(dialogue: Dialogue, workspace: Workspace) -> None:
    chosen = pick(
        dialogue,
        workspace.assessments(),
        spoken.evaluation,
        _("Which evaluation? (number or word, Enter for none)"),
        _("No evaluation yet. Begin one, open a file received, or try the demonstration."),
    )
    if chosen is not None:
        evaluation(dialogue, workspace, chosen.id)


def _enter(dialogue: Dialogue, workspace: Workspace, obtain: Callable[[], str]) -> None:
    """Open the evaluation that was just obtained, if one was."""
    reference = obtain()
    if reference:
        evaluation(dialogue, workspace, reference)
