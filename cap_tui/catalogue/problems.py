"""What is wrong in a questionnaire file, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cap_tui.catalogue.rules import RULES
from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem whose file is not known yet.

    Attributes:
        code: A key of `RULES`.
        line: From 1.
        column: From 1.
        path: Keys and list positions from the root of the file, e.g. `("themes", 0, "title")`.
        values: What the placeholders of the sentence stand for.
    """

    code: str
    line: int
    column: int
    path: Path
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem ready to be explained: `_(problem.sentence).format(**problem.values)`.

    Attributes:
        file: Name given by the caller.
        line: From 1.
        column: From 1.
        path: Keys and list positions from the root of the file.
        code: Stable name of the rule, e.g. `duplicate-id`.
        sentence: English message id.
        values: What its placeholders stand for.
        severity: An error refuses the file; a warning does not.
    """

    file: str
    line: int
    column: int
    path: Path
    code: str
    sentence: str
    values: Mapping[str, object]
    severity: Severity

    @property
    def place(self) -> str:
        """The path as people write it, e.g. `themes[0].title`."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")


def explained(file: str, flaws: Iterable[Flaw]) -> list[Problem]:
    """Return the problems of `file` without repeats, in reading order."""
    found = {
        (flaw.line, flaw.column, flaw.code, tuple(flaw.values.items())): Problem(
            file,
            flaw.line,
            flaw.column,
            flaw.path,
            flaw.code,
            RULES[flaw.code].sentence,
            flaw.values,
            RULES[flaw.code].severity,
        )
        for flaw in flaws
    }
    return [found[key] for key in sorted(found, key=lambda key: (*key[:3], str(key[3])))]


def has_errors(problems: Iterable[Problem], *, begun: bool = False) -> bool:
    """Return whether one of the problems refuses the file.

    Args:
        problems: What was found.
        begun: Whether an evaluation was begun with the file: what earlier versions accepted is then forgiven.
    """
    return any(
        problem.severity == "error" and not (begun and RULES[problem.code].recent) for problem in problems
    )


class QuestionnaireRefusedError(CapError):
    """The file is not a questionnaire that can be used.

    Attributes:
        problems: All of them, in reading order.
    """

    sentence = N_(
        "The questionnaire {name} cannot be used (problems to correct: {count}; first: line {line}). "
        "See them all with: cap-tui questionnaire check {name}"
    )

    def __init__(self, name: str, problems: list[Problem]) -> None:
        errors = [problem for problem in problems if problem.severity == "error"]
        super().__init__(name=name, count=len(errors), line=errors[0].line)
        self.problems = problems


class QuestionnaireMissingError(CapError):
    """No file has this path."""

    sentence = N_("There is no file {path}. Check the name and the folder.")


class NotAFileError(CapError):
    """The path leads to a folder or a device."""

    sentence = N_("{path} is not a file. Give the path of a questionnaire, which ends with .yaml.")


class QuestionnaireUnreadableError(CapError):
    """The system refuses to read the file."""

    sentence = N_("{path} could not be read ({reason}). Check that you may open this file, then try again.")
