from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.folders import CACHE
from cap_tui.core.permissions import NotPermittedError
from cap_tui.core.structures import Structure
from cap_tui.exchange.keys import UnreadableKeyError
from cap_tui.services.errors import (
    AlreadyExistsError,
    AmbiguousAssessmentError,
    MissingQuestionnaireError,
    UnknownAssessmentError,
    UnknownQuestionnaireError,
    YearError,
)
from cap_tui.services.profile import UnreadableProfileError
from cap_tui.services.workspace import Workspace
from cap_tui.storage.engine import SCHEMA_VERSION
from cap_tui.storage.errors import NewerDatabaseError, ReadOnlyDatabaseError
from tests.building import environment, level
from tests.conftest import STRUCTURE
from tests.databases import change
from tests.integration.services.comparing import seen

if TYPE_CHECKING:
    from pathlib import Path

OTHER = replace(STRUCTURE, name="La Poste", siret="35600000000048")


def test_a_new_dossier_is_in_the_list_with_what_was_typed(workspace: Workspace) -> None:
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    assert (made.structure, made.year, made.questionnaire_id) == (STRUCTURE, 2026, "small")
    assert (made.questionnaire_title, made.questionnaire_version) == ("Petit référentiel", "2026.1")
    assert (made.totals.unanswered, made.totals.score) == (5, None)
    assert workspace.assessments() == [made]


def test_what_does_not_concern_the_structure_is_not_asked(workspace: Workspace) -> None:
    made = workspace.new_assessment(replace(STRUCTURE, kinds=("EI",)), "small", 2026)
    assert made.totals.total == 4
    assert workspace.open(made.id).concerned == ("booklet", "visit", "tutor", "partners")


def test_the_last_written_comes_first(workspace: Workspace) -> None:
    first = workspace.new_assessment(STRUCTURE, "small", 2025)
    second = workspace.new_assessment(STRUCTURE, "small", 2026)
    assert [item.year for item in workspace.assessments()] == [2026, 2025]
    workspace.open(first.id).answer("booklet", level("engaged"))
    assert [item.id for item in workspace.assessments()] == [first.id, second.id]


def test_the_same_evaluation_is_not_begun_twice(workspace: Workspace) -> None:
    workspace.new_assessment(STRUCTURE, "small", 2026)
    with pytest.raises(AlreadyExistsError):
        workspace.new_assessment(replace(STRUCTURE, name="Autre nom"), "small", 2026)
    assert len(workspace.assessments()) == 1


