"""The views of the plan: the same lines as a table, by state, on a calendar, and by what is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.plan import State
from tests.tui.dossiers import HOSTILE, showing
from tests.tui.harness import LARGE, SMALL
from tests.tui.plan.many import eight

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.dossiers import Shown
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE])


def here(shown: Shown) -> str:
    """Return the number and title of the detail: the action one is on, in any view."""
    lines = shown.text.splitlines()
    edge = max(place for place, line in enumerate(lines) if line.startswith("────"))
    return lines[edge + 1].strip()


@BOTH
@pytest.mark.parametrize(("key", "name"), [("2", "board"), ("3", "calendar"), ("4", "due")])
async def test_each_view_looks_as_agreed(
    started: tuple[Path, str],
    golden: Callable[[Harness, str], None],
    size: tuple[int, int],
    key: str,
    name: str,
) -> None:
    async with showing(started, "plan", size=size, prepare=eight) as shown:
        await shown.press(key)
        golden(shown.harness, name)


async def test_one_key_goes_round_the_views_and_the_cursor_stays_on_its_action(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", size=SMALL, prepare=eight) as shown:
        await shown.press("down", "down", "down")
        for name in ("Par état", "Calendrier", "À échéance", "Tableau"):
            await shown.press("v")
            assert f" {name}]" in shown.text
            assert here(shown) == "4. Former deux tuteur·rices"


async def test_an_action_that_is_late_is_in_the_column_of_those_that_are_late(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("2")
        heads = shown.text.splitlines()[3]
        assert [word for word in heads.replace("│", " ").split("  ") if word.strip()][:3] == [
            " ○ À lancer 3",
            "◐ En cours 1",
            "! En retard 1",
        ]


async def test_the_columns_scroll_sideways_and_the_cursor_follows_what_changes_state(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", size=SMALL, prepare=eight) as shown:
        await shown.press("2")
        assert "Réalisée" not in shown.text.splitlines()[3]
        await shown.press("right")
        assert "● Réalisée 1" in shown.text
        assert "À lancer" not in shown.text.splitlines()[3]
        assert here(shown) == "6. Acheter des vestiaires"
        await shown.press("t")
        assert shown.dossier.actions()[5].state is State.CLOSED
        assert "✓ Soldée 2" in shown.text
        assert here(shown) == "6. Acheter des vestiaires"
        await shown.press("right", "right", "right", "right")
        assert "× Abandonnée 1" in shown.text
        assert here(shown) == "8. Louer un car"


async def test_an_empty_column_is_gone_through_and_its_keys_do_nothing(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=lambda dossier: dossier.add_action(title="Écrire")) as shown:
        await shown.press("2", "right", "t", "delete", "h", "space", "u")
        (line,) = shown.dossier.actions()
        assert line.state is State.TO_START
        await shown.press("left", "enter")
        assert "Action 1" in shown.text


async def test_what_is_due_says_how_many_days_are_left(started: tuple[Path, str]) -> None:
    today = date(2026, 11, 23)

    def write(dossier: Dossier) -> None:
        for days in (-2, -1, 0, 1, 2, 30, 31):
            dossier.add_action(title=f"À {days} jours", due=today + timedelta(days=days))

    async with showing(started, "plan", prepare=write) as shown:
        await shown.press("4")
        rows = [line[1:].split("  ") for line in shown.text.splitlines()[4:14]]
        assert [[part.strip() for part in row if part.strip()][-1] for row in rows] == [
            "! En retard (2)",
            "! 2 jours de retard",
            "! 1 jour de retard",
            "À échéance dans les 30 jours (4)",
            "aujourd’hui",
            "demain",
            "dans 2 jours",
            "dans 30 jours",
            "À échéance plus tard (1)",
            "dans 31 jours",
        ]


async def test_a_long_plan_is_gone_through_in_the_calendar_as_far_as_it_goes(
    started: tuple[Path, str],
) -> None:
    def write(dossier: Dossier) -> None:
        dossier.add_action(title="Loin", start=date(2026, 1, 1), due=date(2029, 12, 31))
        dossier.add_action(title="Sans date")

    async with showing(started, "plan", size=SMALL, prepare=write) as shown:
        await shown.press("3")
        assert shown.text.splitlines()[3].split()[:3] == ["Action", "oct", "nov"]
        assert shown.line.rstrip().endswith("›")
        await shown.press("left", "left", "left")
        assert shown.text.splitlines()[3].split()[:3] == ["Action", "2026", "févr"]
        await shown.press("left")
        assert "Le plan ne va pas plus loin de ce côté." in shown.text
        await shown.press(*["right"] * 20)
        assert shown.text.splitlines()[3].split()[-1] == "déc"
        assert "○" in shown.line


@pytest.mark.parametrize("key", ["2", "3", "4"])
async def test_hostile_texts_and_an_empty_plan_are_shown_in_every_view(
    started: tuple[Path, str], key: str
) -> None:
    def write(dossier: Dossier) -> None:
        for text in HOSTILE[:2]:
            dossier.add_action(title=text, owner=text[:9])

    async with showing(started, "plan", prepare=lambda _dossier: None) as shown:
        await shown.press(key)
        assert "Aucune action pour l’instant." in shown.text
        write(shown.dossier)
        await shown.press("1", key)
        for text in HOSTILE[:2]:
            assert text in shown.text


async def test_five_hundred_actions_are_gone_through_in_every_view(started: tuple[Path, str]) -> None:
    def write(dossier: Dossier) -> None:
        for number in range(500):
            dossier.add_action(
                title=f"Action numéro {number + 1}", due=date(2026, 1, 1) + timedelta(days=number)
            )

    async with showing(started, "plan", size=SMALL, prepare=write) as shown:
        for key, last in (("3", 500), ("4", 500), ("2", 500)):
            await shown.press(key, "home", "end")
            assert here(shown) == f"{last}. Action numéro {last}"


async def test_moving_a_line_from_another_view_comes_back_to_the_people_s_order(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("4", "d")
        assert "[1 Tableau]" in shown.text
        assert "Retour à votre ordre" in shown.text
        await shown.press("4", "s")
        assert "Seul le tableau se trie : 1 le montre." in shown.text
