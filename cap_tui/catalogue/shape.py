"""Pydantic's findings, turned into flaws with a place and a sentence that says what to do."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from cap_tui.catalogue.problems import Flaw, Path
from cap_tui.catalogue.schema import QuestionnaireFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from cap_tui.catalogue.document import Document

_Values = dict[str, object]
_IDS = frozenset({"id", "indicator", "target", "services", "options"})
_BY_PATTERN = {"code": "bad-code", "url": "bad-url", "languages": "bad-language"}
_SHOWN = 60  # characters of a refused value repeated in a sentence


def shape_flaws(document: Document) -> list[Flaw]:
    """Return every key and value of `document` that the format does not accept."""
    try:
        QuestionnaireFile.model_validate(document.data)
    except ValidationError as error:
        return [_flaw(document, details) for details in error.errors(include_url=False)]
    return []


def _flaw(document: Document, details: ErrorDetails) -> Flaw:
    path = tuple(part for part in details["loc"] if part not in ("", "[key]"))
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if details["loc"][-1] == "[key]":
        code, values = "bad-language", _Values(value=_shown(details["input"]))
    else:
        code, values = _EXPLAIN.get(details["type"], _bad_value)(details, key, path)
    line, column = document.locate(path)
    return Flaw(code, line, column, path, values)


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _bad_value(_details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
    return "bad-value", {"key": key}


def _missing(_details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
    return "missing-key", {"key": key}


def _unknown(_details: ErrorDetails, key: str, path: Path) -> tuple[str, _Values]:
    known = known_keys(path[:-1])
    nearest = get_close_matches(key, known, n=1)
    if nearest:
        return "unknown-key", {"key": _shown(key), "nearest": nearest[0]}
    return "unknown-key-alone", {"key": _shown(key), "known": ", ".join(known)}


def _not_text(details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
    match details["input"]:
        case None:
            return "empty-value", {"key": key}
        case dict():
            return "text-is-mapping", {"key": key}
        case list():
            return "text-is-list", {"key": key}
        case value:
            return "needs-quotes", {"key": key, "value": _shown(value)}


def _pattern(details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
    value = details["input"]
    if not value.strip():
        return "blank-text", {"key": key}
    return "bad-id" if key in _IDS else _BY_PATTERN.get(key, "bad-value"), {
        "value": _shown(value),
        "key": key,
    }


def _choice(details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
    value = details["input"]
    if value is None:
        return "empty-value", {"key": key}
    if key == "schema":
        return "bad-schema", {"value": _shown(value)}
    choices = re.findall("'([^']*)'", details["ctx"]["expected"])
    return "bad-choice", {"key": key, "value": _shown(value), "choices": ", ".join(choices)}


def _number(details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
    return ("empty-value" if details["input"] is None else "number-expected"), {"key": key}


def _says(code: str, **context: str) -> Callable[[ErrorDetails, str, Path], tuple[str, _Values]]:
    """Return an explainer for `code`, whose placeholders are taken from pydantic's context under these names."""

    def explain(details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
        return code, {"key": key, **{name: details["ctx"][there] for name, there in context.items()}}

    return explain


_EXPLAIN: Mapping[str, Callable[[ErrorDetails, str, Path], tuple[str, _Values]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _not_text,
    "string_too_short": _says("blank-text"),
    "string_too_long": _says("line-too-long", limit="max_length"),
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "bool_type": _says("boolean-expected"),
    "list_type": _says("list-expected"),
    "too_short": _says("list-too-short", minimum="min_length"),
    "too_long": _says("list-too-long", maximum="max_length"),
    "dict_type": _says("mapping-expected"),
    "model_type": _says("mapping-expected"),
    "number_type": _number,
    "percent_range": _says("percent-range"),
    "weight_range": _says("weight-not-positive"),
}


def known_keys(path: Path) -> list[str]:
    """Return the keys that the format accepts in the mapping at `path`."""
    model: type[BaseModel] | None = QuestionnaireFile
    for part in path:
        if isinstance(part, str) and model is not None:
            field = next(
                (item for name, item in model.model_fields.items() if part in (name, item.alias)), None
            )
            model = next(_models(field.annotation), None) if field is not None else None
    return [field.alias or name for name, field in model.model_fields.items()] if model is not None else []


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the pydantic classes inside an annotation such as `list[Section]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
