"""The guide of the directors names keys: each does what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.i18n import _, activate
from cap_tui.tui.commands import APP_COMMANDS, key_label
from cap_tui.tui.screens.assessment import AssessmentScreen
from cap_tui.tui.screens.export import ExportScreen
from cap_tui.tui.screens.home import HomeScreen
from cap_tui.tui.screens.meeting import MeetingScreen
from cap_tui.tui.screens.network import NetworkScreen
from cap_tui.tui.screens.plan import PlanScreen
from cap_tui.tui.screens.results import ResultsScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.tui.commands import Command
    from cap_tui.tui.screens.base import CommandScreen

GUIDE = Path(__file__).parent.parent.parent / "docs" / "guide.md"
SCREENS: dict[str, type[CommandScreen]] = {
    "Avant la journée": HomeScreen,
    "Pendant la journée": AssessmentScreen,
    "Lire les résultats": ResultsScreen,
    "Construire le plan de progrès": PlanScreen,
    "Tenir la réunion de suivi": MeetingScreen,
    "Repartir avec le PDF": ExportScreen,
    "Regarder le réseau": NetworkScreen,
}
"""Heading of the guide to the screen whose keys the table beneath it names."""


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield heading, keys and label of each row of the guide's tables of keys."""
    heading = ""
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| **") and len(cells) == 3:
            yield heading, cells[0], cells[1]


def offered(heading: str) -> tuple[Command, ...]:
    return (*SCREENS[heading].OFFERED, *APP_COMMANDS)


@pytest.mark.parametrize(("heading", "keys", "label"), list(rows()))
def test_each_key_of_the_guide_carries_the_label_of_the_screen(heading: str, keys: str, label: str) -> None:
    activate("fr")
    for key in re.findall(r"\*\*(.+?)\*\*", keys):
        named = [
            _(command.label)
            for command in offered(heading)
            if key in [key_label(known) for known in command.keys]
        ]
        assert label.replace("’", "'") in [name.replace("’", "'").replace("\u00a0", " ") for name in named], (
            key
        )


@pytest.mark.parametrize("heading", list(SCREENS))
def test_no_key_shown_at_the_bottom_of_a_screen_is_missing_from_the_guide(heading: str) -> None:
    told = {
        key
        for where, keys, _label in rows()
        for key in re.findall(r"\*\*(.+?)\*\*", keys)
        if where == heading
    }
    shown = {
        key_label(command.keys[0]) for command in SCREENS[heading].OFFERED if command.bar and command.keys
    }
    assert shown <= told
