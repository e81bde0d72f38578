from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.folders import current, find_questionnaires, packaged_folder, user_folder
from cap_tui.catalogue.problems import NotAFileError
from tests.unit.catalogue.corpus import GOOD, changed

if TYPE_CHECKING:
    from pathlib import Path


def test_the_questionnaires_of_the_federation_are_found_cap_first() -> None:
    found = find_questionnaires(None, None)
    assert [(item.path.name, item.origin) for item in found if item.questionnaire] == [
        ("cap.yaml", "packaged"),
        ("cedre-iso9001.yaml", "packaged"),
        ("eust.yaml", "packaged"),
        ("ges.yaml", "packaged"),
        ("proximservices.yaml", "packaged"),
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


def _mine(tmp_path: Path, **files: bytes) -> Path:
    folder = user_folder(tmp_path)
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.yaml").write_bytes(content)
    return tmp_path


def _version(version: str) -> bytes:
    return changed('"2026.1"', f'"{version}"')


@pytest.mark.parametrize("version", ["2026.1", "2999.1"])
def test_a_file_of_mine_never_passes_for_a_questionnaire_of_the_federation(
    tmp_path: Path, version: str
) -> None:
    packaged = tmp_path / "packaged"
    packaged.mkdir()
    (packaged / "small.yaml").write_bytes(GOOD.read_bytes())
    other_text = _version(version).replace("Trois accusés".encode(), "Deux accusés".encode())
    data = _mine(tmp_path, changed=other_text, same=GOOD.read_bytes())

    first, changed_copy, same = find_questionnaires(data, None, packaged=packaged)

    assert first.questionnaire is not None
    assert same.questionnaire is not None
    assert changed_copy.questionnaire is None
    assert [(problem.code, problem.values) for problem in changed_copy.problems] == [
        ("packaged-id", {"id": "small", "other": "small.yaml"})
    ]
    assert current([changed_copy, first], "small") == first


def test_of_two_files_of_mine_with_one_version_the_second_is_refused(tmp_path: Path) -> None:
    data = _mine(tmp_path, a=GOOD.read_bytes(), b=changed("Trois accusés", "Deux accusés"))
    first, second = find_questionnaires(data, None, packaged=tmp_path / "none")
    assert first.questionnaire is not None
    assert [(problem.code, problem.values) for problem in second.problems] == [
        ("same-version", {"other": "a.yaml"})
    ]


def test_of_several_versions_of_mine_the_highest_is_used(tmp_path: Path) -> None:
    versions = ("2026.9", "2026.10", "2026.2-essai")
    data = _mine(tmp_path, **{f"v{place}": _version(one) for place, one in enumerate(versions)})
    found = find_questionnaires(data, None, packaged=tmp_path / "none")
    assert all(one.questionnaire for one in found)
    assert current(found, "small") == found[1]
    assert current(found, "cap") is None
