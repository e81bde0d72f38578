"""Every gesture that writes fails at its first statement or file, its second…: before or after, never between."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.errors import CapError
from tests.integration.faults.injection import failing
from tests.integration.faults.state import found_again, told
from tests.integration.faults.table import GESTURES
from tests.integration.faults.worlds import build, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.faults.table import Gesture
    from tests.integration.faults.worlds import World

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only("fails at the operations of a file")]

MOST = 24
"""Places tried of one gesture; of more, a sample, the same at each run."""


@pytest.fixture(scope="module")
def worlds(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worlds, one for each phase."""
    return build(prepared, tmp_path_factory.mktemp("worlds"))


@pytest.mark.parametrize("name", GESTURES)
def test_a_gesture_that_fails_anywhere_is_done_or_not_and_says_so(
    worlds: Path, tmp_path: Path, name: str
) -> None:
    gesture = GESTURES[name]
    states, passed = _whole(worlds, tmp_path, gesture)
    assert states[-1] != states[0], "this gesture changes nothing that a person would see"
    assert passed
    for place in _tried(passed, name):
        world = opened(worlds, gesture.where, tmp_path / f"{place}")
        ready = gesture.ready(world)
        failure = ""
        with failing(world.root, place) as faults:
            try:
                _do(gesture, world, ready)
            except CapError as error:
                failure = str(error)
        where = f"place {place} of {len(passed)}: {faults.places[-1]}; {failure}"
        _agrees(gesture, world, where)
        found = found_again(world.root)
        assert found in (states if failure else states[-1:]), where
        if failure:
            for step in gesture.steps[
                states.index(found) :
            ]:  # what was not done can be done, as the sentence says
                step(world, ready)
            assert found_again(world.root) == states[-1], where
        world.workspace.close()
        shutil.rmtree(world.root)


def _whole(worlds: Path, tmp_path: Path, gesture: Gesture) -> tuple[list[dict[str, Any]], list[str]]:
    """Return what a person finds before and after each step when nothing fails, and the places passed by."""
    world = opened(worlds, gesture.where, tmp_path / "whole")
    ready = gesture.ready(world)
    states, passed = [found_again(world.root)], []
    for step in gesture.steps:
        with failing(world.root) as faults:
            step(world, ready)
        passed += faults.places
        states.append(found_again(world.root))
    _agrees(gesture, world, "nothing failed")
    world.workspace.close()
    return states, passed


def _tried(passed: list[str], name: str) -> list[int]:
    places = range(1, len(passed) + 1)
    if len(places) <= MOST:
        return list(places)
    return sorted(random.Random(name).sample(places, MOST))  # noqa: S311 - places, not secrets


def _do(gesture: Gesture, world: World, ready: Any) -> None:
    for step in gesture.steps:
        step(world, ready)


def _agrees(gesture: Gesture, world: World, where: str) -> None:
    """Compare the dossier that is open with the one read from the disk."""
    if gesture.memory == "closed":
        return
    if gesture.memory == "reload":
        world.dossier.reload()
    assert told(world.dossier) == told(world.workspace.open(world.dossier.summary.id)), where
