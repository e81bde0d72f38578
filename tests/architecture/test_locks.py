"""What is installed is what was locked: each package has one version and its hashes, in both lock files."""

from __future__ import annotations

import re
import tomllib

import pytest

from tools.copied import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def packages(lock: str) -> dict[str, str]:
    """Return the text of each package of a lock file, by the line that names it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    parts = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    return {part.splitlines()[0].rstrip(" \\"): part for part in parts if part.strip()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_a_hash_for_each_of_its_files(lock: str) -> None:
    found = packages(lock)
    assert len(found) > 20
    for line, part in found.items():
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[0-9][^ ]*( ; .+)?$", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", part), line
        assert "://" not in part, line


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_that_the_program_asks_for_is_locked(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {line.partition("==")[0].partition("[")[0].lower().replace("_", "-") for line in packages(lock)}
    asked = {re.split(r"[\[=<>~! ]", one)[0].lower() for one in project["dependencies"]}
    assert asked - locked == set()


def test_make_installs_nothing_without_its_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line.strip() for line in makefile.splitlines() if line.strip().startswith("$(PIP)")]
    assert len(installs) == 4
    for line in installs:
        assert (
            "--require-hashes -r requirements" in line
            or "--no-deps --no-build-isolation --editable ." in line
        ), line
