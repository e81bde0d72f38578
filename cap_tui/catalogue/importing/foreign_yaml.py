"""YAML written by other programs: tolerant of what they write, strict about what a file could do.

Unlike questionnaires, libraries may hold aliases (their writers use them for repeated lists). A value is shared, not
copied, and its size counts each time it is named: a few lines cannot stand for millions of values. Every value but
an empty one is kept as the text that was written, so that `1.10` is never read as a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from cap_tui.catalogue.collector import without_collector
from cap_tui.catalogue.importing.errors import ForeignBombError, ForeignTooBigError, ForeignUnreadableError
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.catalogue.importing.findings import Findings

MAX_VALUES = 1_000_000
"""Values of a file, aliases expanded: a library of six thousand requirements holds some three hundred thousand."""
MAX_NESTING = 40
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Foreign:
    """What was read.

    Attributes:
        data: dict, list, str or None; never changed afterwards, parts of it may be shared.
        lines: For the `id()` of each container of `data`, key or index to line, from 1.
    """

    data: Any
    lines: Mapping[int, Mapping[str | int, int]]
    _kept: list[Any] = field(default_factory=list)


def read_foreign(text: str, findings: Findings) -> Foreign:
    """Return the first document of a YAML file.

    Raises:
        ForeignUnreadableError: It is not YAML.
        ForeignBombError: It is nested without end.
        ForeignTooBigError: It holds more than `MAX_VALUES` values.
    """
    reader = _Reader(findings)
    with without_collector():
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                if not reader.take(event):
                    break
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            raise ForeignUnreadableError(line=mark.line + 1 if mark else 1) from error
    return Foreign(reader.root, reader.lines, reader.kept)


@dataclass(slots=True)
class _Frame:
    """A container being filled; `key` awaits its value; `began` counts the values read before it."""

    container: dict[str, Any] | list[Any]
    lines: dict[str | int, int]
    began: int
    anchor: str | None
    key: str | None = None
    awaits: bool = False
    keep: bool = True


class _Reader:
    def __init__(self, findings: Findings) -> None:
        self.root: Any = None
        self.lines: dict[int, dict[str | int, int]] = {}
        self.kept: list[Any] = []  # so that no two containers ever share an id()
        self._findings = findings
        self._stack: list[_Frame] = []
        self._values = self._documents = 0
        self._anchors: dict[str, tuple[Any, int] | None] = {}  # None while the container is open

    def take(self, event: Any) -> bool:
        """Read one event and return whether to go on."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            frame = self._stack.pop()
            if frame.anchor is not None:
                self._anchors[frame.anchor] = (frame.container, self._values - frame.began)
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._findings.tell("other-document", self._place(event))
                return False
        return True

    @staticmethod
    def _place(event: Any) -> str:
        return _("line {line}").format(line=event.start_mark.line + 1)

    def _count(self, event: Any, size: int = 1) -> None:
        self._values += size
        if self._values > MAX_VALUES:
            raise ForeignTooBigError(limit=_("{count} values").format(count=MAX_VALUES))
        tag = getattr(event, "tag", None)
        if tag is not None and not tag.startswith(_STANDARD) and tag != "!":
            self._findings.tell("tag", self._place(event), tag)

    def _scalar(self, event: Any) -> None:
        self._count(event)
        value = None if not event.style and event.value in _NOTHING else event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)
        self._put(value, event)

    def _alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor, (None, 1))
        if known is None:
            raise ForeignBombError(line=event.start_mark.line + 1)
        value, size = known
        self._count(event, size)
        self._put(value, event)

    def _open(self, event: Any) -> None:
        self._count(event)
        if len(self._stack) >= MAX_NESTING:
            raise ForeignBombError(line=event.start_mark.line + 1)
        container: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        self.kept.append(container)
        lines = self.lines[id(container)] = {}
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._put(container, event)
        self._stack.append(_Frame(container, lines, self._values - 1, event.anchor))

    def _put(self, value: Any, event: Any) -> None:
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            frame.lines[len(frame.container)] = event.start_mark.line + 1
            frame.container.append(value)
        elif not frame.awaits:
            self._key(frame, value, event)
        else:
            if frame.keep and frame.key is not None:
                frame.container[frame.key] = value
            frame.awaits = False

    def _key(self, frame: _Frame, value: Any, event: Any) -> None:
        frame.awaits, frame.key = True, value if isinstance(value, str) else None
        frame.keep = frame.key is not None and frame.key not in frame.lines
        if frame.key is None:
            self._findings.tell("wrong-kind", self._place(event))
        elif frame.keep:
            frame.lines[frame.key] = event.start_mark.line + 1
        else:
            self._findings.tell("duplicate-key", self._place(event), frame.key)
