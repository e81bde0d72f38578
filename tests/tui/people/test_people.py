"""Personnes: whoever is let in is the one meant, and nobody is put out by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from textual.widgets import Input

from cap_tui.core.fingerprints import fingerprint, spaced
from cap_tui.core.permissions import Role
from cap_tui.exchange.cards import identity_card
from cap_tui.tui.dialogs.invite import InviteDialog
from cap_tui.tui.screens.people import PeopleScreen
from tests.building import key
from tests.tui.crossed import FIRST, PEER, THIRD_PARTY, Shared
from tests.tui.dossiers import HOSTILE
from tests.tui.harness import LARGE, NOW, SMALL, Harness, running
from tests.tui.masking import flat, masked

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.review import Participant
    from cap_tui.services.dossier import Dossier

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
MARK = fingerprint(key(7).public)


def dossier_of(harness: Harness) -> Dossier:
    return cast("PeopleScreen", harness.screen).dossier


def named(dossier: Dossier, name: str) -> Participant:
    return next(person for person in dossier.people() if person.name == name)


@SIZES
async def test_one_sees_who_takes_part_and_how_far_they_are(
    shared: Shared, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await harness.press("f8")
        harness.golden("people", request.path, masked)
        await harness.press("down", "down")
        assert "Rien n’est encore arrivé de cette personne" in flat(harness)


@SIZES
async def test_a_fingerprint_read_over_the_phone_is_checked_at_each_character(
    shared: Shared, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await harness.press("f8")
        await harness.app.push_screen(InviteDialog([shared.director]))
        await harness.paste("7zk-2u")
        assert "n’est jamais dans une empreinte" in flat(harness).replace("n'", "n’")
        field = harness.screen.query_one("#whom", Input)
        field.value = spaced(MARK)[:8].lower()
        await harness.settle()
        assert "encore 13 caractères" in flat(harness)
        harness.golden("invite", request.path, masked)


async def test_letting_someone_in_gives_them_their_role_and_name(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("f8", "a")
        await harness.paste(spaced(MARK).lower())
        assert "complète" in flat(harness)
        harness.screen.query_one("#name", Input).focus()
        await harness.paste(HOSTILE[2])
        harness.screen.query_one("#role").focus()
        await harness.press("right", "right", "enter")
        person = named(dossier_of(harness), HOSTILE[2])
        assert (person.fingerprint, person.roles) == (MARK, (Role.CONTRIBUTOR,))
        assert HOSTILE[2] in harness.text()


async def test_nobody_comes_in_without_a_whole_fingerprint_and_a_name(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("f8", "a")
        await harness.paste(spaced(MARK)[:-1])
        harness.screen.query_one("#role").focus()
        await harness.press("enter")
        assert "Écrivez les vingt caractères" in flat(harness)
        await harness.paste(MARK[-1])
        harness.screen.query_one("#role").focus()
        await harness.press("enter")
        assert "Écrivez son nom" in flat(harness)
        await harness.press("escape")
        assert len(dossier_of(harness).people()) == 3


async def test_a_card_received_fills_in_who_comes(shared: Shared, tmp_path: Path) -> None:
    cards = tmp_path / "reçus"
    cards.mkdir()
    (cards / "carte-lou.capid").write_bytes(identity_card(key(7), "Lou Martin", "Les Prés", NOW))
    (cards / "fausse.capid").write_bytes(b"{}")
    async with running(shared.director, open_reference=shared.reference) as harness:
        dossier = harness.app.workspace.open(shared.reference)
        harness.app.visit(PeopleScreen(dossier, [cards]))
        await harness.settle()
        await harness.press("a")
        harness.screen.query_one("#whom", Input).value = str(cards / "fausse.capid")
        await harness.settle()
        assert "carte d’invitation" in flat(harness)
        harness.screen.query_one("#whom", Input).value = "carte-lou.capid"
        await harness.settle()
        assert "Carte : Lou Martin" in flat(harness)
        harness.screen.query_one("#role").focus()
        await harness.press("right", "enter")
        person = named(dossier, "Lou Martin")
        assert (person.fingerprint, person.organisation) == (MARK, "Les Prés")
        assert person.roles == (Role.THIRD_PARTY,)


async def test_withdrawing_is_confirmed_and_what_was_written_stays(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("f8", "down", "w", "enter")  # the harmless answer has the focus
        dossier = dossier_of(harness)
        assert named(dossier, PEER).roles == (Role.PEER,)
        await harness.press("w", "tab", "enter")
        assert named(dossier, PEER).roles == ()
        assert "rôle retiré" in harness.text()
        assert len(dossier.views(FIRST).voices) >= 1
        assert dossier.threads(FIRST)


async def test_another_role_replaces_the_one_before(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("f8", "down", "down", "enter", "4")
        assert named(dossier_of(harness), THIRD_PARTY).roles == (Role.COORDINATOR,)


async def test_writing_blind_is_said_before_it_is_set(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("f8", "b", "enter")
        assert not dossier_of(harness).blind
        await harness.press("b", "tab", "enter")
        assert dossier_of(harness).blind
        assert "À l’aveugle : oui" in flat(harness)


async def test_a_peer_sees_who_takes_part_and_changes_nothing(shared: Shared) -> None:
    async with running(shared.peer, open_reference=shared.reference) as harness:
        await harness.press("f8", "a", "w", "b")
        assert isinstance(harness.screen, PeopleScreen)
        assert "Claire Morvan" in harness.text()
        assert len(dossier_of(harness).people()) == 3
