"""What a file brings, and the reports of what was taken in, as lines of text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.cli.history_lines import moment_words
from cap_tui.cli.people_lines import person_data
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.fingerprints import spaced
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cap_tui.services.incoming import Incoming
    from cap_tui.services.receipts import Receipt

COUNTS = ("new", "known", "filled", "withheld", "erased", "conflicts", "missing", "late")
"""Counts that a preview and a report share."""


def incoming_lines(incoming: Incoming) -> Iterator[str]:
    """Yield what to read before accepting a file: from whom, about what, what it brings."""
    yield one_line(incoming.path.name)
    if incoming.structure:
        yield "  " + _("{structure} · {questionnaire} · {year}").format(
            structure=one_line(incoming.structure), questionnaire=incoming.questionnaire, year=incoming.year
        )
    if incoming.sender_fingerprint:
        yield "  " + _("From {sender}, fingerprint {fingerprint} — {trust}").format(
            sender=_sender(incoming),
            fingerprint=spaced(incoming.sender_fingerprint),
            trust=_trust_words(incoming),
        )
    for line in incoming.lines():
        yield f"  {one_line(line, limit=2_000)}"
    for code, title, count in incoming.criteria:
        counted = ngettext("{count} new entry", "{count} new entries", count).format(count=count)
        yield "    " + _("{what}: {message}").format(what=f"{code} {one_line(title)}", message=counted)


def _sender(incoming: Incoming) -> str:
    name = one_line(incoming.sender) or _("someone without a name")
    return f"{name} ({role_label(incoming.sender_role)})" if incoming.sender_role else name


def _trust_words(incoming: Incoming) -> str:
    words = {
        "self": _("yourself"),
        "trusted": _("known and trusted"),
        "new": _("new here"),
        "changed": _("BEWARE: another key than the one known"),
    }
    return words[incoming.trust.value]


def incoming_data(incoming: Incoming) -> dict[str, Any]:
    """Return what a file brings as `import --json` gives it; `accepted` and `error` are the caller's to change."""
    return {
        **nothing_data(incoming.path),
        "kind": incoming.kind,
        "assessment": incoming.assessment,
        "structure": incoming.structure,
        "questionnaire": incoming.questionnaire,
        "year": incoming.year,
        "sender": incoming.sender,
        "fingerprint": spaced(incoming.sender_fingerprint),
        "role": incoming.sender_role.value if incoming.sender_role else None,
        "trust": incoming.trust.value,
        "known_as": incoming.known_as,
        "created": incoming.created.isoformat(),
        "exists": incoming.exists,
        **_counts(incoming),
        "criteria": [
            {"code": code, "title": title, "count": count} for code, title, count in incoming.criteria
        ],
        "people": [person_data(person) for person in incoming.people],
        "problems": [{"cell": problem.cell, "message": problem.sentence} for problem in incoming.problems],
    }


def nothing_data(path: Path) -> dict[str, Any]:
    """Return what `import --json` gives of a file that could not be read: every key, nothing counted."""
    return {
        "file": str(path),
        "accepted": False,
        "report": 0,
        "error": "",
        "kind": "",
        "assessment": "",
        "structure": "",
        "questionnaire": "",
        "year": None,
        "sender": "",
        "fingerprint": "",
        "role": None,
        "trust": "",
        "known_as": "",
        "created": None,
        "exists": False,
        "refused": 0,
        "refused_why": {},
        "without_effect": 0,
        "without_effect_why": {},
        "gaps": [],
        "forks": [],
        **dict.fromkeys(COUNTS, 0),
        "criteria": [],
        "people": [],
        "problems": [],
    }


def _counts(what: Incoming | Receipt) -> dict[str, Any]:
    return {
        **{name: getattr(what, name) for name in COUNTS},
        "refused": sum(what.refused.values()),
        "refused_why": _said(what.refused),
        "without_effect": sum(what.without_effect.values()),
        "without_effect_why": _said(what.without_effect),
        "gaps": list(what.gaps),
        "forks": list(what.forks),
    }


def _said(reasons: Mapping[str, int]) -> dict[str, int]:
    return {_(reason): count for reason, count in reasons.items()}


def receipt_table(receipts: Iterable[Receipt]) -> list[str]:
    """Return one line a report."""
    headers = [_("No."), _("When"), _("File"), _("From"), _("Structure"), _("New"), _("Refused")]
    rows = [
        [
            str(one.id),
            moment_words(one.at),
            one.name,
            one.sender,
            one.structure,
            str(one.new + one.filled),
            str(sum(one.refused.values())),
        ]
        for one in receipts
    ]
    return table(headers, rows, right=(0, 5, 6), flexible=2, width=terminal_width())


def receipt_lines(receipt: Receipt) -> Iterator[str]:
    """Yield a report, whole."""
    yield _("Report {number}, {when}: {file}").format(
        number=receipt.id, when=moment_words(receipt.at), file=one_line(receipt.name)
    )
    yield _("{structure} · {year}").format(structure=one_line(receipt.structure), year=receipt.year)
    for line in receipt.lines():
        yield one_line(line, limit=2_000)


def receipt_data(receipt: Receipt) -> dict[str, Any]:
    """Return a report as JSON gives it."""
    return {
        "id": receipt.id,
        "at": receipt.at.isoformat(),
        "file": str(receipt.path),
        "kind": receipt.kind,
        "assessment": receipt.assessment,
        "structure": receipt.structure,
        "year": receipt.year,
        "sender": receipt.sender,
        "fingerprint": spaced(receipt.sender_fingerprint),
        **_counts(receipt),
        "backup": str(receipt.backup) if receipt.backup else "",
    }
