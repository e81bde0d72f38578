"""Print the JSON Schema of the open data of a network: python -m tools.network_schema > docs/reseau.schema.json."""

from __future__ import annotations

from cap_tui.reports.network.open_data import printed_schema

if __name__ == "__main__":
    print(printed_schema(), end="")
