"""Each line of the law that screens offer: what is refused is not offered, and what is offered is not refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.tui.dialogs.note import NoteDialog
from cap_tui.tui.screens.exchange_preview import PreviewScreen
from tests.oracle.doors.screens import BY_COMMAND, WITHOUT_COMMAND, WITHOUT_SCREEN, found_on, go
from tests.oracle.permissions_by_hand import LAW, PHASES, ROLES, lawful, open_gesture
from tests.tui.harness import running

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.oracle.world import World
    from tests.tui.harness import Harness

EACH = [(letter, role) for letter in PHASES for role in ROLES]


def _expected(action: str, role: str, letter: str) -> bool:
    if action == "visa.sign":
        return False  # the third party has signed already; see below
    return open_gesture(action, role, letter)


@pytest.mark.parametrize(("letter", "role"), EACH)
async def test_screens_offer_what_the_law_opens_and_nothing_else(
    letter: str, role: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    world = by_phase[PHASES[letter]]
    wrong: list[object] = []
    async with running(world.folder(role, tmp_path / "data"), open_reference=world.reference) as harness:
        dossier = harness.app.workspace.open(world.reference)
        for where, lines in BY_COMMAND.items():
            found = await found_on(harness, dossier, where)
            wrong += [
                (where, command, action)
                for command, action in lines.items()
                if (command in found) != _expected(action, role, letter)
            ]
        wrong += [line for line in await _others(harness, dossier, role, letter) if line]
        screen = PreviewScreen(harness.app.workspace, world.sent)
        await harness.app.push_screen(screen)
        await harness.until(lambda: not screen._busy)
        if bool(screen.check_action("accept", ())) != lawful("bundle.import", role, letter):
            wrong.append("bundle.import")
    assert wrong == []


async def _others(harness: Harness, dossier: Dossier, role: str, letter: str) -> list[str]:
    """Return the lines asked of something else than a command whose answer is not the law's."""
    screen = await go(harness, dossier, "assessment")
    answers = {
        "action.propose": bool(screen.check_action("note_action", ()))
        == (lawful("action.propose", role, letter) or lawful("action.write", role, letter))
    }
    screen.fields.place = screen.texts.index("evidence")
    answers["evidence.attach"] = screen.writable() == lawful("evidence.attach", role, letter)
    if lawful("annotation.write", role, letter):
        await screen.run_action("remark")
        await harness.settle()
        assert isinstance(harness.screen, NoteDialog)
        readers = harness.screen.query("#readers")
        answers["annotation.write_private"] = bool(readers) == lawful(
            "annotation.write_private", role, letter
        )
        await harness.press("escape")
    screen = await go(harness, dossier, "export")
    text = harness.text().replace("\u00a0", " ").replace("\u202f", " ")
    internal, partners = (lawful(f"report.export_{name}", role, letter) for name in ("internal", "partners"))
    answers["report.export_internal"] = ("interne :" in text) == internal
    answers["report.export_partners"] = ("(1/2)" in text) == partners  # the second way of two
    answers["report.make"] = bool(screen.check_action("make", ())) == (internal or partners)
    return [action for action, right in answers.items() if not right]


@pytest.mark.parametrize("role", ROLES)
async def test_signing_is_offered_to_the_third_party_alone_where_there_is_one(
    role: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    world = by_phase["unsigned"]
    async with running(world.folder(role, tmp_path / "data"), open_reference=world.reference) as harness:
        found = await found_on(harness, harness.app.workspace.open(world.reference), "visa")
    assert ("visa-sign" in found) == (role == "third_party")


def test_every_line_has_its_screen_or_is_known_to_have_none() -> None:
    by_command = {action for lines in BY_COMMAND.values() for action in lines.values()}
    assert by_command | WITHOUT_COMMAND | WITHOUT_SCREEN == set(LAW)
