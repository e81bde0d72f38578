from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.checked import checked_file
from cap_tui.catalogue.loader import read_questionnaire
from tests.unit.catalogue.corpus import GOOD, changed

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_said_again_is_what_was_said_the_first_time(tmp_path: Path) -> None:
    raw = GOOD.read_bytes()
    expected = read_questionnaire(raw, "good.yaml")[1]
    first, again = checked_file(raw, tmp_path, "good.yaml"), checked_file(raw, tmp_path, "good.yaml")
    assert first.id == again.id == "small"
    assert first.problems == again.problems == expected
    assert len(list(tmp_path.iterdir())) == 1


def test_a_warning_is_told_again_under_the_name_the_file_has_now(tmp_path: Path) -> None:
    raw = changed('"1.1.2"', '"2.1.2"')
    expected = read_questionnaire(raw, "second.yaml")[1]
    assert [(one.line, one.code) for one in checked_file(raw, tmp_path, "first.yaml").problems] == [
        (63, "code-prefix")
    ]
    assert checked_file(raw, tmp_path, "second.yaml").problems == expected


def test_a_refused_file_is_read_anew_each_time_and_leaves_nothing(tmp_path: Path) -> None:
    raw = changed("schema: 1", "schema: 7")
    for _time in range(2):
        found = checked_file(raw, tmp_path, "x.yaml")
        assert found.id == ""
        assert [one for one in found.problems if one.severity == "error"]
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_entry_is_not_believed(tmp_path: Path) -> None:
    raw = GOOD.read_bytes()
    whole = checked_file(raw, tmp_path, "x.yaml")
    (entry,) = tmp_path.iterdir()
    for damage in (b"", b"12\n{}", entry.read_bytes().replace(b"small", b"other")):
        entry.write_bytes(damage)
        assert checked_file(raw, tmp_path, "x.yaml") == whole


def test_without_a_folder_it_only_takes_longer(tmp_path: Path) -> None:
    assert checked_file(GOOD.read_bytes(), None, "x.yaml").id == "small"
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert checked_file(GOOD.read_bytes(), blocked, "x.yaml").id == "small"
