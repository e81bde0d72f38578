"""One mapping of a foreign file, read leniently: what has not the expected kind is told and passed over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.catalogue.importing.findings import Findings
    from cap_tui.catalogue.importing.foreign_yaml import Foreign

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_YES, _NO = frozenset({"true", "yes", "on", "x", "1"}), frozenset({"false", "no", "off", "0", ""})


def number_in(text: str) -> Decimal | None:
    """Return the number that a text says, with a point or a comma, or None."""
    plain = text.strip().replace(",", ".")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


class Entry:
    """A mapping and where it is.

    Attributes:
        data: Its keys and values.
        line: Where it begins, from 1; 0 when unknown.
        name: How people call it, shown with its line; may be empty.
    """

    def __init__(
        self, data: Mapping[str, Any], foreign: Foreign, findings: Findings, *, line: int = 0, name: str = ""
    ) -> None:
        self.data, self.line, self.name = data, line, name
        self._foreign, self._findings = foreign, findings

    def tell(self, kind: str, detail: object = "", *, key: str | int | None = None, limit: int = 300) -> None:
        """Add a finding about this mapping, or about one of its keys."""
        self._findings.tell(kind, self.place(key), detail, limit=limit)

    def place(self, key: str | int | None = None) -> str:
        """Return where this mapping, or one of its keys, is written."""
        line = (
            self._foreign.lines.get(id(self.data), {}).get(key, self.line) if key is not None else self.line
        )
        where = _("line {line}").format(line=line) if line else ""
        return ", ".join(part for part in (where, self.name) if part)

    def text(self, key: str) -> str:
        """Return the text under `key`, without spaces at its ends; empty when there is none."""
        value = self.data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.tell("wrong-kind", key, key=key)
            return ""
        return value.strip()

    def texts(self, key: str) -> list[str]:
        """Return the texts of the list under `key`; a single text is a list of one."""
        value = self.data.get(key)
        if value is None:
            return []
        items = value if isinstance(value, list) else [value]
        good = [item.strip() for item in items if isinstance(item, str) and item.strip()]
        if len(good) < sum(item is not None for item in items):
            self.tell("wrong-kind", key, key=key)
        return good

    def entry(self, key: str) -> Entry | None:
        """Return the mapping under `key`, or None."""
        value = self.data.get(key)
        if isinstance(value, dict):
            return Entry(
                value, self._foreign, self._findings, line=self._line(self.data, key), name=self.name
            )
        if value is not None:
            self.tell("wrong-kind", key, key=key)
        return None

    def entries(self, key: str, bad: str = "wrong-kind") -> list[Entry]:
        """Return the mappings of the list under `key`; others are told as of kind `bad`."""
        value = self.data.get(key)
        if value is None:
            return []
        if isinstance(value, dict):  # questions are written under their urn
            items: list[tuple[str | int, Any]] = list(value.items())
        elif isinstance(value, list):
            items = list(enumerate(value))
        else:
            self.tell("wrong-kind", key, key=key)
            return []
        found = []
        for index, item in items:
            line = self._line(value, index)
            if isinstance(item, dict):
                found.append(Entry(item, self._foreign, self._findings, line=line, name=self.name))
            elif item is not None:
                self._findings.tell(bad, _("line {line}").format(line=line), key)
        return found

    def number(self, key: str) -> Decimal | None:
        """Return the number under `key`, or None."""
        text = self.text(key)
        found = number_in(text) if text else None
        if text and found is None:
            self.tell("wrong-kind", f"{key}: {text}", key=key)
        return found

    def flag(self, key: str) -> bool | None:
        """Return whether `key` is true; None when neither true nor false is written."""
        text = self.text(key).casefold()
        return True if text in _YES else False if text in _NO else None

    def tell_unknown(self, known: frozenset[str]) -> None:
        """Tell every key that is not one of `known`."""
        for key in self.data:
            if key not in known:
                self.tell("unknown-key", key, key=key)

    def _line(self, container: Any, key: str | int) -> int:
        return self._foreign.lines.get(id(container), {}).get(key, self.line)


class Words:
    """Texts in the language that is wanted, else in that of the library.

    Attributes:
        wanted: Language code of the texts to take.
        own: Language code of the library.
    """

    def __init__(self, wanted: str, own: str) -> None:
        self.wanted, self.own = wanted, own

    def of(self, entry: Entry, key: str) -> str:
        """Return the text under `key` in the wanted language."""
        if self.wanted == self.own:
            return entry.text(key)
        theirs = translated(entry, self.wanted, key)
        own = entry.text(key)
        if own and not theirs:
            entry.tell("translation-missing", key, key=key)
        return theirs or own


def translated(entry: Entry, language: str, key: str) -> str:
    """Return the text that the translations of an entry hold, or an empty one."""
    translations = entry.data.get("translations")
    texts = translations.get(language) if isinstance(translations, dict) else None
    value = texts.get(key) if isinstance(texts, dict) else None
    return value.strip() if isinstance(value, str) else ""
