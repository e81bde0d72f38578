"""Pydantic's findings, turned into flaws with a place and a sentence that says what to do."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from cap_tui.catalogue.problems import Flaw, Path
from cap_tui.catalogue.schema import QuestionnaireFile, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from cap_tui.catalogue.document import Document

_Values = dict[str, object]
_IDS = frozenset({"id", "indicator", "target", "services", "options", "editions", "levels", "replaces"})
_BY_PATTERN = {"code": "bad-code", "url": "bad-url", "languages": "bad-language", "date": "bad-date"}
_SHOWN = 60  # characters of a refused value repeated in a sentence


def shape_flaws(document: Document) -> list[Flaw]:
    """Return every key and value of `document` that the format does not accept."""
    try:
        QuestionnaireFile.model_validate(document.data)
    except ValidationError as error:
        return [_flaw(document, details) for details in error.errors(include_url=False)]
    return []


def _flaw(document: Document, details: ErrorDetails) -> Flaw:
    keys = tuple(part for part in details["loc"] if part not in ("", "[key]"))
    path = _written(document.data, keys)
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if details["loc"][-1] == "[key]":
        code, values = "bad-language", _Values(value=_shown(details["input"]))
    else:
        code, values = _EXPLAIN.get(details["type"], _bad_value)(details, key, keys)
    line, column = document.locate(path)
    return Flaw(code, line, column, path, values)


def _written(data: Any, keys: Path) -> Path:
    """Return where keys stand in the file, without the names that pydantic adds for the kinds of a rule."""
    path: list[str | int] = []
    for index, part in enumerate(keys):
        last = index == len(keys) - 1
        if isinstance(part, str) and isinstance(data, dict) and part not in data and not last:
            continue
        path.append(part)
        inside = isinstance(data, dict) and part in data
        among = isinstance(data, list) and isinstance(part, int) and part < len(data)
        data = data[part] if inside or among else None
    return tuple(path)


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


def _whole(details: ErrorDetails, key: str, _path: Path) -> tuple[str, _Values]:
    return ("empty-value" if details["input"] is None else "whole-number"), {"key": key}


def _tag(details: ErrorDetails, _key: str, _path: Path) -> tuple[str, _Values]:
    """Explain a rule whose name is missing or unknown; the names that exist are in the declaration of the verdict."""
    name = details["input"].get("rule") if isinstance(details["input"], dict) else None
    choices = ", ".join(_names(_models(Verdict.model_fields["rules"].annotation)))
    if isinstance(name, str) and name.strip():
        return "bad-choice", {"key": "rule", "value": _shown(name), "choices": choices}
    return "rule-without-name", {"choices": choices}


def _names(models: Iterable[type[BaseModel]]) -> list[str]:
    return [name for model in models for name in get_args(model.model_fields["rule"].annotation)]


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
    "int_type": _whole,
    "greater_than_equal": _says("number-too-small", minimum="ge"),
    "less_than_equal": _says("number-too-large", maximum="le"),
    "union_tag_invalid": _tag,
    "union_tag_not_found": _tag,
    "model_attributes_type": _says("mapping-expected"),
    "percent_range": _says("percent-range"),
    "weight_range": _says("weight-not-positive"),
}


def known_keys(path: Path) -> list[str]:
    """Return the keys that the format accepts in the mapping at `path`, as pydantic names it."""
    models: list[type[BaseModel]] = [QuestionnaireFile]
    for part in path:
        if isinstance(part, int):
            continue
        if len(models) > 1:
            models = [model for model in models if part in _names([model])]
            continue
        fields = [item for name, item in _fields(models) if part in (name, item.alias)]
        models = [inner for field in fields for inner in _models(field.annotation)]
    return list(dict.fromkeys(field.alias or name for name, field in _fields(models)))


def _fields(models: Iterable[type[BaseModel]]) -> Iterator[tuple[str, FieldInfo]]:
    for model in models:
        yield from model.model_fields.items()


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the pydantic classes inside an annotation such as `list[Section]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
