"""The report of an import, for whoever has to finish the work by hand: Markdown, in the language in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cap_tui.core.text import clean, one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.catalogue.importing.convert import Converted
    from cap_tui.catalogue.importing.findings import Finding

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_LISTED = 200
"""Warnings of one rule that are listed: `questionnaire check` gives them all."""


def import_report(converted: Converted, source: str, target: str) -> str:
    """Return the report.

    Args:
        converted: What the import gave.
        source: Name of the file read.
        target: Name of the questionnaire written.
    """
    return "\n".join(_lines(converted, source, target)) + "\n"


def _lines(converted: Converted, source: str, target: str) -> Iterator[str]:
    content = converted.questionnaire
    yield "# " + _("Import report")
    yield ""
    yield _("Read: {source}. Written: {target}.").format(source=_code(source), target=_code(target))
    yield ""
    yield "- " + _("Title: {title} ({id}, version {version})").format(
        title=_plain(str(content.title)), id=_code(content.id), version=_plain(content.version)
    )
    criteria, sections = len(content.criteria), len(content.section_by_id)
    yield "- " + _("{criteria} and {sections}").format(
        criteria=ngettext("{count} criterion", "{count} criteria", criteria).format(count=criteria),
        sections=ngettext("{count} section", "{count} sections", sections).format(count=sections),
    )
    levels = ", ".join(
        f"{_plain(str(level.label))} ({percent(level.score, 0 if level.score.denominator == 1 else 2)})"
        for level in content.scale.levels
    )
    yield "- " + _("Scale: {levels}").format(levels=levels)
    yield "- " + _("Status: proposed. Read everything again before using it.")
    if converted.remarks:
        yield from ("", "## " + _("Terms of use, as written in the source"), "")
        yield from (f"> {_plain(line)}".rstrip() for line in converted.remarks.splitlines())
        yield from ("", _("Check that these terms allow what you are about to do."))
    yield from ("", "## " + _("What was not carried, was changed or was decided"), "")
    yield from _findings(converted)
    yield from ("", "## " + _("Warnings of the check"), "")
    yield from _warnings(converted)


def _findings(converted: Converted) -> Iterator[str]:
    found = converted.findings.by_kind()
    if not found:
        yield _("Nothing: everything was carried as it was.")
    for kind, findings in found.items():
        yield "### " + _(findings[0].sentence)
        yield ""
        yield from (f"- {_finding(finding)}" for finding in findings)
        if others := converted.findings.beyond(kind):
            yield "- " + _others(others)
        yield ""


def _finding(finding: Finding) -> str:
    return " — ".join(part for part in (_plain(finding.place), _plain(finding.detail)) if part) or _(
        "whole file"
    )


def _warnings(converted: Converted) -> Iterator[str]:
    if not converted.warnings:
        yield _("None.")
    by_rule: dict[str, list[str]] = {}
    for problem in converted.warnings:
        message = _(problem.sentence).format(**problem.values)
        line = _("line {line}").format(line=problem.line)
        by_rule.setdefault(problem.code, []).append(f"- {line} — {_plain(message)}")
    for lines in by_rule.values():
        yield from lines[:_LISTED]
        if len(lines) > _LISTED:
            yield "- " + _others(len(lines) - _LISTED)


def _others(count: int) -> str:
    return ngettext("and {count} other.", "and {count} others.", count).format(count=count)


def _plain(text: str) -> str:
    """Return a text of the source on one line, none of its signs taken for Markdown."""
    return _SIGNS.sub(r"\\\1", one_line(text, limit=20_000))


def _code(text: str) -> str:
    return f"`{clean(text, multiline=False).replace('`', chr(39))}`"
