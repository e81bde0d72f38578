"""What holds of any register that is read, without a database: read again, written and read back, saved another way.

A register is read to records; the same file over these records brings nothing; written by the program, they are read back
whole; the same table in another encoding, with another separator, its columns in another order, says the same; and a
cell of which a person would have no doubt (`register_words`) is read as that person would.
"""

from __future__ import annotations

import random
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import CapError
from cap_tui.i18n import explain
from cap_tui.services.network.register import register
from cap_tui.services.network.register_columns import SIRET, columns_of
from cap_tui.services.network.register_export import register_csv
from cap_tui.services.network.register_files import open_register
from cap_tui.services.network.register_import import accept_register, compared, preview_register
from tools.fuzzing.judging import Seen
from tools.fuzzing.register_words import HEADS, NEEDED, NO_SIRETS, ORDERS, OTHER_HEADS, SIRETS, VALUES
from tools.fuzzing.spreadsheets import Saving, a_saving

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.network.register import Record
    from cap_tui.services.network.register_import import RegisterPreview
    from tools.fuzzing.worlds import World

STORED = 24
"""One file in so many is written to a database too: which, its SHA-256 says, so that a file kept goes the same way."""

SPLIT = 0.3
"""Share of the tables that are saved otherwise of which each line becomes two."""

WESTERN = 200
"""Characters at the beginning of a file by which UTF-16 without a mark is told."""

_OF_SCHEME = {needed[0]: names for needed, names in NEEDED}
_MEMBER = ("name", "kinds", "region", "contact", "email", "phone", "joined", "gone", "fictional")


class BrokenPromiseError(Exception):
    """A register was read, and not as it is promised."""


def registered(world: World, data: bytes) -> Seen:
    """Read a register, hold the program to its promises, and at times store it."""
    digest = sha256(data).digest()
    path = world.file(data, "registre.xlsx" if data.startswith(b"PK") else "registre.csv")
    source = open_register(path)
    found = compared(path, source, ())
    records = [one.record for one in found.new]
    again = compared(path, source, records)
    if again.writes or _refused(again, 0) != _refused(found, 0):
        raise BrokenPromiseError("a register taken in still brings something")
    _written(world, records)
    _said(source.rows[source.head :], found, source.head + 1)
    chance = random.Random(digest)  # noqa: S311 - a draw, the same for the same file
    _otherwise(world, source.rows[source.head :], found, source.head, chance)
    if not digest[0] % STORED:
        _stored(world, records, data)
    told = [explain(error) for one in found.refused for error in one.errors]
    told += [explain(one.remark) for one in found.remarks]
    ways = {type(error).__name__ for one in found.refused for error in one.errors}
    ways |= {type(one.remark).__name__ for one in found.remarks} | {
        column.meaning for column in found.columns
    }
    return Seen(
        (records, found.unknown, told), frozenset(ways | {source.encoding, f"sep{source.separator!r}"})
    )


def _refused(preview: RegisterPreview, above: int) -> list[int]:
    return sorted(one.line - above for one in preview.refused)


def _read(world: World, data: bytes, how: str) -> RegisterPreview:
    """Read a file that says what another, which was read, says."""
    path = world.file(data, "relu.csv")
    try:
        return compared(path, open_register(path), ())
    except CapError as error:
        raise BrokenPromiseError(f"{how}, it is refused whole: {explain(error)}") from error


def _written(world: World, records: Sequence[Record]) -> None:
    """Write records as the program does, and read them back."""
    back = _read(world, register_csv(records), "written and read back") if records else None
    if back and (back.refused or {one.record for one in back.new} != set(records)):
        raise BrokenPromiseError(f"written and read back, it says otherwise: {_apart(records, back)}")


def _apart(records: Sequence[Record], back: RegisterPreview) -> str:
    lost = set(records) - {one.record for one in back.new}
    return f"{sorted(map(repr, lost))[:1]} {[one.errors for one in back.refused][:1]}"


def _stored(world: World, records: Sequence[Record], data: bytes) -> None:
    """Write to a database what a file brings, and read it back; then the file brings nothing."""
    path = world.file(data, "registre.xlsx" if data.startswith(b"PK") else "registre.csv")
    with world.copy(world.empty) as workspace:
        accept_register(workspace, preview_register(workspace, path))
        if set(register(workspace)) != set(records):
            raise BrokenPromiseError("what is stored is not what was shown")
        if preview_register(workspace, path).writes:
            raise BrokenPromiseError("a register stored still brings something")


def _otherwise(
    world: World, rows: Sequence[Sequence[str]], found: RegisterPreview, above: int, chance: random.Random
) -> None:
    """Save the same table in another way, and read it: nothing may change, but what an encoding cannot hold."""
    heads = rows[0]
    doubtful = any(columns_of([head])[0] for head in columns_of(heads)[1])
    if doubtful or any(sign in head for head in heads for sign in ";,\t\n\r"):
        return  # which of two columns counts, or which separator was meant, would be another question
    order = list(range(len(heads)))
    chance.shuffle(order)
    table = [[row[place] if place < len(row) else "" for place in order] + [""] for row in rows]
    refused = [line - 1 for line in _refused(found, above)]
    alone = {one.record.member.siret for one in found.new}.isdisjoint(one.siret for one in found.refused)
    if (
        alone and chance.random() < SPLIT
    ):  # else which of two lines that disagree comes first would be another question
        table = _in_two(table, refused, len(found.new), chance)
    text = "".join(cell for row in table for cell in row)
    saving = a_saving(chance)
    if any(len(row) > len(heads) for row in rows) or not _holds(saving, text):
        return
    if "\r" in text and not saving.quoted:
        return  # Python's writer leaves it bare, where it ends a line
    other = _read(world, saving.write(table), f"saved otherwise ({saving})")
    if {one.record for one in found.new} != {one.record for one in other.new} or len(other.refused) != len(
        refused
    ):
        raise BrokenPromiseError(f"saved otherwise ({saving}), the same table says something else")


