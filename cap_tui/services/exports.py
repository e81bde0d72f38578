"""Exports: what is printed is exactly the state at one moment, and its seal says which."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.permissions import ROLE_NAMES, Role
from cap_tui.core.text import one_line
from cap_tui.exchange.pdf_attachment import SUFFIX, attach
from cap_tui.i18n import _, ngettext
from cap_tui.reports.files import write_beside
from cap_tui.reports.formats import PDF
from cap_tui.reports.judgements import judgements
from cap_tui.reports.report_data import Audience, FormerAnswer, Participant, ReportData
from cap_tui.reports.runner import run_report
from cap_tui.services.cycles import cycle_for_report
from cap_tui.services.errors import CarryingError, UnknownAudienceError
from cap_tui.services.revisions import revisions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from cap_tui.core.positions import Opinion
    from cap_tui.core.review import CrossedViews
    from cap_tui.reports.peers import Peers
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.former import Former

RIGHTS = {Audience.INTERNE: "report.export_internal", Audience.PARTENAIRES: "report.export_partners"}
SEAL_DIGITS = 16
"""Hexadecimal digits of the seal that are printed: enough to compare two papers by eye."""


def export_report(
    dossier: Dossier,
    path: Path,
    *,
    form: str = PDF,
    audience: str = Audience.INTERNE.value,
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    bundle: bytes = b"",
    peers: Peers | None = None,
) -> Path:
    """Write a report of an assessment and return where it is; blocks, so call it from a thread.

    Args:
        dossier: The open assessment.
        path: Of the file, in an existing folder.
        form: One of `FORMS`.
        audience: `interne` or `partenaires`.
        overwrite: Whether a file already there may be replaced.
        progress: Called now and then with the share done, 0 to 1.
        cancelled: Asked now and then whether to stop.
        bundle: The dossier as a file, to be carried by a PDF; never by the one for partners.
        peers: Where the structure stands among its peers, when the report shows it.

    Raises:
        CapError: This person may not in this phase, or the file cannot be written; nothing is left half done.
    """
    if audience not in list(Audience):
        raise UnknownAudienceError(audience=one_line(audience, limit=40), audiences=", ".join(Audience))
    if bundle and (form != PDF or audience != Audience.INTERNE):
        raise CarryingError
    data = replace(report_data(dossier, Audience(audience)), peers=peers)
    if not bundle:
        run_report(data, path, form=form, overwrite=overwrite, progress=progress, cancelled=cancelled)
        return path.absolute()
    with write_beside(path, overwrite=overwrite) as carrying:
        plain = carrying.with_name(f"{carrying.name}.pdf")
        try:
            run_report(data, plain, progress=progress, cancelled=cancelled)
            carrying.write_bytes(attach(plain.read_bytes(), f"dossier{SUFFIX}", bundle))
        finally:
            plain.unlink(missing_ok=True)
    return path.absolute()


def report_data(dossier: Dossier, audience: Audience) -> ReportData:
    """Return everything a report shows, taken at one moment.

    Raises:
        NotPermittedError: This person may not export it in this phase.
    """
    dossier.demand(RIGHTS[audience])
    views = {seen.criterion: seen for seen in dossier.pooling()}
    official = dossier.official()
    data = ReportData(
        structure=dossier.summary.structure,
        questionnaire=dossier.questionnaire,
        year=dossier.summary.year,
        phase=dossier.summary.phase,
        generated=dossier.today(),
        concerned=dossier.concerned,
        opinions={
            key: replace(_directors(dossier, views[key]), position=official.get(key))
            for key in dossier.concerned
        },
        totals=dict(dossier.scores),
        actions=dossier.actions(),
        participants=_participants(dossier),
        audience=audience,
        seal=seal(dossier),
        views=views,
        threads=dossier.threads(),
        visas=dossier.visas(),
        people=dossier.people(),
        proposals=dossier.proposals(),
        followups=dossier.followups()[::-1],
        series=dossier.indicators(),
        former_series=dossier.orphan_measures(),
        former=tuple(_former(one) for one in dossier.orphans()),
        assessment=dossier.summary.id,
        revisions=revisions(dossier.log),
        cycle=cycle_for_report(dossier),
        next_meeting=_next_meeting(dossier),
    )
    return replace(data, judgements=judgements(data))


def _next_meeting(dossier: Dossier) -> date | None:
    """Return the day that the last meeting gave for the next one, while it is to come."""
    days = [one.next_day for one in dossier.meetings()][-1:]
    return next((day for day in days if day and day >= dossier.today()), None)


def _former(one: Former) -> FormerAnswer:
    said = (voice.opinion for voice in one.views.voices if voice.role is Role.DIRECTOR)
    return FormerAnswer(
        label=one.label,
        version=one.version,
        scale=one.scale,
        opinion=next(said, one.opinion),
        views=one.views,
        actions=tuple(action.number for action in one.actions),
    )


_RANK = (Role.DIRECTOR, Role.PEER, Role.THIRD_PARTY, Role.COORDINATOR, Role.CONTRIBUTOR)


def _participants(dossier: Dossier) -> tuple[Participant, ...]:
    """Return who takes part, the reviewers before the team, and worksheets by their number: they name nobody."""
    people = [person for person in dossier.people() if person.roles]
    named = [person for person in people if person.name and not person.transcribed_by]
    named.sort(key=lambda person: _RANK.index(person.roles[0]))
    found = [Participant(one.name, ", ".join(_(ROLE_NAMES[role]) for role in one.roles)) for one in named]
    sheets = sum(bool(person.transcribed_by) for person in people)
    if sheets:
        told = ngettext("{count} voice by worksheet", "{count} voices by worksheet", sheets)
        found.append(Participant(told.format(count=sheets), _(ROLE_NAMES[Role.CONTRIBUTOR])))
    return tuple(found)


def _directors(dossier: Dossier, views: CrossedViews) -> Opinion:
    """Return what the director says of a criterion, as far as this person may read it, else their own opinion."""
    spoken = (voice.opinion for voice in views.voices if voice.role is Role.DIRECTOR)
    return next(spoken, dossier.opinion(views.criterion))


def seal(dossier: Dossier) -> str:
    """Return the short digest of the log: two prints with the same seal show the same state."""
    heads = sorted(entry.hash for entry in dossier.entries())
    return sha256("\n".join(heads).encode()).hexdigest()[:SEAL_DIGITS]
