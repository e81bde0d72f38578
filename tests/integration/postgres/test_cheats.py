"""What a person who has a login and psql, and no need of the program, can read and change: no more than the program lets them."""

from __future__ import annotations

import json
import secrets
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors

from cap_tui.core.entries import Draft, Link, compose
from cap_tui.core.fingerprints import fingerprint

if TYPE_CHECKING:
    from tests.integration.postgres.town import Town

EVERYONE = ("claire", "paul", "theo", "ana", "bea", "coralie", "zoe")
GUESTS = ("paul", "theo", "ana", "bea")


def asked(town: Town, who: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a statement tells someone; nothing of it stays."""
    with closing(town.psql(who)) as connection:
        done = connection.execute(statement.encode(), values or None)
        return list(done.fetchall()) if done.description else [(done.rowcount,)]


def texts(town: Town, who: str) -> set[str]:
    """Return every text that someone can read in the entries, in any way the table gives them."""
    found = asked(town, who, "SELECT value FROM entry WHERE value IS NOT NULL")
    return {
        text for (value,) in found if isinstance(text := json.loads(value), str) and "Constat" in text
    } | {
        said["text"]
        for (value,) in found
        if isinstance(said := json.loads(value), dict) and "privée" in str(said.get("text"))
    }


@pytest.mark.parametrize(
    ("who", "read"),
    [
        ("claire", {"Constat de Claire", "Constat de paul", "Constat de theo", "Constat de ana", "Constat de bea"}),
        ("paul", {"Constat de paul", "Remarque privée de paul", "Remarque privée de theo"}),
        ("theo", {"Constat de theo", "Remarque privée de paul", "Remarque privée de theo"}),
        ("ana", {"Constat de ana"}),
        ("bea", {"Constat de bea"}),
        ("coralie", set()),
        ("zoe", {"Constat de Zoé"}),
    ],
)  # fmt: skip
def test_nobody_reads_more_before_they_have_finished_than_their_part(
    settled: Town, who: str, read: set[str]
) -> None:
    assert texts(settled, who) == read


@pytest.mark.parametrize("who", EVERYONE)
def test_what_is_not_shown_cannot_be_guessed_from_its_hash(settled: Town, who: str) -> None:
    assert asked(settled, who, "SELECT count(*) FROM entry WHERE value IS NULL AND salt <> ''") == [(0,)]


@pytest.mark.parametrize("who", EVERYONE)
def test_a_function_that_tells_what_it_is_given_is_given_nothing_hidden(settled: Town, who: str) -> None:
    with closing(settled.psql(who)) as connection:
        told: list[str] = []
        connection.add_notice_handler(lambda notice: told.append(str(notice.message_primary)))
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("CREATE FUNCTION public.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS"
                               " $$BEGIN RAISE NOTICE '%', $1; RETURN true; END$$")  # fmt: skip
        connection.rollback()
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("CREATE TEMPORARY TABLE here (value text)")
        connection.rollback()
        connection.execute("SELECT * FROM entry WHERE value::json IS NULL AND value::int > 0 LIMIT 0")
    assert not [text for text in told if "Constat" in text]


@pytest.mark.parametrize(
    ("who", "seen"),
    [("claire", 1), ("paul", 1), ("theo", 1), ("ana", 1), ("bea", 1), ("coralie", 0), ("zoe", 1)],
)
def test_another_structure_is_not_even_listed(settled: Town, who: str, seen: int) -> None:
    for table in ("assessment", "(SELECT DISTINCT assessment_id FROM entry) AS found"):
        assert asked(settled, who, f"SELECT count(*) FROM {table}") == [(seen,)]  # noqa: S608 - ours
    names = asked(settled, who, "SELECT structure FROM assessment")
    assert ("Les Jardins fictifs",) not in names or who == "zoe"


@pytest.mark.parametrize("who", ["paul", "theo", "ana", "bea", "coralie", "zoe"])
def test_the_totals_tell_no_more_than_the_opinions(settled: Town, who: str) -> None:
    positioned = asked(settled, who, "SELECT coalesce(sum(positioned), 0) FROM node_total")
    assert positioned == [(0,)]


FORBIDDEN = (
    "DELETE FROM entry",
    "TRUNCATE entry",
    "UPDATE entry SET signed = '{}'",
    "UPDATE entry SET signature = ''",
    "UPDATE entry SET hash = 'x'",
    "UPDATE entry SET assessment_id = 1",
    "DELETE FROM assessment",
    "UPDATE assessment SET structure = 'Autre'",
    "UPDATE assessment SET siret = '1'",
    "UPDATE assessment SET hash = 'x'",
    "UPDATE assessment SET begun_by = session_user",
    "DELETE FROM pinned_questionnaire",
    "UPDATE pinned_questionnaire SET content = ''",
    "INSERT INTO pinned_questionnaire VALUES ('faux', 'cap', '1', 'rien')",
    "UPDATE alembic_version SET version_num = '9999'",
    "SELECT * FROM cap_tui.entry",
    "SELECT * FROM cap_tui.login",
    "SELECT * FROM cap_tui.seat",
    "UPDATE cap_tui.seat SET roles = '{director}'",
    "INSERT INTO cap_tui.seat VALUES (1, 'x', '{director}')",
    "UPDATE cap_tui.dossier SET phase = 'closed'",
    "UPDATE cap_tui.login SET public = repeat('0', 64)",
    "INSERT INTO cap_tui.login VALUES (session_user, repeat('0', 64), 'x', true)",
    "SELECT cap_tui.settle('autre')",
    "SELECT cap_tui.heed(NULL)",
    "SELECT cap_tui.signs('x')",
    "SELECT cap_tui.add_entry()",
    "DROP POLICY seen ON assessment",
    "ALTER TABLE assessment DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE assessment NO FORCE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON assessment USING (true)",
    "DROP TRIGGER add_entry ON entry",
    "ALTER VIEW entry RESET (security_barrier)",
    "ALTER FUNCTION cap_tui.reads(integer) SECURITY INVOKER",
    "CREATE OR REPLACE FUNCTION cap_tui.owns() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE TABLE public.entry2 (id int)",
    "CREATE SCHEMA ailleurs",
    "GRANT SELECT ON cap_tui.entry TO session_user",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "GRANT postgres TO session_user",
    "CREATE ROLE autre SUPERUSER",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_shadow",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres' LIMIT 1",
    "COPY entry TO PROGRAM 'cat'",
    "SET session_replication_role = replica",
)
REFUSED = ("42501", "42809", "55000", "0A000")
"""Codes of: no right to; this is a view (twice); this cannot be done."""


@pytest.mark.parametrize("who", EVERYONE)
def test_no_statement_opens_or_changes_what_is_kept(settled: Town, who: str) -> None:
    through = []
    for statement in FORBIDDEN:
        try:
            found = asked(
                settled, who, statement.replace("session_user", who) if "GRANT" in statement else statement
            )
        except psycopg.Error as error:
            if error.sqlstate not in REFUSED:
                through.append((statement, error.sqlstate))
        else:
            through.append((statement, str(found)))
    assert through == []


@pytest.mark.parametrize("who", EVERYONE)
def test_the_settings_and_roles_of_others_open_nothing(settled: Town, who: str) -> None:
    for other in EVERYONE:
        if other == who:
            continue
        for statement in (
            f"SET ROLE {other}",
            f"ALTER ROLE {other} PASSWORD 'x'",
            f"SELECT * FROM {other}.contact",  # noqa: S608 - ours
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                asked(settled, who, statement)
    with closing(settled.psql(who)) as connection:
        before = connection.execute("SELECT count(*) FROM entry").fetchall()
        connection.execute("SET ROLE cap_tui_person")
        assert connection.execute("SELECT count(*) FROM entry").fetchall() == before
        connection.execute("RESET ROLE; SET row_security = off")
        with pytest.raises(
            errors.InsufficientPrivilege
        ):  # it refuses, rather than showing the rows it was asked to filter
            connection.execute("SELECT * FROM assessment")


@pytest.mark.parametrize("who", ["claire", "paul", "theo", "ana", "bea", "zoe"])
def test_the_register_is_the_coordinations(settled: Town, who: str) -> None:
    with settled.server.connect(settled.name) as connection:
        connection.execute("INSERT INTO member (siret, name, kinds, region, contact, email, phone, joined, gone, fictional)"
                           " VALUES ('1', 'Structure fictive', '', '', '', '', '', '', '', false) ON CONFLICT DO NOTHING")  # fmt: skip
    assert asked(settled, "coralie", "SELECT count(*) FROM member") == [(1,)]
    assert asked(settled, who, "SELECT count(*) FROM member") == [(0,)]
    assert asked(settled, who, "UPDATE member SET name = 'Autre'") == [(0,)]
    assert asked(settled, who, "DELETE FROM member") == [(0,)]
    with pytest.raises(errors.InsufficientPrivilege):
        asked(settled, who, "INSERT INTO member SELECT 9, '2', '', '', '', '', '', '', '', '', false")


@pytest.mark.parametrize("who", EVERYONE)
def test_an_evaluation_cannot_be_begun_in_the_name_of_another(settled: Town, who: str) -> None:
    forged = signed_by("0" * 64, "assessment", "assessment", "genesis", {"structure": {}}, assessment="")
    with closing(settled.psql(who)) as connection:
        row = connection.execute(
            "INSERT INTO assessment (hash, structure, siret, kinds, region, fictional, questionnaire, version, digest, title,"
            " year, phase, actions, due_dates, updated) SELECT %s, 'Fausse', '', '', '', false, '', '', digest, '', 2026, '', 0,"
            " '', '' FROM pinned_questionnaire RETURNING id",
            (forged[0],),
        ).fetchone()
        assert row
        for bringing in ("off", "on"):
            connection.execute("SELECT set_config('cap_tui.bringing', %s, true)", (bringing,))
            with pytest.raises(errors.InsufficientPrivilege), connection.transaction():
                insert(connection, row[0], forged)
        own = signed_by(key_of(settled, who), "assessment", "assessment", "genesis", {
            "structure": {"name": "Autre", "siret": "", "kinds": [], "region": "", "fictional": False},
            "questionnaire": {"id": ""}, "year": 2026,
        }, assessment="")  # fmt: skip
        with pytest.raises(errors.InsufficientPrivilege), connection.transaction():
            insert(connection, row[0], own)  # the list would not say what was signed, nor have its name


@pytest.mark.parametrize("who", ["paul", "zoe"])
def test_the_list_cannot_call_an_evaluation_otherwise_than_its_first_entry(settled: Town, who: str) -> None:
    said = {
        "structure": {"name": "Vrai nom", "siret": "1", "kinds": ["AI"], "region": "Bretagne", "fictional": False},
        "questionnaire": {"id": "small"}, "year": 2027,
    }  # fmt: skip
    own = signed_by(key_of(settled, who), "assessment", "assessment", "genesis", said, assessment="")
    begin = (
        "INSERT INTO assessment (hash, structure, siret, kinds, region, fictional, questionnaire, version, digest, title, year,"
        " phase, actions, due_dates, updated) SELECT %s, %s, %s, 'AI', 'Bretagne', false, 'small', '', digest, '', 2027, '', 0,"
        " '', '' FROM pinned_questionnaire RETURNING id"
    )
    with closing(settled.psql(who)) as connection:
        for name, siret in (("Faux nom", "1"), ("Vrai nom", "2")):
            with pytest.raises(errors.InsufficientPrivilege), connection.transaction():
                insert(connection, connection.execute(begin, (own[0], name, siret)).fetchone()[0], own)  # type: ignore[index]  # it gives one
        insert(connection, connection.execute(begin, (own[0], "Vrai nom", "1")).fetchone()[0], own)  # type: ignore[index]  # it gives one


Strings = tuple[str, str, str, str]


def signed_by(author: str, kind: str, target: str, field: str, value: Any, *, assessment: str) -> Strings:
    """Return the hash, what would be signed, the salt and the value of an entry; the signature is left out."""
    salt = secrets.token_hex(16)
    link = Link(assessment, author, "ailleurs", 1, "", 1, (), "2026-11-23T10:00:00+00:00", "")
    signed, text = compose(Draft(kind, target, field, value), link, salt)
    return sha256(signed.encode()).hexdigest(), signed, salt, text


def insert(
    connection: psycopg.Connection[Any], row_id: int, strings: Strings, signature: str = "0" * 128
) -> None:
    entry_hash, signed, salt, text = strings
    connection.execute(
        "INSERT INTO entry (assessment_id, hash, signed, signature, salt, value) VALUES (%s, %s, %s, %s, %s, %s)",
        (row_id, entry_hash, signed, signature, salt, text),
    )


def key_of(town: Town, who: str) -> str:
    with town.server.connect(town.name) as connection:
        row = connection.execute("SELECT public FROM cap_tui.login WHERE role_name = %s", (who,)).fetchone()
    assert row
    return str(row[0])


def claires(town: Town) -> tuple[int, str]:
    with town.server.connect(town.name) as connection:
        row = connection.execute("SELECT id, hash FROM assessment ORDER BY id LIMIT 1").fetchone()
    assert row
    return int(row[0]), str(row[1])


@pytest.mark.parametrize("who", [*GUESTS, "coralie", "zoe"])
def test_nobody_writes_as_another_nor_raises_their_rights(settled: Town, who: str) -> None:
    row_id, name = claires(settled)
    mark = fingerprint(key_of(settled, who))
    director = key_of(settled, "claire")
    as_claire = signed_by(
        director, "grant", f"grant:{mark}", "roles", {"roles": ["director", "peer"]}, assessment=name
    )
    closing_it = signed_by(director, "phase", "assessment", "phase", "closed", assessment=name)
    own = signed_by(
        key_of(settled, who), "grant", f"grant:{mark}", "roles", {"roles": ["peer"]}, assessment=name
    )
    before = texts(settled, who)
    with closing(settled.psql(who)) as connection:
        for forged in (as_claire, closing_it):
            with pytest.raises(errors.InsufficientPrivilege), connection.transaction():
                insert(connection, row_id, forged)
        if who in GUESTS:  # as if a file had brought them; their signature is for every reader to verify
            connection.execute("SELECT set_config('cap_tui.bringing', 'on', true)")
            for forged in (as_claire, closing_it, own):
                insert(connection, row_id, forged)
            found = connection.execute("SELECT value FROM entry WHERE value IS NOT NULL").fetchall()
            assert {json.loads(value) for (value,) in found if "Constat" in value and "{" not in value} == {
                text for text in before if text.startswith("Constat")
            }
        else:
            with pytest.raises(errors.InsufficientPrivilege), connection.transaction():
                insert(connection, row_id, own)
    assert texts(settled, who) == before


@pytest.mark.parametrize("who", ["paul", "theo", "ana", "bea"])
def test_totals_are_not_written_by_who_does_not_read_them_all(settled: Town, who: str) -> None:
    row_id, _name = claires(settled)
    new = "INSERT INTO node_total VALUES (%s, %s, 5, 0, 0, 0, '1', '100', '0')"
    assert asked(settled, who, new, row_id, "faux") == [(0,)]
    assert asked(settled, who, "UPDATE node_total SET weighted = '100'") == [(0,)]
    assert asked(settled, who, "DELETE FROM node_total") == [(0,)]


@pytest.mark.parametrize("who", EVERYONE)
def test_the_counts_of_a_network_are_each_ones_own(settled: Town, who: str) -> None:
    assert asked(settled, who, "SELECT count(*) FROM network_cell") == [(0,)]
    for table in ("contact", "receipt", "contribution", "network_cell"):
        with pytest.raises(errors.InsufficientPrivilege):
            asked(settled, who, f"SELECT * FROM public.{table}")  # noqa: S608 - ours
        for other in EVERYONE:
            if other != who:
                with pytest.raises(errors.InsufficientPrivilege):
                    asked(settled, who, f"UPDATE {other}.{table} SET ctid = ctid")  # noqa: S608 - ours


@pytest.mark.parametrize("who", GUESTS)
def test_words_are_not_taken_away_without_an_erasure_of_their_author_or_of_the_director(
    settled: Town, who: str
) -> None:
    row_id, name = claires(settled)
    taken = "UPDATE entry SET salt = '', value = NULL WHERE assessment_id = %s"
    assert asked(settled, who, taken, row_id) == [(0,)]
    with settled.server.connect(settled.name) as connection:
        row = connection.execute(
            "SELECT hash FROM cap_tui.entry WHERE author = %s AND kind = 'opinion' LIMIT 1",
            (key_of(settled, "claire"),),
        ).fetchone()
    assert row
    forged = signed_by(
        key_of(settled, who), "erasure", f"erasure:{row[0]}", "erased", "parce que", assessment=name
    )
    with closing(settled.psql(who)) as connection:
        insert(connection, row_id, forged)
        assert connection.execute(taken.encode(), (row_id,)).rowcount == 0


@pytest.mark.parametrize("who", GUESTS)
def test_a_kept_back_value_is_not_replaced_by_another(settled: Town, who: str) -> None:
    changed = "UPDATE entry SET salt = repeat('0', 32), value = '\"faux\"' WHERE value IS NULL"
    assert asked(settled, who, changed) == [(0,)]
    again = "UPDATE entry SET salt = repeat('0', 32), value = '\"faux\"' WHERE value IS NOT NULL"
    assert asked(settled, who, again) == [(0,)]


def test_nobody_sees_what_another_is_asking_the_server(settled: Town) -> None:
    with closing(settled.psql("claire")) as claire:
        claire.execute("SELECT 'Constat en train d’être écrit'")
        told = asked(settled, "ana", "SELECT query FROM pg_stat_activity WHERE usename = 'claire'")
    assert [query for (query,) in told if "Constat" in str(query)] == []


def test_statistics_tell_nothing_of_what_is_written(settled: Town) -> None:
    with settled.server.connect(settled.name) as connection:
        connection.execute("ANALYZE")
    for who in EVERYONE:
        told = asked(settled, who, "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE schemaname IN"
                     " ('cap_tui', 'public') AND tablename IN ('entry', 'assessment', 'node_total')")  # fmt: skip
        assert told == []


def test_a_wrong_password_opens_nothing(settled: Town) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(settled.server.root), dbname=settled.name, user="claire", password="claire")  # noqa: S106 - wrong
