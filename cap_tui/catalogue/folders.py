"""Where questionnaires are, and which of them can be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.problems import Flaw, Problem, QuestionnaireRefusedError, explained
from cap_tui.core.errors import CapError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cap_tui.core.questionnaire import Questionnaire

Origin = Literal["packaged", "user"]
_PACKAGE = Path(__file__).resolve().parent.parent
CACHE = "cache"
"""Folder, inside the data folder, of what can be made again."""

AMONG_FILES = ("same-version", "packaged-id")
"""The rules that need all files: they say which of two files cannot be used beside the other."""


@dataclass(frozen=True, slots=True)
class FoundQuestionnaire:
    """A file of one of the folders.

    Attributes:
        questionnaire: None when the file cannot be used.
        problems: Why it cannot be used, in reading order; warnings are not listed here.
        failure: Why the file could not even be read, or None.
    """

    path: Path
    origin: Origin
    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...] = ()
    failure: CapError | None = None


def packaged_folder() -> Path:
    """Return the folder of the questionnaires that come with the application, from a wheel or a checkout."""
    inside = _PACKAGE / "questionnaires"
    return inside if inside.is_dir() else _PACKAGE.parent / "questionnaires"


def user_folder(data_dir: Path) -> Path:
    """Return the folder where a person puts their own questionnaires; it may not exist."""
    return data_dir / "questionnaires"


def find_questionnaires(
    data_dir: Path | None, cache_dir: Path | None, *, packaged: Path | None = None
) -> list[FoundQuestionnaire]:
    """Return every questionnaire file, those of the application first, each folder by file name.

    A file that cannot be used is listed with its problems and prevents nothing.

    Args:
        data_dir: The person's data folder, or None.
        cache_dir: Where accepted questionnaires are cached, or None.
        packaged: Folder of the application's questionnaires; the installed one by default.
    """
    found: list[FoundQuestionnaire] = []
    for path, origin in questionnaire_files(data_dir, packaged=packaged):
        found.append(_against(found, _load(path, origin, cache_dir)))
    return found


def questionnaire_files(
    data_dir: Path | None, *, packaged: Path | None = None
) -> Iterator[tuple[Path, Origin]]:
    """Yield the path and origin of every questionnaire file, in the order of `find_questionnaires`."""
    folders: list[tuple[Path, Origin]] = [(packaged or packaged_folder(), "packaged")]
    if data_dir is not None:
        folders.append((user_folder(data_dir), "user"))
    for folder, origin in folders:
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
        except OSError:
            continue
        for path in paths:
            yield path, origin


def _load(path: Path, origin: Origin, cache_dir: Path | None) -> FoundQuestionnaire:
    try:
        return FoundQuestionnaire(path, origin, cached_questionnaire(read_file(path), cache_dir, path.name))
    except QuestionnaireRefusedError as error:
        return FoundQuestionnaire(path, origin, None, tuple(error.problems), error)
    except CapError as error:
        return FoundQuestionnaire(path, origin, None, (), error)


def _against(before: list[FoundQuestionnaire], found: FoundQuestionnaire) -> FoundQuestionnaire:
    """Refuse a file that would be taken for another one whose text differs.

    An id of the application's own questionnaires is theirs whatever the version: what is announced as CAP is CAP.
    """
    mine = found.questionnaire
    for other in before:
        theirs = other.questionnaire
        if mine is None or theirs is None or mine.id != theirs.id or mine.digest == theirs.digest:
            continue
        flaw = Flaw("packaged-id", 1, 1, ("id",), {"id": mine.id, "other": other.path.name})
        if found.origin == other.origin:
            flaw = Flaw("same-version", 1, 1, ("version",), {"other": other.path.name})
        if found.origin != other.origin or mine.version == theirs.version:
            problems = explained(found.path.name, [flaw])
            error = QuestionnaireRefusedError(found.path.name, problems)
            return FoundQuestionnaire(found.path, found.origin, None, tuple(problems), error)
    return found


def current(found: Iterable[FoundQuestionnaire], questionnaire_id: str) -> FoundQuestionnaire | None:
    """Return the usable file that an id names: of several versions, the highest; None when there is none."""
    named = {
        one.questionnaire.version: one
        for one in found
        if one.questionnaire and one.questionnaire.id == questionnaire_id
    }
    return named[max(named, key=version_order)] if named else None


def version_order(version: str) -> list[tuple[int, str]]:
    """Return what sorts versions as people count: 2026.10 comes after 2026.9."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", version)]
