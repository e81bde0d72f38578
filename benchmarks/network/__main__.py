"""How everything a coordination does grows with its network: `python -m benchmarks.network [--largest] [--sizes …] [--keep | --draw]`.

Prints a table. With `--largest` (100,000 structures too, many minutes) or `--keep`, it is kept: `benchmarks/network-results.json`,
the charts of `docs/images`, and the page that shows them. Leave the machine alone meanwhile.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.network.judging import LARGE, SMALL
from benchmarks.network.page import keep, show, table
from benchmarks.network.running import measured, server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.network.running import Row

LARGEST = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.network", description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=[SMALL, LARGE], help="structures")
    parser.add_argument("--largest", action="store_true", help=f"also {LARGEST}, and keep what is found")
    parser.add_argument("--keep", action="store_true", help="keep what is found")
    parser.add_argument("--draw", action="store_true", help="measure nothing: show again what was kept")
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="where the networks are made")
    asked = parser.parse_args(arguments)
    if asked.draw:
        show()
        return 0
    rows: list[Row] = []
    with server() as shared:
        for size in [*asked.sizes, LARGEST] if asked.largest else asked.sizes:
            print(f"… {size}", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory(prefix="cap-tui-bench-", dir=asked.folder) as place:
                rows += measured(Path(place), size, shared)
            print(table(rows), flush=True)
    if asked.largest or asked.keep:
        keep(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
