"""The minutes in Markdown: CommonMark in which nothing people wrote can become markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.labels import said
from cap_tui.reports.markdown import escaping
from cap_tui.reports.minutes.outline import facts, parts, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cap_tui.reports.minutes.data import Minutes
    from cap_tui.reports.minutes.outline import Fact


def markdown(minutes: Minutes) -> bytes:
    """Return the minutes as Markdown in UTF-8; the same minutes give the same bytes."""
    return ("\n".join(_lines(minutes)).rstrip("\n") + "\n").encode()


def _lines(minutes: Minutes) -> Iterator[str]:
    yield f"# {escaping.item(title(minutes))}"
    yield ""
    if minutes.structure.fictional:
        fictional = escaping.item(_("FICTIONAL"))
        yield f"**{fictional}**"
        yield ""
    yield escaping.item(f"{said(minutes.questionnaire.title)} · {minutes.year}")
    yield ""
    yield from _facts(facts(minutes))
    for part in parts(minutes):
        yield f"## {escaping.item(part.title)}"
        yield ""
        if not part.items:
            yield escaping.item(part.empty)
            yield ""
        for item in part.items:
            if item.title:
                yield f"### {escaping.item(item.title)}"
                yield ""
            yield from _facts(item.facts)


def _facts(found: Iterable[Fact]) -> Iterator[str]:
    """Yield facts as a list; the lines of a text are kept apart by hard breaks."""
    for label, text in found:
        lines = escaping.lines(text)
        if not label:
            yield "\\\n".join(lines)
        elif len(lines) == 1:
            yield f"- **{escaping.item(label)}** — {lines[0]}"
        else:
            yield "\\\n  ".join([f"- **{escaping.item(label)}**", *lines])
    yield ""
