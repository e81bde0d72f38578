"""Problems of questionnaire files, as lines that editors know how to follow: `file:line:column: …`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.checked import checked_file
from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.folders import AMONG_FILES, CACHE, find_questionnaires, questionnaire_files
from cap_tui.core.errors import CapError
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """One problem, explained.

    Attributes:
        line_number: From 1; 0 when the file itself could not be read.
        column: From 1; 0 when the file itself could not be read.
        severity: `error` or `warning`.
        path: Keys from the root of the file, e.g. `themes[0].title`.
    """

    file: str
    line_number: int
    column: int
    severity: str
    path: str
    message: str

    def line(self) -> str:
        """Return it as one line of text."""
        word = _("error") if self.severity == "error" else _("warning")
        place = f":{self.line_number}:{self.column}" if self.line_number else ""
        return _("{place}: {severity}: {message}").format(
            place=f"{self.file}{place}", severity=word, message=one_line(self.message, limit=2_000)
        )

    def data(self) -> dict[str, Any]:
        """Return it as JSON gives it."""
        return {
            "file": self.file,
            "line": self.line_number,
            "column": self.column,
            "severity": self.severity,
            "path": self.path,
            "message": self.message,
        }


def check_files(files: Sequence[str]) -> list[Report]:
    """Return the problems of files, in the order given, a file that cannot be read included; all are read anew."""
    return [report for file in files for report in _reports(Path(file), file, None)[1]]


def check_known(data_dir: Path) -> list[Report]:
    """Return the problems of the questionnaires of this machine, warnings included; those accepted before are known."""
    cache = data_dir / CACHE if data_dir.is_dir() else None  # reading creates no folder
    reports: list[Report] = []
    ids: list[str] = []
    for path, _origin in questionnaire_files(data_dir):
        key, own = _reports(path, str(path), cache)
        reports += own
        ids += [key] if key else []
    if len(set(ids)) < len(ids):  # only then is it worth reading them against each other
        reports += [
            _report(problem, str(one.path))
            for one in find_questionnaires(data_dir, None)
            for problem in one.problems
            if problem.code in AMONG_FILES
        ]
    return reports


def _reports(path: Path, name: str, cache: Path | None) -> tuple[str, list[Report]]:
    """Return the id of a questionnaire, empty when it is refused, and its problems."""
    try:
        raw = read_file(path)
    except CapError as error:
        return "", [Report(name, 0, 0, "error", "", explain(error))]
    key, problems = checked_file(raw, cache, name)
    return key, [_report(problem, name) for problem in problems]


def _report(problem: Problem, file: str) -> Report:
    message = _(problem.sentence).format(**problem.values)
    return Report(file, problem.line, problem.column, problem.severity, problem.place, message)
