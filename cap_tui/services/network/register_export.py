"""The register as a CSV file in the form that the import reads back, and the template to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from cap_tui.core.network.register import Certificate, Engagement, Headcount, Member, Record
from cap_tui.core.network.schemes import scheme_name
from cap_tui.reports.csv.dialect import Column, table
from cap_tui.reports.files import check_destination, write_beside
from cap_tui.services.network.register import register
from cap_tui.services.network.register_columns import HEADS, SIRET, YEAR, people_heads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from cap_tui.reports.csv.dialect import Cell
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the file: the structure, and at most one engagement, one certificate and one year of counts."""

    record: Record
    engagement: Engagement | None
    certificate: Certificate | None
    counts: Mapping[str, Headcount]
    first: bool


def export_register(workspace: Workspace, path: Path, *, overwrite: bool = False) -> int:
    """Write the register and return how many structures it holds.

    Args:
        workspace: Where.
        path: Of the file, in an existing folder.
        overwrite: Whether a file already there may be replaced.

    Raises:
        CapError: The file cannot be written; nothing is left half done.
    """
    check_destination(path, overwrite=overwrite)
    records = register(workspace)
    _write(path, records, overwrite=overwrite)
    return len(records)


def write_template(path: Path, *, overwrite: bool = False) -> None:
    """Write a file with the names of the columns and one fictional line.

    Raises:
        CapError: The file cannot be written.
    """
    _write(path, [TEMPLATE], overwrite=overwrite)


TEMPLATE = Record(
    Member(
        siret="00000000000018",
        name="Structure fictive (ligne d’exemple, à supprimer)",
        kinds=("AI", "ACI"),
        region="Normandie",
        contact="Personne fictive",
        email="contact@structure-fictive.invalid",
        phone="00 00 00 00 00",
        joined=date(2005, 3, 15),
        fictional=True,
    )
).with_engagement(Engagement("cedre-iso", date(2019, 1, 10))).with_certificate(
    Certificate(
        "cedre-iso", "FICTIF-001", "Accueil et parcours (fictif)", "Organisme fictif", "Groupe fictif",
        date(2025, 6, 1), date(2026, 6, 1), date(2028, 5, 31),
    )
).with_headcount(Headcount(2026, "board", 5, 4)).with_headcount(Headcount(2026, "permanent", 6, 3))  # fmt: skip
"""The line of the template: its SIRET is that of no structure (a SIREN of zeros), its key is right."""


def register_csv(records: Iterable[Record]) -> bytes:
    """Return the register as a file that the import reads back to the same records."""
    return table(_columns(), [row for record in records for row in _rows(record)], private=True)


def _write(path: Path, records: Iterable[Record], *, overwrite: bool) -> None:
    with write_beside(path, overwrite=overwrite) as place:
        place.write_bytes(register_csv(records))


def _rows(record: Record) -> Iterator[_Row]:
    """Yield as many lines as the longest of its lists needs, one at least."""
    years = sorted({line.year for line in record.headcounts})
    counts = [{line.body: line for line in record.headcounts if line.year == year} for year in years]
    lines = list(zip_longest(record.engagements, record.certificates, counts)) or [(None, None, None)]
    for place, (engagement, certificate, counted) in enumerate(lines):
        yield _Row(record, engagement, certificate, counted or {}, first=place == 0)


def _columns() -> list[Column[_Row]]:
    cells: dict[str, Callable[[_Row], Cell]] = {
        SIRET: lambda row: row.record.member.siret,
        "kinds": lambda row: " / ".join(row.record.member.kinds),
        "fictional": lambda row: "oui" if row.record.member.fictional else "",
        "scheme": lambda row: scheme_name(row.engagement.scheme) if row.engagement else "",
        "groups": lambda row: " ; ".join(row.record.groups) if row.first else "",
        "certificate": lambda row: scheme_name(row.certificate.scheme) if row.certificate else "",
        YEAR: lambda row: next((line.year for line in row.counts.values()), None),
    }
    for name in ("name", "region", "contact", "email", "phone", "joined", "gone"):
        cells[name] = lambda row, name=name: getattr(row.record.member, name)  # type: ignore[misc] # bound at once
    for name in ("since", "until"):
        cells[name] = lambda row, name=name: getattr(row.engagement, name, None)  # type: ignore[misc] # same
    for name in ("number", "scope", "body", "group", "issued", "surveillance", "expires"):
        cells[name] = lambda row, name=name: getattr(row.certificate, name, None)  # type: ignore[misc] # same
    own = [Column(head, cells[meaning]) for meaning, head in HEADS.items()]
    return [*own, *(_people(body, who, head) for body, who, head in people_heads())]


def _people(body: str, who: str, head: str) -> Column[_Row]:
    return Column(head, lambda row: getattr(row.counts.get(body), who, None))
