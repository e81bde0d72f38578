from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from cap_tui.cli.edge import guarded
from cap_tui.cli.tables import table, wrapped

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ANSWER = "Mme Durand a quitté son poste"


def fail() -> int:
    raise KeyError(ANSWER) from ValueError(ANSWER)


def interrupt() -> int:
    raise KeyboardInterrupt


def test_a_fault_of_ours_leaves_a_private_report_without_what_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guarded(fail, lambda: tmp_path / "data") == 1
    (report,) = (tmp_path / "data").glob("crash-*.txt")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "test_edge.py" in text
    assert ANSWER not in text
    said = capsys.readouterr().err
    assert str(report) in said
    assert ANSWER not in said
    assert "Traceback" not in said


def test_a_fault_without_a_place_for_its_report_is_still_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "fichier"
    taken.write_text("", encoding="utf-8")
    assert guarded(fail, lambda: taken) == 1
    assert "KeyError" in capsys.readouterr().err


def test_ctrl_c_leaves_quietly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(interrupt, lambda: tmp_path) == 130
    assert capsys.readouterr().err == ""


def test_a_narrow_terminal_wraps_the_long_column_and_loses_no_word() -> None:
    lines = table(["N°", "Action"], [["1", "Rencontrer la mairie deux fois"]], flexible=1, width=18)
    assert lines == ["N°  Action", "1   Rencontrer la", "    mairie deux", "    fois"]


def test_a_word_longer_than_the_line_is_cut_and_not_lost() -> None:
    assert wrapped("  anticonstitutionnel", 8) == ["  antico", "  nstitu", "  tionne", "  l"]
