"""PyYAML's complaints, turned into sentences a person can act on."""

from __future__ import annotations

from typing import Any

from cap_tui.catalogue.problems import Flaw

_BY_PROBLEM = (
    ("tab character", "yaml-tab"),
    ("mapping values are not allowed", "yaml-colon"),
    ("sequence entries are not allowed", "yaml-dash"),
    ("cannot start any token", "yaml-quote-needed"),
    ("unknown escape", "yaml-escape"),
    ("escape", "yaml-escape"),
    ("expected ',' or", "yaml-bracket"),
    ("could not find expected ':'", "yaml-colon-missing"),
    ("did not find expected key", "yaml-indentation"),
    ("did not find expected '-'", "yaml-indentation"),
    ("expected <block end>", "yaml-indentation"),
)
"""Part of a complaint, of the C parser or of the Python one, to the rule that explains it; first match wins."""


def syntax_flaw(text: str, error: Exception, quoted: Any = None) -> Flaw:
    """Return the flaw that explains a parser's `error`.

    Args:
        text: The whole file.
        error: What the parser raised.
        quoted: The event of the last text between quotation marks, if any: when it runs over several lines up
            to the error, it is its closing mark that is missing.
    """
    problem = str(getattr(error, "problem", None) or "")
    mark: Any = getattr(error, "problem_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    if opened is not None and "end of stream" in problem:
        line = text.split("\n")[opened.line]
        code = "yaml-bracket" if line[opened.column : opened.column + 1] in ("[", "{") else "yaml-quote-open"
        return Flaw(code, opened.line + 1, opened.column + 1, (), {})
    if quoted is not None and mark is not None and quoted.start_mark.line < quoted.end_mark.line == mark.line:
        return Flaw("yaml-quote-open", quoted.start_mark.line + 1, quoted.start_mark.column + 1, (), {})
    code = next((code for part, code in _BY_PROBLEM if part in problem), "yaml-syntax")
    if code == "yaml-bracket":
        if quoted is not None and mark is not None and _runs_on(text, quoted, mark):
            return Flaw(
                "yaml-quote-crossed", quoted.start_mark.line + 1, quoted.start_mark.column + 1, (), {}
            )
        mark = opened or mark
    if mark is None:
        return Flaw(code, 1, 1, (), {})
    line = text.split("\n")[mark.line] if mark.line <= text.count("\n") else ""
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        return Flaw("yaml-tab", mark.line + 1, indentation.index("\t") + 1, (), {})
    return Flaw(code, mark.line + 1, mark.column + 1, (), {})


def _runs_on(text: str, quoted: Any, mark: Any) -> bool:
    """Return whether words follow a closing quotation mark: it was meant to open another text."""
    end = quoted.end_mark
    if end.line != mark.line:
        return False
    line = text.split("\n")[mark.line]
    return not line[end.column : mark.column].strip() and line[mark.column : mark.column + 1].isalnum()
