"""Sauvegardes: one sees what a backup would bring back and take away before anything changes, and can come back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.structures import Structure
from cap_tui.services.workspace import Workspace
from cap_tui.storage.backups import back_up
from cap_tui.tui.screens.backups import REST, BackupsScreen
from cap_tui.tui.screens.home import HomeScreen
from tests.building import level
from tests.tui.dossiers import HOSTILE
from tests.tui.harness import LARGE, NOW, SMALL, Harness, environment, running
from tests.tui.masking import flat

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
FIRST, SECOND = "identity.values.c1", "identity.values.c2"
OTHER = Structure("Les Jardins fictifs", "35600000049837", ("ACI",), "Normandie", fictional=True)


@pytest.fixture
def three_days(started: tuple[Path, str]) -> Path:
    """A folder with a backup of each of three days, and answers given since; one evaluation is of the last day only."""
    folder, reference = started
    folder.chmod(0o700)
    workspace = Workspace(folder, environment())
    for made in workspace.backups():  # when the folder was prepared
        made.unlink()
    back_up(workspace.opened.file, NOW - timedelta(days=2), "daily")
    dossier = workspace.open(reference)
    dossier.answer(FIRST, level("engaged"))
    dossier.write(FIRST, "constat", "Écrit la veille")
    back_up(workspace.opened.file, NOW - timedelta(days=1), "import")
    dossier.answer(SECOND, level("engaged"))
    dossier.add_action(title="Écrire la charte")
    workspace.new_assessment(OTHER, "mini", 2026)
    back_up(workspace.opened.file, NOW - timedelta(hours=1), "asked")
    workspace.close()
    return folder


async def at_backups(harness: Harness) -> None:
    """Go to the screen, and wait until the first backup was read."""
    await harness.press("s")
    await read(harness)


async def read(harness: Harness) -> None:
    """Wait until the backup under the cursor was read."""
    await harness.pilot.pause(REST)
    await harness.until(lambda: isinstance(harness.screen, BackupsScreen) and "Lecture" not in harness.text())
    await harness.settle()


def answers(harness: Harness) -> set[str]:
    workspace = harness.app.workspace
    found = next(one for one in workspace.assessments() if not one.structure.fictional)
    return set(workspace.open(found.id).positions())


async def confirm(harness: Harness) -> None:
    """Answer yes: the harmless answer has the focus."""
    await harness.press("tab", "enter")
    await harness.until(lambda: "sont de nouveau" in flat(harness))
    await read(harness)


@SIZES
async def test_one_sees_when_why_and_what_would_change_before_anything_does(
    three_days: Path, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(three_days, size=size) as harness:
        await at_backups(harness)
        golden(harness, "same")
        await harness.press("down")
        await read(harness)
        golden(harness, "before-import")
        await harness.press("enter")
        golden(harness, "confirm")
        await harness.press("enter")
        assert answers(harness) == {FIRST, SECOND}


async def test_a_backup_put_back_is_what_the_home_screen_shows_and_one_key_comes_back(
    three_days: Path,
) -> None:
    async with running(three_days) as harness:
        await at_backups(harness)
        await harness.press("down")
        await read(harness)
        await harness.press("enter")
        await confirm(harness)
        assert answers(harness) == {FIRST}
        assert [one.structure.name for one in harness.app.workspace.assessments()] == ["Les Ateliers du Pont"]
        assert "avant un retour en arrière" in flat(harness)
        assert "2 inscriptions reviendraient" in flat(harness)
        await harness.press("escape")
        assert isinstance(harness.screen, HomeScreen)
        assert OTHER.name not in harness.text()
        await at_backups(harness)
        await harness.press("z")
        await confirm(harness)
        assert answers(harness) == {FIRST, SECOND}
        await harness.press("escape")
        assert OTHER.name in harness.text()


async def test_what_is_written_after_going_back_is_kept_and_sound(three_days: Path) -> None:
    from cap_tui.services.doctor import examine

    async with running(three_days) as harness:
        await at_backups(harness)
        await harness.press("down", "down")
        await read(harness)
        await harness.press("enter")
        await confirm(harness)
        await harness.press("escape", "enter", "2")
        workspace = harness.app.workspace
        assert answers(harness) == {FIRST}, "the answer given after going back"
        assert [finding for finding in examine(workspace) if not finding.ok] == []


async def test_a_damaged_backup_says_so_and_cannot_be_put_back(three_days: Path) -> None:
    damaged = max((three_days / "backups").iterdir())
    damaged.write_bytes(damaged.read_bytes()[:5_000])
    async with running(three_days, size=SMALL) as harness:
        await at_backups(harness)
        assert "est abîmée" in flat(harness)
        await harness.press("enter")
        assert isinstance(harness.screen, BackupsScreen)
        assert answers(harness) == {FIRST, SECOND}


async def test_a_backup_can_be_made_now_and_the_list_tells_why(three_days: Path) -> None:
    async with running(three_days, size=SMALL) as harness:
        await at_backups(harness)
        await harness.press("b")
        await read(harness)
        assert "4 copies de secours" in flat(harness)


async def test_without_any_backup_one_is_told_how_to_make_one(empty: Path) -> None:
    async with running(empty, size=SMALL) as harness:
        await harness.press("s")
        await harness.settle()
        for path in (empty / "backups").glob("*"):
            path.unlink()
        await harness.press("escape", "s")
        await harness.until(lambda: "Tapez b pour en faire une" in flat(harness))


async def test_the_palette_finds_the_backups_by_their_name(three_days: Path) -> None:
    async with running(three_days) as harness:
        await harness.press("ctrl+p")
        await harness.paste("sauvegardes")
        await harness.press("enter")
        await harness.until(lambda: isinstance(harness.screen, BackupsScreen))


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_or_file_is_shown_as_it_is_written(started: tuple[Path, str], name: str) -> None:
    folder, _reference = started
    workspace = Workspace(folder, environment())
    workspace.new_assessment(Structure(name, OTHER.siret, ("ACI",), ""), "mini", 2026)
    made = back_up(workspace.opened.file, NOW, "asked")
    workspace.close()
    made.rename(made.with_name("[@click=app.quit]x[_.db"))
    async with running(folder) as harness:
        await at_backups(harness)
        assert "[@click=app.quit]x[_.db" in harness.text()
        assert name.split(maxsplit=1)[0][:8] in harness.text()


async def test_the_palette_leads_to_the_backups_from_inside_an_evaluation(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("ctrl+p", *"sauvegardes", "enter")
        await harness.until(lambda: isinstance(harness.screen, BackupsScreen))
