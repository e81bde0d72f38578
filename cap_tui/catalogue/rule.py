"""What is said of a problem of a questionnaire file, and how serious it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of a problem.

    Attributes:
        sentence: English message id with named placeholders.
        severity: An error refuses the file; a warning does not.
        recent: Whether earlier versions of the application accepted such files, which harm nothing: an evaluation begun
            with one goes on with it.
    """

    sentence: str
    severity: Literal["error", "warning"] = "error"
    recent: bool = False
