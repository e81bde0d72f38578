"""The kinds of values of the YAML format, checked by pydantic without any conversion."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from cap_tui.core.text import MAX_TEXT

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_MAX_LINE = 300
_LANGUAGE = "^[a-z]{2}$"


class Strict(BaseModel):
    """A mapping whose keys are all known and whose values are never converted."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number_type", "a number is expected")
    return value


def _percent(value: Any) -> Any:
    if not 0 <= _number(value) <= 100:  # noqa: PLR2004 - percent
        raise PydanticCustomError("percent_range", "between 0 and 100")
    return value


def _weight(value: Any) -> Any:
    if _number(value) <= 0:
        raise PydanticCustomError("weight_range", "above zero")
    return value


def _by_language(value: Any) -> Any:
    """Return a text written without languages as a mapping, so that both forms are checked alike."""
    return value if isinstance(value, dict) else {"": value}


Line = Annotated[str, StringConstraints(min_length=1, max_length=_MAX_LINE, pattern=r"^\s*\S")]
"""A short text: a title, a unit, a clause."""

Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT, pattern=r"^\s*\S")]
"""A text of one or more sentences."""

Text = Annotated[
    dict[Annotated[str, StringConstraints(pattern="^([a-z]{2})?$")], Paragraph],
    BeforeValidator(_by_language),
    Field(min_length=1),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"pattern": _LANGUAGE},
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
            ]
        }
    ),
]
"""A text in the first language, or a mapping of languages to texts."""

Id = Annotated[str, StringConstraints(max_length=100, pattern=f"^{SLUG}$")]
"""`signed-commitments`: lower case, digits and hyphens."""

DottedId = Annotated[str, StringConstraints(max_length=200, pattern=rf"^{SLUG}(?:\.{SLUG})*$")]
"""`services.people.mutual-commitment`."""

Code = Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^\S+$")]
"""What people say aloud, e.g. `2.1.4`."""

Language = Annotated[str, StringConstraints(pattern=_LANGUAGE)]
"""Two letters, e.g. `fr`."""

Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^https?://\S+$")]
"""A web address."""

Percent = Annotated[
    Any, PlainValidator(_percent), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})
]
"""A number from 0 to 100."""

Weight = Annotated[Any, PlainValidator(_weight), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]
"""A number above zero."""

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""A date, e.g. `2029-09-30`."""

Revision = Annotated[int, Field(ge=1, le=999)]
"""A whole number that rises from 1."""
