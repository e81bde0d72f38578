"""Bytes of a questionnaire file, or the reason why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.problems import NotAFileError, QuestionnaireMissingError, QuestionnaireUnreadableError

if TYPE_CHECKING:
    from pathlib import Path

_MAX_READ = 16_000_001  # one more than the reader accepts, so that it refuses what is larger


def read_file(path: Path) -> bytes:
    """Return the first sixteen megabytes of a file.

    Raises:
        QuestionnaireMissingError: There is no such file.
        NotAFileError: The path is a folder or a device.
        QuestionnaireUnreadableError: The system refuses to read it.
    """
    try:
        if path.exists() and not path.is_file():
            raise NotAFileError(path=path)
        with path.open("rb") as file:
            return file.read(_MAX_READ)
    except FileNotFoundError as error:
        raise QuestionnaireMissingError(path=path) from error
    except (OSError, ValueError) as error:
        raise QuestionnaireUnreadableError(
            path=path, reason=getattr(error, "strerror", None) or error
        ) from error
