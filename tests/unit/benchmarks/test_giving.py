"""The figure of a whole run of reports is taken on reports that are really made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.network.giving import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_run_of_two_is_measured_then_finds_everything_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--structures", "2"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].startswith("2 reports on ")
    assert told[3].startswith("the same run again")
    assert list(tmp_path.iterdir()) == []
