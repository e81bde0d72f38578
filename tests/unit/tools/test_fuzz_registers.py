"""The search for bad registers finds faults that people make in readers: each of them was planted, and found."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.services.network import register_files, register_reading, register_values
from tests.registers import ONE
from tools.fuzzing.judging import judged
from tools.fuzzing.register_words import DAYS, HEADS, SIRETS, TEXTS, VALUES
from tools.fuzzing.spreadsheets import Saving, a_register, a_saving, of_register, read
from tools.fuzzing.targets import TARGETS
from tools.fuzzing.worlds import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOOR = TARGETS["register"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def wrong(world: World, seed: int, most: int) -> str:
    """Return what is wrong with the first file that the program takes badly, of so many; nothing when there is none."""
    chance = random.Random(seed)  # noqa: S311 - draws, no secret
    seeds = [made for made in world.registers() if not made.startswith(b"PK")]
    tried = (judged(DOOR, world, of_register(chance, chance.choice(seeds), seeds)) for _time in range(most))
    return next((one.fault for one in tried if one.fault), "")


PLANTED: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "days and months swapped": lambda planting: planting.setattr(
        register_values, "_day", lambda year, month, day, _text: date(year, min(day, 12), month)
    ),
    "the apostrophe of guarded texts kept": lambda planting: planting.setattr(
        register_reading, "unguarded", lambda text: text
    ),
    "a comma taken for the separator": lambda planting: planting.setattr(
        register_files, "separator_of", lambda _text: ","
    ),
    "two digits of a year all of 2000": lambda planting: planting.setattr(register_values, "_CENTURY", 99),
    "Windows read as Latin-1": lambda planting: planting.setattr(
        register_files, "decode", lambda raw, _findings: raw.decode("latin-1").removeprefix("ï»¿")
    ),
}
"""What goes wrong, and how it is planted."""


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_a_reader_of_registers_is_found(
    fault: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as planting:
        PLANTED[fault](planting)
        assert wrong(world, 0, 300)


def test_a_register_without_a_planted_fault_has_none(world: World) -> None:
    assert not wrong(world, 4, 100)


def test_most_made_registers_are_read_whole_so_that_what_they_say_is_compared(world: World) -> None:
    chance = random.Random(2)  # noqa: S311 - draws, no secret
    made = [a_saving(chance).write(a_register(chance)) for _time in range(40)]
    verdicts = [judged(DOOR, world, one) for one in made]
    assert [one.fault for one in verdicts if one.fault] == []
    assert sum("accepted" in one.ways for one in verdicts) >= 36
    assert {meaning for one in verdicts for meaning in one.ways} >= {
        "siret",
        "name",
        "joined",
        "certificate",
        "groups",
    }


def test_a_table_is_read_back_from_each_way_of_saving() -> None:
    table = [["SIRET", "Nom"], [ONE, 'Atelier "fictif" ; été, œuvre\nsuite']]
    for separator in ";,\t":
        for encoding in ("utf-8-sig", "utf-16", "cp1252"):
            assert read(Saving(separator, encoding=encoding).write(table)) == table


def test_changes_are_the_same_for_the_same_draw_and_most_are_still_registers() -> None:
    seeds = [Saving().write([["SIRET", "Nom"], [ONE, "Structure fictive"]])]

    def made(seed: int) -> list[bytes]:
        chance = random.Random(seed)  # noqa: S311 - draws, no secret
        return [of_register(chance, seeds[0], seeds) for _time in range(50)]

    assert made(1) == made(1)
    assert len(set(made(1))) > 40


def test_what_people_write_is_set_down_for_every_column_and_read_so() -> None:
    """The words are those of a person: if the program no longer reads one of them so, it changed its mind."""
    assert set(HEADS.values()) == set(VALUES)
    assert DAYS["45658"] == date(2025, 1, 1)
    assert SIRETS["542005400016"] == "00542005400016"
    assert TEXTS["'=1+1"] == "=1+1"
