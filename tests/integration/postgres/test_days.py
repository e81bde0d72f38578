"""The program itself on a database whose logins are kept apart: everyone does their part, and each check still holds."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.review import NoteKind
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import accept, export_bundle, preview, trust
from cap_tui.services.exchanging import contacts as trusted
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.dashboard import dashboard
from cap_tui.services.network.register import add_member, register
from cap_tui.services.network.shared_errors import (
    KeyTakenError,
    LoginNameError,
    LoginTakenError,
    UnknownLoginError,
)
from cap_tui.services.network.shared_logins import add_login, logins, prepare, remove_login
from cap_tui.services.succession import replace_key
from cap_tui.services.workspace import Workspace
from cap_tui.storage import server_opening
from cap_tui.storage.addresses import read_address
from cap_tui.storage.server_errors import (
    ForbiddenError,
    NoPartError,
    OtherKeyError,
    RefusedLoginError,
    ServerAwayError,
    UnpreparedServerError,
)
from cap_tui.storage.server_opening import open_server
from tests.building import environment, level
from tests.conftest import STRUCTURE
from tests.integration.postgres.test_cheats import claires, insert, key_of, signed_by
from tests.phases import go_to

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from cap_tui.services.dossier import Dossier
    from tests.integration.postgres.town import Town


@pytest.fixture
def claire(town: Town) -> Workspace:
    return town.person("claire")


@pytest.fixture
def begun(claire: Workspace) -> Dossier:
    """Claire's dossier, with one answer and its reason."""
    dossier = claire.open(claire.new_assessment(STRUCTURE, "small", 2026).id)
    dossier.answer("visit", level("engaged"))
    dossier.write("visit", "constat", "Constat de Claire")
    return dossier


def complaints(*people: Workspace) -> list[str]:
    return [finding.sentence for one in people for finding in examine(one) if not finding.ok]


def test_who_was_not_let_in_has_an_empty_list_and_who_was_finds_the_dossier(
    town: Town, begun: Dossier
) -> None:
    paul = town.person("paul")
    assert paul.assessments() == []
    town.invite(begun, paul, Role.PEER)
    (summary,) = paul.assessments()
    assert summary.structure.name == STRUCTURE.name
    begun.revoke(fingerprint(paul.profile.key.public))
    assert paul.assessments() == []


def test_a_contributor_who_has_finished_reads_the_others_at_once_and_not_before(
    town: Town, claire: Workspace, begun: Dossier
) -> None:
    ana = town.person("ana")
    town.invite(begun, ana, Role.CONTRIBUTOR)
    hers = ana.open(begun.summary.id)
    hers.answer("visit", level("exemplary"))
    assert not any("Constat de Claire" in (entry.value or "") for entry in hers.entries())
    assert ana.assessments()[0].totals.positioned == 0
    assert complaints(claire, ana) == []
    hers.finish()
    assert any("Constat de Claire" in (entry.value or "") for entry in hers.entries())
    assert hers.scores[""].positioned == 1
    assert complaints(claire, ana) == []
    begun.refresh()
    hers.finish(on=False)
    again = ana.open(begun.summary.id)
    assert not any("Constat de Claire" in (entry.value or "") for entry in again.entries())


def test_the_team_is_read_by_its_positions_and_from_three_on_only(town: Town, begun: Dossier) -> None:
    paul = town.person("paul")
    town.invite(begun, paul, Role.PEER)
    his = paul.open(begun.summary.id)
    for number, who in enumerate(("ana", "bea", "cleo"), start=1):
        guest = town.person(who)
        town.invite(begun, guest, Role.CONTRIBUTOR)
        theirs = guest.open(begun.summary.id)
        theirs.answer("booklet", level("engaged"))
        theirs.write("booklet", "constat", f"Constat de {who}")
        theirs.finish()
        his.reload()
        read = [
            entry for entry in his.entries() if entry.link.author == theirs.author.key.public and entry.value
        ]
        assert [entry.draft.field for entry in read if entry.draft.kind == "opinion"] == (
            ["position"] if number == 3 else []
        )


