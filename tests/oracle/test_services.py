"""Each line of the law, for each role in each phase, asked of the use-cases.

`network.consolidate` has no use-case yet: the function that decides is asked for it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from tests.oracle.doors.services import GESTURES, WRITES, Seat
from tests.oracle.permissions_by_hand import LAW, PHASES, ROLES, lawful, open_gesture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.oracle.world import World

EACH = [(letter, role) for letter in PHASES for role in ROLES]


def outcome(world: World, role: str, action: str, place: Path) -> tuple[str, int]:
    """Return the name of the refusal, empty when it was done, and how many entries were written."""
    machine = world.machine(role, place)
    try:
        dossier = machine.open(world.reference)
        before = len(dossier.entries())
        try:
            GESTURES[action](Seat(machine, dossier, world.sent))
        except CapError as error:
            return type(error).__name__, len(machine.open(world.reference).entries()) - before
        return "", len(machine.open(world.reference).entries()) - before
    finally:
        machine.close()


@pytest.mark.parametrize(("letter", "role"), EACH)
def test_everyone_does_what_the_law_opens_to_them_and_nothing_else(
    letter: str, role: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    wrong = []
    for action in GESTURES:
        if (action, role) == ("visa.sign", "director"):
            continue  # asked below, where nobody is third party
        refusal, written = outcome(by_phase[PHASES[letter]], role, action, tmp_path / action)
        done = not refusal and (written > 0 or action not in WRITES)
        if done != open_gesture(action, role, letter) or (refusal and written):
            wrong.append((action, refusal, written))
    assert wrong == []


@pytest.mark.parametrize("letter", PHASES)
def test_the_director_signs_where_nobody_is_third_party(
    letter: str, without_tiers: dict[str, World], tmp_path: Path
) -> None:
    refusal, written = outcome(without_tiers[PHASES[letter]], "director", "visa.sign", tmp_path / "alone")
    assert (refusal == "", written == 1) == (letter == "P", letter == "P"), refusal


@pytest.mark.parametrize("letter", PHASES)
def test_the_director_never_signs_over_their_own_opinion_where_someone_is_third_party(
    letter: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    refusal, written = outcome(by_phase[PHASES[letter]], "director", "visa.sign", tmp_path / "two")
    assert refusal == ("ThirdPartySignsError" if letter == "P" else "NotPermittedError")
    assert written == 0


@pytest.mark.parametrize(("letter", "role"), EACH)
def test_what_greys_the_screens_gives_the_answer_of_the_law(
    letter: str, role: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    machine = by_phase[PHASES[letter]].machine(role, tmp_path / "machine")
    dossier = machine.open(by_phase[PHASES[letter]].reference)
    machine.close()
    wrong = [action for action in LAW if dossier.may(action) != lawful(action, role, letter)]
    assert wrong == []
    assert [
        action for action in LAW if (dossier.refusal(action) is None) != lawful(action, role, letter)
    ] == []
