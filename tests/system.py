"""Programs that some tests need and Python does not bring: skipped loudly where they are missing, never on CI."""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str) -> str:
    """Return the path of the first of these programs that is here; else skip the test, or fail it where `CI` is set."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        absent(f"{' or '.join(names)} is not installed")
    return str(found)


def absent(what: str) -> None:
    """Skip the test because of what is missing here, or fail it where `CI` is set: there everything is provided."""
    told = f"NOT CHECKED HERE: {what} (python -m tools.provision --install)"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)
