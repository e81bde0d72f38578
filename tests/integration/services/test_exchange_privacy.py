"""What a file holds of the others' opinions depends on who it is for; nothing is ever missing from a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.kinds import OPINION, PRIVATE
from cap_tui.core.permissions import Role
from cap_tui.core.review import NoteKind
from cap_tui.exchange.bundle import unpack
from cap_tui.exchange.verifying import RefusedEntry, verify
from cap_tui.services.exchanging import bundle_bytes
from tests.building import level

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines

TEAM = ("Anna", "Béa", "Chloé")


class Room:
    """A dossier in which everybody wrote on the same criterion, as the director has it."""

    def __init__(self, machines: Machines) -> None:
        self.machines = machines
        self.zoe = machines.person("Zoé")
        self.dossier = machines.begin(self.zoe)
        self.others = {"Paul": machines.person("Paul"), "Théo": machines.person("Théo")}
        machines.invite(self.dossier, self.others["Paul"], Role.PEER)
        machines.invite(self.dossier, self.others["Théo"], Role.THIRD_PARTY)
        for name in TEAM:
            self.others[name] = machines.person(name)
            machines.invite(self.dossier, self.others[name], Role.CONTRIBUTOR)
        self.dossier.answer("visit", level("engaged"))

    def writes(self, name: str, *, finish: bool = True) -> Dossier:
        """Let someone take position, write, finish and send."""
        who = self.others[name]
        role = {"Paul": "peer", "Théo": "third_party"}.get(name, "contributor")
        self.machines.receive(who, self.machines.send(self.zoe, self.dossier, role))
        theirs = who.open(self.dossier.summary.id)
        theirs.answer("visit", level("controlled"))
        theirs.write("visit", "constat", f"Dit par {name}")
        if role in ("peer", "third_party"):
            theirs.annotate("visit", NoteKind.REMARK, f"Entre nous, {name}", private=True)
        if finish:
            theirs.finish()
        self.machines.receive(self.zoe, self.machines.send(who, theirs, "director"))
        self.dossier.reload()
        return theirs

    def read(self, audience: str, recipient: str = "") -> dict[str, set[str]]:
        """Return, by kind, whose values a file for an audience holds."""
        return held(self.zoe, self.dossier, audience, recipient, self.names())

    def names(self) -> dict[str, str]:
        return {who.profile.key.public: name for name, who in {**self.others, "Zoé": self.zoe}.items()}


def held(
    workspace: Workspace, dossier: Dossier, audience: str, recipient: str, names: dict[str, str]
) -> dict[str, set[str]]:
    entries = verify(unpack(bundle_bytes(workspace, dossier, audience, recipient=recipient)).entries)
    assert len(entries) == len(dossier.entries())
    found: dict[str, set[str]] = {"position": set(), "constat": set(), "private": set()}
    for entry in entries:
        assert not isinstance(entry, RefusedEntry)
        if entry.value is not None and entry.draft.kind == OPINION:
            found[entry.draft.field].add(names[entry.link.author])
        if entry.value is not None and entry.draft.kind == PRIVATE:
            found["private"].add(names[entry.link.author])
    return found


@pytest.fixture
def room(machines: Machines) -> Room:
    return Room(machines)


def test_the_director_and_ones_own_copy_get_every_opinion_and_only_reviewers_their_private_remarks(
    room: Room,
) -> None:
    for name in ("Paul", "Anna"):
        room.writes(name)
    assert room.read("director") == {
        "position": {"Zoé", "Paul", "Anna"},
        "constat": {"Paul", "Anna"},
        "private": set(),
    }
    assert room.read("third_party")["private"] == set()


def test_a_private_remark_reaches_the_other_reviewer_and_never_the_director(room: Room) -> None:
    his = room.writes("Paul")
    assert held(room.others["Paul"], his, "third_party", "", room.names())["private"] == {"Paul"}
    assert held(room.others["Paul"], his, "director", "", room.names())["private"] == set()
    assert "Entre nous" not in str([entry.value for entry in room.dossier.entries()])


def test_the_director_is_not_told_that_a_private_remark_exists(room: Room) -> None:
    his = room.writes("Paul")
    his.finish(False)  # noqa: FBT003 - the value written
    his.annotate("visit", NoteKind.REMARK, "Entre nous encore", private=True)
    receipt = room.machines.receive(room.zoe, room.machines.send(room.others["Paul"], his, "director"))
    assert receipt.new
    assert receipt.withheld == 0


def test_reviewers_get_the_teams_positions_from_three_voices_and_its_texts_never(room: Room) -> None:
    for name in TEAM[:2]:
        room.writes(name)
    assert room.read("peer") == {"position": {"Zoé"}, "constat": set(), "private": set()}
    room.writes(TEAM[2])
    assert room.read("peer") == {"position": {"Zoé", *TEAM}, "constat": set(), "private": set()}


def test_the_teams_positions_wait_until_all_of_the_team_that_wrote_has_finished(room: Room) -> None:
    for name in TEAM[:2]:
        room.writes(name)
    room.writes(TEAM[2], finish=False)
    assert room.read("peer")["position"] == {"Zoé"}


def test_in_a_blind_evaluation_reviewers_get_nothing_before_all_of_them_have_finished(room: Room) -> None:
    room.dossier.set_blind(True)
    room.writes("Paul")
    paul = room.others["Paul"].profile.key.public
    assert room.read("third_party")["position"] == set()
    assert room.read("peer", paul) == {"position": {"Paul"}, "constat": {"Paul"}, "private": set()}
    room.writes("Théo")
    assert room.read("third_party")["position"] == {"Zoé", "Paul", "Théo"}


def test_the_team_gets_no_opinion_while_they_are_collected_then_the_directors_and_reviewers(
    room: Room,
) -> None:
    room.writes("Paul")
    room.writes("Anna")
    assert room.read("contributor")["position"] == set()
    anna = room.others["Anna"].profile.key.public
    assert room.read("contributor", anna)["constat"] == {"Anna"}
    room.dossier.advance()
    assert room.read("contributor") == {"position": {"Zoé", "Paul"}, "constat": {"Paul"}, "private": set()}


def test_what_was_kept_back_arrives_later_in_its_place(room: Room) -> None:
    anna = room.others["Anna"]
    hers = room.writes("Anna")
    assert hers.log.value(f"{room.dossier.me.id}/visit", "position") is None
    room.dossier.advance()
    path = room.machines.send(room.zoe, room.dossier, "contributor")
    receipt = room.machines.receive(anna, path)
    assert (receipt.filled, receipt.conflicts) == (1, 0)
    hers.reload()
    assert hers.log.value(f"{room.dossier.me.id}/visit", "position") == level("engaged").to_json()


def test_ones_own_texts_kept_from_ones_new_computer_do_not_close_the_dossier(room: Room) -> None:
    import shutil

    room.writes("Anna")
    fresh = room.machines.person("Anna ailleurs")
    old = room.others["Anna"]
    key = next((old.data_dir / "keys").iterdir())
    shutil.copy(key, fresh.data_dir / "keys" / key.name)
    book = (
        (fresh.data_dir / "profile.json")
        .read_text()
        .replace(fresh.profile.key.public, old.profile.key.public)
    )
    (fresh.data_dir / "profile.json").write_text(book)
    fresh.close()
    from cap_tui.services.workspace import Workspace
    from tests.building import environment

    again = Workspace(fresh.data_dir, environment("anna again"))
    room.machines.receive(again, room.machines.send(room.zoe, room.dossier, "contributor"))
    assert again.open(room.dossier.summary.id).roles == (Role.CONTRIBUTOR,)
    again.close()
