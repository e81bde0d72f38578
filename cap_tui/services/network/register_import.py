"""A register from a spreadsheet: shown first, written in one transaction once agreed; importing it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.errors import CapError
from cap_tui.core.network.register import Member, Record
from cap_tui.core.text import one_line
from cap_tui.i18n.formats import sort_key
from cap_tui.services.network.register import register, writing_register
from cap_tui.services.network.register_columns import columns_of
from cap_tui.services.network.register_differences import differences
from cap_tui.services.network.register_errors import (
    ChangedMeanwhileError,
    NewNameNeededError,
    RepeatedMemberError,
    RepeatRemark,
    SameNameInFileRemark,
    SameNameRemark,
    TooManyLinesError,
)
from cap_tui.services.network.register_fields import check_record, field_label
from cap_tui.services.network.register_files import open_register
from cap_tui.services.network.register_reading import LineReader
from cap_tui.services.network.register_rows import records_of, rows_of
from cap_tui.storage.register import register_rows, save_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cap_tui.services.network.register_columns import Column
    from cap_tui.services.network.register_differences import Difference
    from cap_tui.services.network.register_files import Source
    from cap_tui.services.network.register_reading import Line
    from cap_tui.services.workspace import Workspace


MAX_LINES_OF_ONE = 200
"""Lines about one structure: as many certificates, engagements or years."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A structure that the file adds.

    Attributes:
        line: Its first line in the file, from 1.
    """

    line: int
    record: Record


@dataclass(frozen=True, slots=True)
class Changed:
    """A structure of which the file says something else.

    Attributes:
        line: Its first line in the file, from 1.
        before: What the register says.
        after: What it would say.
        differences: Between them.
    """

    line: int
    before: Record
    after: Record
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is left out.

    Attributes:
        line: From 1.
        siret: Empty when it could not be read.
        name: As written.
        errors: All that is wrong with it.
    """

    line: int
    siret: str
    name: str
    errors: tuple[CapError, ...]


