"""Envoyer: the file is where the screen says, never over another one unasked, never for the wrong person."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from cap_tui.services.exchanging import preview
from cap_tui.services.workspace import Workspace
from tests.tui.exchange.machines import Machines, exchanging, field, shown
from tests.tui.harness import LARGE, SMALL, environment, running
from tests.tui.masking import flat, masked

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
NAME = "mini-2026-les-ateliers-du-pont-pour-le-pair.capx"


@SIZES
async def test_both_halves_and_where_the_file_goes_are_in_view(
    machines: Machines, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    machines.dated()
    async with running(machines.director, size=size) as harness:
        await exchanging(harness, machines, Path("/home/claire/Documents"))
        await harness.press("home")
        harness.golden("exchange", request.path, masked)
        await harness.press("1")
        harness.golden("send", request.path, masked)


async def test_the_newest_file_received_is_under_the_cursor_not_the_one_that_would_be_written_over(
    machines: Machines,
) -> None:
    async with running(machines.director) as harness:
        await exchanging(harness, machines)
        assert "Entrée : voir ce qu’il contient" in flat(harness)
        await harness.press("home", "i", "enter")
        await shown(harness, "Ce qu’il apporte")


async def test_the_file_for_the_peer_is_where_it_was_said(machines: Machines) -> None:
    async with running(machines.director) as harness:
        await exchanging(harness, machines)
        await harness.press("1", "enter")
        await shown(harness, "Le fichier est prêt")
        assert NAME in "".join(harness.text().split())
    with closing(Workspace(machines.peer, environment())) as awa:
        assert preview(awa, machines.post / NAME).sender == "Claire Morvan"


async def test_a_file_already_there_is_kept_unless_replacing_it_is_asked(machines: Machines) -> None:
    (machines.post / NAME).write_text("précieux", encoding="utf-8")
    async with running(machines.director) as harness:
        await exchanging(harness, machines)
        await harness.press("1", "enter")
        await shown(harness, "Un fichier existe déjà")
        await harness.press("enter")  # the harmless answer has the focus
        await shown(harness, "Un autre nom est proposé")
        assert (machines.post / NAME).read_text(encoding="utf-8") == "précieux"
        await harness.press("enter")
        await shown(harness, "Le fichier est prêt")
        assert (machines.post / NAME.replace(".capx", "-2.capx")).exists()
        assert (machines.post / NAME).read_text(encoding="utf-8") == "précieux"


async def test_a_folder_that_cannot_take_the_file_is_said_and_asked_again(machines: Machines) -> None:
    async with running(machines.director) as harness:
        await exchanging(harness, machines)
        await harness.press("1")
        field(harness, "path").value = str(machines.post / "absent" / "x.capx")
        await harness.press("enter")
        await shown(harness, "Où va le fichier")
        assert field(harness, "wrong").display
        await harness.press("escape")
        assert "ENVOYER" in harness.text()


async def test_whoever_has_no_one_in_a_role_is_told_before_sending(machines: Machines) -> None:
    async with running(machines.director) as harness:
        await exchanging(harness, machines)
        await harness.press("home")
        assert "À qui : Awa Diallo" in flat(harness)
        await harness.press("down")
        assert "Personne n’a encore ce rôle ici" in flat(harness)


async def test_the_sheet_for_the_team_is_an_excel_file(machines: Machines) -> None:
    async with running(machines.director) as harness:
        await exchanging(harness, machines)
        await harness.press("6", "enter")
        await shown(harness, "Le fichier est prêt")
        assert next(machines.post.glob("fiche-*.xlsx")).read_bytes().startswith(b"PK")


async def test_a_passphrase_locks_the_file(machines: Machines) -> None:
    async with running(machines.director) as harness:
        await exchanging(harness, machines)
        await harness.press("1")
        field(harness, "passphrase").value = "quatre mots sans lien"
        await harness.press("enter")
        await shown(harness, "par téléphone")
    async with running(machines.peer) as harness:
        from tests.tui.exchange.machines import receiving

        (machines.post / "pour-awa.capx").unlink()
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, "Phrase secrète du fichier")
        await harness.paste("quatre mots sans lien")
        await harness.press("enter")
        await shown(harness, "Ce qu’il apporte")
