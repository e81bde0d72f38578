"""A network that is plainly fictional, at a fixed moment: some sixty structures evaluated this year, and a register."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.network.register import many
from benchmarks.network.synthetic import network
from cap_tui.services.network.register_export import register_csv
from cap_tui.services.network.register_import import accept_register, preview_register
from tools.demonstration import MOMENT, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.network.register import Certificate, Engagement
    from cap_tui.services.workspace import Workspace

T = TypeVar("T", "Certificate", "Engagement")

SIZE = 120
"""Structures, about half of them in each of two years."""
LATER = 8
"""Years between the register that is the model, of 2017, and this one: its certificates end from 2026 on."""


@contextmanager
def fictional_network() -> Iterator[Workspace]:
    """Yield a workspace that holds only this network."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = network(Path(folder) / "data", SIZE, frozen(MOMENT), fictional=True)
        file = Path(folder) / "registre.csv"
        file.write_bytes(register_csv([
            replace(
                record,
                engagements=tuple(map(_later, record.engagements)),
                certificates=tuple(map(_later, record.certificates)),
                headcounts=(),
            )
            for record in many(SIZE)
        ]))  # fmt: skip
        accept_register(workspace, preview_register(workspace, file))
        yield workspace
        workspace.close()


def _later(line: T) -> T:
    """Return an engagement or a certificate some years later."""
    days = {
        field.name: value for field in fields(line) if isinstance(value := getattr(line, field.name), date)
    }
    moved = {name: day.replace(year=day.year + LATER, day=min(day.day, 28)) for name, day in days.items()}
    return replace(line, **moved)  # type: ignore[arg-type] # names of its own fields
