"""Recevoir: nothing is written before one accepts, and nobody is believed before they were called."""

from __future__ import annotations

from contextlib import closing

import pytest

from cap_tui.core.permissions import Role
from cap_tui.core.positions import Position, Stance
from cap_tui.services.contacts import contacts, trust
from cap_tui.services.exchanging import accept, export_bundle, preview
from cap_tui.services.workspace import Workspace
from tests.building import key
from tests.tui.dossiers import HOSTILE
from tests.tui.exchange.machines import Machines, exchanging, field, receiving, shown
from tests.tui.harness import LARGE, SMALL, STRUCTURE, environment, running
from tests.tui.masking import flat, masked

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


@SIZES
async def test_who_sends_and_what_is_new_are_read_before_accepting(
    machines: Machines, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    machines.dated()
    async with running(machines.peer, size=size) as harness:
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, "Ce qu’il apporte")
        harness.golden("preview", request.path, masked)
        await harness.press("a")
        harness.golden("trust", request.path, masked)


async def test_going_back_from_the_preview_leaves_nothing_behind(machines: Machines) -> None:
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, "Ce qu’il apporte")
        await harness.press("escape", "escape")
        assert not harness.app.workspace.assessments()
        assert not contacts(harness.app.workspace)


async def test_a_stranger_is_not_trusted_by_pressing_enter_twice(machines: Machines) -> None:
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, "Ce qu’il apporte")
        await harness.press("enter", "enter")  # the harmless answer has the focus
        assert not harness.app.workspace.assessments()


async def test_once_accepted_the_evaluation_opens_and_the_report_is_kept(
    machines: Machines, request: pytest.FixtureRequest
) -> None:
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, "Ce qu’il apporte")
        await harness.press("a", "tab", "enter")
        await shown(harness, "C’est importé.")
        harness.golden("receipt", request.path, masked)
        await harness.press("escape", "r", "enter")
        await shown(harness, "Importé le")
        assert "Claire Morvan" in flat(harness)
        await harness.press("escape", "home", "enter")
        await shown(harness, "déjà ici")
        assert "empreinte connue depuis le 23/11/2026" in flat(harness)
        await harness.press("o")
        await shown(harness, "1.1.1")
        assert "Vous êtes pair" in harness.text()


async def test_what_comes_back_is_seen_at_once_where_the_evaluation_is_open(machines: Machines) -> None:
    with closing(Workspace(machines.peer, environment())) as awa:
        accept(awa, preview(awa, machines.post / "pour-awa.capx"), trust=True)
        review = awa.open(machines.reference)
        review.answer("identity.values.c1", Position(Stance.LEVEL, "exemplary"))
        export_bundle(awa, review, machines.post / "retour.capx", audience="director")
    (machines.post / "pour-awa.capx").unlink()
    async with running(machines.director) as harness:
        dossier = await exchanging(harness, machines)
        await harness.press("end", "up", "up", "enter")
        await shown(harness, "Ce qu’il apporte")
        await harness.press("a")
        await shown(harness, "C’est importé.")
        voices = dossier.views("identity.values.c1").voices
        assert [voice.name for voice in voices if voice.role is Role.PEER] == ["Awa Diallo"]


async def test_another_key_under_a_known_name_is_a_warning_that_enter_does_not_pass(
    machines: Machines,
) -> None:
    with closing(Workspace(machines.peer, environment())) as awa:
        trust(awa, key(9).public, "Claire Morvan")
    async with running(machines.peer, size=SMALL) as harness:
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, "ATTENTION")
        await harness.press("enter", "a")
        assert not harness.app.workspace.assessments()
        await harness.press("f", "tab", "enter")
        await shown(harness, "Nouveau")
        assert not contacts(harness.app.workspace)
        await harness.press("a", "tab", "enter")
        await shown(harness, "C’est importé.")


async def test_whoever_holds_no_role_is_told_which_fingerprint_to_give(machines: Machines) -> None:
    with closing(Workspace(machines.peer, environment())) as awa:
        lou = awa.add_profile("Lou Martin")
        awa.use_profile(lou.fingerprint)
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, "Ne peut pas être importé")
        await harness.press("a", "enter")
        assert not harness.app.workspace.assessments()


async def test_names_from_a_stranger_s_file_are_only_text(machines: Machines) -> None:
    with closing(Workspace(machines.director, environment())) as claire:
        claire.rename_profile(HOSTILE[2])
        dossier = claire.open(machines.reference)
        export_bundle(claire, dossier, machines.post / "[@click=app.quit]协会.capx", audience="peer")
    async with running(machines.peer, size=SMALL) as harness:
        await receiving(harness, machines)
        assert "[@click=app.quit]协会.capx" in harness.text()
        await harness.press("enter")
        await shown(harness, "Ce qu’il apporte")
        assert HOSTILE[2] in harness.text()


async def test_a_file_that_is_none_of_ours_says_so_and_changes_nothing(machines: Machines) -> None:
    (machines.post / "pour-awa.capx").write_bytes(b"MZ" + bytes(500))
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("enter")
        await shown(harness, ".capx")
        await harness.press("a", "enter")
        assert not harness.app.workspace.assessments()


async def test_the_third_door_and_the_key_i_lead_to_what_was_received(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(machines.post.parent))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(machines.post))
    async with running(machines.peer, size=SMALL) as harness:
        await harness.press("3")
        assert "pour-awa.capx" in harness.text()
        await harness.press("escape", "i")
        assert "RECEVOIR" in harness.text()
        await harness.press("r")
        assert "Rien n’a encore été importé" in flat(harness)


async def test_a_path_typed_is_found_or_said_missing(machines: Machines) -> None:
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("c")
        await harness.paste("absent.capx")
        await harness.press("enter")
        assert "Rien à cet endroit" in flat(harness)
        field(harness, "path").value = f"'{machines.post / 'pour-awa.capx'}'"
        await harness.press("enter")
        await shown(harness, STRUCTURE.name)


async def test_a_file_older_than_what_is_here_says_so_and_brings_nothing(machines: Machines) -> None:
    async with running(machines.director) as harness:
        dossier = await exchanging(harness, machines)
        dossier.write("identity.values.c1", "strengths", "Écrit depuis.")
        await harness.press("end", "up", "up", "enter")
        await shown(harness, "C’est votre propre empreinte")
        await harness.press("down")
        assert "déjà ici" in flat(harness)
        before = dossier.entries()
        await harness.press("a", "enter")
        assert "Accepter" not in harness.text()
        assert "C’est importé." not in flat(harness)
        assert dossier.entries() == before


async def test_a_file_of_another_evaluation_is_never_mixed_with_the_one_open(machines: Machines) -> None:
    with closing(Workspace(machines.peer, environment())) as awa:
        mine = awa.open(awa.new_assessment(STRUCTURE, "mini", 2026).id)
        export_bundle(awa, mine, machines.post / "autre.capx", audience="director")
    (machines.post / "pour-awa.capx").unlink()
    async with running(machines.director) as harness:
        dossier = await exchanging(harness, machines)
        before = dossier.entries()
        await harness.press("end", "up", "up", "enter")
        await shown(harness, "Ne peut pas être importé")
        await harness.press("a", "enter", "escape")
        assert dossier.entries() == before
