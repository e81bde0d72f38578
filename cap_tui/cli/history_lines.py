"""What happened in an evaluation, and what stood there at some moment, as lines of text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.cli.output import number
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.questionnaire import ROOT
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import clock, percent, short_date
from cap_tui.i18n.labels import phase_label, position_label, position_symbol, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from cap_tui.core.review import LogLine, VersionedField
    from cap_tui.services.earlier import Earlier

SHORT_HASH = 12
"""Digits of an entry's hash that the table shows; `--at` takes them."""

MACHINE = 8
"""Characters of an installation's id that are shown."""


def moment_words(at: datetime) -> str:
    """Return a date and an hour, those of this machine."""
    here = at.astimezone()
    return f"{short_date(here)} {clock(here)}"


def log_table(lines: Iterable[LogLine]) -> list[str]:
    """Return one line a fact."""
    headers = [_("Entry"), _("When"), _("Who"), _("What"), _("Written"), _("Machine"), _("Remark")]
    marks = {"undo": _("undone"), "redo": _("done again"), "": ""}
    rows = [
        [
            line.hash[:SHORT_HASH],
            moment_words(line.at),
            line.author,
            line.what,
            f"{line.before} → {line.after}" if line.before else line.after,
            line.installation[:MACHINE],
            ", ".join(filter(None, (marks[line.mark], _(line.effect) if line.effect else ""))),
        ]
        for line in lines
    ]
    return table(headers, rows, flexible=4, width=terminal_width())


def log_data(line: LogLine) -> dict[str, Any]:
    """Return a fact as JSON gives it."""
    return {
        "hash": line.hash,
        "at": line.at.isoformat(),
        "author": line.author,
        "role": line.role.value if line.role else None,
        "kind": line.kind,
        "criterion": line.criterion,
        "what": line.what,
        "field": line.field,
        "before": line.before,
        "after": line.after,
        "installation": line.installation,
        "effect": _(line.effect) if line.effect else "",
        "mark": line.mark,
    }


def earlier_lines(then: Earlier) -> Iterator[str]:
    """Yield the state at some moment: phase, score, every position that made it, the plan."""
    scale, totals = then.questionnaire.scale, then.scores[ROOT]
    yield _("{when} · {phase} · score {score}, {positioned} of {applicable} criteria rated").format(
        when=moment_words(then.at),
        phase=phase_label(then.phase),
        score=percent(totals.score),
        positioned=totals.positioned,
        applicable=totals.applicable,
    )
    positions = then.official()
    rows = []
    for key in then.concerned:
        criterion, position = then.questionnaire.criteria[key], positions.get(key)
        words = f"{position_symbol(scale, position)} {position_label(scale, position, language())}"
        rows.append([criterion.code, said(criterion.title), words])
    yield from table([_("Code"), _("Criterion"), _("Position")], rows, flexible=1, width=terminal_width())
    for action in then.actions():
        yield _("Action {number}: {title}").format(number=action.number, title=action.title)


def earlier_data(then: Earlier) -> dict[str, Any]:
    """Return the state at some moment as JSON gives it; scores in percent."""
    totals, positions = then.scores[ROOT], then.official()
    return {
        "at": then.at.isoformat(),
        "phase": then.phase.value,
        "score": number(totals.score),
        "coverage": number(totals.coverage),
        "positioned": totals.positioned,
        "applicable": totals.applicable,
        "positions": {
            key: position.to_json() if (position := positions.get(key)) else None for key in then.concerned
        },
        "actions": [action.title for action in then.actions()],
    }


def version_table(fields: Iterable[VersionedField]) -> list[str]:
    """Return one line a version, numbered from 1 over all fields."""
    rows: list[list[str]] = []
    for field in fields:
        for version in field.versions:
            shown = "►" if version.shown else ""
            rows.append(
                [
                    str(len(rows) + 1),
                    shown,
                    field.what,
                    version.author,
                    moment_words(version.at),
                    version.text,
                ]
            )
    headers = [_("No."), "", _("What"), _("Who"), _("When"), _("Written")]
    return table(headers, rows, right=(0,), flexible=5, width=terminal_width())


def version_data(field: VersionedField) -> dict[str, Any]:
    """Return a field with its versions as JSON gives it."""
    return {
        "target": field.target,
        "field": field.field,
        "criterion": field.criterion,
        "what": field.what,
        "versions": [
            {
                "hash": version.hash,
                "author": version.author,
                "at": version.at.isoformat(),
                "text": version.text,
                "shown": version.shown,
            }
            for version in field.versions
        ],
    }
