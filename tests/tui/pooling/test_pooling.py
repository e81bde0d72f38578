"""Mise en commun: what is agreed is recorded without leaving the list, and never without its reason where views differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase
from cap_tui.core.positions import Position, Stance
from tests.tui.crossed import FIRST, SECOND, THIRD, at, shared_folders
from tests.tui.dossiers import HOSTILE
from tests.tui.harness import LARGE, SMALL, Harness, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.crossed import Shared

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def dossier_of(harness: Harness) -> Dossier:
    found: Dossier = harness.screen.dossier  # type: ignore[attr-defined]  # every screen here shows one
    return found


def kept(harness: Harness, key: str) -> Position | None:
    """Return what a fresh reading of the database says is retained."""
    retained = harness.app.workspace.open(dossier_of(harness).summary.id).retained(key)
    return retained.position if retained is not None else None


def flat(harness: Harness) -> str:
    return " ".join(harness.text().replace("\u00a0", " ").replace("│", " ").split())


async def pool(harness: Harness) -> None:
    """Go to the pooling screen, then to its phase."""
    await harness.press("o", ">", "tab", "enter")
    assert dossier_of(harness).summary.phase is Phase.CONSENSUS


@SIZES
async def test_pooling_reads_as_it_should(
    shared: Shared, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await harness.press("o")
        golden(harness, "collecting")
        await harness.press(">", "tab", "enter")
        await harness.press("3")
        golden(harness, "retaining")
        await harness.paste("Le texte existe, il reste à le relire")
        await harness.press("enter")
        golden(harness, "retained")
        await harness.press("question_mark")
        golden(harness, "help")


async def test_the_largest_divergence_comes_first(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("o")
        lines = harness.text().splitlines()
        head = next(index for index, line in enumerate(lines) if line.startswith(" Critère"))
        assert [line[1:6] for line in lines[head + 1 : head + 4]] == ["1.1.1", "1.1.2", "1.2.1"]


async def test_where_views_differ_a_level_is_retained_with_its_reason_and_who_agreed(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("quotation_mark", "enter")
        assert "dites en quelques mots pourquoi ce niveau" in flat(harness)
        assert harness.app.workspace.open(shared.reference).retained(FIRST) is None
        await harness.paste("Vu ensemble")
        await harness.press("enter")
        retained = dossier_of(harness).retained(FIRST)
        assert retained is not None
        assert (retained.position, retained.reason) == (at("controlled"), "Vu ensemble")
        assert retained.agreed == ("Claire Morvan", "Awa Diallo")
        assert kept(harness, FIRST) == at("controlled")


async def test_where_all_agree_one_key_is_enough_and_the_list_stays(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("down", "down", "apostrophe")
        assert kept(harness, THIRD) == at("exemplary")
        assert any(line.startswith("▌1.2.1") and "✔ ●" in line for line in harness.text().splitlines())


async def test_zero_withdraws_and_only_what_was_retained(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("down", "down", "4", "à")
        assert kept(harness, THIRD) is None
        assert "0 Retirer" not in flat(harness)
        before = len(dossier_of(harness).entries())
        await harness.press("à", "0")
        assert len(dossier_of(harness).entries()) == before


async def test_someone_who_was_absent_is_not_said_to_agree_and_can_be_ticked(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("enter")
        assert "[x] Claire Morvan  [x] Awa Diallo  [ ] Jean Le Goff" in harness.text().replace("\u00a0", " ")
        await harness.paste("Tranché à trois")
        await harness.press("tab", "right", "right", "space", "enter")
        retained = dossier_of(harness).retained(FIRST)
        assert retained is not None
        assert retained.agreed == ("Claire Morvan", "Awa Diallo", "Jean Le Goff")


async def test_not_applicable_is_retained_with_its_reason(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("n", *"Aucun local", "enter")
        assert kept(harness, FIRST) == Position(Stance.NOT_APPLICABLE, reason="Aucun local")


async def test_escape_leaves_the_question_and_retains_nothing(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("3", *"presque", "escape")
        assert kept(harness, FIRST) is None
        assert "Mise en commun" in harness.text().splitlines()[0]


async def test_next_goes_where_nothing_is_retained_and_says_when_all_is(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("down", "down", "4", "up", "u")
        assert any(line.startswith("▌2.1.1") for line in harness.text().splitlines())
        for _criterion in range(3):
            await harness.press("1", "u")
        await harness.press("3", *"a", "enter", "u", "2", *"b", "enter", "u")
        assert "Une position est retenue partout." in flat(harness)


async def test_the_filter_keeps_what_differs_then_what_is_open(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("f")
        assert "Là où les regards diffèrent (2)" in flat(harness)
        assert "1.2.1" not in harness.text()
        await harness.press("3", *"ok", "enter", "f")
        assert "Rien de retenu encore (5)" in flat(harness)
        assert "▌1.1.1" not in harness.text()


async def test_outside_its_phase_nothing_is_retained_and_the_screen_says_how_to_get_there(
    shared: Shared,
) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("o", "1", "enter", "0", "n")
        assert "À regarder : on retient une position en phase « Mise en commun » (>)." in flat(harness)
        assert kept(harness, FIRST) is None
        assert len(harness.app.screen_stack) == 3


async def test_a_peer_looks_and_does_not_retain(shared: Shared) -> None:
    async with running(shared.peer, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("o", "1", "enter", "n")
        assert "c’est la direction qui inscrit ce qui est retenu" in flat(harness)
        assert len(harness.app.screen_stack) == 3


async def test_a_remark_is_written_from_the_list(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("o", "down", "m")
        await harness.paste("À revoir au printemps")
        await harness.press("ctrl+s")
        (thread,) = dossier_of(harness).threads(SECOND)
        assert thread.notes[0].text == "À revoir au printemps"
        assert "✎ 1 remarque ouverte" in flat(harness)


async def test_the_results_say_how_the_others_see_a_criterion_and_what_was_retained(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await pool(harness)
        await harness.press("1", *"Vu ensemble", "enter", "escape", "r", "4")
        assert "Direction ○ · Pair ● · ≠≠ Divergence majeure · ✔ Retenu ○" in flat(harness)


async def test_names_and_texts_of_others_are_never_run(tmp_path: Path) -> None:
    def hostile(dossier: Dossier) -> None:
        dossier.write(FIRST, "constat", "\n".join(HOSTILE))

    folders = shared_folders(tmp_path, peer=hostile, peer_name="[@click=app.quit]x[/]")
    async with running(folders.director, size=LARGE, open_reference=folders.reference) as harness:
        await pool(harness)
        assert "[@click=app.quit]x[/]" in harness.text()
        await harness.press("enter")
        assert "[x] [@click=app.quit]x[/]" in harness.text().replace("\u00a0", " ")
        await harness.press("escape", "space")
        assert "[red]rouge[/red]" in harness.text()
