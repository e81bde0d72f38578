from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.catalogue.json_schema import json_schema
from cap_tui.catalogue.schema import Action, Criterion, Indicator, Level, QuestionnaireFile, Scale, Section

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCS = Path(__file__).parents[3] / "docs"


def test_the_schema_given_to_editors_is_that_of_the_application() -> None:
    committed = json.loads((DOCS / "questionnaire.schema.json").read_text(encoding="utf-8"))
    assert committed == json_schema()


def test_the_page_on_the_format_names_every_key() -> None:
    page = (DOCS / "format-questionnaire.md").read_text(encoding="utf-8")
    models: list[type[BaseModel]] = [QuestionnaireFile, Section, Criterion, Scale, Level, Indicator, Action]
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert {key for key in keys if f"`{key}`" not in page} == set()