def _in_two(
    table: list[list[str]], refused: Sequence[int], count: int, chance: random.Random
) -> list[list[str]]:
    """Return a table in which one field of each line that was taken is on a line of its own, where each is of another SIRET."""
    columns = {column.meaning: column.place for column in columns_of(table[0])[0]}
    free = [columns[name] for name in _MEMBER[1:] if name in columns]
    taken = [
        place
        for place, row in enumerate(table)
        if place and place not in refused and any(map(str.strip, row))
    ]
    if not free or len(taken) != count:
        return table
    moved, made = chance.choice(free), []
    for place, row in enumerate(table):
        alone = [cell if at in (columns[SIRET], moved) else "" for at, cell in enumerate(row)]
        split = place in taken and row[moved].strip()
        made += [[cell if at != moved else "" for at, cell in enumerate(row)], alone] if split else [row]
    return made


def _holds(saving: Saving, text: str) -> bool:
    """Return whether an encoding can hold a text and be told from the others."""
    try:
        made = text.encode(saving.encoding)
    except UnicodeError:
        return False
    if saving.encoding == "cp1252":
        return text.isascii() or not _is_utf8(made)
    # without a mark, it is told by the zeros of Western texts
    western = sum(ord(one) < 256 for one in text[:WESTERN])
    return saving.encoding not in ("utf-16-le", "utf-16-be") or western > 0.8 * len(text[:WESTERN])


def _is_utf8(made: bytes) -> bool:
    try:
        made.decode()
    except UnicodeDecodeError:
        return False
    return True


def _said(rows: Sequence[Sequence[str]], found: RegisterPreview, above: int) -> None:
    """Hold what was read against what a person would read, line by line, where no other line is about the same SIRET."""
    meanings = [HEADS.get(head, "") for head in rows[0]]
    known = [one for one in meanings if one]
    if len(set(known)) < len(known) or any(head not in HEADS and head not in OTHER_HEADS for head in rows[0]):
        return
    lines = [
        {meaning: cell for meaning, cell in zip(meanings, row, strict=False) if meaning and cell.strip()}
        for row in rows[1:]
    ]
    times = Counter(SIRETS.get(line.get("siret", ""), line.get("siret", "")) for line in lines)
    records = {one.record.member.siret: one.record for one in found.new}
    refused = {one.line for one in found.refused}
    for place, line in enumerate(lines, above + 1):
        typed = line.get("siret", "")
        if line and typed in NO_SIRETS and place not in refused:
            raise BrokenPromiseError(f"a SIRET that is none was taken: {typed!r}")
        siret = SIRETS.get(typed, "")
        if not siret or times[siret] > 1:
            continue
        if siret in records:
            _same(line, records[siret])
        elif all(cell in VALUES.get(meaning, ()) for meaning, cell in line.items()) and _coherent(line):
            raise BrokenPromiseError(f"a line with nothing wrong was not taken: {line}")


def _same(line: Mapping[str, str], record: Record) -> None:
    """Compare the cells whose meaning is beyond doubt with what was read."""
    says = {meaning: VALUES[meaning][cell] for meaning, cell in line.items() if cell in VALUES[meaning]}
    wrong = [name for name in _MEMBER if name in says and getattr(record.member, name) != says[name]]
    if "groups" in says and not set(says["groups"]) <= set(record.groups):
        wrong.append("groups")
    if "scheme" in says:
        wrong += _lacking(says, "scheme", [(one.scheme, one) for one in record.engagements])
    if "certificate" in says:
        wrong += _lacking(says, "certificate", [(one.scheme, one) for one in record.certificates])
    if {"women", "men", "year"} <= set(says):
        counted = [(one.year, one.women, one.men) for one in record.headcounts if one.body == "board"]
        wrong += [] if (says["year"], says["women"], says["men"]) in counted else ["women"]
    if wrong:
        raise BrokenPromiseError(f"not what is written: {wrong} of {dict(line)} in {record}")


def _lacking(says: Mapping[str, Any], listed: str, lines: Sequence[tuple[str, Any]]) -> list[str]:
    names = [name for name in _OF_SCHEME[listed] if name in says]
    for scheme, line in lines:
        if scheme == says[listed] and all(getattr(line, name) == says[name] for name in names):
            return []
    return [listed]


def _coherent(line: Mapping[str, str]) -> bool:
    """Return whether no cell of a line contradicts or lacks another."""
    says = {meaning: VALUES[meaning][cell] for meaning, cell in line.items()}
    ordered = all(says[last] >= says[first] for first, last in ORDERS if first in says and last in says)
    whole = all(set(needed) <= set(says) for needed, names in NEEDED if set(names) & set(says))
    return "name" in says and ordered and whole
