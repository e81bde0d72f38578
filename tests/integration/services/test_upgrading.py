"""A live evaluation passes to another version of its questionnaire and back: nothing said is lost or changes question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from cap_tui.core.permissions import NotPermittedError
from cap_tui.core.upgrades import Change
from cap_tui.i18n import explain
from cap_tui.services.doctor import examine
from cap_tui.services.upgrade_errors import (
    NoEarlierVersionError,
    NotGenuineError,
    OtherIdError,
    SameNumberError,
    SameVersionError,
    TooManyVersionsError,
)
from cap_tui.services.workspace import Workspace
from tests.building import environment, level, not_applicable
from tests.corpus.versions import pair
from tests.versioning import Asked, begun, content, state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

OLD, NEW = pair.OLD.read_bytes(), pair.NEW.read_bytes()


@pytest.fixture
def machine_and_dossier(prepared: Path, tmp_path: Path) -> Iterator[tuple[Workspace, Dossier]]:
    machine, dossier = begun(prepared, tmp_path / "claire", OLD)
    yield machine, dossier
    machine.close()


@pytest.fixture
def machine(machine_and_dossier: tuple[Workspace, Dossier]) -> Workspace:
    return machine_and_dossier[0]


@pytest.fixture
def dossier(machine_and_dossier: tuple[Workspace, Dossier]) -> Dossier:
    """An evaluation in the first version of the real pair, answered where something changes."""
    found = machine_and_dossier[1]
    for key in (
        pair.KEPT,
        pair.SPLIT,
        *pair.MERGED,
        pair.RENAMED[0],
        *pair.MOVED,
        pair.REWORDED,
        pair.REVISED,
    ):
        found.record(key, {"position": level("engaged"), "constat": f"Dit de {key}"})
    found.record(pair.GONE, {"position": level("exemplary"), "evidence": "L’affiche du hall"})
    found.add_action(title="Refaire l’affiche", criteria=(pair.GONE,))
    return found


def sound(machine: Workspace) -> bool:
    return all(finding.ok for finding in examine(machine))


def test_answers_stay_with_the_question_they_were_given_to(dossier: Dossier, machine: Workspace) -> None:
    dossier.upgrade(NEW)
    assert (dossier.questionnaire.version, len(dossier.questionnaire.criteria)) == ("2026.1", 27)
    for key in (pair.KEPT, pair.RENAMED[0], *pair.MOVED, pair.REWORDED):
        assert dossier.opinion(key).constat == f"Dit de {key}"
    for key in (*pair.PARTS, pair.WHOLE, f"{pair.REVISED}@2", pair.NEW_ONE):
        assert dossier.opinion(key).position is None
        assert key in dossier.questionnaire.criteria
    assert dossier.criterion(pair.RENAMED[1]).id == pair.RENAMED[0]
    assert sound(machine)


def test_what_is_asked_again_shows_what_was_said_before(dossier: Dossier) -> None:
    dossier.upgrade(NEW)
    told = {
        key: [former.opinion.constat for former in dossier.memory(key)] for key in (*pair.PARTS, pair.WHOLE)
    }
    assert told == {
        pair.PARTS[0]: [f"Dit de {pair.SPLIT}"],
        pair.PARTS[1]: [f"Dit de {pair.SPLIT}"],
        pair.WHOLE: [f"Dit de {key}" for key in pair.MERGED],
    }
    (revised,) = dossier.memory(pair.REVISED)
    assert (revised.version, revised.said(revised.opinion.position)) == ("2025.1", "Engagé")
    assert dossier.memory(pair.KEPT) == ()


def test_what_is_not_asked_any_more_stays_readable_in_its_own_words(dossier: Dossier) -> None:
    assert dossier.orphans() == ()
    dossier.upgrade(NEW)
    orphans = {former.key: former for former in dossier.orphans()}
    assert set(orphans) == {pair.GONE, pair.SPLIT, pair.REVISED, *pair.MERGED}
    poster = orphans[pair.GONE]
    assert (poster.code, poster.title, poster.version) == ("1.1.10", "Affichage des engagements", "2025.1")
    assert poster.opinion.evidence == "L’affiche du hall"
    assert [action.title for action in poster.actions] == ["Refaire l’affiche"]
    assert dossier.label_of(pair.GONE) == ("1.1.10", "Affichage des engagements")
    assert [dossier.code_of(key) for key in (pair.GONE, pair.KEPT)] == ["1.1.10 (2025.1)", "1.1.1"]


def test_the_preview_says_what_changes_and_writes_nothing(dossier: Dossier, machine: Workspace) -> None:
    before, entries = state(dossier), len(dossier.entries())
    found = dossier.upgrade_preview(NEW)
    assert {change.value: count for change, count in found.counts.items()} == pair.COUNTS
    assert (found.before, found.after, found.back, found.refusal) == ("2025.1", "2026.1", False, None)
    gone = next(line for line in found.passages if line.change is Change.GONE)
    assert (gone.answered, gone.people, gone.actions) == (True, 1, (1,))
    assert "1.1.10 Affichage des engagements (répondu par 1 personne · plan : 1" in "\n".join(
        found.lines()
    ).replace("\u00a0", " ")
    assert found.actions == (1,)
    assert (state(dossier), len(dossier.entries())) == (before, entries)
    dossier.upgrade(NEW)
    assert found.score_after == dossier.scores[""].score
    assert machine.assessments()[0].questionnaire_version == "2026.1"


def test_going_back_gives_everything_as_it_was(dossier: Dossier, machine: Workspace) -> None:
    before = state(dossier)
    dossier.upgrade(NEW)
    dossier.record(pair.PARTS[0], {"constat": "Dit en 2026"})
    dossier.downgrade()
    assert state(dossier) == before
    assert [former.opinion.constat for former in dossier.orphans()] == ["Dit en 2026"]
    assert sound(machine)
    with pytest.raises(NoEarlierVersionError):
        dossier.downgrade()
    dossier.upgrade(NEW)
    assert dossier.opinion(pair.PARTS[0]).constat == "Dit en 2026"


def test_u_takes_the_passage_back_and_redoes_it(dossier: Dossier, machine: Workspace) -> None:
    before = state(dossier)
    dossier.upgrade(NEW)
    after = state(dossier)
    assert dossier.undo()
    assert state(dossier) == before
    assert machine.assessments()[0].questionnaire_version == "2025.1"
    assert sound(machine)
    assert dossier.redo()
    assert state(dossier) == after
    assert sound(machine)


def test_who_starts_the_program_again_finds_the_version_followed(dossier: Dossier, tmp_path: Path) -> None:
    dossier.upgrade(NEW)
    again = Workspace(tmp_path / "claire", environment("again"))
    opened = again.open(dossier.summary.id)
    assert state(opened) == state(dossier)
    assert again.assessments() == [dossier.summary]
    again.close()


def test_another_window_learns_of_the_passage(dossier: Dossier, machine: Workspace) -> None:
    other = machine.open(dossier.summary.id)
    dossier.upgrade(NEW)
    other.refresh()
    assert other.questionnaire.version == "2026.1"
    other.answer(pair.NEW_ONE, level("engaged"))
    dossier.answer(pair.PARTS[1], level("engaged"))
    assert dossier.opinion(pair.NEW_ONE).position == level("engaged")


@pytest.mark.sqlite_only("backups are the server’s")
def test_a_backup_is_made_before(dossier: Dossier, machine: Workspace) -> None:
    dossier.upgrade(NEW)
    assert machine.backups()[0].stem.endswith("-upgrade")


def test_a_file_changed_on_disk_changes_nothing_in_a_running_evaluation(
    dossier: Dossier, machine: Workspace, tmp_path: Path
) -> None:
    before = state(dossier)
    file = tmp_path / "claire" / "questionnaires" / "first.yaml"
    for changed in (OLD.replace(b"Affichage", b"Effacement"), b"schema: [", b""):
        file.write_bytes(changed)
        assert state(machine.open(dossier.summary.id)) == before
    file.unlink()
    assert state(machine.open(dossier.summary.id)) == before
    dossier.upgrade(NEW)
    dossier.downgrade()
    assert state(dossier) == before


def test_the_versions_of_this_machine_are_listed_and_no_others(dossier: Dossier, tmp_path: Path) -> None:
    assert dossier.versions_available() == ()
    folder = tmp_path / "claire" / "questionnaires"
    (folder / "second.yaml").write_bytes(NEW)
    (folder / "third.yaml").write_bytes(NEW.replace(b'version: "2026.1"', b'version: "2019.1"'))
    (folder / "small.yaml").write_bytes((pair.HERE.parent.parent / "integration" / "small.yaml").read_bytes())
    (folder / "bad.yaml").write_bytes(NEW[:5000])
    found = dossier.versions_available()
    assert [(one.version, one.later, one.passed) for one in found] == [
        ("2026.1", True, False),
        ("2019.1", False, False),
    ]
    dossier.upgrade(dossier.content_of(found[0]))
    (folder / "second.yaml").unlink()
    (folder / "first.yaml").unlink()
    assert ("2025.1", True) in [(one.version, one.passed) for one in dossier.versions_available()]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (OLD, SameVersionError),
        (OLD + b"# une remarque\n", SameNumberError),
        (content("2", [Asked("a")]), OtherIdError),
        (NEW[:9000], CapError),
        (b"", CapError),
    ],
)
def test_a_file_that_is_no_other_version_is_refused_in_french_and_nothing_is_written(
    given: bytes, error: type[CapError], dossier: Dossier, machine: Workspace
) -> None:
    before = len(dossier.entries()), list(machine.data_dir.rglob("*.db"))
    for act in (dossier.upgrade_preview, dossier.upgrade):
        with pytest.raises(error) as told:
            act(given)
        assert explain(told.value) != str(told.value)
    assert (len(dossier.entries()), list(machine.data_dir.rglob("*.db"))) == before


def test_what_calls_itself_cap_is_cap(
    prepared: Path, tmp_path: Path, machine: Workspace, dossier: Dossier
) -> None:
    del prepared, tmp_path
    summary = machine.new_assessment(dossier.summary.structure, "cap", 2026)
    cap = machine.open(summary.id)
    forged = NEW.replace(b"id: cap-essentiel", b"id: cap")
    with pytest.raises((NotGenuineError, SameNumberError)):
        cap.upgrade(forged)
    with pytest.raises(NotGenuineError):
        cap.upgrade(forged.replace(b'version: "2026.1"', b'version: "2027.1"'))


def test_positions_are_not_moved_once_they_are_being_pooled(dossier: Dossier) -> None:
    dossier.advance()
    assert dossier.upgrade_preview(NEW).refusal
    with pytest.raises(NotPermittedError):
        dossier.upgrade(NEW)


def test_a_level_that_the_new_scale_lacks_is_told_and_asked_again(prepared: Path, tmp_path: Path) -> None:
    first = content("1", [Asked("a"), Asked("b")])
    second = content("2", [Asked("a"), Asked("b")], levels={"no": 0, "yes": 100})
    machine, dossier = begun(prepared, tmp_path / "claire", first)
    dossier.answer("a", level("partly"))
    dossier.answer("b", not_applicable())
    found = dossier.upgrade_preview(second)
    assert (found.lost_levels, found.lost) == (("Partly",), 1)
    dossier.upgrade(second)
    assert dossier.summary.totals.positioned == 0
    (former,) = dossier.memory("a")
    assert former.said(former.opinion.position) == "Partly"
    dossier.downgrade()
    assert dossier.opinion("a").position == level("partly")
    machine.close()


def test_half_of_the_criteria_may_go_and_nothing_is_lost(prepared: Path, tmp_path: Path) -> None:
    names = [f"c{place}" for place in range(10)]
    machine, dossier = begun(prepared, tmp_path / "claire", content("1", map(Asked, names)))
    for name in names:
        dossier.record(name, {"position": level("yes"), "constat": f"Dit de {name}"})
    dossier.upgrade(content("2", map(Asked, names[:5])))
    assert [former.opinion.constat for former in dossier.orphans()] == [
        f"Dit de {name}" for name in names[5:]
    ]
    assert sound(machine)
    machine.close()


def test_the_history_says_from_which_version_to_which(dossier: Dossier) -> None:
    dossier.upgrade(NEW)
    line = next(line for line in dossier.timeline() if line.kind == "questionnaire")
    assert (line.what, line.before) == ("Référentiel", "version 2025.1")
    assert line.after.startswith("version 2026.1 (")
    assert "scindé" in line.after
    posters = [line.what for line in dossier.timeline() if "1.1.10" in line.what]
    assert len(posters) == 2


def test_more_versions_than_a_file_carries_are_not_passed_through(prepared: Path, tmp_path: Path) -> None:
    machine, dossier = begun(prepared, tmp_path / "claire", content("1", [Asked("a")]))
    for number in range(2, 21):
        dossier.upgrade(content(str(number), [Asked("a")]))
    with pytest.raises(TooManyVersionsError):
        dossier.upgrade(content("21", [Asked("a")]))
    dossier.downgrade()
    assert dossier.questionnaire.version == "19"
    machine.close()


def test_the_state_of_an_earlier_moment_is_that_of_the_version_followed_then(dossier: Dossier) -> None:
    score = dossier.scores[""].score
    last = dossier.timeline()[0].hash
    dossier.upgrade(NEW)
    assert dossier.scores[""].score != score
    then = dossier.as_of(last)
    assert (then.scores[""].score, then.questionnaire.version) == (score, "2025.1")
    assert set(then.concerned) == set(then.questionnaire.criteria)
