"""Plain data as YAML that a person reads and goes on writing: blocks, folded texts, codes between quotes.

PyYAML's writer in Python takes a minute for six thousand criteria, and neither it nor the C one lets short groups stay on
one line. The values here are few: mappings, lists, texts already cleaned, numbers and booleans.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 118
"""Columns of a line of folded text."""
_LONG = 78
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ][\wÀ-ÿœŒ’'(),./%+«»\u00a0\u202f– -]*")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_WORD = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*")
_QUOTED_KEYS = frozenset({"code", "version", "clause", "standard"})
_SHORT = frozenset({"levels", "bands", "references", "options", "indicators", "actions"})
"""Lists whose mappings stay on one line, as in the documentation."""
_SPACED = frozenset({"themes", "objectives", "criteria"})
_ONE_LINE = frozenset({"not_applicable", "applies_to"})


def write(data: dict[str, Any], remarks: str = "") -> str:
    """Return `data` as YAML, after `remarks` as comments."""
    comments = [f"# {line}".rstrip() for line in remarks.splitlines()]
    return "\n".join([*comments, *_mapping(data, 0)]) + "\n"


def _mapping(data: dict[str, Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in data.items():
        if isinstance(value, dict) and (not value or key in _ONE_LINE):
            yield f"{margin}{key}: {_flow(value)}"
        elif isinstance(value, dict):
            yield f"{margin}{key}:"
            yield from _mapping(value, indent + 2)
        elif isinstance(value, list):
            yield from _list(key, value, indent)
        elif isinstance(value, str) and ("\n" in value or len(value) > _LONG):
            yield from _folded(f"{margin}{key}: ", value, indent + 2)
        else:
            yield f"{margin}{key}: {_scalar(value, quoted=key in _QUOTED_KEYS)}"


def _list(key: str, items: list[Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    if all(isinstance(item, str) and _is_word(item) for item in items):
        yield f"{margin}{key}: [{', '.join(items)}]"
        return
    yield f"{margin}{key}:"
    for number, item in enumerate(items):
        if number and key in _SPACED:
            yield ""
        if not isinstance(item, dict):
            yield f"{margin}  - {json.dumps(item, ensure_ascii=False)}"
        elif key in _SHORT:
            yield f"{margin}  - {_flow(item)}"
        else:
            first, *others = _mapping(item, indent + 4)
            yield f"{margin}  - {first.lstrip(' ')}"
            yield from others


def _flow(value: dict[str, Any]) -> str:
    parts = []
    for key, item in value.items():
        if isinstance(item, list):
            shown = f"[{', '.join(one if _is_word(one) else json.dumps(one, ensure_ascii=False) for one in item)}]"
        else:
            shown = _scalar(
                item, quoted=not (isinstance(item, str) and _is_word(item)) or key in _QUOTED_KEYS
            )
        parts.append(f"{key}: {shown}")
    return "{" + ", ".join(parts) + "}"


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and text not in _RESERVED


def _scalar(value: Any, *, quoted: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | float):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    bare = not quoted and _PLAIN.fullmatch(value) is not None and not value.endswith(" ")
    return value if bare and value.casefold() not in _RESERVED else json.dumps(value, ensure_ascii=False)


def _folded(start: str, text: str, indent: int) -> Iterator[str]:
    """Yield a folded text: an empty line stands for an end of line, each paragraph is wrapped between words."""
    yield f"{start}>-"
    margin = " " * indent
    for number, line in enumerate(text.split("\n")):
        if number:
            yield ""
        here = ""
        for word in line.split(" "):
            if here and len(here) + len(word) + 1 > WIDTH - indent:
                yield margin + here
                here = word
            else:
                here = f"{here} {word}" if here else word
        if here:
            yield margin + here
