"""The machine that figures were taken on."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from pathlib import Path

_MODEL = re.compile(r"^model name\s*:\s*(.+?)\s*$", re.MULTILINE)
_INFORMATION = Path("/proc/cpuinfo")


def machine_line() -> str:
    """Return the processors, the system and the versions that count, in English."""
    parts = [
        f"{os.cpu_count()} × {processor()}",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    return ", ".join(parts)


def processor() -> str:
    """Return the model of the processor as the system names it; its family where it says no more."""
    found = _MODEL.search(_INFORMATION.read_text(encoding="utf-8")) if _INFORMATION.exists() else None
    return found[1] if found else platform.processor() or platform.machine()
