"""Several people around one laptop: passing the keyboard is quick, and never to the wrong person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from cap_tui.core.fingerprints import spaced
from cap_tui.exchange.cards import read_card
from cap_tui.services.workspace import Workspace
from cap_tui.tui.dialogs.profile_flow import choose_profile, unlock_profile
from cap_tui.tui.dialogs.profiles import ProfilesDialog
from tests.tui.harness import LARGE, SMALL, environment, running

if TYPE_CHECKING:
    from pathlib import Path

    from textual.worker import Worker

    from tests.tui.harness import Harness

PHRASE = "trois canards à l’étang"


def _people(folder: Path, *, passphrase: str | None = None) -> None:
    workspace = Workspace(folder, environment())
    workspace.rename_profile("Nadia B.")
    workspace.set_organisation("Garrigue Emploi")
    workspace.add_profile("Fatou [red]D.[/red]", "L’Étape", passphrase)
    workspace.close()


async def _open(harness: Harness) -> Worker[bool]:
    worker = harness.app.run_worker(choose_profile(harness.app, harness.app.workspace))
    await harness.until(lambda: isinstance(harness.screen, ProfilesDialog))
    await harness.settle()
    return worker


async def _ended(harness: Harness, worker: Worker[bool]) -> bool:
    await harness.until(lambda: worker.is_finished)
    assert worker.result is not None
    return worker.result


async def _typed(harness: Harness, text: str) -> None:
    await harness.until(lambda: isinstance(harness.app.focused, Input))
    harness.app.screen.query_one(Input).value = text
    await harness.press("enter")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_everyone_is_seen_with_a_fingerprint_and_names_are_not_read_as_markup(
    empty: Path, size: tuple[int, int]
) -> None:
    _people(empty, passphrase=PHRASE)
    async with running(empty, size=size) as harness:
        await _open(harness)
        shown = harness.text()
        rows = [line for line in shown.splitlines() if "-" in line and ("Nadia" in line or "Fatou" in line)]
        mine, theirs = harness.app.workspace.profiles()
        assert "1 ► Nadia B.  Garrigue Emploi" in rows[0]
        assert "2   Fatou [red]D.[/red]  (phrase secrète)" in rows[1]
        assert spaced(mine.fingerprint) in rows[0]
        assert spaced(theirs.fingerprint) in rows[1]


@pytest.mark.parametrize("key", ["2", "é"])
async def test_one_digit_passes_the_keyboard_even_without_shift(empty: Path, key: str) -> None:
    _people(empty)
    async with running(empty) as harness:
        worker = await _open(harness)
        await harness.press(key)
        assert await _ended(harness, worker)
        assert harness.app.workspace.profile_name() == "Fatou [red]D.[/red]"


async def test_the_arrows_and_enter_pass_the_keyboard_and_escape_changes_nobody(empty: Path) -> None:
    _people(empty)
    async with running(empty) as harness:
        worker = await _open(harness)
        await harness.press("escape")
        assert not await _ended(harness, worker)
        worker = await _open(harness)
        await harness.press("enter")
        assert not await _ended(harness, worker), "the one at the keyboard keeps it"
        worker = await _open(harness)
        await harness.press("down", "enter")
        assert await _ended(harness, worker)
        assert harness.app.workspace.profile_name() == "Fatou [red]D.[/red]"


async def test_a_locked_key_is_asked_its_passphrase_which_never_shows(empty: Path) -> None:
    _people(empty, passphrase=PHRASE)
    async with running(empty) as harness:
        worker = await _open(harness)
        await harness.press("2")
        await harness.until(lambda: isinstance(harness.app.focused, Input))
        harness.app.screen.query_one(Input).value = "autre chose"
        await harness.settle()
        assert "autre chose" not in harness.text()
        await harness.press("enter")
        await harness.until(lambda: "n’ouvre pas la clé" in harness.text())
        await _typed(harness, PHRASE)
        assert await _ended(harness, worker)
        assert harness.app.workspace.profile.name == "Fatou [red]D.[/red]"


async def test_giving_up_on_a_passphrase_leaves_the_keyboard_where_it_was(empty: Path) -> None:
    _people(empty, passphrase=PHRASE)
    async with running(empty) as harness:
        worker = await _open(harness)
        await harness.press("2")
        await harness.until(lambda: isinstance(harness.app.focused, Input))
        await harness.press("escape")
        await harness.until(lambda: isinstance(harness.screen, ProfilesDialog))
        await harness.press("escape")
        assert not await _ended(harness, worker)
        assert harness.app.workspace.profile.name == "Nadia B."


async def test_someone_new_comes_to_the_keyboard_with_a_name_and_a_workplace(empty: Path) -> None:
    _people(empty)
    async with running(empty) as harness:
        worker = await _open(harness)
        await harness.press("n")
        for text in ("Paul\x1b[31m", "", PHRASE, "autre chose"):
            await _typed(harness, text)
        await harness.until(lambda: "Les deux diffèrent" in harness.text())
        for text in (PHRASE, PHRASE):
            await _typed(harness, text)
        await harness.until(lambda: "Paul[31m est au clavier" in harness.text())
        await harness.press("escape")
        assert await _ended(harness, worker)
        mine = harness.app.workspace.current_profile()
        assert (mine.name, mine.organisation, mine.locked) == ("Paul[31m", "", True)
        assert not harness.app.workspace.profile_locked()


async def test_a_passphrase_too_short_is_refused_and_the_list_says_why(empty: Path) -> None:
    _people(empty)
    async with running(empty) as harness:
        await _open(harness)
        await harness.press("p")
        for text in ("court", "court"):
            await _typed(harness, text)
        await harness.until(lambda: "8 caractères" in harness.text().replace("\u00a0", " "))
        await harness.press("p")
        for text in (PHRASE, PHRASE):
            await _typed(harness, text)
        await harness.until(lambda: "La clé est verrouillée" in harness.text())
        assert harness.app.workspace.current_profile().locked


async def test_my_fingerprint_is_large_enough_to_be_read_over_the_phone(empty: Path) -> None:
    _people(empty)
    async with running(empty, size=SMALL) as harness:
        await _open(harness)
        await harness.press("e")
        mine = harness.app.workspace.current_profile().fingerprint
        await harness.until(lambda: "   ".join(mine[:5]) in harness.text())
        for start in (5, 10, 15):
            assert "   ".join(mine[start : start + 5]) in harness.text()


async def test_my_card_is_written_among_my_documents_and_the_place_is_told(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _people(empty)
    monkeypatch.setattr("cap_tui.services.profiling.export_folder", lambda: tmp_path)
    async with running(empty) as harness:
        await _open(harness)
        for _time in range(2):  # the second one takes the place of the first
            await harness.press("c")
            await harness.until(lambda: "Carte écrite" in harness.text())
        card = harness.app.workspace.card_path()
        assert read_card(card.read_bytes()).name == "Nadia B."
        assert card.name in harness.text().replace("\n", "")


async def test_my_name_is_changed_with_where_i_work(empty: Path) -> None:
    _people(empty)
    async with running(empty) as harness:
        worker = await _open(harness)
        await harness.press("m")
        for text in ("Nadia Bœuf", "L’Étape"):
            await _typed(harness, text)
        await harness.until(lambda: isinstance(harness.screen, ProfilesDialog))
        await harness.press("escape")
        assert await _ended(harness, worker)
        profile = harness.app.workspace.profile
        assert (profile.name, profile.organisation) == ("Nadia Bœuf", "L’Étape")


async def test_at_the_start_of_the_day_the_passphrase_opens_ones_own_key(empty: Path) -> None:
    workspace = Workspace(empty, environment())
    workspace.set_passphrase(PHRASE)
    workspace.close()
    async with running(empty) as harness:
        worker = harness.app.run_worker(unlock_profile(harness.app, harness.app.workspace))
        await _typed(harness, PHRASE)
        assert await _ended(harness, worker)
        assert not harness.app.workspace.profile_locked()


async def test_a_damaged_profile_is_told_in_the_list_and_does_not_end_the_application(empty: Path) -> None:
    async with running(empty) as harness:
        (empty / "profile.json").write_text("{", encoding="utf-8")
        worker = await _open(harness)
        assert "est abîmé" in harness.text().replace("\u00a0", " ") or "profile.json" in harness.text()
        await harness.press("e")
        await harness.until(lambda: isinstance(harness.screen, ProfilesDialog))
        await harness.press("escape")
        assert not await _ended(harness, worker)
