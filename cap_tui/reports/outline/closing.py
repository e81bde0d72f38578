"""Visas, how the score is made, sources and seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.explanation import explain
from cap_tui.i18n import _
from cap_tui.i18n.formats import decimal, long_date, percent
from cap_tui.reports.outline.blocks import Listing, Passage, Tone, facts, grid, part, passage
from cap_tui.reports.wording.facts import foundations
from cap_tui.reports.wording.reader import NOTHING, content
from cap_tui.reports.wording.views import who
from cap_tui.reports.wording.visas import change_words, covered, modified_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.explanation import Contribution
    from cap_tui.core.review import Visa
    from cap_tui.reports.outline.blocks import Part
    from cap_tui.reports.wording.reader import Reader

_DIGITS = 1


def visas(reader: Reader) -> list[Part]:
    """Return the chapter, newest visa first, or nothing when nobody signed."""
    if not reader.data.visas:
        return []
    told = _(
        "An internal review visa: it says who read what, and when. It is not a qualified electronic signature."
    )
    return [part(_("Visa"), (Passage(told, Tone.LEAD),), (_visa(reader, visa) for visa in reader.data.visas))]


def _visa(reader: Reader, visa: Visa) -> Part:
    state = "✓ " + _("The evaluation and the plan stand as they were signed.")
    if visa.changes:
        modified = modified_words(visa)
        state = f"▲ {modified[:1].upper()}{modified[1:]}"
    rows = [
        (reader.moment(line.at), who(line.author, line.role), change_words(line)) for line in visa.changes
    ]
    heads = (_("When"), _("Who"), _("What was written after the visa"))
    return part(
        _("Visa of {moment}").format(moment=reader.moment(visa.at, long=True)),
        (
            Passage(state, Tone.STRONG),
            facts([*covered(visa), (_("Comment"), visa.comment)]),
            grid(_("What was written after the visa"), heads, rows) if reader.private else None,
        ),
    )


def explained(reader: Reader) -> list[Part]:
    """Return how the score is made: the whole, then every section and criterion."""
    data = reader.data
    tree = explain(reader.questionnaire, data.totals, data.positions)
    told = _(
        "Weight: share of the level above. Points: what the line brings to the score of the level above; "
        "the points of the lines beneath a heading add up to its score, give or take rounding."
    )
    heads = (_("Section or criterion"), _("Position"), _("Weight"), _("Score"), _("Points"))
    title = _("How the score is made")
    rows = (_contribution(reader, node) for node in _walk(tree))
    return [part(title, (Passage(told, Tone.LEAD), grid(title, heads, rows, (2, 3, 4))))]


def _walk(node: Contribution) -> Iterator[Contribution]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _contribution(reader: Reader, node: Contribution) -> tuple[str, ...]:
    rated = node.node in reader.questionnaire.criteria
    return (
        f"{node.code} {content(node.title)}".strip(),
        reader.level(node.position) if rated else NOTHING,
        percent(node.share * 100, _DIGITS) if node.share is not None else NOTHING,
        percent(node.totals.score, _DIGITS),
        decimal(node.points, _DIGITS) if node.points is not None else NOTHING,
    )


def sources(reader: Reader) -> list[Part]:
    """Return on what the questionnaire rests, and the digests of what the report was made from."""
    data, questionnaire = reader.data, reader.questionnaire
    edition = _("{title}, version {version}").format(title=reader.title, version=questionnaire.version)
    day = _("Report made on {day} with cap-tui.").format(day=long_date(data.generated))
    meaning = _(
        "Two reports with the same digests were made from exactly the same questionnaire and the same answers."
    )
    listed = tuple(" — ".join(filter(None, (content(one.title), one.url))) for one in questionnaire.sources)
    digests = facts(
        [
            (_("Digest of the questionnaire"), questionnaire.digest),
            (_("Digest of what was evaluated"), data.seal),
        ]
    )
    parts = [
        part(_("How well founded the criteria are"), (Listing(tuple(foundations(reader))),)),
        *([part(_("Sources of the questionnaire"), (Listing(listed),))] if listed else []),
        part(
            _("Seal"),
            (
                Passage(edition),
                Passage(day),
                digests,
                passage(meaning, Tone.QUIET) if data.seal else None,
            ),
        ),
    ]
    return [part(_("Sources and seal"), (passage(reader.notice, Tone.NOTICE),), parts)]
