"""Several people on one shared database: nothing lost, whatever becomes of the line and of the server."""

from __future__ import annotations

import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from cap_tui.__main__ import main
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import accept, export_bundle, preview
from cap_tui.services.workspace import Workspace
from cap_tui.storage.server_errors import SavedByServerError, ServerAwayError, UncertainCommitError
from tests.building import environment, level
from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from cap_tui.services.dossier import Dossier
    from tests.postgres import Server


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    """A shared database of this test."""
    name = server.make(f"shared-{secrets.token_hex(4)}")
    yield server.address(name)
    server.drop(name)


@pytest.fixture
def enter(prepared: Path, tmp_path: Path, address: str) -> Iterator[Callable[[str], Workspace]]:
    """Open the shared database from the computer of someone."""
    opened: list[Workspace] = []

    def one(name: str) -> Workspace:
        folder = tmp_path / name
        known = folder.exists()
        if not known:
            shutil.copytree(prepared, folder)
        workspace = Workspace(folder, environment(f"{name} {len(opened)}"), address)
        opened.append(workspace)
        if not known:
            workspace.rename_profile(name)
        return workspace

    yield one
    for workspace in opened:
        workspace.close()


@pytest.fixture
def claire(enter: Callable[[str], Workspace]) -> Workspace:
    """The director's computer."""
    return enter("Claire")


@pytest.fixture
def begun(claire: Workspace) -> Dossier:
    """Her evaluation, open."""
    return claire.open(claire.new_assessment(STRUCTURE, "small", 2026).id)


def _complaints(workspace: Workspace) -> list[str]:
    return [finding.sentence for finding in examine(workspace) if not finding.ok]


def test_two_people_who_write_at_once_lose_nothing(
    claire: Workspace, begun: Dossier, enter: Callable[[str], Workspace]
) -> None:
    paul = enter("Paul")
    begun.grant(fingerprint(paul.profile.key.public), Role.PEER, name="Paul")
    his = paul.open(begun.summary.id)

    def many(dossier: Dossier) -> None:
        for number in range(20):
            dossier.write("booklet", "constat", f"{dossier.me.id} {number}")

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(many, begun), threads.submit(many, his)]:
            done.result()
    begun.refresh()
    his.refresh()
    again = enter("Claire").open(begun.summary.id)
    assert [entry.hash for entry in again.entries()] == [entry.hash for entry in begun.entries()]
    assert {entry.hash for entry in his.entries()} == {entry.hash for entry in begun.entries()}
    assert begun.opinion("booklet").constat.endswith(" 19")
    assert his.opinion("booklet").constat.endswith(" 19")
    written = [entry for entry in begun.entries() if entry.link.author == paul.profile.key.public]
    assert [entry.link.seq for entry in written] == list(range(1, 21))
    assert _complaints(claire) == _complaints(paul) == []


def test_what_was_written_away_from_the_server_comes_back_as_a_second_version(
    prepared: Path, tmp_path: Path, claire: Workspace, begun: Dossier
) -> None:
    begun.write("visit", "constat", "Avant de partir")
    sent = export_bundle(claire, begun, tmp_path / "train.capx", audience="copy")
    folder = Path(shutil.copytree(prepared, tmp_path / "train"))
    shutil.copytree(claire.data_dir / "keys", folder / "keys")
    profile = (claire.data_dir / "profile.json").read_text()
    (folder / "profile.json").write_text(profile.replace(claire.profile.installation, "train"))
    train = Workspace(folder, environment("train"))
    accept(train, preview(train, sent), trust=True)
    away = train.open(begun.summary.id)
    away.write("visit", "constat", "Dans le train")
    begun.write("visit", "constat", "Au bureau")
    back = export_bundle(train, away, tmp_path / "retour.capx", audience="copy")
    train.close()
    receipt = accept(claire, preview(claire, back), trust=True)
    assert (receipt.new, receipt.conflicts, receipt.backup) == (1, 1, None)
    begun.refresh()
    (field,) = begun.versions()
    assert {version.text for version in field.versions} == {"Dans le train", "Au bureau"}
    assert _complaints(claire) == []


