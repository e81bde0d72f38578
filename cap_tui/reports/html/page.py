"""From data to one web page: no script, nothing fetched, readable by a screen reader and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _, language
from cap_tui.reports.html.drawing import facts_html, part_html
from cap_tui.reports.html.escaping import escaped
from cap_tui.reports.html.style import STYLE
from cap_tui.reports.outline.document import CHAPTERS, opening
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.reports.outline.blocks import Opening
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the report as one web page, in UTF-8; see `cap_tui.reports.formats.Maker`."""
    reader = Reader(data.for_its_audience())
    report, titles, written = opening(reader), [], []
    for chapter in told(CHAPTERS, tell):
        for part in chapter(reader):
            titles.append(part.title)
            written.append(part_html(part, f"part-{len(titles)}"))
    end = f"</main>\n<footer>\n<p>{escaped(report.seal)}</p>\n</footer>\n</body>\n</html>\n"
    return "".join([_head(report), _top(report, titles), *written, end]).encode()


def _head(report: Opening) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language())}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(report.title)} — {escaped(report.kind)}</title>\n<style>{STYLE}</style>\n</head>\n"
    )


def _top(report: Opening, titles: Sequence[str]) -> str:
    """Return what stands above the first part: title, facts and contents."""
    skip, contents = _("Skip to the report"), _("Contents")
    notices = "".join(f'<p class="notice">{escaped(notice)}</p>\n' for notice in report.notices)
    links = "".join(
        f'<li><a href="#part-{index}">{escaped(title)}</a></li>\n' for index, title in enumerate(titles, 1)
    )
    return (
        f'<body>\n<a class="skip" href="#content">{escaped(skip)}</a>\n'
        f"<header>\n<p>{escaped(report.kind)}</p>\n<h1>{escaped(report.title)}</h1>\n{notices}"
        f"{facts_html(report.facts)}</header>\n"
        f'<nav aria-label="{escaped(contents)}">\n<ul>\n{links}</ul>\n</nav>\n'
        '<main id="content" tabindex="-1">\n'
    )
