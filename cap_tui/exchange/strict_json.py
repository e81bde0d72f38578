"""JSON read so that every reader sees the same thing: what is ambiguous, huge or deep is refused."""

from __future__ import annotations

import json
import re
from typing import Any

MAX_DEPTH = 16
"""Levels of nesting; what people write has four at most."""

MAX_INTEGER = 2**53
"""Largest whole number that every JSON reader keeps exact (RFC 8259, section 6)."""

_DIGITS = len(str(MAX_INTEGER))
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_OPENING, _CLOSING = "[{", "]}"


class StrictJsonError(ValueError):
    """The text is not JSON, or not of the strict kind; the message names the rule in a few words."""


def loads(text: str, *, max_size: int) -> Any:
    """Return the value that `text` holds.

    Args:
        text: JSON text.
        max_size: Longest text accepted, in characters.

    Raises:
        StrictJsonError: Not JSON, too long, nested beyond `MAX_DEPTH`, a key given twice, NaN or an infinity, a whole
            number beyond `MAX_INTEGER`, half of a surrogate pair.
    """
    if len(text) > max_size:
        raise StrictJsonError("size")
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _check_depth(text)
    try:
        text.encode()  # half of a surrogate pair cannot be
        value = _DECODER.decode(text)
        if "\\u" in text:  # it may be spelled too
            json.dumps(value, ensure_ascii=False).encode()
    except StrictJsonError:
        raise
    except (ValueError, RecursionError) as error:
        raise StrictJsonError("syntax") from error
    return value


def _check_depth(text: str) -> None:
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth > MAX_DEPTH:
            raise StrictJsonError("depth")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise StrictJsonError("duplicate key")
    return value


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS + 1 or abs(number := int(digits)) > MAX_INTEGER:
        raise StrictJsonError("integer")
    return number


def _float(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):  # 1e999
        raise StrictJsonError("number")
    return number


def _constant(_name: str) -> Any:
    raise StrictJsonError("number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)
