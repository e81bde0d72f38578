"""Keys that change, entries that are missing, data used in two places: told in words, and nothing is lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.exchange.bundle import pack, unpack
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import accept, contacts, preview
from cap_tui.services.incoming import Trust
from cap_tui.services.succession import replace_key, sign_over
from cap_tui.services.workspace import Workspace
from tests.building import environment, level

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.machines import Machines


@pytest.fixture
def begun(machines: Machines, zoe: Workspace, paul: Workspace) -> Dossier:
    dossier = machines.begin(zoe)
    machines.invite(dossier, paul, Role.PEER)
    machines.receive(paul, machines.send(zoe, dossier, "peer"))
    return dossier


def test_a_director_who_changes_key_stays_the_director_and_is_known_to_the_pair(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    begun.answer("visit", level("engaged"))
    assert replace_key(zoe) == 1
    mine = zoe.open(begun.summary.id)
    assert mine.roles == (Role.DIRECTOR,)
    assert mine.opinion("visit").position == level("engaged")
    mine.answer("visit", level("controlled"))
    told = preview(paul, machines.send(zoe, mine, "peer"))
    assert (told.trust, dict(told.without_effect), told.sender_role) == (Trust.TRUSTED, {}, Role.DIRECTOR)
    accept(paul, told)
    assert paul.open(begun.summary.id).official()["visit"] == level("controlled")
    assert [contact.fingerprint for contact in contacts(paul)] == [fingerprint(zoe.profile.key.public)]
    assert sign_over(zoe) == 0
    assert [finding.sentence for finding in examine(zoe) if not finding.ok] == []


def test_a_pair_who_changes_key_keeps_their_role_and_their_opinion(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    his = paul.open(begun.summary.id)
    his.answer("visit", level("engaged"))
    assert replace_key(paul) == 1
    his = paul.open(begun.summary.id)
    his.answer("tutor", level("exemplary"))
    told = preview(zoe, machines.send(paul, his, "director"))
    assert (told.trust, dict(told.without_effect)) == (Trust.TRUSTED, {})
    accept(zoe, told)
    begun.reload()
    (person,) = [one for one in begun.people() if Role.PEER in one.roles]
    assert begun.log.value(f"{person.id}/visit", "position") == level("engaged").to_json()
    assert begun.log.value(f"{person.id}/tutor", "position") == level("exemplary").to_json()


def test_entries_that_did_not_travel_are_told_by_name_and_are_no_fault_of_the_database(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    his = paul.open(begun.summary.id)
    for name in ("engaged", "controlled", "exemplary"):
        his.answer("visit", level(name))
    whole = unpack(machines.send(paul, his, "director").read_bytes())
    holed = tmp_path / "holed.capx"
    kept = [
        one
        for one in whole.entries
        if '"seq":2' not in one.signed or paul.profile.key.public not in one.signed
    ]
    holed.write_bytes(
        pack(
            kept, whole.questionnaires, paul.profile.key, assessment=begun.summary.id, name="Paul", organisation="",
            audience="director", created="2026-03-02T09:00:00+00:00", program="autre",
        )
    )  # fmt: skip
    told = preview(zoe, holed)
    assert (told.new, len(told.gaps)) == (2, 1)
    assert "Paul" in told.gaps[0]
    accept(zoe, told)
    findings = examine(zoe)
    assert [finding.sentence for finding in findings if not finding.ok] == []
    assert [finding.values["count"] for finding in findings if "have not arrived" in finding.sentence] == [1]
    filled = machines.receive(zoe, machines.send(paul, his, "director"))
    assert (filled.new, filled.gaps) == (1, ())


def test_two_copies_of_the_same_data_used_apart_both_count_and_the_fork_is_told(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    shutil.copytree(paul.data_dir, tmp_path / "clé USB")
    stick = Workspace(tmp_path / "clé USB", environment("stick"))
    one, two = paul.open(begun.summary.id), stick.open(begun.summary.id)
    one.answer("visit", level("engaged"))
    two.answer("visit", level("exemplary"))
    machines.receive(zoe, machines.send(paul, one, "director"))
    told = preview(zoe, machines.send(stick, two, "director"))
    assert (told.new, told.conflicts, len(told.forks)) == (1, 1, 1)
    assert "Paul" in told.forks[0]
    accept(zoe, told)
    begun.reload()
    assert len(begun.versions()) == 1
    assert [finding.sentence for finding in examine(zoe) if not finding.ok] == []
    stick.close()


def test_someone_whose_role_was_withdrawn_brings_nothing_that_counts(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    his = paul.open(begun.summary.id)
    his.answer("visit", level("engaged"))
    path = machines.send(paul, his, "director")
    begun.revoke(fingerprint(paul.profile.key.public))
    told = preview(zoe, path)
    assert (told.new, sum(told.without_effect.values()), told.trust) == (1, 1, Trust.NEW)
