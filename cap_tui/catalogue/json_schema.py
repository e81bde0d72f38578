"""The format of questionnaires as a JSON Schema, for editors that complete and underline."""

from __future__ import annotations

from typing import Any

from cap_tui.catalogue.schema import QuestionnaireFile


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of questionnaire files."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **QuestionnaireFile.model_json_schema(by_alias=True),
    }
