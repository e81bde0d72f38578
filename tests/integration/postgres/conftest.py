from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.core.review import NoteKind
from cap_tui.core.structures import Structure
from tests.building import level
from tests.conftest import STRUCTURE
from tests.integration.postgres.town import Town

OTHER = Structure("Les Jardins fictifs", "10000000910008", ("AI",), "Bretagne")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres import Server


@pytest.fixture
def town(server: Server, prepared: Path, tmp_path: Path) -> Iterator[Town]:
    """A protected database where nobody is yet."""
    made = Town(server, "town", prepared, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def settled(server: Server, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Claire's evaluation being collected, blind, with everyone in it; and Zoé's, where she is alone. Nobody has finished."""
    made = Town(server, "settled", prepared, tmp_path_factory.mktemp("settled"))
    claire = made.person("claire")
    begun = claire.open(claire.new_assessment(STRUCTURE, "small", 2026).id)
    begun.answer("visit", level("engaged"))
    begun.write("visit", "constat", "Constat de Claire")
    begun.set_blind(on=True)
    for who, role in (
        ("paul", Role.PEER),
        ("theo", Role.THIRD_PARTY),
        ("ana", Role.CONTRIBUTOR),
        ("bea", Role.CONTRIBUTOR),
        ("coralie", Role.COORDINATOR),
    ):
        guest = made.person(who, coordinator=role is Role.COORDINATOR)
        made.invite(begun, guest, role)
        if role is Role.COORDINATOR:
            continue
        theirs = guest.open(begun.summary.id)
        theirs.write("visit", "constat", f"Constat de {who}")
        if role in (Role.PEER, Role.THIRD_PARTY):
            theirs.annotate("visit", NoteKind.QUESTION, f"Remarque privée de {who}", private=True)
    zoe = made.person("zoe")
    hers = zoe.open(zoe.new_assessment(OTHER, "small", 2026).id)
    hers.write("visit", "constat", "Constat de Zoé")
    zoe.close()
    yield made
    made.close()
