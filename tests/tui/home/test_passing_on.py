"""One laptop, several people: what is shown and written is always that of whoever is at the keyboard."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, cast

import pytest

from cap_tui.core.permissions import Role
from cap_tui.services.workspace import Workspace
from tests.tui.harness import SMALL, Harness, environment, running
from tests.tui.masking import flat

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.screens.assessment import AssessmentScreen

KEY = "identity.values.c1"


@pytest.fixture
def laptop(started: tuple[Path, str]) -> tuple[Path, str]:
    """A machine with its director and Lou, who is of the team."""
    folder, reference = started
    with closing(Workspace(folder, environment())) as workspace:
        workspace.rename_profile("Claire Morvan")
        lou = workspace.add_profile("Lou Martin")
        workspace.open(reference).grant(lou.fingerprint, Role.CONTRIBUTOR, name="Lou Martin")
    return folder, reference


def dossier_of(harness: Harness) -> Dossier:
    return cast("AssessmentScreen", harness.screen).dossier


async def test_two_keys_pass_the_keyboard_and_what_is_written_then_is_theirs(
    laptop: tuple[Path, str],
) -> None:
    folder, reference = laptop
    async with running(folder, open_reference=reference) as harness:
        await harness.press("2")
        claire = dossier_of(harness).me.id
        await harness.press("f6", "2")
        await harness.until(lambda: dossier_of(harness).me.id != claire)
        await harness.settle()
        assert dossier_of(harness).roles == (Role.CONTRIBUTOR,)
        assert dossier_of(harness).opinion(KEY).position is None
        await harness.press("4")
        await harness.press("f6", "1")
        await harness.until(lambda: dossier_of(harness).me.id == claire)
        await harness.settle()
        position = dossier_of(harness).opinion(KEY).position
        assert position is not None
        assert position.level == "engaged"


async def test_what_was_being_typed_is_saved_in_the_name_of_who_typed_it(laptop: tuple[Path, str]) -> None:
    folder, reference = laptop
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        await harness.paste("Écrit par Claire")
        await harness.press("f6", "2")
        await harness.until(lambda: dossier_of(harness).roles == (Role.CONTRIBUTOR,))
        assert dossier_of(harness).opinion(KEY).constat == ""
        with closing(Workspace(folder, environment())) as workspace:
            first = workspace.profiles()[0]
            workspace.use_profile(first.fingerprint)
            assert workspace.open(reference).opinion(KEY).constat == "Écrit par Claire"


async def test_the_list_says_what_one_is_in_an_evaluation_of_someone_else(laptop: tuple[Path, str]) -> None:
    folder, _reference = laptop
    async with running(folder, size=SMALL) as harness:
        await harness.press("f6", "2")
        await harness.until(lambda: "Votre rôle ici : Contribution" in flat(harness))
        assert "Au clavier : Lou Martin" in flat(harness)
        await harness.press("f6", "escape")
        assert "Au clavier" not in harness.text() or "Lou Martin" in harness.text()
