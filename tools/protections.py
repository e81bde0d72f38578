"""Protections taken away one at a time, on a copy of the tree: does the test that claims to hold each one notice?

python -m tools.protections [--only ID…]    prints protection → test → red, or GREEN for a test that sees nothing

What is taken away, and which tests must then fail, is written in `tests/protections/*.toml`. A protection whose
tests fail on the program as it is cannot be tried, and is said so.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tools.copied import ROOT, copy_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LISTED = ROOT / "tests" / "protections"
JOBS = 2
PATIENCE = 240.0
"""Seconds after which tests that never end count as red: an endless program was noticed."""

RED, GREEN, BROKEN = "red", "GREEN", "BROKEN"
_FAILED = re.compile(r"^FAILED (\S+?)(?:\[.*\])?(?: - .*)?$", re.MULTILINE)
_STOPPED = 2
"""Exit codes of pytest from which the tests were not run to their end."""


@dataclass(frozen=True)
class Protection:
    """One promise, and how the program would look without what keeps it.

    Attributes:
        id: Names it in the threat page's table and on the command line.
        promise: What a person would lose.
        source: The file that keeps the promise, from the root of the tree.
        old: Text of that file, found there exactly once.
        new: What takes its place.
        tests: `path::name` of those that must fail, each of them.
    """

    id: str
    promise: str
    source: str
    old: str
    new: str
    tests: tuple[str, ...]

    def without(self, text: str) -> str:
        """Return a source without the protection.

        Raises:
            ValueError: What is to be taken away is not there exactly once.
        """
        if text.count(self.old) != 1:
            raise ValueError(f"{self.id}: {text.count(self.old)} × {self.old!r} in {self.source}")
        return text.replace(self.old, self.new)


def protections(folder: Path = LISTED) -> list[Protection]:
    """Return every protection listed in the files of a folder, in the order of the files."""
    return [
        Protection(**{**item, "tests": tuple(item["tests"])})
        for path in sorted(folder.glob("*.toml"))
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["protection"]
    ]


def failures(copy: Path, tests: Iterable[str]) -> tuple[int, set[str], str]:
    """Run tests on a copy of the tree; return pytest's exit code, the `path::name` of those that failed, and what it said."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb=no", "-rf"]
    command += [f"--basetemp={copy}/run", *tests]
    world = {**os.environ, "PYTHONPATH": str(copy), "COLUMNS": "1000", "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.Popen(
        command, cwd=copy, env=world, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        said, _nothing = child.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return 1, set(tests), ""
    return child.returncode, set(_FAILED.findall(said)), said


def outcome(protection: Protection, copy: Path) -> dict[str, str]:
    """Return for each test of a protection whether it fails once the protection is gone; the copy is left as it was."""
    source = copy / protection.source
    whole = source.read_text(encoding="utf-8")
    try:
        source.write_text(protection.without(whole), encoding="utf-8")
        code, failed, _said = failures(copy, protection.tests)
    except ValueError:
        return dict.fromkeys(protection.tests, BROKEN)
    finally:
        source.write_text(whole, encoding="utf-8")
    if code >= _STOPPED:
        return dict.fromkeys(protection.tests, BROKEN)
    return {test: RED if test in failed else GREEN for test in protection.tests}


def tried(chosen: Sequence[Protection], copies: Sequence[Path]) -> Mapping[str, Mapping[str, str]]:
    """Try protections, one at a time on each copy, telling each; return what became of their tests, by id."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def attempt(protection: Protection) -> tuple[str, dict[str, str]]:
        copy = free.get()
        try:
            found = outcome(protection, copy)
        finally:
            free.put(copy)
        for test, result in found.items():
            print(f"{protection.id:<32} {result:<6} {test}", flush=True)
        return protection.id, found

    with ThreadPoolExecutor(len(copies)) as pool:
        return dict(pool.map(attempt, chosen))


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the protections named, all by default; return 1 when a test did not notice."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", metavar="ID", help="ids, or beginnings of ids")
    asked = parser.parse_args(arguments)
    chosen = [one for one in protections() if not asked.only or one.id.startswith(tuple(asked.only))]
    with tempfile.TemporaryDirectory() as place:
        copies = [copy_tree(_made(Path(place, str(number)))) for number in range(JOBS)]
        code, failed, said = failures(copies[0], dict.fromkeys(test for one in chosen for test in one.tests))
        if code >= _STOPPED:
            print(
                "The tests cannot be run on the program as it is: nothing was tried.", said[-4_000:], sep="\n"
            )
            return 2
        sick = [one for one in chosen if failed.intersection(one.tests)]
        for one in sick:
            print(
                f"{one.id:<32} {BROKEN:<6} fails on the program as it is: {', '.join(failed.intersection(one.tests))}"
            )
        found = tried([one for one in chosen if one not in sick], copies)
    wrong = sum(result != RED for results in found.values() for result in results.values())
    print(f"{len(chosen)} protections, {len(sick)} not tried, {wrong} tests that did not notice")
    return int(bool(wrong or sick))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
