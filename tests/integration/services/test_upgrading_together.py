"""A passage to another version travels: with its content, before it, without it, and among people who have not heard of it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.errors import CapError
from cap_tui.core.kinds import QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION
from cap_tui.core.permissions import Role
from cap_tui.exchange.bundle import pack, strings_of, unpack
from cap_tui.exchange.bundle_errors import TooLargeBundleError
from cap_tui.i18n import _, explain
from cap_tui.services.content import VersionNotHereError
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import accept, bundle_bytes, export_worksheet, preview
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading
from cap_tui.tui.screens.assessment_card import former_block_lines
from tests.building import level
from tests.integration.services.test_exchange_voices import fill
from tests.versioning import Asked, begun, content, state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cap_tui.services.doctor import Finding
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines

FIRST = content("1", [Asked("kept"), Asked("old"), Asked("one"), Asked("two")])
SECOND = content("2", [Asked("kept"), Asked("both", replaces=("one", "two")), Asked("new")])
THIRD = content("3", [Asked("kept"), Asked("both"), Asked("new"), Asked("newer")])


@pytest.fixture
def director(
    prepared: Path, tmp_path: Path, machines: Machines, paul: Workspace
) -> Iterator[tuple[Workspace, Dossier]]:
    """A director who let Paul in as pair."""
    machine, dossier = begun(prepared, tmp_path / "claire", FIRST)
    dossier.record("old", {"position": level("yes"), "constat": "Dit par Claire"})
    machines.invite(dossier, paul, Role.PEER)
    yield machine, dossier
    machine.close()


def bundled(
    machine: Workspace, dossier: Dossier, path: Path, contents: Mapping[str, bytes] | None = None
) -> Path:
    """Write the director's file; with other questionnaires than those it should hold, when given."""
    data = bundle_bytes(machine, dossier, "peer")
    if contents is not None:
        data = pack(
            map(strings_of, dossier.entries()), contents, dossier.author.key, assessment=dossier.log.assessment,
            name="Claire", organisation="", audience="peer", created="2026-03-02T09:00:00+00:00", program="autre",
        )  # fmt: skip
    path.write_bytes(data)
    return path


def take(machine: Workspace, path: Path) -> None:
    accept(machine, preview(machine, path), trust=True)


def kept(machine: Workspace, *digests: str) -> list[bool]:
    with reading(machine.opened.engine, machine.database) as connection:
        return [ledger.pinned(connection, digest) is not None for digest in digests]


def sound(machine: Workspace) -> bool:
    return all(finding.ok for finding in examine(machine))


