"""Questionnaires already checked, kept as JSON so that a start parses no YAML.

Importing this module loads neither yaml nor pydantic. Never pickle: reading one runs what it contains.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from cap_tui.catalogue.build import build
from cap_tui.catalogue.collector import without_collector
from cap_tui.catalogue.describe import describe

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire

CACHE_FORMAT = 2
"""To be raised when the rules or the data change, so that older entries are read anew from YAML."""


def cached_questionnaire(
    raw: bytes, cache_dir: Path | None, name: str = "", *, begun: bool = False
) -> Questionnaire:
    """Return the questionnaire of a file, from the cache when the same bytes were accepted before.

    Args:
        raw: The file's bytes.
        cache_dir: Where entries are kept; made when absent. None, or a folder that cannot be written, only
            costs time.
        name: What to call the file in problems.
        begun: Whether an evaluation was begun with these very bytes; they have an entry of their own, so that what is
            forgiven to them is not forgiven to a new file.

    Raises:
        QuestionnaireRefusedError: The file has errors; the exception carries them.
    """
    digest = sha256(raw).hexdigest()
    kinds = ("questionnaire", "begun") if begun else ("questionnaire",)
    entries = [cache_dir / f"{kind}-{CACHE_FORMAT}-{digest}.json" for kind in kinds] if cache_dir else []
    for entry in entries:
        known = _read(entry, digest)
        if known is not None:
            return known
    from cap_tui.catalogue.loader import accepted_questionnaire

    questionnaire = accepted_questionnaire(raw, name, begun=begun)
    if entries:
        body = json.dumps(describe(questionnaire), ensure_ascii=False, separators=(",", ":")).encode()
        keep(entries[-1], b"%d\n" % crc32(body) + body)
    return questionnaire


def _read(entry: Path, digest: str) -> Questionnaire | None:
    """Return what the entry holds, or None when it is absent or damaged."""
    try:
        checksum, body = entry.read_bytes().split(b"\n", 1)
        if int(checksum) != crc32(body):
            return None
        with without_collector():
            return build(json.loads(body), digest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(entry: Path, content: bytes) -> None:
    """Write a cache entry beside and rename it into place; one that cannot be written is done without."""
    with suppress(OSError):
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=entry.parent, prefix=".keeping-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).replace(entry)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
