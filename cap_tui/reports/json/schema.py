"""The JSON Schema of a report in JSON; `docs/export.schema.json` is it, printed."""

from __future__ import annotations

import json
from typing import Any

from cap_tui.reports.json.models import Export


def json_schema() -> dict[str, Any]:
    """Return the schema, draft 2020-12."""
    schema = Export.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def printed() -> str:
    """Return the schema as its file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
