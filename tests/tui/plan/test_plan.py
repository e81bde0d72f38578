"""Plan: the lines a team believes in, and the gestures that keep them alive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.plan import State
from tests.tui.dossiers import HOSTILE, rate, showing
from tests.tui.harness import LARGE, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE])


def three(dossier: Dossier) -> None:
    """Write three actions: one late, one complete, one that lacks much. Today is 23 November 2026."""
    rate(dossier)
    dossier.add_action(
        title="Écrire le livret d’accueil",
        criteria=("people.welcome.c1",),
        owner="Zoé",
        due=date(2026, 11, 22),
        indicator="Livrets remis",
        priority="P2",
    )
    dossier.add_action(
        title="Afficher la charte",
        criteria=("identity.values.c1",),
        owner="Éric",
        due=date(2027, 3, 15),
        indicator="Sites équipés",
        baseline="1 site",
        target="4 sites",
        priority="P3",
        state=State.IN_PROGRESS,
        progress=40,
    )
    dossier.add_action(title="Réunir l’équipe", priority="P4")


def order(dossier: Dossier) -> list[int]:
    return [action.number for action in dossier.actions()]


@BOTH
async def test_the_screen_looks_as_agreed(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "plan", size=size, prepare=three) as shown:
        golden(shown.harness, "plan")


@BOTH
async def test_what_is_late_and_what_is_missing_is_said_in_words(
    started: tuple[Path, str], size: tuple[int, int]
) -> None:
    async with showing(started, "plan", size=size, prepare=three) as shown:
        assert "! En retard 1 · △ à compléter 1" in shown.text
        assert "! En retard" in shown.line
        await shown.press("end")
        assert "△ à compléter : pilote, échéance, indicateur" in shown.text
        assert shown.line.count("à compléter") == 2


async def test_an_empty_plan_says_which_keys_begin_it(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", size=SMALL) as shown:
        assert (
            "Touche o : proposer des actions d’après les résultats ; touche a : écrire la vôtre."
            in " ".join(shown.text.split())
        )


async def test_proposing_announces_the_count_and_never_proposes_twice(started: tuple[Path, str]) -> None:
    async with showing(started, "plan") as shown:
        await shown.press("o")
        assert "2 actions proposées d’après les résultats." in shown.text
        assert [action.criteria for action in shown.dossier.actions()] == [
            ("people.welcome.c1",),
            ("identity.values.c1",),
        ]
        await shown.press("o")
        assert "Rien à ajouter" in shown.text
        assert len(shown.dossier.actions()) == 2


async def test_undo_takes_the_proposals_back_and_redo_brings_them_again(started: tuple[Path, str]) -> None:
    async with showing(started, "plan") as shown:
        await shown.press("o", "z")
        assert shown.dossier.actions() == ()
        assert "Annulé." in shown.text
        await shown.press("y")
        assert len(shown.dossier.actions()) == 2


async def test_one_key_passes_an_action_to_its_next_state(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("end")
        for symbol, state, progress in (
            ("◐ En cours", State.IN_PROGRESS, 0),
            ("● Réalisée", State.DONE, 100),
            ("✓ Soldée", State.CLOSED, 100),
        ):
            await shown.press("t")
            last = shown.dossier.actions()[-1]
            assert (last.state, last.progress) == (state, progress)
            assert symbol in shown.line


async def test_an_action_is_abandoned_with_its_reason_only(started: tuple[Path, str]) -> None:
    def settled(dossier: Dossier) -> None:
        three(dossier)
        dossier.set_action(dossier.actions()[-1].id, state=State.CLOSED, progress=100)

    async with showing(started, "plan", prepare=settled) as shown:
        await shown.press("end", "t")
        assert "Pourquoi abandonner l’action 3 ? Réunir l’équipe" in shown.text
        await shown.press("escape")
        assert shown.dossier.actions()[-1].state is State.CLOSED
        await shown.press("t")
        await shown.type("Faite avec une autre")
        await shown.press("enter")
        last = shown.dossier.actions()[-1]
        assert (last.state, last.drop_reason) == (State.DROPPED, "Faite avec une autre")
        assert "× Abandonnée" in shown.line
        await shown.press("t")
        last = shown.dossier.actions()[-1]
        assert (last.state, last.progress) == (State.TO_START, 0)


async def test_keys_faster_than_the_disk_each_count(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.harness.pilot.press("end", "+", "+", "+", "-")
        await shown.harness.settle()
        last = shown.dossier.actions()[-1]
        assert (last.progress, last.state) == (20, State.IN_PROGRESS)


@pytest.mark.parametrize(("down", "up"), [("d", "m"), ("shift+down", "shift+up")])
async def test_moving_a_line_keeps_the_cursor_on_it(started: tuple[Path, str], down: str, up: str) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press(down)
        assert order(shown.dossier) == [2, 1, 3]
        assert "Écrire le livret" in shown.line
        await shown.press(up, up)
        assert order(shown.dossier) == [1, 2, 3]


async def test_sorting_changes_what_is_seen_and_not_the_order_people_chose(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        seen = {}
        for name in ("N°", "Prio", "Action", "Critère", "Pilote", "Échéance", "État", "%", "△", "ordre"):
            await shown.press("s")
            lines = [line[1:5].strip() for line in shown.text.splitlines()[4:7]]
            seen[name] = "".join(lines)
        assert seen == {
            "N°": "123", "Prio": "123", "Action": "213", "Critère": "213", "Pilote": "213", "Échéance": "123",
            "État": "132", "%": "132", "△": "312", "ordre": "123",
        }  # fmt: skip
        assert order(shown.dossier) == [1, 2, 3]


async def test_a_click_on_a_head_sorts_and_a_second_comes_back(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        head = shown.text.splitlines()[3]
        await shown.harness.pilot.click("#columns", offset=(head.index("Action"), 0))
        assert "Action▾" in shown.text
        await shown.harness.pilot.click("#columns", offset=(head.index("Action"), 0))
        assert "▾" not in shown.text


async def test_moving_while_sorted_first_comes_back_to_the_people_s_order(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("s", "d")
        assert "Retour à votre ordre" in shown.text
        assert order(shown.dossier) == [1, 2, 3]


async def test_removing_asks_first_and_undo_brings_the_line_back(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("delete")
        assert "Retirer l’action 1 du plan ? « Écrire le livret d’accueil »" in shown.text
        await shown.press("enter")  # the harmless answer has the focus
        assert order(shown.dossier) == [1, 2, 3]
        await shown.press("delete", "tab", "enter")
        assert order(shown.dossier) == [2, 3]
        await shown.press("z")
        assert order(shown.dossier) == [1, 2, 3]


async def test_c_goes_to_the_criterion_and_says_so_when_there_is_none(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("end", "c")
        assert "Cette action ne répond à aucun critère." in shown.text
        await shown.press("home", "c")
        assert "Pouvons-nous montrer ce que nous faisons pour" in shown.text


async def test_results_and_plan_come_back_to_each_other_without_piling_up(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        before = len(shown.harness.app.screen_stack)
        await shown.press("r", "p", "r", "p")
        assert len(shown.harness.app.screen_stack) == before


async def test_hostile_texts_appear_as_they_were_typed(started: tuple[Path, str]) -> None:
    def write(dossier: Dossier) -> None:
        for text in HOSTILE:
            dossier.add_action(title=text, owner=text[:13], notes=text, indicator=text, service=text)

    async with showing(started, "plan", prepare=write) as shown:
        for text in HOSTILE:
            assert text in shown.line
            assert sum(text in line for line in shown.text.splitlines()) >= 3
            await shown.press("down")


async def test_five_hundred_actions_are_shown_and_moved_through(started: tuple[Path, str]) -> None:
    def write(dossier: Dossier) -> None:
        for number in range(500):
            dossier.add_action(title=f"Action numéro {number + 1}")

    async with showing(started, "plan", size=SMALL, prepare=write) as shown:
        await shown.press("end")
        assert "Action numéro 500" in shown.line
