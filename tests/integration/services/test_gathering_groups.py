"""Files of a folder written several at once: each is still whole or absent, and a failure of all is a failure of none alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from cap_tui.core.errors import CapError
from cap_tui.core.permissions import Role
from cap_tui.core.structures import Structure
from cap_tui.services import gathering
from cap_tui.services.contacts import Circle, contact_for, contacts, contacts_in
from cap_tui.services.exchange_errors import ContactChangedError, ImportCancelledError, NewSenderError
from cap_tui.services.exchanging import accept_folder, export_bundle, receipts
from cap_tui.services.workspace import Workspace
from cap_tui.storage.engine import writing
from tests.building import environment, key, level
from tests.databases import rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.machines import Machines

SIRETS = ("90000001900019", "90000002700012", "90000003500015", "90000004300019", "90000005000014")

OTHER = "90000006800016"


@pytest.fixture
def directed(machines: Machines, zoe: Workspace, paul: Workspace) -> list[Dossier]:
    """Five evaluations of one director, who lets Paul in."""
    found = []
    for number, siret in enumerate(SIRETS, 1):
        structure = Structure(f"Structure fictive {number}", siret, ("AI",))
        dossier = zoe.open(zoe.new_assessment(structure, "small", 2026).id)
        dossier.answer("visit", level("engaged"))
        machines.invite(dossier, paul, Role.PEER)
        found.append(dossier)
    return found


@pytest.fixture
def box(zoe: Workspace, directed: list[Dossier], tmp_path: Path) -> Path:
    """A file of each."""
    folder = tmp_path / "reçus"
    folder.mkdir()
    for number, dossier in enumerate(directed, 1):
        export_bundle(zoe, dossier, folder / f"{number}.capx", audience="peer")
    return folder


def _on_each_statement(workspace: Workspace, does: Callable[[str], None]) -> None:
    @event.listens_for(workspace.opened.engine, "before_cursor_execute")
    def before(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        does(statement)


class _Disk:
    """Fails at one statement, as SQLite does, and from then on when it stays full.

    Args:
        place: Statements until then, itself included.
        lasting: Whether it goes on failing until `heals`.
    """

    def __init__(self, place: int, *, lasting: bool) -> None:
        self.left, self.lasting, self.failures = place, lasting, 0

    def heals(self) -> None:
        self.left = 10**9

    def __call__(self, statement: str) -> None:
        self.left -= 1
        if statement != "ROLLBACK" and (self.left == 0 or (self.lasting and self.left < 0)):
            self.failures += 1
            raise OperationalError("", None, Exception("database or disk is full"))


def _whole(workspace: Workspace) -> list[tuple[str, int]]:
    """Return each evaluation that is here with how many entries it has, once read again and verified."""
    return sorted(
        (one.structure.name, len(workspace.open(one.id).entries())) for one in workspace.assessments()
    )


def _taken_in(workspace: Workspace, folder: Path) -> tuple[list[str], int]:
    """Take a folder in; return the structures said to be here, and how many files were refused."""
    try:
        found = accept_folder(workspace, [folder], trust=True)
    except CapError:  # before the first file: nothing at all
        return [], 0
    return sorted(one.structure for one in found.done), len(found.refused)


@pytest.mark.sqlite_only("statements of a file")
def test_ten_files_cost_few_transactions_and_the_first_shows_at_once(paul: Workspace, box: Path) -> None:
    commits: list[str] = []
    _on_each_statement(paul, lambda text: commits.append(text) if text == "COMMIT" else None)
    shown: list[tuple[int, int]] = []
    accept_folder(paul, [box], trust=True, progress=lambda done, _all: shown.append((done, len(commits))))
    assert shown == [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)]


def test_what_is_written_together_is_what_is_written_alone(
    paul: Workspace, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copie"
    shutil.copytree(paul.data_dir, copy)
    alone = Workspace(copy, environment("alone"))
    monkeypatch.setattr(gathering, "FILES_AT_ONCE", 1)
    accept_folder(alone, [box], trust=True)
    monkeypatch.undo()
    accept_folder(paul, [box], trust=True)
    assert _whole(paul) == _whole(alone) == [(f"Structure fictive {number}", 4) for number in range(1, 6)]
    assert [one.fingerprint for one in contacts(paul)] == [one.fingerprint for one in contacts(alone)]
    assert [(one.name, one.new) for one in receipts(paul)] == [(one.name, one.new) for one in receipts(alone)]
    alone.close()


@pytest.mark.sqlite_only("statements of a file")
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_a_folder_that_fails_anywhere_leaves_each_file_whole_or_absent(
    paul: Workspace,
    box: Path,
    tmp_path: Path,
    lasting: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    outcomes: set[tuple[int, int]] = set()
    for place in range(1, 400):
        copy = tmp_path / f"copy {place}"
        shutil.copytree(paul.data_dir, copy)
        workspace = Workspace(copy, environment(f"try {place}"))
        workspace.assessments()
        disk = _Disk(place, lasting=lasting)
        _on_each_statement(workspace, disk)
        told, refused = _taken_in(workspace, box)
        disk.heals()
        here = _whole(workspace)
        assert [name for name, _number in here] == told
        assert {number for _name, number in here} <= {4}
        assert len(receipts(workspace)) == len(told)
        outcomes.add((len(told), refused))
        workspace.close()
        shutil.rmtree(copy)
        if not disk.failures:
            break
    assert not disk.failures
    assert outcomes >= ({(5, 0), (0, 5), (1, 4), (3, 2)} if lasting else {(5, 0), (4, 1)})


@pytest.mark.sqlite_only("statements of a file")
def test_one_failure_of_several_files_together_refuses_none_of_them(paul: Workspace, box: Path) -> None:
    """The group is tried again file by file, and only a file that fails by itself is refused."""
    failed: list[str] = []

    def fail(statement: str) -> None:
        if statement == "COMMIT" and len(commits) == 1 and not failed:
            failed.append(statement)
            raise OperationalError("", None, Exception("disk I/O error"))
        if statement == "COMMIT":
            commits.append(statement)

    commits: list[str] = []
    _on_each_statement(paul, fail)
    found = accept_folder(paul, [box], trust=True)
    assert failed
    assert (len(found.done), found.refused) == (5, ())
    assert len(_whole(paul)) == 5


def test_a_stranger_among_friends_is_refused_alone(
    machines: Machines, paul: Workspace, directed: list[Dossier], box: Path
) -> None:
    accept_folder(paul, [box / "1.capx"], trust=True)
    lea = machines.person("Léa")
    stranger = lea.open(lea.new_assessment(Structure("Autre fictive", OTHER, ("AI",)), "small", 2026).id)
    machines.invite(stranger, paul, Role.PEER)
    export_bundle(lea, stranger, box / "3bis.capx", audience="peer")
    directed[0].answer("visit", level("exemplary"))
    found = accept_folder(paul, [box])
    assert {path.name: type(error) for path, error in found.refused}["3bis.capx"] is NewSenderError
    assert "Autre fictive" not in [name for name, _number in _whole(paul)]


def test_two_files_of_one_evaluation_are_told_apart(
    zoe: Workspace, paul: Workspace, directed: list[Dossier], box: Path
) -> None:
    """The second brings only what the first had not, though both came in one folder."""
    directed[1].answer("visit", level("exemplary"))
    export_bundle(zoe, directed[1], box / "2bis.capx", audience="peer")
    found = accept_folder(paul, [box], trust=True)
    assert {one.name: one.new for one in found.done} == {
        "1.capx": 4, "2.capx": 4, "2bis.capx": 1, "3.capx": 4, "4.capx": 4, "5.capx": 4,
    }  # fmt: skip


def test_stopping_while_files_wait_to_be_written_writes_none_of_those(
    paul: Workspace, box: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copie"
    shutil.copytree(paul.data_dir, copy)
    whole = Workspace(copy, environment("whole"))
    asked = count(1)
    accept_folder(whole, [box], trust=True, cancelled=lambda: next(asked) < 0)
    whole.close()
    last, again = next(asked) - 1, count(1)
    found = accept_folder(paul, [box], trust=True, cancelled=lambda: next(again) >= last)
    stopped = [path.name for path, error in found.refused if isinstance(error, ImportCancelledError)]
    assert [one.name for one in found.done] == ["1.capx", "2.capx", "3.capx"]
    assert stopped == ["4.capx", "5.capx"]
    assert len(_whole(paul)) == 3


def test_an_impostor_in_the_same_folder_is_told_by_the_one_who_came_just_before(
    machines: Machines, paul: Workspace, box: Path, tmp_path: Path
) -> None:
    """Two keys under one name, written in one transaction: the second is refused, though new keys are trusted."""
    folder = tmp_path / "à deux"
    folder.mkdir()
    shutil.copy(box / "1.capx", folder / "1.capx")
    for name, place, siret in (("Léa", "2.capx", OTHER), ("Léa, une autre", "3.capx", SIRETS[4])):
        lea = machines.person(name)
        lea.rename_profile("Léa")
        dossier = lea.open(
            lea.new_assessment(Structure(f"Fictive {place}", siret, ("AI",)), "small", 2026).id
        )
        machines.invite(dossier, paul, Role.PEER)
        export_bundle(lea, dossier, folder / place, audience="peer")
    found = accept_folder(paul, [folder], trust=True)
    assert [one.name for one in found.done] == ["1.capx", "2.capx"]
    ((path, error),) = found.refused
    assert (path.name, type(error)) == ("3.capx", ContactChangedError)


def test_what_a_transaction_believes_of_who_is_trusted_is_what_it_wrote(paul: Workspace) -> None:
    lea, ana = (
        contact_for(key(number).public, name, "", paul.now()) for number, name in ((8, "Léa"), (9, "Ana"))
    )
    with writing(paul.opened.engine, paul.database) as connection:
        circle = Circle(connection)
        circle.keep(lea)
        circle.keep(ana)
        circle.keep(replace(lea, name="Quelqu’un d’autre"))
        assert [one.name for one in circle.contacts()] == ["Ana", "Léa"]
        assert circle.contacts() == contacts_in(connection)
        circle.drop(ana.fingerprint)
        assert [one.name for one in circle.contacts()] == ["Léa"]
        assert circle.contacts() == contacts_in(connection)


def test_the_second_time_a_group_brings_nothing(paul: Workspace, box: Path) -> None:
    accept_folder(paul, [box], trust=True)
    before = rows(paul.data_dir)
    assert accept_folder(paul, [box], trust=True).done == ()
    assert rows(paul.data_dir) == before