@dataclass(frozen=True, slots=True)
class Remarked:
    """Something to check in a line that is taken."""

    line: int
    name: str
    remark: CapError


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What a file would bring.

    Attributes:
        source: How it was read.
        columns: Those that are understood.
        unknown: Heads of the columns that are left out.
        same: SIRET of the structures of which the file says nothing new.
    """

    path: Path
    source: Source
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    new: tuple[Incoming, ...]
    changed: tuple[Changed, ...]
    same: tuple[str, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[Remarked, ...]

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class RegisterReceipt:
    """What was written.

    Attributes:
        new: Structures added.
        changed: Structures changed.
        backup: Copy of the data as they were before; None when nothing was written, or on a server, which makes its own.
    """

    new: int
    changed: int
    backup: Path | None


def preview_register(workspace: Workspace, path: Path) -> RegisterPreview:
    """Return what a file would bring to the register; nothing is written.

    Raises:
        CapError: The file as a whole cannot be read.
    """
    return compared(path, open_register(path), register(workspace))


def compared(path: Path, source: Source, known: Iterable[Record]) -> RegisterPreview:
    """Return what a file that was read would bring to a register that says this."""
    columns, unknown = columns_of(source.rows[source.head])
    reader = LineReader(columns)
    rows = enumerate(source.rows[source.head + 1 :], source.head + 2)
    lines = [line for number, cells in rows if (line := reader.read(number, cells)) is not None]
    found = _Gathering({record.member.siret: record for record in known})
    # Those with a name first: once the structure is known, a line without one would be taken, and change what this import wrote.
    for line in sorted(lines, key=lambda line: not line.fields.get("name")):
        found.take(line)
    return RegisterPreview(
        path,
        source,
        tuple(columns),
        tuple(one_line(head, limit=80) for head in unknown),
        *found.sorted(),
        tuple(sorted(found.refused, key=lambda one: one.line)),
        tuple(sorted(found.remarks, key=lambda one: one.line)),
    )


def accept_register(workspace: Workspace, preview: RegisterPreview) -> RegisterReceipt:
    """Write what a preview showed, in one transaction, after a backup.

    Raises:
        ChangedMeanwhileError: The register says something else of these structures by now; nothing was written.
        CapError: The database refuses.
    """
    if not preview.writes:
        return RegisterReceipt(0, 0, None)
    if workspace.read_only:
        raise workspace.opened.refusal()
    backup = workspace.opened.back_up(workspace.now(), "import")
    with writing_register(workspace) as connection:
        known = records_of(register_rows(connection))
        arrived = any(one.record.member.siret in known for one in preview.new)
        if arrived or any(known.get(one.before.member.siret) != one.before for one in preview.changed):
            raise ChangedMeanwhileError
        records = [one.record for one in preview.new] + [one.after for one in preview.changed]
        save_members(connection, rows_of(records))
    return RegisterReceipt(len(preview.new), len(preview.changed), backup)


class _Gathering:
    """The lines of a file put together by structure, over what the register says."""

    def __init__(self, known: Mapping[str, Record]) -> None:
        self._known = known
        self._first: dict[str, Line] = {}
        self._said: dict[str, list[Line]] = {}
        self._after: dict[str, Record] = {}
        self._names = _by_name(known.values())
        self._named: dict[tuple[str, str], Line] = {}
        self.refused: list[Refused] = []
        self.remarks: list[Remarked] = []

    def take(self, line: Line) -> None:
        """Take one line, or refuse it whole."""
        if not line.errors:
            self._add(line)
        if line.errors:
            self.refused.append(Refused(line.number, line.siret, line.name, tuple(line.errors)))
        else:
            self.remarks += [Remarked(line.number, line.name, remark) for remark in line.remarks]

    def _add(self, line: Line) -> None:
        first = self._first.get(line.siret)
        for other in self._said.get(line.siret, ()):
            if wrong := self._contradicted(other, line):
                fields = ", ".join(map(field_label, wrong))
                line.errors.append(RepeatedMemberError(first=other.number, fields=fields))
                return
        if len(self._said.get(line.siret, ())) >= MAX_LINES_OF_ONE:
            line.errors.append(TooManyLinesError(most=MAX_LINES_OF_ONE))
            return
        before = self._after.get(line.siret) or self._known.get(line.siret)
        if before is None and not line.fields.get("name"):
            line.errors.append(NewNameNeededError())
            return
        after = line.onto(before or Record(Member(line.siret, "")))
        try:
            check_record(after)
        except CapError as error:
            line.errors.append(error)
            return
        self._after[line.siret] = after
        for other in self._said.setdefault(line.siret, []):
            if other.said() == line.said():
                line.remarks.append(RepeatRemark(first=other.number))
                break
        self._said[line.siret].append(line)
        if first is None:
            self._first[line.siret] = line
            self._look_alike(line, after)

    @staticmethod
    def _contradicted(other: Line, line: Line) -> list[str]:
        """Return the fields of the structure that two lines both fill in, differently; what only one says is taken."""
        return [
            name
            for name, value in line.fields.items()
            if name in other.fields and other.fields[name] != value
        ]

    def _look_alike(self, line: Line, record: Record) -> None:
        """Remark a new structure that has the name and the region of another one."""
        key = _name_key(record.member)
        if line.siret not in self._known:
            if key in self._names:
                line.remarks.append(SameNameRemark(siret=self._names[key]))
            elif key in self._named:
                other = self._named[key]
                line.remarks.append(SameNameInFileRemark(first=other.number, siret=other.siret))
        self._named.setdefault(key, line)

    def sorted(self) -> tuple[tuple[Incoming, ...], tuple[Changed, ...], tuple[str, ...]]:
        """Return the structures that are new, changed and the same, in the order of the file."""
        new, changed, same = [], [], []
        for siret, after in sorted(self._after.items(), key=lambda item: self._first[item[0]].number):
            before, line = self._known.get(siret), self._first[siret].number
            if before is None:
                new.append(Incoming(line, after))
            elif before == after:
                same.append(siret)
            else:
                changed.append(Changed(line, before, after, differences(before, after)))
        return tuple(new), tuple(changed), tuple(same)


def _by_name(records: Iterable[Record]) -> dict[tuple[str, str], str]:
    return {_name_key(record.member): record.member.siret for record in records}


def _name_key(member: Member) -> tuple[str, str]:
    return sort_key(member.name)[0], member.region