@pytest.mark.parametrize(
    ("questionnaire", "year", "error"),
    [("none", 2026, UnknownQuestionnaireError), ("small", 1999, YearError), ("small", 2101, YearError)],
)
def test_an_unlikely_beginning_is_refused(
    workspace: Workspace, questionnaire: str, year: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        workspace.new_assessment(STRUCTURE, questionnaire, year)
    assert workspace.assessments() == []


def test_a_dossier_is_found_by_its_id_its_start_or_its_siret(workspace: Workspace) -> None:
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    workspace.new_assessment(OTHER, "small", 2026)
    for reference in (
        made.id,
        made.id[:12],
        made.id[:12].upper(),
        f" {made.id} ",
        "73282932000074/small/2026",
    ):
        assert workspace.open(reference).summary == made


@pytest.mark.parametrize(
    "reference", ["", "zzzz", "%", "____", "73282932000074/small/2025", "73282932000074", "a/b/c/d"]
)
def test_a_reference_that_names_nothing_says_so(workspace: Workspace, reference: str) -> None:
    workspace.new_assessment(STRUCTURE, "small", 2026)
    with pytest.raises(UnknownAssessmentError):
        workspace.open(reference)


def test_a_start_too_short_names_nothing_and_a_shared_one_names_them_all(
    workspace: Workspace, folder: Path
) -> None:
    one = workspace.new_assessment(STRUCTURE, "small", 2026)
    two = workspace.new_assessment(OTHER, "small", 2026)
    with pytest.raises(UnknownAssessmentError):
        workspace.open(one.id[:3])
    change(folder, "UPDATE assessment SET hash = ? WHERE hash = ?", one.id[:8] + two.id[8:], two.id)
    with pytest.raises(AmbiguousAssessmentError):
        workspace.open(one.id[:8])


def test_a_questionnaire_changed_on_disk_changes_nothing_in_a_dossier_already_begun(
    workspace: Workspace, folder: Path
) -> None:
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    workspace.open(made.id).answer("booklet", level("engaged"))
    before = seen(workspace.open(made.id))
    file = folder / "questionnaires" / "small.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("weight: 2", "weight: 9"), encoding="utf-8")
    assert seen(workspace.open(made.id)) == before
    file.unlink()
    shutil.rmtree(folder / CACHE)
    again = Workspace(folder, environment("again"))
    assert seen(again.open(made.id)) == before
    again.open(made.id).answer("visit", level("engaged"))


@pytest.mark.sqlite_only("a text in a column of bytes")
def test_a_kept_questionnaire_that_was_changed_is_not_used(workspace: Workspace, folder: Path) -> None:
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    with closing(sqlite3.connect(folder / "cap-tui.db")) as connection:
        connection.execute(
            "UPDATE pinned_questionnaire SET content = replace(CAST(content AS TEXT), 'weight: 2', 'weight: 9')"
        )
        connection.commit()
    with pytest.raises(MissingQuestionnaireError):
        workspace.open(made.id)


@pytest.mark.sqlite_only("test_postgres_opening says it of a server")
def test_a_newer_database_can_be_read_and_not_written(workspace: Workspace, folder: Path) -> None:
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    workspace.close()
    with closing(sqlite3.connect(folder / "cap-tui.db")) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = (folder / "cap-tui.db").read_bytes()
    newer = Workspace(folder, environment("newer"))
    assert newer.read_only
    assert isinstance(newer.notices[0], NewerDatabaseError)
    assert newer.assessments() == [made]
    dossier = newer.open(made.id)
    for gesture in (
        lambda: dossier.answer("booklet", level("engaged")),
        lambda: dossier.add_action(title="Écrire"),
        lambda: newer.new_assessment(OTHER, "small", 2026),
        newer.load_demo,
    ):
        with pytest.raises(ReadOnlyDatabaseError):
            gesture()
    assert dossier.positions() == {}
    newer.close()
    assert (folder / "cap-tui.db").read_bytes() == before


def test_the_profile_is_made_once_and_only_its_owner_can_read_it(workspace: Workspace, folder: Path) -> None:
    first = workspace.profile.key.public
    again = Workspace(folder, environment("again"))
    assert again.profile.key.public == first
    for path in [folder / "profile.json", folder / "keys", *(folder / "keys").iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_name_is_kept_clean_and_signs_what_is_begun_from_now_on(workspace: Workspace, folder: Path) -> None:
    workspace.rename_profile("  Nadia \x1b[31m\u202eB.\n")
    assert workspace.profile_name() == "Nadia [31mB."
    assert Workspace(folder, environment("again")).profile_name() == "Nadia [31mB."
    dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
    dossier.answer("booklet", level("engaged"))
    assert dossier.history("booklet")[0].author == "Nadia [31mB."
    assert [path.name for path in folder.glob("*.partial")] == []


@pytest.mark.parametrize("damage", ["key lost", "key damaged", "profile damaged", "profile of another form"])
def test_without_a_usable_key_everything_can_still_be_read(
    workspace: Workspace, folder: Path, damage: str
) -> None:
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    workspace.open(made.id).answer("booklet", level("engaged"))
    before = seen(workspace.open(made.id))
    (key,) = (folder / "keys").iterdir()
    if damage == "key lost":
        key.unlink()
    elif damage == "key damaged":
        key.write_bytes(b"x")
    else:
        (folder / "profile.json").write_text("{" if damage == "profile damaged" else json.dumps([1]))
    again = Workspace(folder, environment("again"))
    dossier = again.open(made.id)
    assert seen(dossier) == before
    again.open(made.id)
    (told,) = again.notices
    assert isinstance(told, (UnreadableKeyError, UnreadableProfileError))
    with pytest.raises(NotPermittedError):
        dossier.answer("booklet", level("exemplary"))
    with pytest.raises(type(told)):
        again.new_assessment(Structure("Autre", OTHER.siret, ("AI",)), "small", 2026)
    assert seen(dossier) == before
