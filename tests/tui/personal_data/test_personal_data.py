"""Données personnelles: what one wrote is handed over whole, and nobody's words go by accident."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from cap_tui.tui.screens.personal_data import PersonalDataScreen
from cap_tui.tui.screens.personal_data_lines import written
from tests.tui.crossed import FIRST, PEER, REMARK, Shared
from tests.tui.dossiers import HOSTILE, Shown
from tests.tui.harness import LARGE, SMALL, running
from tests.tui.masking import flat

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from cap_tui.core.review import Participant
    from cap_tui.services.dossier import Dossier
    from tests.tui.harness import Harness

FINDING = "Toute l’équipe le cite de mémoire."


def named(dossier: Dossier, name: str) -> Participant:
    return next(person for person in dossier.people() if person.name == name)


@asynccontextmanager
async def reading(
    folder: Path, reference: str, name: str = PEER, size: tuple[int, int] = LARGE
) -> AsyncIterator[Shown]:
    """Show what someone wrote; files go to the data folder."""
    async with running(folder, size=size) as harness:
        dossier = harness.app.workspace.open(reference)
        await harness.app.push_screen(PersonalDataScreen(dossier, named(dossier, name), folder))
        await harness.settle()
        yield Shown(harness, dossier)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
async def test_one_reads_what_would_go_and_what_would_stay(
    shared: Shared, golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with reading(shared.director, shared.reference, size=size) as shown:
        golden(shown.harness, "personal-data")


async def test_a_director_reaches_anyones_data_and_a_peer_only_their_own(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("f8", "down", "d")
        assert isinstance(harness.screen, PersonalDataScreen)
        assert harness.screen.person.name == PEER
    async with running(shared.peer, open_reference=shared.reference) as harness:
        await harness.press("f8", "d")
        assert not isinstance(harness.screen, PersonalDataScreen), "the director's is not the peer's to have"
        await harness.press("down", "d")
        assert isinstance(harness.screen, PersonalDataScreen)
        assert harness.screen.person.me


async def test_the_file_holds_all_that_a_person_wrote_and_replaces_no_other(shared: Shared) -> None:
    name = "donnees-personnelles-awa-diallo-2026.json"
    (shared.peer / name).write_text("précieux", encoding="utf-8")
    async with reading(shared.peer, shared.reference) as shown:
        await shown.press("x")
        assert "donnees-personnelles-awa-diallo-2026-2.json" in flat(shown.harness).replace(" ", "")
    assert (shared.peer / name).read_text(encoding="utf-8") == "précieux"
    data = json.loads((shared.peer / name.replace(".json", "-2.json")).read_text(encoding="utf-8"))
    assert data["name"] == PEER
    values = json.dumps([entry["value"] for entry in data["entries"]], ensure_ascii=False)
    assert FINDING in values
    assert REMARK in values
    assert "Le texte date de 2019" not in values, "it is the director's"


async def test_erasing_needs_a_reason_and_the_name_in_full(shared: Shared) -> None:
    async with reading(shared.director, shared.reference) as shown:
        await shown.press("w", "enter")
        assert "Dites pourquoi en quelques mots" in flat(shown.harness)
        await shown.type("À sa demande")
        await shown.press("enter")
        assert f"Pour effacer pour de bon, tapez : {PEER}" in flat(shown.harness)
        await shown.type("Awa")
        await shown.press("enter")
        assert f"Rien n’a été effacé : « Awa » n’est pas « {PEER} »." in flat(shown.harness)
        assert REMARK in [note.text for thread in shown.dossier.threads(FIRST) for note in thread.notes]


async def test_what_is_erased_is_gone_and_the_page_says_so(shared: Shared) -> None:
    async with reading(shared.director, shared.reference) as shown:
        await shown.press("w")
        await shown.type("À sa demande")
        await shown.press("enter")
        await shown.type("awa diallo")
        await shown.press("enter")
        assert "Effacé. Envoyez votre fichier aux autres" in flat(shown.harness)
        assert [note.text for thread in shown.dossier.threads(FIRST) for note in thread.notes] in ([], [""])
        assert all(person.name != PEER for person in shown.dossier.people())
        assert "rien : il n’y a aucun mot de cette personne ici" in flat(shown.harness)
        assert "Effacer…" not in shown.text
        database = shown.harness.app.workspace.opened.file.read_bytes()
    assert FINDING.encode() not in database


async def test_a_person_erases_their_own_and_their_name_stays_the_directors_to_erase(shared: Shared) -> None:
    async with reading(shared.peer, shared.reference) as shown:
        assert "la personne qui dirige peut l’effacer" in flat(shown.harness)
        await shown.press("w")
        await shown.type(HOSTILE[2])
        await shown.press("enter")
        await shown.type(PEER)
        await shown.press("enter")
        assert shown.dossier.opinion(FIRST).constat == ""
        assert named(shown.dossier, PEER).me


async def test_escape_at_any_question_erases_nothing(shared: Shared) -> None:
    async with reading(shared.peer, shared.reference) as shown:
        await shown.press("w", "escape", "w")
        await shown.type("À ma demande")
        await shown.press("enter", "escape")
        assert shown.dossier.opinion(FIRST).constat == FINDING


def test_words_the_reader_may_not_see_are_counted_all_the_same() -> None:
    entries = [
        {"kind": "opinion", "target": "p/a", "value": None, "kept_from_you": True, "erased": False},
        {"kind": "opinion", "target": "p/b", "value": None, "kept_from_you": False, "erased": False},
        {"kind": "opinion", "target": "p/c", "value": None, "kept_from_you": True, "erased": True},
    ]
    assert written({"entries": entries}).erasable == 1
