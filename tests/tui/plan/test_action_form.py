"""The form of an action: every field of the plan, and nothing typed that is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from cap_tui.core.plan import ACTION_FIELDS, State
from cap_tui.core.reasons import REASONS
from cap_tui.tui.dialogs.action_form_fields import FIELDS
from tests.tui.dossiers import HOSTILE, showing
from tests.tui.harness import LARGE, SMALL
from tests.tui.plan.test_plan import three

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.dossiers import Shown
    from tests.tui.harness import Harness


async def go_to(shown: Shown, name: str) -> None:
    """Put the focus on a field."""
    shown.harness.screen.query_one("#form").query_one(f"#{name}").focus()
    await shown.harness.settle()


async def replace(shown: Shown, name: str, text: str) -> None:
    """Type `text` in place of what a field holds."""
    await go_to(shown, name)
    field = shown.harness.screen.query_one("#form").query_one(f"#{name}")
    if isinstance(field, Input):
        field.clear()
    await shown.type(text)


def test_every_field_of_an_action_can_be_typed_but_what_the_plan_gives_and_the_reasons_asked_in_their_time() -> (
    None
):
    others = {"number", "order", *REASONS}
    assert sorted(field.name for field in FIELDS) == sorted(set(ACTION_FIELDS) - others)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_form_looks_as_agreed(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "plan", size=size, prepare=three) as shown:
        await shown.press("enter")
        golden(shown.harness, "form")


async def test_every_field_typed_is_kept(started: tuple[Path, str]) -> None:
    texts = {
        "title": "Former deux administratrices",
        "criteria": "1.1.2, 2.1.1",
        "owner": "La présidente",
        "contributors": "Le CA",
        "means": "Deux jours\net un budget",
        "service": "formations de la fédération",
        "indicator": "Personnes formées",
        "baseline": "0",
        "target": "2",
        "origin": "Audit interne",
        "constat": "Aucune formation depuis 2022",
        "evidence": "Le registre",
        "cause": "Pas de calendrier",
        "axis": "Gouvernance",
        "notes": "Devis reçu",
        "effectiveness_proof": "Attestations",
        "progress": "30 %",
        "start": "1/12",
        "due": "+3m",
        "effectiveness_date": "15/06/2027",
    }
    async with showing(started, "plan") as shown:
        await shown.press("a")
        for name, text in texts.items():
            await replace(shown, name, text)
        for name in ("priority", "effort", "kind", "state", "effectiveness"):
            await go_to(shown, name)
            await shown.press("right")
        await shown.press("ctrl+s")
        (action,) = shown.dossier.actions()
    assert action.title == "Former deux administratrices"
    assert action.criteria == ("identity.values.c2", "people.welcome.c1")
    assert (action.priority, action.effort, action.kind.value) == ("P4", "L", "corrective")
    assert (action.owner, action.contributors, action.means) == (
        "La présidente",
        "Le CA",
        "Deux jours\net un budget",
    )
    assert (action.start, action.due) == (date(2026, 12, 1), date(2027, 2, 23))
    assert action.service == "formation"
    assert (action.indicator, action.baseline, action.target) == ("Personnes formées", "0", "2")
    assert (action.origin, action.constat, action.evidence) == (
        "Audit interne", "Aucune formation depuis 2022", "Le registre",
    )  # fmt: skip
    assert (action.cause, action.axis, action.notes) == ("Pas de calendrier", "Gouvernance", "Devis reçu")
    assert (action.state, action.progress) == (State.IN_PROGRESS, 30)
    assert (action.effectiveness, action.effectiveness_proof) == ("yes", "Attestations")
    assert action.effectiveness_date == date(2027, 6, 15)


async def test_a_date_that_cannot_be_read_says_so_beside_the_field_and_nothing_is_closed(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("enter")
        await replace(shown, "due", "bientôt")
        await shown.press("ctrl+s")
        assert "« bientôt » n’est pas une date. Écrivez 15/03/2027, 15/3, ou +3m" in shown.text
        await replace(shown, "due", "15/3")
        await shown.press("tab")
        assert "n’est pas une date" not in shown.text
        assert "15/03/2027" in shown.text
        await shown.press("ctrl+s")
        assert shown.dossier.actions()[0].due == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("title", "", "Dites ce qui sera fait, en commençant par un verbe."),
        (
            "progress",
            "beaucoup",
            "« beaucoup » n’est pas un pourcentage. Écrivez un nombre entier de 0 à 100.",
        ),
        ("progress", "101", "« 101 » n’est pas un pourcentage."),
        ("criteria", "9.9.9", "Pas de critère « 9.9.9 » dans ce référentiel. F4 affiche la liste."),
        ("start", "31/02/2027", "Le 31/02/2027 n’existe pas."),
    ],
)
async def test_what_does_not_fit_is_explained_and_not_written(
    started: tuple[Path, str], name: str, text: str, sentence: str
) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        before = shown.dossier.actions()
        await shown.press("enter")
        await replace(shown, name, text)
        await shown.press("ctrl+s")
        assert sentence in shown.text
        assert shown.dossier.actions() == before


async def test_criteria_can_be_found_by_their_words(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("enter")
        await go_to(shown, "criteria")
        await shown.press("f4")
        await shown.type("gouvernance")
        await shown.press("enter")
        assert "1.1.2 Gouvernance démocratique" in shown.text
        await shown.press("ctrl+s")
        assert shown.dossier.actions()[0].criteria == ("people.welcome.c1", "identity.values.c2")


async def test_leaving_with_something_typed_asks_first(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("enter")
        await replace(shown, "owner", "Awa")
        await shown.press("escape")
        assert "Quitter sans enregistrer ce que vous avez changé ?" in shown.text
        await shown.press("enter")
        assert "Awa" in shown.text
        await shown.press("escape", "tab", "enter")
        assert shown.dossier.actions()[0].owner == "Zoé"


async def test_leaving_with_nothing_typed_asks_nothing(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("enter", "escape")
        assert "Plan de progrès" in shown.text.splitlines()[0]
        await shown.press("a", "escape")
        assert "Plan de progrès" in shown.text.splitlines()[0]


async def test_only_what_changed_is_written(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        count = len(shown.dossier.entries())
        await shown.press("enter")
        await replace(shown, "owner", "Awa")
        await shown.press("ctrl+s")
        assert len(shown.dossier.entries()) == count + 1


async def test_hostile_texts_come_back_verbatim_in_the_form(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", size=LARGE) as shown:
        for text in HOSTILE:
            await shown.press("a")
            await replace(shown, "title", text)
            await replace(shown, "constat", text)
            await shown.press("ctrl+s")
            await shown.press("enter")
            assert shown.text.count(text) == 2
            await shown.press("escape")


FULL = """
    CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
"""


async def test_a_full_disk_brings_the_form_back_with_everything_that_was_typed(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("enter")
        await replace(shown, "owner", "Awa")
        with closing(sqlite3.connect(shown.harness.app.workspace.opened.file)) as database:
            database.execute(FULL)
            await shown.press("ctrl+s")
            assert "disque" in shown.text
            assert "Awa" in shown.text
            assert shown.dossier.actions()[0].owner == "Zoé"
            database.execute("DROP TRIGGER full")
        await shown.press("ctrl+s")
        assert shown.dossier.actions()[0].owner == "Awa"
