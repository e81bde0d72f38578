"""Bytes to plain data, accepting only the plain part of YAML.

PyYAML's loaders expand merge keys (420 bytes keep `safe_load` busy for minutes), let the last duplicate win and
read `no`, `1.10` or `012345670` as something else than what was typed. Here the events of the parser are read
one by one, without recursion, and everything a questionnaire does not need is refused where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from cap_tui.catalogue.characters import has_refused_characters, refused_characters
from cap_tui.catalogue.collector import without_collector
from cap_tui.catalogue.document import Document, Mark, Position, position
from cap_tui.catalogue.problems import Flaw
from cap_tui.catalogue.syntax import syntax_flaw
from cap_tui.core.text import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 16_000_000
MAX_DEPTH = 40
MAX_NODES = 600_000
_MAX_REPEATS = 50  # bad characters listed before giving up: a binary file would list thousands
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")  # few enough digits for any JSON reader
_OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""How documents of word processors and spreadsheets, archives and PDF begin."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 1000  # bytes in which a file that is no text shows it
_QUOTES = ("'", '"')
_WORDS = {"": None, "null": None, "true": True, "false": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlRefusedError(Exception):
    """The bytes cannot be read as a questionnaire; `flaws` says why, one at least."""

    def __init__(self, flaws: list[Flaw]) -> None:
        super().__init__(flaws)
        self.flaws = flaws


def read_yaml(raw: bytes, *, loader: Any = _LOADER) -> Document:
    """Return the content of a YAML file.

    Args:
        raw: The file's bytes, UTF-8 with or without a byte order mark.
        loader: PyYAML's loader class; the C one when it is there.

    Raises:
        YamlRefusedError: The bytes are not the plain YAML accepted here.
    """
    text = _decode(raw)
    reader = _Reader()
    with without_collector():
        try:
            reader.take_all(text, loader)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise YamlRefusedError([*reader.flaws, syntax_flaw(text, error, reader.quoted)]) from error
    if not isinstance(reader.root, dict):
        line, column = reader.start
        raise YamlRefusedError([*reader.flaws, Flaw("not-a-mapping", line, column, (), {})])
    return Document(reader.root, reader.start, reader.marks, tuple(reader.flaws))


def _decode(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise YamlRefusedError([Flaw("too-big", 1, 1, (), {"limit": MAX_BYTES // 1_000_000})])
    if raw.startswith(_OTHER_FILES):
        raise YamlRefusedError([Flaw("not-text", 1, 1, (), {})])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in raw[:_LOOKED_AT] and not raw.startswith(_UTF_16):
            raise YamlRefusedError([Flaw("not-text", 1, 1, (), {})]) from error
        before = raw[: error.start]
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        line = before.count(b"\n") + 1
        raise YamlRefusedError([Flaw("not-utf8", line, column, (), {})]) from error
    if has_refused_characters(text, raw):
        flaws = list(islice(_character_flaws(text), _MAX_REPEATS))
        if flaws:
            raise YamlRefusedError(flaws)
    return unicodedata.normalize("NFC", text)


def _character_flaws(text: str) -> Iterator[Flaw]:
    for number, line in enumerate(text.split("\n"), 1):
        for index, name in refused_characters(line):
            yield Flaw("bad-character", number, index + 1, (), {"character": name})


class _Frame:
    """A container being filled; `key` is the key whose value is awaited, None in a list or before a key."""

    __slots__ = ("container", "keep", "key", "marks")

    def __init__(self, container: dict[str, Any] | list[Any]) -> None:
        self.container = container
        self.marks: dict[str | int, Mark] = {}
        self.key: str | None = None
        self.keep = True


class _Reader:
    """Builds plain data from parser events.

    Attributes:
        root: The data read so far.
        start: Where the root begins.
        marks: Positions of keys and items, by `id()` of their container.
        flaws: Duplicate keys and characters refused inside texts.
        quoted: The event of the last text between quotation marks.
    """

    def __init__(self) -> None:
        self.root: Any = None
        self.start: Position = (1, 1)
        self.marks: dict[int, dict[str | int, Mark]] = {}
        self.flaws: list[Flaw] = []
        self.quoted: Any = None
        self._stack: list[_Frame] = []
        self._documents = self._nodes = 0
        self._kept: list[Any] = []

    def take_all(self, text: str, loader: Any) -> None:
        """Read the events of a text one by one; `yaml.parse` would ask twice for each.

        Raises:
            YamlRefusedError: An event is of a kind that questionnaires do not use, or one too many.
            yaml.YAMLError: The text is not YAML.
        """
        parser = loader(text)
        take, following = self._take, parser.get_event
        try:
            while (event := following()) is not None:
                take(event)
        finally:
            parser.dispose()

    def _take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, AliasEvent):
            self._refuse("yaml-alias", event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse("several-documents", event)

    def _refuse(self, code: str, event: Any, **values: object) -> NoReturn:
        line, column = position(event.start_mark)
        raise YamlRefusedError([*self.flaws, Flaw(code, line, column, (), values)])

    def _refuse_node(self, event: Any) -> NoReturn:
        if self._nodes > MAX_NODES:
            self._refuse("too-many-nodes", event, limit=MAX_NODES)
        if event.anchor is not None:
            self._refuse("yaml-alias", event)
        self._refuse("yaml-tag", event, tag=event.tag)

    def _take_scalar(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES or event.anchor is not None or event.tag is not None:
            self._refuse_node(event)
        text: str = event.value
        if len(text) > MAX_TEXT:
            self._refuse("text-too-long", event, count=len(text), limit=MAX_TEXT)
        style = event.style
        if style:
            if style in _QUOTES:
                self.quoted = event
            if style == '"':
                text = self._unescaped(text, event)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.container) is dict:
            self._take_key(frame, text, event)
            return
        self._put(text.replace("\t", " ") if style else _plain_value(text), event)

    def _unescaped(self, text: str, event: Any) -> str:
        """Return a double-quoted text, in which escapes may hide what the file's own characters do not show."""
        for _index, name in refused_characters(text):
            line, column = position(event.start_mark)
            self.flaws.append(Flaw("bad-character", line, column, (), {"character": name}))
            break
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))

    def _take_key(self, frame: _Frame, key: str, event: Any) -> None:
        if key == "<<":
            self._refuse("yaml-merge", event)
        frame.key, frame.keep = key, key not in frame.marks
        if frame.keep:
            frame.marks[key] = event.start_mark
        else:
            line, column = position(event.start_mark)
            values = {"key": key, "other": frame.marks[key].line + 1}
            self.flaws.append(Flaw("duplicate-key", line, column, (), values))

    def _open(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES or event.anchor is not None or event.tag is not None:
            self._refuse_node(event)
        if len(self._stack) >= MAX_DEPTH:
            self._refuse("too-deep", event, limit=MAX_DEPTH)
        if self._stack and self._stack[-1].key is None and isinstance(self._stack[-1].container, dict):
            self._refuse("key-not-text", event)
        container: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        frame = _Frame(container)
        self._kept.append(container)  # so that no two containers ever share an id()
        self.marks[id(container)] = frame.marks
        self._put(container, event)
        self._stack.append(frame)

    def _put(self, value: Any, event: Any) -> None:
        if not self._stack:
            self.root, self.start = value, position(event.start_mark)
            return
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            frame.marks[len(frame.container)] = event.start_mark
            frame.container.append(value)
        elif frame.key is not None:
            if frame.keep:
                frame.container[frame.key] = value
            frame.key = None


def _plain_value(text: str) -> Any:
    """Return what an unquoted text stands for: only these words and plain numbers are not text."""
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text.replace("\t", " ")
    return Decimal(text) if number[1] else int(text)
