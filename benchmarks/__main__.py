"""`make bench`: measure, print the table, write `results.json` and the pages that show it; fails only when something is broken, not slow."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.machine import machine_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measure import Figure

GROUPS = ("screens", "storing", "loading", "gathering", "network", "printing", "exporting", "commands")
RESULTS = Path(__file__).with_name("results.json")
ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "docs" / "performance.md", ROOT / "README.md")
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
"""What the table of a page stands between."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the groups asked for, all by default; return 1 when a ratio is beyond three times its target."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS], help="all by default, and only then kept")
    asked = parser.parse_args(arguments).groups or GROUPS
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
        os.environ.pop(name, None)
    sys.dont_write_bytecode = False
    figures: list[Figure] = []
    for group in asked:
        print(f"… {group}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="cap-tui-bench-", dir=Path.cwd()) as folder:
            found = getattr(importlib.import_module(f"benchmarks.{group}"), group)(Path(folder))
        print(table(found), file=sys.stderr, flush=True)
        figures += found
    print(table(figures))
    if tuple(asked) == GROUPS:
        kept = [{**asdict(item), "ok": item.ok} for item in figures]
        RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        told = f"{table(figures)}\n\nTaken on {datetime.now(UTC).date()}: {machine_line()}."
        for page in PAGES:
            page.write_text(with_table(page.read_text(encoding="utf-8"), told), encoding="utf-8")
    return 1 if any(item.far for item in figures) else 0


def with_table(page: str, figures: str) -> str:
    """Return the page with its table replaced.

    Raises:
        ValueError: The page has no place for one.
    """
    before, found, rest = page.partition(BEGIN)
    _old, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(BEGIN)
    return f"{before}{BEGIN}{figures}\n{END}{after}"


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| measure | ours | reference | what it is | ratio | target | |",
        "|---|--:|--:|---|--:|--:|---|",
    ]
    lines += [
        f"| {item.name} | {item.ours:.3g} {item.unit} | {item.reference:.3g} {item.unit} | {item.against} "
        f"| {item.ratio:.2f} | ≤ {item.target:g} | {'ok' if item.ok else 'not yet'} |"
        for item in figures
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
