"""Whether the whole may be declared ready, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.editions import edition_named
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.edition_words import edition_dates
from cap_tui.i18n.verdict_words import obstacle_words, verdict_counts, verdict_title
from cap_tui.reports.outline.blocks import Grid, Group, Listing, Tone, grid, part, passage
from cap_tui.reports.wording.reader import NOTHING, content

if TYPE_CHECKING:
    from cap_tui.reports.judgements import Judgement
    from cap_tui.reports.outline.blocks import Part
    from cap_tui.reports.wording.reader import Reader


def verdict(reader: Reader) -> list[Part]:
    """Return the chapter; nothing when the questionnaire has no verdict."""
    judgements = reader.data.judgements
    if not judgements:
        return []
    whole = judgements[0]
    counts = verdict_counts(whole.findings, whole.outcome)
    blocks = (
        passage(verdict_title(whole.outcome), Tone.STRONG),
        Listing(counts) if counts else None,
        passage(_("Nothing stands in the way.")) if whole.outcome.ready else None,
        _editions(reader, judgements[1:]),
        _obstacles(whole) if reader.private else None,
    )
    return [part(_("Verdict"), blocks)]


def _editions(reader: Reader, judgements: tuple[Judgement, ...]) -> Grid | None:
    heads = (_("Edition"), _("Criteria"), _("Verdict"), _("What stands in the way"), _("Next date"))
    rows = []
    for judgement in judgements:
        edition, today = edition_named(reader.questionnaire, judgement.edition), reader.data.generated
        count = len(judgement.findings.concerned)
        dates = edition.dates if edition else ()
        lines = edition_dates(edition, today) if edition else ()
        coming = [line for item, line in zip(dates, lines, strict=True) if item.date >= today]
        rows.append(
            (
                content(edition.label) if edition else judgement.edition,
                ngettext("{count} criterion", "{count} criteria", count).format(count=count),
                verdict_title(judgement.outcome),
                "\n".join(verdict_counts(judgement.findings, judgement.outcome)) or NOTHING,
                coming[0] if coming else NOTHING,
            )
        )
    return grid(_("Edition by edition"), heads, rows)


def _obstacles(judgement: Judgement) -> Grid | None:
    findings, outcome = judgement.findings, judgement.outcome
    if outcome.ready:
        return None
    rows: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for obstacle, told in zip(outcome.obstacles, obstacle_words(findings, outcome), strict=True):
        rows.setdefault((obstacle.rule, obstacle.level), []).append(
            (told.about, told.missing or NOTHING, told.todo)
        )
    titles = verdict_counts(findings, outcome)
    groups = tuple(Group(title, tuple(found)) for title, found in zip(titles, rows.values(), strict=True))
    heads = (_("Criterion"), _("What is missing"), _("What to do"))
    return Grid(_("What stands in the way"), heads, groups)
