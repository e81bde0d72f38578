"""Values as sentences that read well aloud: words, never a symbol alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import GROUP, spaced
from cap_tui.core.positions import TEXT_FIELDS
from cap_tui.core.review import DIVERGENCE_NAMES, FEWEST_VOICES, NOTE_NAMES
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.formats import clock, percent, short_date
from cap_tui.i18n.labels import opinion_field_label, phase_label, position_label, role_label, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Criterion, Scale
    from cap_tui.core.review import CrossedViews, Note, Retained, TeamView, Thread
    from cap_tui.core.scoring import Totals


def person(name: str) -> str:
    """Return what a person is called, also when they gave no name."""
    return name or _("(no name)")


def when(moment: datetime) -> str:
    """Return the day and the hour of a moment, where the reader sits."""
    here = moment.astimezone()
    return _("{day} at {hour}").format(day=short_date(here.date()), hour=clock(here))


def evaluation(summary: AssessmentSummary) -> str:
    """Return an evaluation in one sentence: structure, questionnaire, phase, progress."""
    totals = summary.totals
    mark = _("fictional") if summary.structure.fictional else ""
    name = ", ".join(filter(None, (summary.structure.name, mark)))
    return _(
        "{structure}, {questionnaire} {year}, phase “{phase}”, {positioned} of {applicable} criteria rated"
    ).format(
        structure=name,
        questionnaire=summary.questionnaire_title,
        year=summary.year,
        phase=phase_label(summary.phase),
        positioned=totals.positioned,
        applicable=totals.applicable,
    )


def score(totals: Totals) -> str:
    """Return a score in one sentence, with what it may still become."""
    coverage = _("{positioned} of {applicable} criteria rated").format(
        positioned=totals.positioned, applicable=totals.applicable
    )
    if totals.score is None:
        return _("no score yet, {coverage}").format(coverage=coverage)
    if not totals.open_weight:
        return _("score {score}, {coverage}").format(score=percent(totals.score), coverage=coverage)
    return _("score {score}, between {low} and {high} once all is rated, {coverage}").format(
        score=percent(totals.score), low=percent(totals.low), high=percent(totals.high), coverage=coverage
    )


def position(scale: Scale, found: Position | None) -> str:
    """Return a position in words, with its reason."""
    label = position_label(scale, found, language())
    return (
        _("{position}, because: {reason}").format(position=label, reason=found.reason)
        if found and found.reason
        else label
    )


def levels(scale: Scale, criterion: Criterion) -> Iterator[str]:
    """Yield the levels, numbered, each with what it looks like."""
    for place, level in enumerate(scale.levels, start=1):
        facts = said(criterion.levels[level.id]) if level.id in criterion.levels else ""
        yield f"{place}. {said(level.label)}" + (f". {facts}" if facts else "")


def texts(opinion: Opinion) -> Iterator[str]:
    """Yield what was written beside a position, each text after its name."""
    for field in TEXT_FIELDS:
        if opinion.text(field).strip():
            yield _("{name}: {text}").format(name=opinion_field_label(field), text=opinion.text(field))


def views(scale: Scale, crossed: CrossedViews, *, mine: str = "") -> Iterator[str]:
    """Yield what others say of a criterion, then how far apart they stand and what is retained.

    Args:
        scale: Of the questionnaire.
        crossed: The views.
        mine: Participant id of the reader, whose own view is told elsewhere.
    """
    for voice in crossed.voices:
        if voice.participant != mine:
            who = f"{role_label(voice.role)}, {person(voice.name)}"
            yield _("{name}: {text}").format(name=who, text=position(scale, voice.opinion.position))
            yield from texts(voice.opinion)
    if crossed.hidden:
        yield _(crossed.hidden)
    if crossed.team is not None:
        yield from team(scale, crossed.team)
    elif crossed.team_count and not crossed.hidden:
        yield _("The team: shown from {count} voices, once everyone has finished.").format(
            count=FEWEST_VOICES
        )
    if crossed.compared:
        yield _("{name}: {text}").format(name=_("Divergence"), text=_(DIVERGENCE_NAMES[crossed.divergence]))
    if crossed.retained is not None:
        yield from retained(scale, crossed.retained)
    if crossed.versions:
        yield _("Several versions of one field were written apart: choose one in “What waits for me”.")


def retained(scale: Scale, kept: Retained) -> Iterator[str]:
    """Yield what was agreed, why and by whom."""
    yield _("{name}: {text}").format(name=_("Position retained"), text=position(scale, kept.position))
    if kept.reason:
        yield _("{name}: {text}").format(name=_("Reason"), text=kept.reason)
    if kept.agreed:
        yield _("{name}: {text}").format(name=_("Agreed by"), text=", ".join(kept.agreed))


def team(scale: Scale, found: TeamView) -> Iterator[str]:
    """Yield what the team says together, without names."""
    names = {level.id: said(level.label) for level in scale.levels}
    counts = ", ".join(
        f"{names[key]} {count}" for key, count in found.counts.items() if count and key in names
    )
    voices = ngettext("{count} voice", "{count} voices", found.count).format(count=found.count)
    yield _("The team, {voices}: median {median}; {counts}").format(
        voices=voices, median=names.get(found.median, found.median), counts=counts
    )
    for comment in found.comments:
        yield _("The team writes: {text}").format(text=comment)


def thread(found: Thread) -> str:
    """Return what a thread is, in one line, for a list."""
    first = found.notes[0] if found.notes else None
    parts = [_(NOTE_NAMES[found.kind])]
    if found.private:
        parts.append(_("private, between reviewers"))
    parts.append(_("resolved") if found.resolved else _("open"))
    if found.waiting:
        parts.append(_("waits for you"))
    count = len(found.notes)
    parts.append(ngettext("{count} message", "{count} messages", count).format(count=count))
    said_first = f": {note(first)}" if first else ""
    return ", ".join(parts) + said_first


def note(found: Note) -> str:
    """Return one message of a thread: who, when, what."""
    role = f", {role_label(found.role)}" if found.role else ""
    text = _("This text was erased on request.") if found.erased else found.text
    return _("{name}: {text}").format(name=f"{person(found.author)}{role}, {when(found.at)}", text=text)


def fingerprint(mark: str) -> Iterator[str]:
    """Yield a fingerprint as it is compared over the phone: whole, then its four groups letter by letter."""
    yield _("Fingerprint: {fingerprint}").format(fingerprint=spaced(mark))
    for place, start in enumerate(range(0, len(mark), GROUP), start=1):
        yield _("Group {place}: {letters}").format(place=place, letters=" ".join(mark[start : start + GROUP]))
