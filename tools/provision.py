"""The programs that some tests need and Python does not bring: `python -m tools.provision`.

On CI (`CI` set), as root, what is missing is installed by apt; elsewhere with `--install`. Otherwise it is only told, since
the tests that need it are then skipped and say so. Quiet when all is there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
A11Y = Path("tools/a11y")


@dataclass(frozen=True, slots=True)
class Need:
    """Something a test needs.

    Attributes:
        package: Its name for apt.
        programs: Names of programs, any of which will do.
        purpose: What is not checked without it.
        places: Where it may be besides the path, as a glob from the root of the disk.
    """

    package: str
    programs: tuple[str, ...]
    purpose: str
    places: str = ""

    @property
    def met(self) -> bool:
        """Whether it is here."""
        return any(map(shutil.which, self.programs)) or bool(
            self.places and next(Path("/").glob(self.places), None)
        )


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Any of which opens the web page of a report."""

NEEDS = (
    Need("poppler-utils", ("pdftoppm",), "how the pages of a PDF look"),
    Need("chromium", BROWSERS, "the web page under axe"),
    Need("npm", ("npm",), "the web page under axe"),
    Need("postgresql", ("initdb",), "a database shared on a server", "usr/lib/postgresql/*/bin/initdb"),
)  # fmt: skip


def commands(missing: Sequence[Need], *, checker: bool) -> list[list[str]]:
    """Return what to run to install what is missing.

    Args:
        missing: Packages for apt.
        checker: Whether axe, which npm brings, is missing too.
    """
    found: list[list[str]] = []
    if missing:
        found.append(["apt-get", "update", "-qq"])
        packages = [need.package for need in missing]
        found.append(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])
    if checker:
        found.append(["npm", "ci", "--prefix", str(A11Y), "--no-audit", "--no-fund", "--silent"])
    return found


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Install or tell what is missing; return 1 when something that had to be installed could not be."""
    parser = argparse.ArgumentParser(prog="python -m tools.provision", description=__doc__)
    parser.add_argument("--install", action="store_true", help="install what is missing, as root")
    asked = parser.parse_args(arguments).install
    missing = [need for need in NEEDS if not need.met]
    checker = not (ROOT / A11Y / "node_modules" / "axe-core").is_dir()
    root = getattr(os, "geteuid", lambda: 1)() == 0
    if asked or (environ.get("CI") and root):
        env = {**environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in commands(missing, checker=checker):
            print("+", *command, file=sys.stderr, flush=True)
            if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
                print("Not installed: " + " ".join(command), file=sys.stderr)
                return 1
        return 0
    for need in missing:
        print(f"Not here: {need.package}. Not checked: {need.purpose}.", file=sys.stderr)
    if checker:
        print("Not here: axe (npm). Not checked: the web page under axe.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
