"""The plan with several people: what is proposed reaches who decides, and a note says how things go."""

from __future__ import annotations

from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase
from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.plan import PlanScreen
from tests.building import environment as world
from tests.exchange import share
from tests.phases import go_to
from tests.tui.crossed import FIRST, Shared
from tests.tui.dossiers import HOSTILE, Shown, nothing, rate, showing
from tests.tui.harness import LARGE, NOW, SMALL, environment, running
from tests.tui.masking import flat
from tests.tui.plan.conftest import CAR, LEAFLET, MEETING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


@asynccontextmanager
async def planning(
    folder: Path,
    reference: str,
    *,
    size: tuple[int, int] = LARGE,
    prepare: Callable[[Dossier], object] = nothing,
) -> AsyncIterator[Shown]:
    """Show the plan of a shared evaluation."""
    async with running(folder, size=size) as harness:
        dossier = harness.app.workspace.open(reference)
        prepare(dossier)
        harness.app.go("plan", dossier)
        await harness.settle()
        yield Shown(harness, dossier)


def one_decided(dossier: Dossier) -> None:
    """Accept the first proposal and decline the second."""
    first, second, _third = dossier.proposals()
    dossier.decide(first.id, accepted=True)
    dossier.decide(second.id, accepted=False, reason="Trop cher cette année")


def sealed(dossier: Dossier) -> None:
    """Write two actions and begin the follow-up."""
    rate(dossier)
    dossier.add_action(title="Afficher la charte", owner="Éric")
    dossier.add_action(title="Réunir l’équipe", owner="Zoé")
    go_to(dossier, Phase.FOLLOW_UP)


@BOTH
async def test_a_director_sees_what_waits_what_was_taken_and_what_was_refused(
    proposed: Shared, golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with planning(proposed.director, proposed.reference, size=size, prepare=one_decided) as shown:
        await shown.press("end")
        assert "Trop cher cette année" in flat(shown.harness)
        golden(shown.harness, "proposals")


async def test_a_peer_proposes_and_the_plan_waits_for_the_director(shared: Shared) -> None:
    async with planning(shared.peer, shared.reference) as shown:
        assert "Touche a : proposer une action à la direction." in flat(shown.harness)
        await shown.press("a")
        assert "Proposer une action : la direction décide" in flat(shown.harness)
        await shown.type(HOSTILE[2])
        await shown.press("ctrl+s")
        (proposal,) = shown.dossier.proposals()
        assert (proposal.line.title, proposal.decision) == (HOSTILE[2], "")
        assert shown.dossier.actions() == ()
        assert f"Proposé à la direction : {HOSTILE[2]}" in flat(shown.harness)
        assert HOSTILE[2] in shown.line


async def test_a_proposal_accepted_on_its_row_is_in_the_plan(proposed: Shared) -> None:
    async with planning(proposed.director, proposed.reference) as shown:
        assert LEAFLET in shown.line
        assert "Décider" in shown.text.splitlines()[-1]
        await shown.press("enter", "1")
        (line,) = shown.dossier.actions()
        assert (line.title, line.criteria, line.constat) == (LEAFLET, (FIRST,), "Personne ne sait où il est.")
        assert shown.line.startswith("1 ")
        await shown.press("z")
        assert shown.dossier.actions() == ()
        assert [one.decision for one in shown.dossier.proposals()] == ["", "", ""], "to be decided again"


async def test_a_proposal_is_declined_with_a_reason_that_its_author_reads(proposed: Shared) -> None:
    async with planning(proposed.director, proposed.reference) as shown:
        await shown.press("down", "enter", "2", "enter")
        assert [one.decision for one in shown.dossier.proposals()] == ["", "", ""], "a reason is asked"
        await shown.type("Trop cher")
        await shown.press("enter")
        declined = next(one for one in shown.dossier.proposals() if one.line.title == CAR)
        assert (declined.decision, declined.reason) == ("declined", "Trop cher")
        assert shown.dossier.actions() == ()
        assert "Motif : Trop cher" in flat(shown.harness)


async def test_one_begins_on_the_plan_and_not_on_what_is_proposed_for_it(proposed: Shared) -> None:
    async with planning(proposed.director, proposed.reference, prepare=one_decided) as shown:
        assert shown.line.startswith("1 ")
        assert "Modifier" in shown.text.splitlines()[-1]


async def test_leaving_the_question_decides_nothing(proposed: Shared) -> None:
    async with planning(proposed.director, proposed.reference) as shown:
        await shown.press("enter", "escape", "enter", "2", "escape")
        assert [one.decision for one in shown.dossier.proposals()] == ["", "", ""]


async def test_a_peer_who_tries_to_decide_is_told_why_not(proposed: Shared) -> None:
    async with planning(proposed.peer, proposed.reference) as shown:
        assert LEAFLET in shown.line
        assert "Décider" not in shown.text
        await shown.press("enter")
        assert "Vous ne pouvez pas faire cela" in flat(shown.harness)
        await shown.press("o")
        assert shown.dossier.actions() == ()
        assert [one.decision for one in shown.dossier.proposals()] == ["", "", ""]


async def test_a_peer_who_clicks_on_an_action_is_not_given_a_form_that_cannot_be_saved(
    proposed: Shared,
) -> None:
    with (
        closing(Workspace(proposed.director, environment())) as ours,
        closing(Workspace(proposed.peer, world("peer", NOW))) as theirs,
    ):
        directed = ours.open(proposed.reference)
        one_decided(directed)
        share(ours, directed, theirs)
    async with planning(proposed.peer, proposed.reference) as shown:
        await shown.press("home", "enter", "t")
        assert LEAFLET in shown.line
        assert "Vous ne pouvez pas faire cela" in flat(shown.harness)
        assert isinstance(shown.harness.screen, PlanScreen)


async def test_sorting_leaves_the_proposals_under_the_plan(proposed: Shared) -> None:
    async with planning(proposed.director, proposed.reference, prepare=one_decided) as shown:
        for _column in range(9):
            await shown.press("s")
            rows = shown.text.splitlines()
            heading = next(place for place, line in enumerate(rows) if "Actions proposées" in line)
            assert heading < next(place for place, line in enumerate(rows) if MEETING in line)


@BOTH
async def test_a_note_says_how_an_action_goes_and_all_are_read_newest_first(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "plan", size=size, prepare=sealed) as shown:
        await shown.press("n")
        assert "Note sur l’action 1 : Afficher la charte" in flat(shown.harness)
        await shown.type(f"Deux sites sur quatre. {HOSTILE[2]}")
        await shown.press("ctrl+s", "N")
        assert "Note sur l’ensemble du plan" in flat(shown.harness)
        await shown.type("Le conseil d’administration a suivi.")
        await shown.press("ctrl+s")
        assert [note.text for note in shown.dossier.followups()] == [
            "Le conseil d’administration a suivi.", f"Deux sites sur quatre. {HOSTILE[2]}",
        ]  # fmt: skip
        first = shown.dossier.actions()[0]
        assert [note.text for note in shown.dossier.followups(first.id)] == [
            f"Deux sites sur quatre. {HOSTILE[2]}"
        ]
        assert HOSTILE[2] in flat(shown.harness), "the last note is under the table"
        golden(shown.harness, "noted")
        await shown.press("j")
        golden(shown.harness, "notes")


async def test_a_note_waits_for_the_follow_up_and_says_so(started: tuple[Path, str]) -> None:
    async with showing(started, "plan") as shown:
        await shown.press("n")
        assert "Vous ne pouvez pas faire cela" in flat(shown.harness)
        assert "Suivi" in flat(shown.harness)
        assert shown.dossier.followups() == ()
