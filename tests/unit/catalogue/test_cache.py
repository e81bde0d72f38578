from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.build import build
from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.describe import describe
from cap_tui.catalogue.loader import read_questionnaire
from cap_tui.catalogue.problems import QuestionnaireRefusedError
from tests.unit.catalogue.corpus import CAP, GOOD, changed, load_questionnaire

if TYPE_CHECKING:
    from pathlib import Path

SECOND_START = """
import sys
from pathlib import Path
from cap_tui.catalogue.cache import cached_questionnaire
questionnaire = cached_questionnaire(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]))
print(len(questionnaire.criteria), sorted({"yaml", "pydantic"} & set(sys.modules)))
"""


@pytest.mark.parametrize("path", [GOOD, CAP], ids=["good", "cap"])
def test_the_cache_gives_back_the_same_questionnaire(path: Path, tmp_path: Path) -> None:
    raw = path.read_bytes()
    first = cached_questionnaire(raw, tmp_path / "cache")
    assert cached_questionnaire(raw, tmp_path / "cache") == first == load_questionnaire(path)


def test_a_second_start_loads_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    cached_questionnaire(GOOD.read_bytes(), tmp_path)
    run = [sys.executable, "-c", SECOND_START, str(GOOD), str(tmp_path)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "2 []\n"


def test_an_evaluation_begun_with_a_file_now_refused_still_opens_and_new_ones_are_refused(
    tmp_path: Path,
) -> None:
    raw = changed("options: [{id: group, label: {fr: En groupe, en: As a group}}]\n", "")
    assert len(cached_questionnaire(raw, tmp_path, begun=True).criteria) == 2
    assert len(cached_questionnaire(raw, tmp_path, begun=True).criteria) == 2
    with pytest.raises(QuestionnaireRefusedError):
        cached_questionnaire(raw, tmp_path)


def test_an_evaluation_begun_reads_what_was_kept_of_its_file(tmp_path: Path) -> None:
    cached_questionnaire(GOOD.read_bytes(), tmp_path)
    cached_questionnaire(GOOD.read_bytes(), tmp_path, begun=True)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"0\n{}", b"not json at all", b"\xff\xfe\n\x00"])
def test_a_damaged_entry_is_ignored_and_made_anew(damage: bytes, tmp_path: Path) -> None:
    raw = GOOD.read_bytes()
    first = cached_questionnaire(raw, tmp_path)
    (entry,) = tmp_path.iterdir()
    sound = entry.read_bytes()
    entry.write_bytes(damage)
    assert cached_questionnaire(raw, tmp_path) == first
    assert entry.read_bytes() == sound
    assert list(tmp_path.iterdir()) == [entry]


def test_one_changed_letter_in_the_cache_is_noticed(tmp_path: Path) -> None:
    raw = GOOD.read_bytes()
    first = cached_questionnaire(raw, tmp_path)
    (entry,) = tmp_path.iterdir()
    sound = entry.read_bytes()
    assert sound.count(b"Small") == 1
    entry.write_bytes(sound.replace(b"Small", b"Smell"))
    assert cached_questionnaire(raw, tmp_path) == first


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert cached_questionnaire(GOOD.read_bytes(), blocked).id == "small"
    assert cached_questionnaire(GOOD.read_bytes(), None).id == "small"


def test_a_refused_file_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireRefusedError):
        cached_questionnaire(changed("schema: 1", "schema: 7"), tmp_path, "x.yaml")
    assert list(tmp_path.iterdir()) == []


def test_a_description_holds_the_keys_of_the_file_and_reads_back_equal() -> None:
    questionnaire, _ = read_questionnaire(GOOD.read_bytes(), "x.yaml")
    assert questionnaire is not None
    data = describe(questionnaire)
    criterion = data["themes"][0]["objectives"][0]["criteria"][0]
    assert criterion["weight"] == 1.5
    assert criterion["applies_to"] == {"kinds": ["AI", "ETT ESS"], "options": ["group"]}
    assert criterion["levels"]["controlled"]["fr"] == "Un livret daté est remis et commenté à chaque arrivée."
    assert data["languages"] == ["fr", "en"]
    assert data["scale"]["not_applicable"] == {"justification": "optional"}
    assert build(data, questionnaire.digest) == questionnaire


def test_a_description_is_itself_an_accepted_questionnaire() -> None:
    import yaml

    description = describe(load_questionnaire(CAP))
    raw = yaml.safe_dump(description, allow_unicode=True, sort_keys=False).encode()
    again, problems = read_questionnaire(raw, "x.yaml")
    assert problems == []
    assert again is not None
    assert describe(again) == description
