from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.folders import find_questionnaires, packaged_folder, user_folder
from cap_tui.catalogue.problems import NotAFileError
from tests.unit.catalogue.corpus import GOOD, changed

if TYPE_CHECKING:
    from pathlib import Path


def test_the_questionnaire_of_the_federation_is_found() -> None:
    found = find_questionnaires(None, None)
    assert [(item.path.name, item.origin) for item in found if item.questionnaire] == [
        ("cap.yaml", "packaged")
    ]
    assert packaged_folder().is_dir()


def test_a_broken_file_of_mine_prevents_no_other(tmp_path: Path) -> None:
    mine = user_folder(tmp_path)
    mine.mkdir()
    (mine / "a-broken.yaml").write_bytes(changed("status: proposed", "status: final"))
    (mine / "b-good.yaml").write_bytes(GOOD.read_bytes())
    (mine / "c-folder.yaml").mkdir()
    (mine / "notes.txt").write_text("rien")

    broken, sound, folder = find_questionnaires(tmp_path, tmp_path / "cache", packaged=tmp_path / "none")

    assert broken.questionnaire is None
    assert [(problem.line, problem.code) for problem in broken.problems] == [(6, "bad-choice")]
    assert sound.questionnaire is not None
    assert (sound.questionnaire.id, sound.origin, sound.problems) == ("small", "user", ())
    assert isinstance(folder.failure, NotAFileError)


def test_a_copy_that_claims_the_same_version_with_another_text_is_refused(tmp_path: Path) -> None:
    packaged, mine = tmp_path / "packaged", user_folder(tmp_path)
    packaged.mkdir()
    mine.mkdir()
    (packaged / "small.yaml").write_bytes(GOOD.read_bytes())
    (mine / "changed.yaml").write_bytes(changed("Trois accusés", "Deux accusés"))
    (mine / "same.yaml").write_bytes(GOOD.read_bytes())

    first, changed_copy, same = find_questionnaires(tmp_path, None, packaged=packaged)

    assert first.questionnaire is not None
    assert same.questionnaire is not None
    assert changed_copy.questionnaire is None
    assert [(problem.code, problem.values) for problem in changed_copy.problems] == [
        ("same-version", {"other": "small.yaml"})
    ]
