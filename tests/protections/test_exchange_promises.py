"""Promises of the exchange that are kept on the other person's computer."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.kinds import OPINION
from cap_tui.core.permissions import Role
from cap_tui.exchange.bundle import unpack
from cap_tui.exchange.verifying import RefusedEntry, verify
from cap_tui.services.exchanging import bundle_bytes, preview
from cap_tui.services.incoming import REFUSALS
from cap_tui.services.succession import replace_key
from cap_tui.services.workspace import Workspace
from tests.building import environment, level

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.machines import Machines

CANARY = "Canari 4711, dit par Paul"


@pytest.fixture
def begun(machines: Machines, zoe: Workspace, paul: Workspace) -> Dossier:
    dossier = machines.begin(zoe)
    machines.invite(dossier, paul, Role.PEER)
    machines.receive(paul, machines.send(zoe, dossier, "peer"))
    return dossier


def database(workspace: Workspace) -> bytes:
    return (workspace.data_dir / "cap-tui.db").read_bytes()


def test_what_a_person_erases_leaves_the_disk_of_the_others_too(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    his = paul.open(begun.summary.id)
    his.write("visit", "constat", CANARY)
    machines.receive(zoe, machines.send(paul, his, "director"))
    assert CANARY.encode() in database(zoe)
    his.erase_person(his.me.id, "À sa demande")
    machines.receive(zoe, machines.send(paul, his, "director"))
    assert CANARY.encode() not in database(zoe)
    assert CANARY.encode() not in database(paul)


def test_a_thief_who_names_another_new_key_is_refused_and_said_to_be_one(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    shutil.copytree(paul.data_dir, tmp_path / "stolen")
    replace_key(paul)
    machines.receive(zoe, machines.send(paul, paul.open(begun.summary.id), "director"))
    with closing(Workspace(tmp_path / "stolen", environment("thief"))) as thief:
        replace_key(thief)
        his = thief.open(begun.summary.id)
        his.answer("visit", level("exemplary"))
        told = preview(zoe, machines.send(thief, his, "director"))
    assert REFUSALS["replaced"] in told.refused
    begun.reload()
    assert begun.log.roles(paul.profile.key.public) == {Role.PEER}


def test_a_file_made_for_the_coordination_holds_no_opinion_before_the_plan_is_followed(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    his = paul.open(begun.summary.id)
    his.answer("visit", level("engaged"))
    machines.receive(zoe, machines.send(paul, his, "director"))
    begun.reload()
    begun.answer("visit", level("controlled"))
    for _phase in range(3):
        entries = verify(unpack(bundle_bytes(zoe, begun, "coordinator")).entries)
        opinions = [one for one in entries if not isinstance(one, RefusedEntry) and one.draft.kind == OPINION]
        assert len(opinions) == 2
        assert [one.draft for one in opinions if one.value is not None] == []
        if _phase < 2:
            begun.advance()


def test_what_is_kept_back_travels_without_what_would_let_it_be_guessed(
    zoe: Workspace, begun: Dossier
) -> None:
    begun.answer("visit", level("controlled"))
    kept = [one for one in unpack(bundle_bytes(zoe, begun, "contributor")).entries if one.value is None]
    assert len(kept) == 1
    assert [one.salt for one in kept] == [""]