def test_an_answer_typed_while_the_server_is_away_says_so_and_the_next_is_saved(
    server: Server, begun: Dossier, enter: Callable[[str], Workspace]
) -> None:
    begun.answer("booklet", level("engaged"))
    server.stop()
    try:
        with pytest.raises(ServerAwayError):
            begun.answer("visit", level("engaged"))
        with pytest.raises(ServerAwayError):
            enter("Claire")
    finally:
        server.start()
    assert set(begun.positions()) == {"booklet"}
    begun.answer("visit", level("exemplary"))
    again = enter("Claire").open(begun.summary.id)
    assert again.positions() == {"booklet": level("engaged"), "visit": level("exemplary")}


def test_a_server_that_restarts_between_two_answers_costs_none(server: Server, begun: Dossier) -> None:
    begun.answer("booklet", level("engaged"))
    server.stop()
    server.start()
    begun.answer("visit", level("engaged"))
    assert set(begun.positions()) == {"booklet", "visit"}


@pytest.mark.parametrize("moment", ["INSERT INTO entry", "UPDATE assessment"])
def test_a_line_cut_in_the_middle_of_an_answer_leaves_nothing_of_it(
    server: Server, claire: Workspace, begun: Dossier, moment: str
) -> None:
    before = len(begun.entries())
    _cut_at(server, claire, moment)
    with pytest.raises(ServerAwayError):
        begun.answer("booklet", level("engaged"))
    assert begun.positions() == {}
    begun.answer("booklet", level("engaged"))
    assert len(begun.entries()) == before + 1
    assert _complaints(claire) == []


def test_a_line_cut_while_committing_is_told_as_uncertain_and_the_answer_can_be_given_again(
    server: Server, claire: Workspace, begun: Dossier
) -> None:
    _cut_at(server, claire, "COMMIT")
    with pytest.raises(UncertainCommitError):
        begun.answer("booklet", level("engaged"))
    begun.answer("booklet", level("engaged"))
    assert begun.positions() == {"booklet": level("engaged")}
    assert _complaints(claire) == []


def _cut_at(server: Server, workspace: Workspace, moment: str) -> None:
    """Cut the line once, just before a statement is sent."""
    left = [moment]

    @event.listens_for(workspace.opened.engine, "before_cursor_execute")
    def cut(connection: Connection, _cursor: object, statement: str, *_others: object) -> None:
        if left and statement.startswith(left[0]):
            left.clear()
            backend = connection.connection.dbapi_connection.info.backend_pid  # type: ignore[union-attr]  # psycopg's
            server.run(f"SELECT pg_terminate_backend({backend}, 5000)")


def test_the_server_keeps_the_backups_and_the_sentence_names_it_without_its_password(
    claire: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    for act in (claire.back_up, claire.backups, lambda: claire.restore(tmp_path / "copie.db")):
        with pytest.raises(SavedByServerError) as told:
            act()
        assert str(claire.database) in str(told.value)
    assert len(begun.entries()) == 1
    assert not (claire.data_dir / "backups").exists()
    assert not (claire.data_dir / "cap-tui.db").exists()


def test_the_commands_find_the_shared_database_by_its_variable(
    claire: Workspace,
    begun: Dossier,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CAP_TUI_DATABASE_URL", address)
    folder = ("--data-dir", str(claire.data_dir))
    assert main([*folder, "answer", begun.summary.id, "1.1.1", "engaged"]) == 0
    assert main([*folder, "doctor"]) == 0
    assert main([*folder, "backup"]) == 1
    assert "pg_dump" in capsys.readouterr().err
    monkeypatch.setenv("CAP_TUI_DATABASE_URL", "n’importe quoi")
    assert main([*folder, "list"]) == 1
    assert "postgresql+psycopg://" in capsys.readouterr().err
    begun.refresh()
    assert begun.positions() == {"booklet": level("engaged")}