def test_a_file_carries_every_version_and_they_are_kept_where_it_arrives(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    dossier.upgrade(SECOND)
    dossier.upgrade(THIRD)
    path = bundled(machine, dossier, tmp_path / "all.capx")
    assert set(unpack(path.read_bytes()).questionnaires.values()) == {FIRST, SECOND, THIRD}
    take(paul, path)
    theirs = paul.open(dossier.summary.id)
    assert list(theirs.questionnaire.criteria) == list(dossier.questionnaire.criteria)
    assert theirs.summary.questionnaire_version == paul.assessments()[0].questionnaire_version == "3"
    assert [former.title for former in theirs.orphans()] == ["Sujet old"]
    assert sound(paul)


def test_an_evaluation_that_is_here_passes_when_the_file_says_so(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    take(paul, bundled(machine, dossier, tmp_path / "1.capx"))
    theirs = paul.open(dossier.summary.id)
    dossier.upgrade(SECOND)
    incoming = preview(paul, bundled(machine, dossier, tmp_path / "2.capx"))
    assert "Le référentiel passe de la version 1 à la version 2." in incoming.lines()
    accept(paul, incoming, trust=True)
    theirs.reload()
    assert list(theirs.questionnaire.criteria) == ["kept", "both", "new"]
    assert sound(paul)


def test_what_someone_writes_without_knowing_of_the_passage_is_kept_and_shown_as_memory(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    take(paul, bundled(machine, dossier, tmp_path / "1.capx"))
    theirs = paul.open(dossier.summary.id)
    dossier.upgrade(SECOND)
    for key in ("kept", "old", "one"):
        theirs.record(key, {"position": level("yes"), "constat": f"Paul de {key}"})
    back = tmp_path / "back.capx"
    back.write_bytes(bundle_bytes(paul, theirs, "director"))
    announced = preview(machine, back).criteria
    assert [(code, count) for code, _title, count in announced] == [("1.1.1", 2), ("—", 4)]
    take(machine, back)
    dossier.reload()
    assert [voice.opinion.constat for voice in dossier.views("kept").voices] == ["Paul de kept"]
    assert dossier.views("both").voices == dossier.views("new").voices == ()
    orphans = {
        former.key: [voice.opinion.constat for voice in former.views.voices] for former in dossier.orphans()
    }
    assert orphans == {"old": ["Dit par Claire", "Paul de old"], "one": ["Paul de one"]}
    (memory,) = dossier.memory("both")
    assert [voice.opinion.constat for voice in memory.views.voices] == ["Paul de one"]
    take(paul, bundled(machine, dossier, tmp_path / "2.capx"))
    theirs.reload()
    assert theirs.memory("both")[0].opinion.constat == "Paul de one"
    assert sound(machine)
    assert sound(paul)


def test_a_file_without_the_version_it_names_is_taken_in_and_says_so_until_it_comes(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    first, second = dossier.questionnaire.digest, ""
    dossier.upgrade(SECOND)
    second = dossier.questionnaire.digest
    dossier.record("new", {"constat": "Dit en 2"})
    incoming = preview(paul, bundled(machine, dossier, tmp_path / "1.capx", {first: FIRST}))
    assert any("passée à la version 2" in line and "version 1" in line for line in incoming.lines())
    accept(paul, incoming, trust=True)
    assert kept(paul, first, second) == [True, False]
    theirs = paul.open(dossier.summary.id)
    assert any(isinstance(notice, VersionNotHereError) for notice in paul.notices)
    assert list(theirs.questionnaire.criteria) == ["kept", "old", "one", "two"]
    assert [voice.opinion.constat for former in theirs.orphans() for voice in former.views.voices] == [
        "Dit en 2"
    ]
    assert sound(paul)
    assert any("n’est pas ici" in explain_finding(finding) for finding in examine(paul))
    with pytest.raises(CapError):
        theirs.upgrade(THIRD)
    take(paul, bundled(machine, dossier, tmp_path / "2.capx"))
    theirs.reload()
    assert theirs.version_notice() is None
    assert list(theirs.questionnaire.criteria) == ["kept", "both", "new"]
    assert kept(paul, first, second) == [True, True]
    assert sound(paul)


def explain_finding(finding: Finding) -> str:
    return _(finding.sentence).format(**finding.values)


def test_a_version_that_cannot_be_read_is_not_kept_and_the_last_one_is_followed(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    first = dossier.questionnaire.digest
    garbage = b"schema: [\x00"
    digest = sha256(garbage).hexdigest()
    value = {"id": "versioned", "version": "9", "digest": digest, "keys": {}}
    dossier._commit(lambda: [Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION, value, "g")])
    assert dossier.questionnaire.digest == first
    incoming = preview(paul, bundled(machine, dossier, tmp_path / "1.capx", {first: FIRST, digest: garbage}))
    assert any("version 9" in line for line in incoming.lines())
    accept(paul, incoming, trust=True)
    assert kept(paul, first, digest) == [True, False]
    assert sound(paul)


@pytest.mark.parametrize(
    "value",
    [
        {"id": "other", "version": "2", "digest": "SECOND", "keys": {}},
        {"id": "versioned", "version": "3", "digest": "SECOND", "keys": {}},
        {"id": "versioned", "version": "2", "digest": "SECOND", "keys": {"kept": "both"}},
        {"id": "versioned", "version": "2", "digest": "SECOND", "keys": {"kept": "x/y"}},
        {"id": "versioned", "version": "2", "digest": "SECOND", "keys": {"kept": 3}},
        {"id": "versioned", "version": "2", "digest": "SECOND", "keys": []},
        {"id": "versioned", "version": "2", "digest": "../../etc"},
        {"id": "versioned"}, [], "2", 2, True,
    ],
)  # fmt: skip
def test_a_passage_that_no_program_writes_changes_nothing(
    value: object, director: tuple[Workspace, Dossier]
) -> None:
    machine, dossier = director
    before = state(dossier)
    if isinstance(value, dict) and value.get("digest") == "SECOND":
        value = {**value, "digest": sha256(SECOND).hexdigest()}
    library = dossier._library
    assert library is not None
    library.offer(sha256(SECOND).hexdigest(), SECOND)
    dossier._commit(lambda: [Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION, value, "g")])
    assert state(dossier) == before
    assert state(machine.open(dossier.summary.id)) == before
    assert sound(machine)
    assert dossier.timeline()


def test_two_hundred_versions_are_refused_in_french(
    director: tuple[Workspace, Dossier], tmp_path: Path
) -> None:
    machine, dossier = director
    many = {sha256(bytes([one])).hexdigest(): bytes([one]) for one in range(200)}
    with pytest.raises(TooLargeBundleError) as told:
        bundled(machine, dossier, tmp_path / "many.capx", many)
    assert "trop gros" in explain(told.value) or "trop volumineux" in explain(told.value)


def test_nobody_but_the_director_passes_to_another_version(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    take(paul, bundled(machine, dossier, tmp_path / "1.capx"))
    theirs = paul.open(dossier.summary.id)
    with pytest.raises(CapError):
        theirs.upgrade(SECOND)
    assert theirs.upgrade_preview(SECOND).refusal


def test_everyone_reads_what_the_others_wrote_of_a_question_that_is_gone(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    take(paul, bundled(machine, dossier, tmp_path / "1.capx"))
    theirs = paul.open(dossier.summary.id)
    theirs.record("old", {"position": level("yes"), "constat": "Paul de old"})
    back = tmp_path / "back.capx"
    back.write_bytes(bundle_bytes(paul, theirs, "director"))
    take(machine, back)
    blank = export_worksheet(dossier, tmp_path / "sheet.xlsx")
    for name in ("Mimi", "Momo", "Mumu"):
        take(machine, fill(blank, name, _1_1_2="Yes"))
    dossier.reload()
    dossier.upgrade(SECOND)
    (former,) = dossier.orphans()
    assert [voice.opinion.constat for voice in former.others] == ["Paul de old"]
    assert former.team == "Équipe : 3 voix, médiane Yes, de Yes à Yes".replace(" :", " :")
    screen = " / ".join(block.text.plain for block in former_block_lines(former))
    for words in ("Dit par Claire", "Pair — Paul", "Paul de old", former.team):
        assert words in screen


def test_a_worksheet_given_out_before_the_passage_goes_to_the_questions_it_asked(
    director: tuple[Workspace, Dossier], tmp_path: Path
) -> None:
    machine, dossier = director
    blank = export_worksheet(dossier, tmp_path / "sheet.xlsx")
    dossier.upgrade(SECOND)
    take(machine, fill(blank, "Mimi", _1_1_1="Yes", _1_1_2="Yes"))
    dossier.reload()
    assert [dossier.views(key).team_count for key in ("kept", "both", "new")] == [1, 0, 0]
    assert [(former.key, former.views.team_count) for former in dossier.orphans()] == [("old", 1)]
    later = export_worksheet(dossier, tmp_path / "later.xlsx")
    take(machine, fill(later, "Momo", _1_1_2="Yes"))
    dossier.reload()
    assert dossier.views("both").team_count == 1
    assert sound(machine)


def test_what_was_said_of_a_question_kept_for_other_structures_only_stays_readable(
    director: tuple[Workspace, Dossier],
) -> None:
    _machine, dossier = director
    others = content("2", [Asked("kept"), Asked("old", more={"applies_to": {"kinds": ["ETTI"]}})])
    preview_lines = [line.replace("\u00a0", " ") for line in dossier.upgrade_preview(others).lines()]
    assert (
        "  1.1.2 Sujet old (ne concerne plus cette structure, réponses gardées à part · répondu par 1 personne)"
        in preview_lines
    )
    dossier.upgrade(others)
    assert "old" not in dossier.concerned
    (former,) = dossier.orphans()
    assert (former.key, former.version, former.opinion.constat) == ("old", "1", "Dit par Claire")
    dossier.downgrade()
    assert dossier.orphans() == ()
    assert dossier.opinion("old").constat == "Dit par Claire"


def test_going_back_promises_no_question_to_answer_again(director: tuple[Workspace, Dossier]) -> None:
    _machine, dossier = director
    dossier.record("kept", {"position": level("no")})
    forward = dossier.upgrade_preview(SECOND)
    assert forward.reopens
    assert forward.score_words().endswith("tant que ce qui est rouvert n’a pas de réponse.")
    dossier.upgrade(SECOND)
    back = dossier.upgrade_preview(dossier.earlier_version())
    assert not back.reopens
    assert back.score_words().replace("\u00a0", " ") == "Score : 0 % → 50 %."
