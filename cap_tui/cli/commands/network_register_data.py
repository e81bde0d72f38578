"""The register as JSON gives it: ids, ISO dates, None for what is unknown."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from cap_tui.i18n import explain

if TYPE_CHECKING:
    from cap_tui.core.network.certificates import Deadline, GroupStanding
    from cap_tui.core.network.equality import Balance
    from cap_tui.core.network.figures import Figures
    from cap_tui.core.network.register import Record
    from cap_tui.services.network.register_groups import GroupPage, MemberFindings
    from cap_tui.services.network.register_import import RegisterPreview


def plain(value: Any) -> Any:
    """Return a frozen value with dates in ISO form, its tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def record_data(record: Record) -> dict[str, Any]:
    """Return one structure, its own fields first."""
    data: dict[str, Any] = plain(asdict(record))
    return {**data.pop("member"), **data}


def preview_data(found: RegisterPreview, *, written: bool) -> dict[str, Any]:
    """Return what a file would bring, or brought."""
    return {
        "file": str(found.path),
        "encoding": found.source.encoding or None,
        "separator": found.source.separator or None,
        "sheet": found.source.sheet or None,
        "columns": {column.head: column.counted or column.meaning for column in found.columns},
        "unknown_columns": list(found.unknown),
        "new": [{"line": one.line, **record_data(one.record)} for one in found.new],
        "changed": [
            {
                "line": one.line,
                "siret": one.after.member.siret,
                "name": one.after.member.name,
                "changes": [asdict(change) for change in one.differences],
            }
            for one in found.changed
        ],
        "same": list(found.same),
        "refused": [
            {
                "line": one.line,
                "siret": one.siret or None,
                "name": one.name,
                "reasons": [explain(error) for error in one.errors],
            }
            for one in found.refused
        ],
        "remarks": [
            {"line": one.line, "name": one.name, "remark": explain(one.remark)} for one in found.remarks
        ],
        "written": written,
    }


def deadline_data(one: Deadline) -> dict[str, Any]:
    """Return one day that matters for a certificate; `days` are below 0 once it is past."""
    return {
        "event": one.event.value,
        "date": one.date.isoformat(),
        "days": one.days,
        "siret": one.member.siret,
        "name": one.member.name,
        **plain(asdict(one.certificate)),
    }


def group_data(page: GroupPage) -> dict[str, Any]:
    """Return a group with its members and what is known of them."""
    return {
        "name": page.group.name,
        "standings": [_standing(one) for one in page.standings],
        "members": [_member(one) for one in page.members],
    }


def _standing(one: GroupStanding) -> dict[str, Any]:
    return {
        "scheme": one.scheme or None,
        "state": one.state.value,
        "certified": one.certified,
        "risks": [
            {
                "why": risk.threat.value,
                "siret": risk.member.siret,
                "name": risk.member.name,
                "majors": risk.majors or None,
                "since": risk.date.isoformat() if risk.date else None,
            }
            for risk in one.risks
        ],
    }


def _member(one: MemberFindings) -> dict[str, Any]:
    return {
        "siret": one.record.member.siret,
        "name": one.record.member.name,
        "dossiers": [summary.id for summary in one.dossiers],
        "findings": [plain(asdict(finding)) for finding in one.findings] if one.dossiers else None,
    }


def balance_data(one: Balance) -> dict[str, Any]:
    """Return one balance; `kinds` are sets of kinds, none for all structures; hidden counts are null."""
    from cap_tui.cli.output import number

    return {
        "body": one.body,
        "kinds": [list(kinds) for kinds in one.kinds] or None,
        "structures": one.structures,
        "women": one.women,
        "men": one.men,
        "share": number(one.share),
    }


def figures_data(found: Figures) -> dict[str, Any]:
    """Return the figures of one day."""
    data: dict[str, Any] = plain(asdict(found))
    return data