def test_private_remarks_are_the_reviewers_alone(town: Town, begun: Dossier) -> None:
    paul, theo = town.person("paul"), town.person("theo")
    town.invite(begun, paul, Role.PEER)
    town.invite(begun, theo, Role.THIRD_PARTY)
    paul.open(begun.summary.id).annotate("visit", NoteKind.QUESTION, "Entre nous", private=True)
    begun.refresh()
    assert not any("Entre nous" in (entry.value or "") for entry in begun.entries())
    assert any("Entre nous" in (entry.value or "") for entry in theo.open(begun.summary.id).entries())


def test_the_coordination_finds_a_dossier_once_its_plan_is_sealed_and_counts_it(
    town: Town, claire: Workspace, begun: Dossier
) -> None:
    coralie = town.person("coralie", coordinator=True)
    town.invite(begun, coralie, Role.COORDINATOR)
    assert coralie.assessments() == []
    go_to(begun, Phase.FOLLOW_UP)
    (summary,) = coralie.assessments()
    assert coralie.open(summary.id).opinion("visit").constat == ""  # hers: she has none
    assert dashboard(coralie, Filters(questionnaire="small")).by_phase == {Phase.FOLLOW_UP: 1}
    assert complaints(claire, coralie) == []
    kept = "SELECT count(*) FROM coralie.network_cell WHERE what = 'kept'"
    with town.server.connect(town.name) as connection:
        assert connection.execute(kept).fetchone() == (1,)
        begun.note_followup("Fait en octobre")
        assert connection.execute(kept).fetchone() == (0,)  # made again at the next look
        dashboard(coralie, Filters(questionnaire="small"))
        assert connection.execute(kept).fetchone() == (1,)


def test_the_register_is_kept_by_the_coordination(town: Town, claire: Workspace) -> None:
    coralie = town.person("coralie", coordinator=True)
    add_member(coralie, STRUCTURE.siret, {"name": "Structure fictive", "kinds": "AI"})
    assert [record.member.name for record in register(coralie)] == ["Structure fictive"]
    assert register(claire) == ()
    with pytest.raises(ForbiddenError):
        add_member(claire, "10000000910008", {"name": "Autre", "kinds": "AI"})


