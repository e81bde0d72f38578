from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.i18n import activate
from cap_tui.reports import child as child_module
from cap_tui.reports.export import ExportFailedError, write_report
from cap_tui.reports.files import ExportCancelledError, ExportNoSpaceError
from cap_tui.reports.runner import run_report
from tests.unit.reports.samples import ACTIONS, sample

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from cap_tui.reports.report_data import ReportData


def test_a_child_process_writes_the_same_file_and_tells_how_far_it_is(tmp_path: Path) -> None:
    activate("fr")
    told: list[float] = []
    run_report(sample(), tmp_path / "child.pdf", progress=told.append)
    write_report(sample(), tmp_path / "here.pdf")
    assert (tmp_path / "child.pdf").read_bytes() == (tmp_path / "here.pdf").read_bytes()
    assert len(told) > 5
    assert told == sorted(told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["child.pdf", "here.pdf"]


class NoDescriptor:
    """What Textual puts in place of the error stream."""

    def fileno(self) -> int:
        return -1

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


def test_it_starts_from_inside_the_terminal_application(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", NoDescriptor())
    run_report(sample(), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").exists()


def test_cancelling_kills_the_child_and_leaves_nothing(tmp_path: Path) -> None:
    many = tuple(replace(ACTIONS[0], id=str(n), number=n) for n in range(400))
    told: list[float] = []
    with pytest.raises(ExportCancelledError):
        run_report(
            sample(actions=many), tmp_path / "plan.pdf", progress=told.append, cancelled=lambda: bool(told)
        )
    assert told
    assert told[-1] < 1
    assert not list(tmp_path.iterdir())


def disk_full(
    _data: ReportData, _form: str, _language: str, _path: str, connection: Connection[Any, Any]
) -> None:
    connection.send_bytes(b'{"errno": %d}' % errno.ENOSPC)


def broken(
    _data: ReportData, _form: str, _language: str, _path: str, connection: Connection[Any, Any]
) -> None:
    connection.send_bytes(b'{"failure": "Traceback of the child"}')


def dead(
    _data: ReportData, _form: str, _language: str, _path: str, _connection: Connection[Any, Any]
) -> None:
    os._exit(9)


@pytest.mark.parametrize(
    ("child", "expected"),
    [(disk_full, ExportNoSpaceError), (broken, ExportFailedError), (dead, ExportFailedError)],
)
def test_whatever_happens_to_the_child_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: Any, expected: type[Exception]
) -> None:
    monkeypatch.setattr(child_module, "make", child)
    with pytest.raises(expected):
        run_report(sample(), tmp_path / "plan.pdf")
    assert not list(tmp_path.iterdir())


def test_reportlab_is_not_loaded_before_a_report_is_made() -> None:
    code = (
        "import sys, cap_tui.reports.runner, cap_tui.reports.report_data, cap_tui.reports.runs;"
        "sys.exit(any(name.split('.')[0] == 'reportlab' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
