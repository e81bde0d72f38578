"""The follow-up meeting: each action in its turn with one key a gesture, and minutes that nobody has to type."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from pypdf import PdfReader

from cap_tui.core.permissions import Phase
from cap_tui.core.plan import State
from cap_tui.services.meeting_draft import Room
from tests.phases import go_to
from tests.tui.dossiers import HOSTILE, Shown, rate
from tests.tui.harness import LARGE, SMALL, running
from tests.tui.masking import flat

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.screens.base import CommandScreen
    from cap_tui.tui.screens.plan_edit import Editing
    from tests.tui.crossed import Shared
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
BOOKLET, VISIT, CHARTER = "Écrire le livret d’accueil", "Planifier la visite", "Afficher la charte"


def sealed(dossier: Dossier) -> None:
    """Begin the follow-up of three actions: one late by 10 days, one due in 7, one in a year."""
    rate(dossier)
    dossier.add_action(title=CHARTER, owner="Éric", due=date(2027, 11, 23))
    dossier.add_action(title=VISIT, owner="Zoé", due=date(2026, 11, 30))
    dossier.add_action(title=BOOKLET, owner="Nadia", due=date(2026, 11, 13))
    go_to(dossier, Phase.FOLLOW_UP)


def at(harness: Harness) -> CommandScreen:
    return cast("CommandScreen", harness.screen)


def line(dossier: Dossier, title: str) -> Action:
    return next(action for action in dossier.actions() if action.title == title)


@asynccontextmanager
async def meeting(
    started: tuple[Path, str], *, size: tuple[int, int] = LARGE, prepare: Callable[[Dossier], None] = sealed
) -> AsyncIterator[Shown]:
    """Show the follow-up meeting of an evaluation."""
    folder, reference = started
    async with running(folder, size=size) as harness:
        dossier = harness.app.workspace.open(reference)
        prepare(dossier)
        harness.app.go("meeting", dossier)
        await harness.settle()
        yield Shown(harness, dossier)


def second(dossier: Dossier) -> None:
    """Hold a first meeting, then let things happen."""
    sealed(dossier)
    booklet = line(dossier, BOOKLET)
    dossier.conclude_meeting(Room((booklet.id,), ("Nadia",), date(2026, 12, 14)))
    dossier.set_action(booklet.id, state=State.IN_PROGRESS, progress=40)
    dossier.set_action(booklet.id, due=date(2026, 11, 20), due_reason="Imprimeur en retard")
    dossier.note_followup("Maquette relue.", booklet.id)


@BOTH
async def test_the_late_action_comes_first_with_what_happened_since_last_time(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with meeting(started, size=size, prepare=second) as shown:
        golden(shown.harness, "meeting")
        assert BOOKLET in shown.line
        assert "20 novembre 2026 (3 jours de retard)" in flat(shown.harness)
        assert "Échéance : 13/11/2026 → 20/11/2026 — Imprimeur en retard" in flat(shown.harness)
        assert "Maquette relue." in flat(shown.harness)
        assert CHARTER not in shown.text
        assert "Réunion n° 2" in shown.text


async def test_one_key_marks_an_action_and_goes_on_and_the_others_come_on_demand(
    started: tuple[Path, str],
) -> None:
    async with meeting(started) as shown:
        assert "vues : 0 sur 2" in shown.text
        await shown.press("enter")
        assert VISIT in shown.line
        assert "✓ 3" in shown.text
        await shown.press("space")
        assert "Fini pour les retards et les échéances proches. a : les autres actions (1)" in flat(
            shown.harness
        )
        await shown.press("a", "end")
        assert CHARTER in shown.line
        await shown.press("p", "p")
        assert BOOKLET in shown.line
        await shown.press("s")
        assert VISIT in shown.line
        assert list(shown.dossier.room.reviewed) == [
            line(shown.dossier, BOOKLET).id,
            line(shown.dossier, VISIT).id,
        ]


async def test_a_new_date_asks_why_and_the_action_stays_in_its_place(started: tuple[Path, str]) -> None:
    async with meeting(started) as shown:
        await shown.press("d")
        await shown.press("ctrl+u")
        await shown.type("32/13")
        await shown.press("enter")
        assert "n’existe pas" in flat(shown.harness) or "calendrier" in flat(shown.harness)
        await shown.press("ctrl+u")
        await shown.type("+2m")
        await shown.press("enter")
        assert "Pourquoi cette échéance change-t-elle ?" in flat(shown.harness)
        await shown.press("enter")
        assert line(shown.dossier, BOOKLET).due == date(2026, 11, 13), "a reason is asked"
        await shown.type(HOSTILE[0] + " Imprimeur")
        await shown.press("enter")
        moved = line(shown.dossier, BOOKLET)
        assert (moved.due, moved.due_reason) == (date(2027, 1, 23), f"{HOSTILE[0]} Imprimeur")
        assert BOOKLET in shown.line
        assert f"→ 23/01/2027 — {HOSTILE[0]} Imprimeur" in flat(shown.harness)
        await shown.press("z")
        assert line(shown.dossier, BOOKLET).due == date(2026, 11, 13)


async def test_the_state_the_progress_and_a_note_are_a_few_keys(started: tuple[Path, str]) -> None:
    async with meeting(started) as shown:
        await shown.press("+", "+", "-")
        assert (line(shown.dossier, BOOKLET).state, line(shown.dossier, BOOKLET).progress) == (
            State.IN_PROGRESS,
            10,
        )
        await shown.press("t", "3")
        assert (line(shown.dossier, BOOKLET).state, line(shown.dossier, BOOKLET).progress) == (
            State.DONE,
            100,
        )
        await shown.press("t", "5")
        assert "Pourquoi cette action est-elle abandonnée ?" in flat(shown.harness)
        await shown.press("escape")
        assert line(shown.dossier, BOOKLET).state is State.DONE
        await shown.press("n")
        await shown.type("Imprimé hier")
        await shown.press("ctrl+s")
        assert [note.text for note in shown.dossier.followups()] == ["Imprimé hier"]
        assert "Imprimé hier" in flat(shown.harness)


async def test_an_action_found_effective_is_settled_only_with_its_proof(started: tuple[Path, str]) -> None:
    def checked(dossier: Dossier) -> None:
        sealed(dossier)
        dossier.set_action(line(dossier, BOOKLET).id, effectiveness="yes")

    async with meeting(started, prepare=checked) as shown:
        await shown.press("t", "4")
        assert "avant de la solder, remplissez" in flat(shown.harness)
        await shown.type("23/11/2026")
        await shown.press("tab")
        await shown.type("28 livrets remis sur 28")
        await shown.press("ctrl+s")
        closed = line(shown.dossier, BOOKLET)
        assert (closed.state, closed.effectiveness_proof) == (State.CLOSED, "28 livrets remis sur 28")


async def test_the_form_asks_why_too_and_loses_nothing_typed_when_one_goes_back(
    started: tuple[Path, str],
) -> None:
    async with meeting(started) as shown:
        shown.harness.app.go("plan", shown.dossier)
        await shown.harness.settle()
        screen = cast("Editing", shown.harness.screen)
        screen.show_form(line(shown.dossier, BOOKLET), {"due": date(2027, 2, 1)})
        await shown.harness.settle()
        await shown.press("ctrl+s")
        assert "Pourquoi cette échéance change-t-elle ?" in flat(shown.harness)
        await shown.press("escape")
        assert "01/02/2027" in flat(shown.harness)
        await shown.press("ctrl+s")
        await shown.type("Gel")
        await shown.press("enter")
        moved = line(shown.dossier, BOOKLET)
        assert (moved.due, moved.due_reason) == (date(2027, 2, 1), "Gel")


@BOTH
async def test_concluding_gives_the_minutes_to_read_and_to_keep(
    started: tuple[Path, str],
    golden: Callable[[Harness, str], None],
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    async with meeting(started, size=size, prepare=second) as shown:
        await shown.press("g")
        await shown.type("Nadia, Éric ; " + HOSTILE[1])
        await shown.press("enter", "r")
        await shown.type("14/12/2026")
        await shown.press("enter", "o")
        await shown.type("Demander un devis")
        await shown.press("ctrl+s", "enter", "c")
        assert "Actions passées en revue : 1." in flat(shown.harness)
        await shown.press("left", "enter")
        await shown.harness.until(lambda: len(shown.dossier.meetings()) == 2)
        await shown.harness.until(lambda: "Lire le compte rendu" in shown.text)
        await shown.press("1")
        golden(shown.harness, "minutes")
        assert "Demander un devis" in flat(shown.harness) or size == SMALL
        await shown.press("escape", "2", "ctrl+u")
        await shown.type(str(tmp_path / "compte-rendu"))
        await shown.press("enter")
        await shown.harness.until((tmp_path / "compte-rendu.pdf").exists)
        text = " ".join(PdfReader(tmp_path / "compte-rendu.pdf").pages[0].extract_text().split())
        assert "Imprimeur en retard" in text
        assert HOSTILE[1] in text
        held = shown.dossier.meetings()[-1]
        assert (held.present, held.next_day) == (("Nadia", "Éric", HOSTILE[1]), date(2026, 12, 14))
        assert shown.dossier.room == Room()


async def test_leaving_the_screen_keeps_who_is_there_and_what_was_seen(started: tuple[Path, str]) -> None:
    async with meeting(started) as shown:
        await shown.press("g")
        await shown.type("Nadia")
        await shown.press("enter", "enter", "escape")
        shown.harness.app.go("meeting", shown.dossier)
        await shown.harness.settle()
        assert "présent·es : Nadia" in shown.text
        assert "✓ 3" in shown.text
        assert VISIT in shown.line


async def test_the_meeting_is_reached_in_follow_up_only_and_its_minutes_stay_readable(
    started: tuple[Path, str],
) -> None:
    folder, reference = started
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        dossier = harness.app.workspace.open(reference)
        harness.app.go("plan", dossier)
        await harness.settle()
        assert "go-meeting" not in {command.id for command in at(harness).commands()}
        sealed(dossier)
        await harness.press("M")
        assert at(harness).PLACE == "meeting"
        dossier.conclude_meeting(Room())
        dossier.advance()
        found = {command.id for command in at(harness).commands()}
        assert "meeting-minutes" in found
        assert not {"meeting-next", "meeting-state", "meeting-date", "meeting-conclude"} & found


async def test_a_plan_without_actions_opens_and_can_be_concluded(started: tuple[Path, str]) -> None:
    async with meeting(started, prepare=lambda dossier: go_to(dossier, Phase.FOLLOW_UP)) as shown:
        await shown.press("enter", "d", "t", "s", "c", "left", "enter")
        await shown.harness.until(lambda: len(shown.dossier.meetings()) == 1)


async def test_a_peer_notes_and_concludes_but_moves_no_date(shared: Shared) -> None:
    async with running(shared.peer, size=LARGE) as harness:
        dossier = harness.app.workspace.open(shared.reference)
        harness.app.go("meeting", dossier)
        await harness.settle()
        found = {command.id for command in at(harness).commands()}
        assert not {"meeting-date", "meeting-state", "meeting-edit"} & found


def unfinished(begun: date) -> Callable[[Dossier], None]:
    """Leave a meeting without concluding it, as when the machine stops."""

    def prepare(dossier: Dossier) -> None:
        sealed(dossier)
        dossier.room = Room(
            (line(dossier, VISIT).id,), ("Nadia", HOSTILE[1]), date(2026, 12, 14), "Demander un devis"
        )
        dossier.keep_room()
        dossier.room = replace(dossier.room, begun=begun)
        dossier.keep_room()

    return prepare


async def test_what_was_noted_before_the_machine_stopped_is_offered_again(
    started: tuple[Path, str],
) -> None:
    folder, reference = started
    async with meeting(started) as shown:
        await shown.press("g")
        await shown.type("Nadia, Éric")
        await shown.press("enter", "r")
        await shown.type("14/12/2026")
        await shown.press("enter", "o")
        await shown.type("Demander un devis")
        await shown.press("ctrl+s", "enter")
    async with running(folder, size=LARGE) as harness:
        dossier = harness.app.workspace.open(reference)
        harness.app.go("meeting", dossier)
        await harness.settle()
        assert "La réunion reprend : ce qui avait été noté est là." in flat(harness)
        assert "présent·es : Nadia, Éric" in flat(harness)
        assert "prochaine : 14/12/2026" in flat(harness)
        await harness.press("c", "left", "enter")
        await harness.until(lambda: len(dossier.meetings()) == 1)
        assert dossier.meetings()[0].decisions == "Demander un devis"


@BOTH
@pytest.mark.parametrize(("keys", "kept"), [(("enter",), ("Nadia", HOSTILE[1])), (("tab", "enter"), ())])
async def test_a_meeting_of_another_day_asks_whether_it_goes_on(
    started: tuple[Path, str],
    golden: Callable[[Harness, str], None],
    size: tuple[int, int],
    keys: tuple[str, ...],
    kept: tuple[str, ...],
) -> None:
    async with meeting(started, size=size, prepare=unfinished(date(2026, 11, 20))) as shown:
        golden(shown.harness, "take-up")
        await shown.press(*keys)
        assert shown.dossier.room.present == kept
        assert ("présent·es : Nadia" in shown.text) is bool(kept)
