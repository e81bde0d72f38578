"""Translations: extract the messages, merge French texts, compile, and report what is missing or unused.

python -m tools.messages update            extract, keep translations, drop what is unused, compile
python -m tools.messages merge FILE.json   add {"English id": "Français", "one|many": ["un", "des"]}
python -m tools.messages check             print what is untranslated, unused or not compiled; exit 1
"""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "cap_tui"
FRENCH = SOURCES / "i18n" / "locales" / "fr" / "LC_MESSAGES" / "cap_tui.po"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2)}


def extracted() -> set[Any]:
    """Return the ids of every message in the sources; a plural is a tuple."""
    found = extract_from_dir(str(SOURCES), [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    return {message for _file, _line, message, *_rest in found if message}


def read() -> Any:
    """Return the French catalogue as committed."""
    if not FRENCH.exists():
        return Catalog(locale="fr")
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


def compiled(catalogue: Any) -> bytes:
    """Return the binary form that the application reads."""
    catalogue.creation_date = catalogue.revision_date = EPOCH  # else the hour would be in the file
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def save(catalogue: Any) -> None:
    """Write the catalogue and its binary form, sorted so that changes stay small."""
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalogue, omit_header=False, sort_output=True, no_location=True, width=110)
    lines = [
        line
        for line in text.getvalue().splitlines(keepends=True)
        if b"-Date:" not in line and b"Babel" not in line
    ]
    FRENCH.write_bytes(b"".join(lines))
    with FRENCH.open("rb") as file:
        FRENCH.with_suffix(".mo").write_bytes(compiled(read_po(file, locale="fr")))


def translations(catalogue: Any) -> dict[Any, Any]:
    """Return message id to translation."""
    return {message.id: message.string for message in catalogue if message.id}


def rebuild(known: dict[Any, Any], ids: set[Any]) -> Any:
    """Return a catalogue of exactly `ids`, with the translations `known`."""
    catalogue = Catalog(locale="fr", project="cap-tui", fuzzy=False)
    catalogue.header_comment = "# French translations of cap-tui."
    for message in ids:
        catalogue.add(message, known.get(message, ""))
    return catalogue


def problems() -> list[str]:
    """Return one line per message that is untranslated, unused, or not compiled."""
    catalogue, ids = read(), extracted()
    known = translations(catalogue)
    found = [
        f"untranslated: {message!r}"
        for message in sorted(ids, key=str)
        if not known.get(message) or not all(known[message])
    ]
    found += [f"unused: {message!r}" for message in sorted(known, key=str) if message not in ids]
    binary = FRENCH.with_suffix(".mo")
    if not binary.exists() or binary.read_bytes() != compiled(catalogue):
        found.append("the compiled catalogue is not current: make messages")
    return found


@contextmanager
def locked() -> Iterator[None]:
    """Let one merge at a time touch the catalogue."""
    place = Path(tempfile.gettempdir()) / "cap-tui-messages.lock"
    with closing(sqlite3.connect(place, timeout=60, isolation_level=None)) as lock:  # locks on every system
        lock.execute("BEGIN EXCLUSIVE")
        yield


def merge(path: str) -> None:
    """Add the translations of a JSON file."""
    known = translations(read())
    for key, text in json.loads(Path(path).read_text(encoding="utf-8")).items():
        known[tuple(key.split("|", 1)) if isinstance(text, list) else key] = (
            tuple(text) if isinstance(text, list) else text
        )
    save(rebuild(known, set(known) | extracted()))


def main(arguments: list[str]) -> int:
    """Run one of the three commands."""
    if arguments[:1] == ["merge"] and len(arguments) == 2:
        with locked():
            merge(arguments[1])
    elif arguments == ["update"]:
        with locked():
            save(rebuild(translations(read()), extracted()))
    elif arguments != ["check"]:
        print(__doc__, file=sys.stderr)
        return 2
    found = problems()
    print("\n".join(found))
    return 1 if found and arguments == ["check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
