"""Every file that the program once took badly is taken well, and stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.fuzzing.crashes import kept
from tools.fuzzing.judging import judged
from tools.fuzzing.targets import TARGETS
from tools.fuzzing.worlds import World

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.mark.parametrize(
    ("name", "path"), [pytest.param(*one, id="/".join(one[1].parts[-2:])) for one in kept()]
)
def test_a_file_that_once_stopped_the_program_no_longer_does(world: World, name: str, path: Path) -> None:
    assert judged(TARGETS[name], world, path.read_bytes()).fault == ""


@pytest.mark.parametrize("name", TARGETS)
def test_each_door_is_tried_from_files_that_it_opens_and_from_others_too(world: World, name: str) -> None:
    verdicts = [judged(TARGETS[name], world, data) for data in TARGETS[name].seeds(world)]
    assert [one.fault for one in verdicts if one.fault] == []
    assert any("accepted" in one.ways for one in verdicts)
