"""What the checks said of a questionnaire that was accepted, kept so that asking again loads neither yaml nor pydantic."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from cap_tui import __version__
from cap_tui.catalogue.cache import CACHE_FORMAT, keep
from cap_tui.catalogue.problems import Flaw, Problem, explained

if TYPE_CHECKING:
    from pathlib import Path

_PLAIN = (str, int)


class Checked(NamedTuple):
    """What a file is.

    Attributes:
        id: The questionnaire's; empty when the file is refused.
        problems: All that there is to say, in reading order.
    """

    id: str
    problems: list[Problem]


def checked_file(raw: bytes, cache_dir: Path | None, name: str) -> Checked:
    """Return what the checks say of a file, from the cache when this version of the program accepted the same bytes.

    Args:
        raw: The file's bytes.
        cache_dir: Where entries are kept; made when absent. None, or a folder that cannot be written, only costs time.
        name: What to call the file in problems.
    """
    kept = f"checked-{CACHE_FORMAT}-{__version__}-{sha256(raw).hexdigest()}.json"
    entry = cache_dir / kept if cache_dir else None
    known = _read(entry, name) if entry else None
    if known is not None:
        return known
    from cap_tui.catalogue.loader import read_questionnaire

    questionnaire, problems = read_questionnaire(raw, name)
    if entry and questionnaire and all(_plain(problem) for problem in problems):
        flaws = [[one.code, one.line, one.column, one.path, dict(one.values)] for one in problems]
        body = json.dumps({"id": questionnaire.id, "flaws": flaws}, ensure_ascii=False).encode()
        keep(entry, b"%d\n" % crc32(body) + body)
    return Checked(questionnaire.id if questionnaire else "", problems)


def _plain(problem: Problem) -> bool:
    """Return whether JSON gives back the values of a problem as they are."""
    return all(type(value) in _PLAIN for value in problem.values.values())


def _read(entry: Path, name: str) -> Checked | None:
    """Return what the entry holds, or None when it is absent or damaged."""
    try:
        checksum, body = entry.read_bytes().split(b"\n", 1)
        if int(checksum) != crc32(body):
            return None
        data: dict[str, Any] = json.loads(body)
        flaws = [
            Flaw(code, line, column, tuple(path), values)
            for code, line, column, path, values in data["flaws"]
        ]
        return Checked(data["id"], explained(name, flaws))
    except (OSError, ValueError, KeyError, TypeError):
        return None
