"""Every criterion: what was chosen, what was written, what the others said; then answers of an earlier version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.core.permissions import Role
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Stance
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import opinion_field_label, role_label
from cap_tui.i18n.typography import typeset
from cap_tui.reports.outline.blocks import Listing, Passage, Tone, facts, part, passage
from cap_tui.reports.outline.views import retained_pairs
from cap_tui.reports.wording.facts import references
from cap_tui.reports.wording.reader import content
from cap_tui.reports.wording.views import position_of, team_text, voice_of

if TYPE_CHECKING:
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Criterion, Section
    from cap_tui.core.review import CrossedViews
    from cap_tui.reports.outline.blocks import Block, Part
    from cap_tui.reports.report_data import FormerAnswer
    from cap_tui.reports.wording.reader import Reader


def annex(reader: Reader) -> list[Part]:
    """Return the chapter: sections in reading order, each with its criteria."""
    told = _("For each criterion: the question, the level chosen and what it means, and what was written.")
    asked = set(reader.data.concerned)
    codes = [criterion.code for key, criterion in reader.questionnaire.criteria.items() if key not in asked]
    others = _("Criteria that do not concern this kind of structure: {codes}.").format(codes=", ".join(codes))
    themes = [
        _section(reader, section)
        for section in reader.questionnaire.sections
        if section.id in reader.data.totals
    ]
    blocks = (Passage(told, Tone.LEAD), Passage(others, Tone.QUIET) if codes else None)
    return [part(_("Annex: criterion by criterion"), blocks, themes), *_former(reader)]


def _section(reader: Reader, section: Section) -> Part:
    totals, known = reader.data.totals, reader.questionnaire.services
    score = totals[section.id].score
    result = _("No criterion rated yet")
    if score is not None:
        result = f"{percent(score)} · {reader.band(score)}"
    names = " · ".join(content(known[key].title) for key in section.services if key in known)
    blocks = (
        Passage(result, Tone.STRONG),
        passage(content(section.intro), Tone.LEAD),
        Passage(_("Services to call on: {services}").format(services=names), Tone.QUIET) if names else None,
    )
    inner = [_section(reader, one) for one in section.sections if one.id in totals]
    return part(
        f"{section.code} {content(section.title)}",
        blocks,
        [*inner, *(_criterion(reader, one) for one in reader.concerned(section))],
    )


def _criterion(reader: Reader, criterion: Criterion) -> Part:
    opinion = reader.data.opinion(criterion.id)
    level = criterion.levels.get(opinion.position.level) if opinion.position else None
    views = reader.data.views.get(criterion.id)
    told = tuple(references(reader, criterion))
    return part(
        f"{criterion.code} {content(criterion.title)}",
        (
            passage(content(criterion.question), Tone.LEAD),
            Passage(reader.level(opinion.position), Tone.STRONG),
            passage(content(level)) if level else None,
            Passage(_("Marked: to be looked at again"), Tone.NOTICE)
            if opinion.flagged and reader.private
            else None,
            facts([(_("Expected"), content(criterion.expected)), *_texts(opinion)]),
            *(_views(reader, views) if views and reader.private else ()),
            Listing(told) if told else None,
        ),
    )


def _texts(opinion: Opinion) -> list[tuple[str, str]]:
    return [
        (_("Reason"), _reason(opinion.position)),
        *((opinion_field_label(field), opinion.text(field)) for field in TEXT_FIELDS),
    ]


def _reason(position: Position | None) -> str:
    return position.reason if position and position.stance is Stance.NOT_APPLICABLE else ""


def _views(reader: Reader, views: CrossedViews) -> list[Block | None]:
    """Return what the others said of a criterion and what was retained."""
    blocks: list[Block | None] = []
    for role in (Role.PEER, Role.THIRD_PARTY):
        voice = voice_of(views, role)
        if voice is None or (
            voice.opinion.position is None and not any(map(voice.opinion.text, TEXT_FIELDS))
        ):
            continue
        title = " · ".join(filter(None, (role_label(role), voice.name)))
        position = (_("Position"), reader.level(voice.opinion.position))
        blocks += [Passage(title, Tone.STRONG), facts([position, *_texts(voice.opinion)])]
    if views.team:
        comments = [(_("Comment"), comment) for comment in views.team.comments]
        position = (_("Position"), team_text(reader, views.team))
        blocks += [Passage(_("Team"), Tone.STRONG), facts([position, *comments])]
    if views.retained:
        own = position_of(views, Role.DIRECTOR)
        said = [(role_label(Role.DIRECTOR), reader.level(own))] if own else []
        blocks += [
            Passage(_("Pooling"), Tone.STRONG),
            facts([*said, *retained_pairs(reader, views.retained)]),
        ]
    return blocks


def _former(reader: Reader) -> list[Part]:
    answers = reader.data.former
    if not answers:
        return []
    told = _(
        "Criteria that the version followed today does not ask: what was answered stays, outside the scores, in the "
        "words of the version that asked."
    )
    return [
        part(
            _("Answers of an earlier version"),
            (Passage(told, Tone.LEAD),),
            (_answer(reader, one) for one in answers),
        )
    ]


def _answer(reader: Reader, one: FormerAnswer) -> Part:
    asked = replace(reader.questionnaire, scale=one.scale)
    there = replace(
        reader, data=replace(reader.data, questionnaire=asked)
    )  # positions read on the scale of then
    version = _("Version {version}").format(version=one.version) if one.version else _("Version not at hand")
    own = one.opinion != NO_OPINION or voice_of(one.views, Role.DIRECTOR)
    numbers = ", ".join(map(str, one.actions))
    return part(
        typeset(one.label),
        (
            Passage(version, Tone.QUIET),
            facts([(_("Position"), there.level(one.opinion.position)), *_texts(one.opinion)])
            if own
            else None,
            *_views(there, one.views),
            Passage(_("Actions: {numbers}").format(numbers=numbers)) if numbers else None,
        ),
    )
