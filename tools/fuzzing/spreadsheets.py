"""A register changed as a table: its columns, its heads, its cells and its lines, then the way it was saved."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.fuzzing import mutating
from tools.fuzzing.register_words import HEADS, NEEDED, ORDERS, OTHER_HEADS, SIRETS, VALUES, WRONG

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    Table = list[list[str]]

_TYPED = (
    "siret", "name", "kinds", "region", "joined", "gone", "scheme", "since", "until", "groups", "certificate", "number",
    "issued", "expires", "group", "fictional", "contact", "phone", "year", "women", "men",
)  # fmt: skip
_MOST_LINES = 40


@dataclass(frozen=True)
class Saving:
    """How a program saves a table.

    Attributes:
        separator: Between cells.
        quoted: Whether every cell is between quotes, not only those that need it.
        encoding: Of Python's; `utf-8-sig` and `utf-16` begin with a mark.
        ends: Of lines.
        named: Whether a line above the heads names the separator, as Excel writes it.
    """

    separator: str = ";"
    quoted: bool = False
    encoding: str = "utf-8"
    ends: str = "\r\n"
    named: bool = False

    def write(self, table: Sequence[Sequence[str]]) -> bytes:
        """Return a table as a file; what the encoding lacks becomes a question mark."""
        out = io.StringIO()
        writer = csv.writer(
            out,
            delimiter=self.separator,
            quoting=csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL,
            lineterminator=self.ends,
        )
        writer.writerows(table)
        head = f"sep={self.separator}{self.ends}" if self.named else ""
        return (head + out.getvalue()).encode(self.encoding, "replace")


def a_saving(chance: Random) -> Saving:
    """Return one of the ways in which spreadsheets save."""
    return Saving(
        chance.choice(";;,\t"),
        chance.random() < 0.5,
        chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")),
        chance.choice(("\r\n", "\n")),
        chance.random() < 0.1,
    )


def a_register(chance: Random) -> Table:
    """Return a table most cells of which are as people write them, some of them wrong."""
    by_meaning: dict[str, list[str]] = {}
    for head, meaning in HEADS.items():
        by_meaning.setdefault(meaning, []).append(head)
    others = [one for one in _TYPED[2:] if chance.random() < 0.5]
    meanings = ["siret", "name", *others]
    chance.shuffle(meanings)
    sirets = list(SIRETS)
    chance.shuffle(sirets)
    rows = []
    for siret in sirets[: chance.choice((1, 2, 3, 8))]:
        cells = {meaning: chance.choice(list(VALUES[meaning])) for meaning in meanings} | {"siret": siret}
        for meaning in others:
            if chance.random() < 0.25:
                cells[meaning] = ""
            elif meaning in WRONG and chance.random() < 0.04:
                cells[meaning] = chance.choice(WRONG[meaning])
        if chance.random() < 0.9:
            _agree(cells)
        rows.append([cells[meaning] for meaning in meanings])
    return [[chance.choice(by_meaning[meaning]) for meaning in meanings], *rows]


def _agree(cells: dict[str, str]) -> None:
    """Empty the cells that others contradict or lack, in place: an end before its beginning, a day of no certificate."""
    for needed, names in NEEDED:
        if not all(cells.get(one) for one in needed):
            cells |= dict.fromkeys(set(names) & set(cells), "")
    for first, last in ORDERS:
        start, end = (VALUES[first].get(cells.get(one, "")) for one in (first, last))
        if start and end and end < start:
            cells[last] = ""


def read(data: bytes) -> Table:
    """Return the table of a file, or nothing of what is none; simple: what it reads wrong is a change like another."""
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        try:
            text = data.decode(encoding)
            sign = max(";,\t", key=text.partition("\n")[0].count)
            return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
        except (UnicodeError, csv.Error):
            continue
    return []


def of_register(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a register otherwise: most often as a table, at times as an archive or as bytes."""
    draw = chance.random()
    if draw < 0.35:
        return a_saving(chance).write(a_register(chance))
    if data.startswith(b"PK"):
        return mutating.of_zip(chance, data, others) if draw < 0.5 else of_register(chance, others[0], others)
    table = [] if draw > 0.85 else read(data)[:_MOST_LINES]
    if not table:
        return mutating.of_text(chance, data, others)
    for _time in range(chance.choice((1, 1, 2, 4))):
        _change(chance, table)
    made = a_saving(chance).write(table)
    return made if draw < 0.75 else mutating.of_text(chance, made, others)


def _change(chance: Random, table: Table) -> None:
    """Change one thing of a table, in place: a column, a line, or a cell."""
    change = chance.choice((_columns, _lines, _cell))
    change(chance, table)


def _columns(chance: Random, table: Table) -> None:
    """Swap two columns, take one away or write it twice, or call one otherwise."""
    width = max(len(table[0]), 1)
    column, other = chance.randrange(width), chance.randrange(width)
    change = chance.randrange(4)
    if change == 0:
        table[0][column : column + 1] = [chance.choice((*HEADS, *OTHER_HEADS, *mutating.TOKENS[:20]))]
        return
    for row in table:
        if change == 1 and max(column, other) < len(row):
            row[column], row[other] = row[other], row[column]
        elif change == 2:
            del row[column : column + 1]
        else:
            row.insert(other, row[column] if column < len(row) else "")


def _lines(chance: Random, table: Table) -> None:
    """Write a line twice or as a long list, move one, take some away, put a title above the heads, cut or double one."""
    place = chance.randrange(len(table))
    row = table[place]
    match chance.randrange(5):
        case 0:
            table[place:place] = [list(row) for _time in range(chance.choice((1, 1, 2, 12)))]
        case 1:
            table.insert(chance.randrange(len(table) + 1), table.pop(place))
        case 2:
            table.insert(0, [chance.choice(("Registre au 1er mars", "", "Export; le 01/03/2026", "SIRET"))])
        case 3:
            table[place] = row[: chance.randrange(len(row) + 1)] if chance.random() < 0.5 else [*row, *row]
        case _:
            del table[place : place + chance.choice((1, 3))]
            table.extend([] if table else [[]])


def _cell(chance: Random, table: Table) -> None:
    """Write something else in one cell."""
    row = chance.choice(table)
    column = chance.randrange(max(len(row), 1))
    known = [list(values) for values in VALUES.values()] + [list(words) for words in WRONG.values()]
    words = chance.choice(known) if chance.random() < 0.7 else list(mutating.TOKENS)
    row[column : column + 1] = [chance.choice(words)]
