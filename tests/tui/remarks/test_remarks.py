"""Remarks: written, answered, closed; what waits for someone is in front of them, and what is private stays so."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.review import NoteKind
from cap_tui.services.workspace import Workspace
from tests.tui.crossed import FIRST, REMARK, at, shared_folders
from tests.tui.dossiers import HOSTILE
from tests.tui.harness import LARGE, SMALL, Harness, environment, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.crossed import Shared

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def dossier_of(harness: Harness) -> Dossier:
    found: Dossier = harness.screen.dossier  # type: ignore[attr-defined]  # every screen here shows one
    return found


def flat(harness: Harness) -> str:
    return " ".join(harness.text().replace("\u00a0", " ").replace("│", " ").split())


@SIZES
async def test_remarks_read_as_they_should(
    shared: Shared, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await harness.press("b")
        golden(harness, "inbox")
        await harness.press("r")
        await harness.paste("Dans le classeur de l’accueil.\nJe vous l’envoie.")
        golden(harness, "answering")
        await harness.press("ctrl+s", "3")
        golden(harness, "thread")
    async with running(shared.peer, size=size, open_reference=shared.reference) as harness:
        await harness.press("home", "m")
        golden(harness, "writing")


async def test_an_answer_leaves_the_inbox_and_stays_in_the_thread(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("b", "r")
        assert f"Awa Diallo : {REMARK}" in flat(harness)
        await harness.paste("Dans le classeur")
        await harness.press("ctrl+s")
        (thread,) = dossier_of(harness).threads(FIRST)
        assert [note.text for note in thread.notes] == [REMARK, "Dans le classeur"]
        assert "a écrit sur le critère 1.1.1" not in flat(harness)
        await harness.press("2")
        assert "1.1.1 · Question · Awa Diallo · 1 réponse · Dans le classeur" in flat(harness)


async def test_a_remark_is_closed_and_opened_again_in_place(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("home", "c", "t")
        assert dossier_of(harness).threads(FIRST)[0].resolved
        assert "close par Claire Morvan" in flat(harness)
        await harness.press("t")
        assert not dossier_of(harness).threads(FIRST)[0].resolved


async def test_enter_goes_to_the_criterion(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("end", "b", "enter", "3")
        assert dossier_of(harness).opinion(FIRST).position == at("controlled")


async def test_enter_on_what_differs_goes_to_pooling(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press(">", "tab", "enter", "b", "down", "enter")
        assert harness.text().startswith(" Mise en commun · ")


async def test_a_private_remark_of_a_reviewer_is_kept_private(shared: Shared) -> None:
    async with running(shared.peer, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("home", "m", "shift+tab", "right", "shift+tab", "right", "tab", "tab")
        await harness.paste("Entre nous")
        await harness.press("ctrl+s")
        thread = dossier_of(harness).threads(FIRST)[-1]
        assert (thread.private, thread.kind) == (True, NoteKind.GOOD_PRACTICE)
        await harness.press("c")
        assert "1.1.1 · privée · Bonne pratique" in flat(harness)
        assert "lue seulement par le pair et le tiers" in flat(harness)


async def test_a_director_is_not_offered_what_only_reviewers_may_do(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("home", "m")
        assert "Nature" in harness.text()
        assert "Lue par" not in harness.text()


async def test_a_long_remark_is_stored_whole_and_one_too_long_is_refused_whole(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("end", "m")
        await harness.paste("é" * 20_001)
        assert "le texte compterait 20001 caractères" in flat(harness)
        await harness.paste("mot " * 1_250)
        await harness.press("ctrl+s")
        (thread,) = dossier_of(harness).threads("people.welcome.c3")
        assert thread.notes[0].text == ("mot " * 1_250).strip()


async def test_one_escape_does_not_lose_a_remark_two_leave_it(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("end", "m", *"Oups", "escape")
        assert "Échap encore une fois l’abandonne." in flat(harness)
        await harness.press("escape")
        assert dossier_of(harness).threads("people.welcome.c3") == ()
        await harness.press("m", "ctrl+s")
        assert "Écrivez quelque chose" in flat(harness) or "Tapez quelque chose" in flat(harness)


async def test_one_corrects_ones_own_remark_and_not_anothers(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("home", "c")
        assert "e Corriger" not in flat(harness)
    async with running(shared.peer, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("home", "c", "e")
        await harness.paste(" Et la date ?")
        await harness.press("ctrl+s")
        (thread,) = dossier_of(harness).threads(FIRST)
        assert thread.notes[0].text == f"{REMARK} Et la date ?"
        assert "modifiée depuis" in flat(harness)


async def test_a_proposed_action_is_accepted_into_the_plan_or_declined_with_a_reason(tmp_path: Path) -> None:
    def proposes(dossier: Dossier) -> None:
        dossier.propose_action("Relire le texte", (FIRST,))
        dossier.propose_action("Tout refaire", (FIRST,))

    folders = shared_folders(tmp_path, peer=proposes)
    async with running(folders.director, size=SMALL, open_reference=folders.reference) as harness:
        await harness.press("b", "down")
        assert "a : l’accepter dans le plan · n : la refuser" in flat(harness)
        await harness.press("a")
        assert [action.title for action in dossier_of(harness).actions()] == ["Relire le texte"]
        await harness.press("home", "down", "n", *"Trop vaste", "enter")
        assert [item.decision for item in dossier_of(harness).proposals()] == ["accepted", "declined"]
        assert dossier_of(harness).proposals()[1].reason == "Trop vaste"


async def test_keys_that_mean_nothing_here_do_nothing(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("b", "down", "down")
        before = len(dossier_of(harness).entries())
        await harness.press("r", "t", "e", "a", "n", "à", "7", "space", "backspace")
        assert len(dossier_of(harness).entries()) == before
        assert harness.text().startswith(" Remarques · ")


async def test_hostile_remarks_are_read_as_they_are(tmp_path: Path) -> None:
    def hostile(dossier: Dossier) -> None:
        for text in HOSTILE:
            dossier.annotate(FIRST, NoteKind.DISAGREEMENT, text)

    folders = shared_folders(tmp_path, peer=hostile, peer_name="[@click=app.quit]x[/]")
    async with running(folders.director, size=LARGE, open_reference=folders.reference) as harness:
        await harness.press("b")
        for text in HOSTILE:
            assert text in harness.text()
        await harness.press("3")
        assert "[@click=app.quit]x[/]" in harness.text()


async def test_an_evaluation_without_remarks_says_how_to_write_one(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        await harness.press("c")
        assert "Aucune remarque sur 1.1.1 pour l’instant. m : en écrire une." in flat(harness)
        await harness.press("m")
        await harness.paste("Penser au CA")
        await harness.press("ctrl+s")
        assert "Penser au CA" in harness.text()
    with closing(Workspace(folder, environment())) as workspace:
        assert workspace.open(reference).threads()[0].notes[0].text == "Penser au CA"
