from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from cap_tui.catalogue.json_schema import json_schema
from cap_tui.catalogue.loader import read_questionnaire
from cap_tui.catalogue.schema import (
    Action,
    AtMostRule,
    CoverageRule,
    Criterion,
    Deadline,
    Edition,
    Indicator,
    Level,
    Option,
    QuestionnaireFile,
    Requires,
    Scale,
    Section,
    Verdict,
)
from cap_tui.catalogue.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES
from cap_tui.core.text import MAX_TEXT

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCS = Path(__file__).parents[3] / "docs"


def test_the_schema_given_to_editors_is_that_of_the_application() -> None:
    committed = json.loads((DOCS / "questionnaire.schema.json").read_text(encoding="utf-8"))
    assert committed == json_schema()


def test_the_examples_of_the_page_on_the_format_are_accepted_without_a_remark() -> None:
    page = (DOCS / "format-questionnaire.md").read_text(encoding="utf-8")
    scale, audit, editions, criterion = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    head = 'schema: 1\nid: mien\nversion: "2026.1"\ntitle: Mon référentiel\nstatus: proposed\n'
    themes = (
        'themes:\n- id: identity\n  code: "1"\n  title: Identité\n  objectives:\n  - id: identity.values\n'
    )
    objective = '    code: "1.1"\n    title: Valeurs\n    criteria:\n'
    raw = head + scale + themes + objective + indent(criterion, "    ")
    questionnaire, problems = read_questionnaire(raw.encode(), "mien.yaml")
    assert problems == []
    assert questionnaire is not None
    assert [level.id for level in questionnaire.scale.levels] == ["to-build", "controlled", "exemplary"]
    assert list(questionnaire.criteria) == ["identity.values.board"]
    texts = re.findall(r"    (?:to-build|controlled|exemplary): >-\n      (.*)\n", criterion)
    parts = criterion.split("  levels:\n")[0]
    for level, text in zip(("majeur", "mineur", "conforme"), texts, strict=True):
        parts += ("" if "levels" in parts else "  levels:\n") + f"    {level}: {text}\n"
    parts += "  expected: Quatre conseils par an.\n  applies_to: {options: [reseau]}\n"
    parts += '  changes: {"2027": Une phrase.}\n  references:\n    - {standard: Charte 2024, clause: "1"}\n'
    parts += '    - {standard: Charte 2027, clause: "1.2"}\n'
    raw = head + editions + audit + themes + objective + indent(parts, "    ")
    questionnaire, problems = read_questionnaire(raw.encode(), "audit.yaml")
    assert problems == []
    assert questionnaire is not None
    assert questionnaire.verdict is not None
    assert len(questionnaire.verdict.rules) == 4


def test_the_page_on_the_format_gives_the_limits_of_the_reader() -> None:
    page = (DOCS / "format-questionnaire.md").read_text(encoding="utf-8")
    said = "Limites : 16 Mo, 600 000 valeurs, 40 niveaux d’imbrication, 20 000 caractères par texte"
    assert said in page
    assert (MAX_BYTES, MAX_NODES, MAX_DEPTH, MAX_TEXT) == (16_000_000, 600_000, 40, 20_000)


def test_the_page_on_the_format_names_every_key() -> None:
    page = (DOCS / "format-questionnaire.md").read_text(encoding="utf-8")
    models: list[type[BaseModel]] = [
        *(QuestionnaireFile, Section, Criterion, Scale, Level, Indicator, Action),
        *(Requires, Option, Edition, Deadline, Verdict, CoverageRule, AtMostRule),
    ]
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert {key for key in keys if f"`{key}`" not in page} == set()
