"""A demonstration dossier, opened in a temporary folder at a fixed moment: what samples and screenshots are made of."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.services.demo import DEMO_FILE
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

MOMENT = datetime(2026, 4, 2, 13, 32, tzinfo=UTC)
"""Three weeks after the fictional CAP day; fixed, so that the same code makes the same files."""


def frozen(moment: datetime = MOMENT) -> Environment:
    """Return a world where it is always `moment` and ids are counted."""
    ids, salts = count(), count()
    return Environment(
        now=lambda: moment, new_id=lambda: f"sample-{next(ids)}", new_salt=lambda: f"{next(salts):032x}"
    )


@contextmanager
def demonstration(
    file: Path = DEMO_FILE, moment: datetime = MOMENT, *earlier: Path
) -> Iterator[tuple[Workspace, str]]:
    """Yield a workspace that holds only one demonstration and those of earlier years asked for, and its id."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder), frozen(moment))
        for path in earlier:
            workspace.load_demo(path)
        yield workspace, workspace.load_demo(file).id
        workspace.close()