def test_contacts_and_reports_of_imports_are_each_ones_own(
    town: Town, claire: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    paul = town.person("paul")
    town.invite(begun, paul, Role.PEER)
    sent = export_bundle(claire, begun, tmp_path / "pour-paul.capx", audience="peer")
    accept(paul, preview(paul, sent), trust=True)
    trust(claire, "ab" * 32, "Quelqu’un")
    assert [contact.name for contact in trusted(claire)] == ["Quelqu’un"]
    assert "Quelqu’un" not in [contact.name for contact in trusted(paul)]


def test_words_erased_by_their_author_are_gone_from_the_server(
    town: Town, claire: Workspace, begun: Dossier
) -> None:
    ana = town.person("ana")
    town.invite(begun, ana, Role.CONTRIBUTOR)
    hers = ana.open(begun.summary.id)
    hers.write("visit", "constat", "Mots à oublier")
    hers.erase_person(hers.me.id, "à ma demande")
    with town.server.connect(town.name) as connection:
        left = connection.execute(
            "SELECT count(*) FROM cap_tui.entry WHERE value LIKE '%oublier%'"
        ).fetchone()
    assert left == (0,)
    assert complaints(claire, ana) == []
    assert claire.assessments()[0].totals.positioned == 1


def test_a_text_that_had_not_arrived_is_completed_by_what_was_signed_only(town: Town, begun: Dossier) -> None:
    paul = town.person("paul")
    town.invite(begun, paul, Role.PEER)
    with town.server.connect(town.name) as connection:
        row = connection.execute(
            "SELECT hash, salt, value FROM cap_tui.entry WHERE value LIKE '%Constat de Claire%'"
        ).fetchone()
        assert row
        connection.execute("UPDATE cap_tui.entry SET salt = '', value = NULL WHERE hash = %s", (row[0],))
    fill = "UPDATE entry SET salt = %s, value = %s WHERE hash = %s AND value IS NULL"
    with closing(town.psql("paul")) as connection:
        assert connection.execute(fill, ("0" * 32, '"faux"', row[0])).rowcount == 0
        assert connection.execute(fill, (row[1], row[2], row[0])).rowcount == 1


def test_an_entry_that_someone_put_there_by_hand_closes_the_dossier_to_nobody_and_is_told(
    town: Town, claire: Workspace, begun: Dossier
) -> None:
    paul = town.person("paul")
    town.invite(begun, paul, Role.PEER)
    row_id, name = claires(town)
    forged = signed_by(key_of(town, "paul"), "annotation", "annotation:x:y", "note", "faux", assessment=name)
    with closing(town.psql("paul")) as connection:
        insert(connection, row_id, forged)
        connection.commit()
    assert begun.refresh().whole
    assert forged[0] not in {entry.hash for entry in begun.entries()}
    begun.answer("booklet", level("engaged"))
    again = town.person("claire").open(name)
    assert set(again.positions()) == {"visit", "booklet"}
    assert any("brought_by" in sentence for sentence in complaints(claire))
    with town.server.connect(town.name) as owner:
        by = owner.execute("SELECT brought_by FROM cap_tui.entry WHERE hash = %s", (forged[0],)).fetchone()
    assert by == ("paul",)


def test_who_signs_with_another_key_than_their_logins_is_told_so(town: Town, begun: Dossier) -> None:
    paul = town.person("paul")
    town.invite(begun, paul, Role.PEER)
    stranger = town.other_key("paul")
    with pytest.raises(OtherKeyError):
        stranger.new_assessment(STRUCTURE, "small", 2027)


def test_a_new_key_goes_on_once_the_owner_has_it(town: Town, claire: Workspace, begun: Dossier) -> None:
    replace_key(claire)
    add_login(town.owner, "claire", claire.profile.key.public)
    again = town.person("claire").open(begun.summary.id)
    assert again.roles == (Role.DIRECTOR,)
    again.answer("booklet", level("engaged"))
    again.erase_person(again.me.id, "avec la nouvelle clé")
    assert again.opinion("visit").constat == ""
    assert complaints(claire) == []


def test_only_its_director_puts_a_dossier_there(town: Town, claire: Workspace, tmp_path: Path) -> None:
    paul, alone = town.person("paul"), town.alone("zoe")
    dossier = alone.open(alone.new_assessment(STRUCTURE, "small", 2026).id)
    town.invite(dossier, paul, Role.PEER)
    sent = export_bundle(alone, dossier, tmp_path / "zoe.capx", audience="peer")
    with pytest.raises(NoPartError):
        accept(paul, preview(paul, sent), trust=True)
    assert (paul.assessments(), claire.assessments()) == ([], [])


def test_preparing_again_changes_nothing_that_people_see(
    town: Town, claire: Workspace, begun: Dossier
) -> None:
    paul = town.person("paul")
    town.invite(begun, paul, Role.PEER)
    begun.set_blind(on=True)
    before = [entry.value for entry in paul.open(begun.summary.id).entries()]
    prepare(town.owner)
    assert [entry.value for entry in paul.open(begun.summary.id).entries()] == before
    assert None in before
    assert complaints(claire, paul, town.owner) == []


def test_what_was_written_before_the_logins_were_kept_apart_is_found_by_its_people(
    town: Town, claire: Workspace, begun: Dossier
) -> None:
    paul, ana = town.person("paul"), town.person("ana")
    town.invite(begun, paul, Role.PEER)
    town.invite(begun, ana, Role.CONTRIBUTOR)
    begun.set_blind(on=True)
    with town.server.connect(town.name) as connection:
        connection.execute("TRUNCATE cap_tui.seat, cap_tui.dossier, cap_tui.voice")
        connection.execute("UPDATE cap_tui.entry SET vouched = NULL, kind = NULL, author = NULL, mark = NULL")
    prepare(town.owner)
    assert [len(one.assessments()) for one in (claire, paul, ana)] == [1, 1, 1]
    assert not any("Constat" in (entry.value or "") for entry in ana.open(begun.summary.id).entries())
    assert not any("Constat" in (entry.value or "") for entry in paul.open(begun.summary.id).entries())


def test_a_demonstration_is_refused_in_one_sentence_and_nothing_else(town: Town, claire: Workspace) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cap_tui", "--data-dir", str(claire.data_dir), "demo", "--no-open"],
        env={**os.environ, "CAP_TUI_DATABASE_URL": town.address("claire")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    told = [line for line in done.stderr.splitlines() if "fictives" not in line]
    assert len(told) == 1
    assert "Les démonstrations ne vont pas dans la base partagée" in told[0]
    assert claire.assessments() == []


def test_logins_are_listed_and_a_removed_one_enters_no_more(town: Town, begun: Dossier) -> None:
    town.person("coralie", coordinator=True)
    paul = town.person("paul")
    town.invite(begun, paul, Role.PEER)
    assert [(one.name, one.coordinator) for one in logins(town.owner)] == [
        ("claire", False), ("coralie", True), ("paul", False),
    ]  # fmt: skip
    remove_login(town.owner, "paul")
    with pytest.raises((RefusedLoginError, ServerAwayError)):
        paul.assessments()
    with pytest.raises(psycopg.OperationalError):
        town.psql("paul")
    assert [one.name for one in logins(town.owner)] == ["claire", "coralie"]
    begun.answer("booklet", level("engaged"))


@pytest.mark.parametrize(
    "name", ["", "Claire", "public", "postgres", "pg_monitor", "cap_tui", "a;b", 'a"b', "a" * 41]
)
def test_a_name_that_the_server_would_take_for_something_else_is_refused(town: Town, name: str) -> None:
    with pytest.raises(LoginNameError):
        add_login(town.owner, name, "ab" * 32)


def test_a_login_is_for_one_key_and_one_person(town: Town, claire: Workspace) -> None:
    with pytest.raises(KeyTakenError):
        add_login(town.owner, "autre", claire.profile.key.public)
    with pytest.raises(LoginTakenError):
        add_login(town.owner, "guest", "ab" * 32)
    with pytest.raises(UnknownLoginError):
        remove_login(town.owner, "personne")
    for act in (prepare, logins, lambda one: add_login(one, "autre", "ab" * 32)):
        with pytest.raises(ForbiddenError):
            act(claire)


def test_no_log_of_the_server_ever_holds_a_password(town: Town) -> None:
    town.server.run(f"ALTER DATABASE {town.name} SET log_statement = 'all'")
    town.owner.opened.engine.dispose()
    _person, password = add_login(town.owner, "dora", "cd" * 32)
    log = (town.server.root / "log").read_text()
    assert "CREATE ROLE" in log
    assert password not in log
    remove_login(town.owner, "dora")


def test_a_migration_finds_the_tables_it_knows_and_leaves_the_rules_in_place(
    town: Town, claire: Workspace, begun: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def later(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE entry ADD COLUMN later text")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")

    monkeypatch.setattr(server_opening, "run_revisions", later)
    with town.server.connect(town.name) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    with pytest.raises(UnpreparedServerError):
        town.person("claire")
    open_server(read_address(town.server.address(town.name))).engine.dispose()
    with town.server.connect(town.name) as connection:
        kinds = connection.execute(
            "SELECT relkind FROM pg_class WHERE relname = 'entry' ORDER BY 1"
        ).fetchall()
    assert kinds == [("r",), ("v",)]
    begun.answer("booklet", level("engaged"))
    with pytest.raises(errors.InsufficientPrivilege), closing(town.psql("claire")) as connection:
        connection.execute("SELECT later FROM cap_tui.entry")
    assert complaints(claire) == []


def test_an_owner_who_is_not_the_servers_administrator_does_it_all(town: Town, claire: Workspace) -> None:
    run = town.server.run
    run("CREATE ROLE patron LOGIN CREATEROLE")
    run("CREATE DATABASE patronage OWNER patron TEMPLATE template0")
    place = Workspace(
        town.folder("patron"), environment("patron"), town.server.address("patronage", "patron")
    )
    try:
        prepare(place)
        person, password = add_login(place, "dora", "cd" * 32)
        assert (person.name, len(password)) == ("dora", 32)
        with psycopg.connect(
            host=str(town.server.root), dbname="patronage", user="dora", password=password
        ) as connection:
            assert connection.execute("SELECT count(*) FROM entry").fetchone() == (0,)
            assert connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)
        remove_login(place, "dora")
        assert logins(place) == []
        with pytest.raises(
            psycopg.OperationalError
        ):  # who has a login elsewhere on the server enters and finds nothing
            psycopg.connect(host=str(town.server.root), dbname="patronage", user="claire", password="autre")  # noqa: S106
    finally:
        place.close()
        town.server.drop("patronage")
        run("DROP ROLE patron")
    assert claire.assessments() == []
