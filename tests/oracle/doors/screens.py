"""The third door: the screens, each line of the permissions as the command that is offered for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from tests.tui.harness import Harness

BY_COMMAND = {
    "assessment": {
        "rate-1": "opinion.write", "not-applicable": "opinion.write", "dont-know": "opinion.write",
        "flag": "opinion.write", "clear": "opinion.write", "finish": "opinion.finish", "remark": "annotation.write",
        "phase-next": "phase.advance", "phase-previous": "phase.reopen",
    },
    "pooling": {
        "retain-1": "position.retain", "retain-agree": "position.retain", "retain-not-applicable": "position.retain",
        "remark": "annotation.write",
    },
    "plan": {
        "plan-edit": "action.progress", "plan-add": "action.write", "plan-propose": "action.write",
        "plan-up": "action.write", "plan-remove": "action.write", "plan-state": "action.progress",
        "plan-more": "action.progress", "plan-suggest": "action.propose", "plan-note": "followup.note",
        "plan-together": "action.progress", "plan-duplicate": "action.write", "plan-link": "action.write",
    },
    "people": {
        "people-invite": "participant.grant", "people-role": "participant.grant", "people-blind": "participant.grant",
        "people-withdraw": "participant.revoke", "people-data": "personal_data.export",
    },
    "inbox": {
        "remarks-answer": "annotation.write", "remarks-close": "annotation.resolve", "remarks-accept": "action.decide",
        "remarks-decline": "action.decide",
    },
    "indicators": {"indicators-edit": "action.progress", "indicators-undo": "action.progress"},
    "meeting": {
        "meeting-note-all": "followup.note", "meeting-present": "followup.note", "meeting-conclude": "followup.note",
    },
    "visa": {"visa-sign": "visa.sign"},
    "exchange": {"exchange-send-1": "bundle.export"},
}  # fmt: skip
"""Screen, command and the line it is for: a command is offered, on some row of the screen, exactly where its line is open."""

WITHOUT_COMMAND = frozenset({
    "assessment.read", "opinions.read_others", "evidence.attach", "annotation.write_private", "bundle.import", "report.export_internal", "report.export_partners",
})  # fmt: skip
"""Lines that are asked of something else of a screen than a command, in `test_screens`."""

WITHOUT_SCREEN = frozenset({
    "questionnaire.upgrade", "network.consolidate", "personal_data.erase",
})  # fmt: skip
"""Lines that no screen offers."""


async def go(harness: Harness, dossier: Dossier, where: str) -> Any:
    """Show a screen of the evaluation and return it."""
    harness.app.go(where, dossier)
    await harness.settle()
    return harness.screen


async def offered(harness: Harness, screen: Any) -> set[str]:
    """Return the ids of the commands that a screen offers, on whichever of its rows."""
    found = {command.id for command in screen.commands()}
    for rows in screen.query(RowList):
        before = None
        while rows.cursor != before:
            found |= {command.id for command in screen.commands()}
            before = rows.cursor
            rows.move(1)
            await harness.pilot.pause()
    return found


async def found_on(harness: Harness, dossier: Dossier, where: str) -> set[str]:
    """Return the commands offered on a screen; of the remarks, both in what waits and in all of them."""
    screen = await go(harness, dossier, where)
    found = await offered(harness, screen)
    if where == "inbox":
        await harness.press("3")
        found |= await offered(harness, screen)
    return found
