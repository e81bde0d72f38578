"""Print the JSON Schema of a report in JSON: python -m tools.export_schema > docs/export.schema.json."""

from __future__ import annotations

from cap_tui.reports.json.schema import printed

if __name__ == "__main__":
    print(printed(), end="")
