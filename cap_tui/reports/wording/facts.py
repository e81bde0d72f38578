"""What is said of the report itself and of its questionnaire: whose, with what, on what it rests."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cap_tui.core.editions import belongs
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.edition_words import dual_numbers, whats_new
from cap_tui.i18n.formats import long_date
from cap_tui.i18n.labels import phase_label
from cap_tui.reports.report_data import Audience
from cap_tui.reports.wording.reader import content, excerpt
from cap_tui.reports.wording.visas import visa_line

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.reports.wording.reader import Reader

_SIRET = 14
_FEW = 2
"""People who each get a line of their own."""


def audience_label(audience: Audience) -> str:
    """Return for whom the report was made."""
    return _("Internal: all details") if audience is Audience.INTERNE else _("Partners: no names, no remarks")


def facts_of(book: Reader) -> list[tuple[str, str]]:
    """Return the facts of the cover that are known, each with its value."""
    data, structure = book.data, book.data.structure
    siret = structure.siret
    spaced = (
        f"{siret[:3]}\u00a0{siret[3:6]}\u00a0{siret[6:9]}\u00a0{siret[9:]}" if len(siret) == _SIRET else siret
    )
    names = [f"{one.name} — {one.role}" for one in data.participants]
    people = excerpt(("\n" if len(names) <= _FEW else " · ").join(names), 200)
    facts = [
        ("SIRET", spaced),
        (_("Kind of structure"), ", ".join(structure.kinds)),
        (_("Regional delegation"), structure.region),
        (
            _("Questionnaire"),
            _("{title}, version {version}").format(title=book.title, version=book.questionnaire.version),
        ),
        (_("Phase"), phase_label(data.phase)),
        (_("Participants"), people),
        (_("Visa"), visa_line(book)),
        (_("Audience"), audience_label(data.audience)),
        (_("Report made on"), long_date(data.generated)),
    ]
    return [(label, value) for label, value in facts if value]


def references(book: Reader, criterion: Criterion) -> list[str]:
    """Return the clauses of every edition on one line with the other references; what is new; why no clause."""
    questionnaire = book.questionnaire
    editions = {edition.standard for edition in questionnaire.editions}
    others = [item for item in criterion.references if item.standard not in editions]
    names = [dual_numbers(questionnaire, criterion)] if editions else []
    names += [content(f"{item.standard}, {item.clause}") for item in others]
    told = " · ".join(filter(None, names))
    lines = [_("References: {references}").format(references=told)] if told else []
    for edition in questionnaire.editions:
        label = content(edition.label)
        if not belongs(criterion, edition.id):
            lines.append(_("{edition}: not asked").format(edition=label))
        if new := whats_new(questionnaire, criterion, edition.id):
            lines.append(_("{edition}, new: {text}").format(edition=label, text=new))
        if reason := criterion.no_reference.get(edition.id):
            lines.append(_("{edition}: no clause. {reason}").format(edition=label, reason=content(reason)))
    return lines


def foundations(book: Reader) -> list[str]:
    """Return how many criteria rest on what."""
    counts = Counter(criterion.basis for criterion in book.questionnaire.criteria.values())
    sourced, adjacent, inferred = counts["sourced"], counts["adjacent"], counts["inferred"]
    return [
        ngettext(
            "{count} criterion is sourced: its subject is named in a public text of the network.",
            "{count} criteria are sourced: their subject is named in a public text of the network.",
            sourced,
        ).format(count=sourced),
        ngettext(
            "{count} criterion rests on a neighbouring framework: law, standard or guide.",
            "{count} criteria rest on a neighbouring framework: law, standard or guide.",
            adjacent,
        ).format(count=adjacent),
        ngettext(
            "{count} criterion is proposed from the practice of the sector.",
            "{count} criteria are proposed from the practice of the sector.",
            inferred,
        ).format(count=inferred),
    ]
