"""One sheet per non-conformity, then strong and sensitive points; gaps are shown as gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.plan import State
from cap_tui.core.verdicts import Findings
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label, effectiveness_label, opinion_field_label
from cap_tui.i18n.verdict_words import the_fields
from cap_tui.reports.outline.blocks import Facts, Passage, Tone, part
from cap_tui.reports.outline.results import shown_criterion
from cap_tui.reports.wording.actions import day, state_text
from cap_tui.reports.wording.reader import content, finding_levels

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Criterion, Level
    from cap_tui.reports.outline.blocks import Part
    from cap_tui.reports.wording.reader import Reader

_FACTS = ("requirement", "evidence", "constat")
_OPEN = "▢\u00a0"


def _seen(reader: Reader) -> Findings:
    data = reader.data
    return Findings(reader.questionnaire, data.positions, data.opinions, data.actions, data.concerned)


def findings(reader: Reader) -> list[Part]:
    """Return the chapter; nothing for partners, nor in a questionnaire without findings."""
    levels = finding_levels(reader.questionnaire)
    if not levels or not reader.private:
        return []
    title, seen = _("Non-conformities"), _seen(reader)
    found = [item for level in levels for item in seen.at((level.id,))]
    if not found:
        return [part(title, (Passage(_("No criterion stands at such a level.")),))]
    counted = ngettext(
        "{count} sheet, the most serious first. What is still to be written is marked {mark}.",
        "{count} sheets, the most serious first. What is still to be written is marked {mark}.",
        len(found),
    ).format(count=len(found), mark=_OPEN.strip())
    sheets = (_sheet(reader, seen, criterion, level) for criterion, level in found)
    return [part(title, (Passage(counted, Tone.LEAD),), sheets)]


def _sheet(reader: Reader, seen: Findings, criterion: Criterion, level: Level) -> Part:
    opinion, lines = reader.data.opinion(criterion.id), seen.lines(criterion.id)
    lifted = (
        "✓\u00a0" + _("Lifted: settled and found effective") if seen.lifted(criterion.id) else _("To lift")
    )
    texts = [
        _field(_("Gap seen") if name == "constat" else opinion_field_label(name), opinion.text(name))
        for name in _FACTS
        if opinion.text(name) or name in level.requires.position
    ]
    return part(
        f"{criterion.code} {content(criterion.title)}",
        (
            Passage(f"{level.symbol} {content(level.label)} · {lifted}", Tone.STRONG),
            Facts(tuple(texts)) if texts else None,
            *(Facts(tuple(_line(reader, action))) for action in lines),
            None if lines else Facts(tuple(_unanswered())),
        ),
    )


def _field(label: str, text: str, otherwise: str = "") -> tuple[str, str]:
    return label, text if text.strip() else _OPEN + (otherwise or _("to be completed"))


def _line(reader: Reader, action: Action) -> list[tuple[str, str]]:
    label = action_field_label
    number = _("Action {number}").format(number=action.number)
    told = f"{number} — {action.title}" if action.title else ""
    state = f"{state_text(reader, action)} · {percent(action.progress)}"
    waiting = action.state in (State.TO_START, State.IN_PROGRESS)
    later = _("to be completed once the action is carried out") if waiting else ""
    return [
        _field(_("Corrective action"), f"{told}\n{state}" if told else ""),
        _field(label("cause"), action.cause),
        _field(label("correction"), action.correction),
        _field(label("owner"), action.owner),
        _field(label("due"), day(action.due)),
        _field(_("Check of effectiveness"), _check(action), later),
    ]


def _check(action: Action) -> str:
    if not action.effectiveness:
        return ""
    when = (
        _("checked on {day}").format(day=day(action.effectiveness_date)) if action.effectiveness_date else ""
    )
    told = _("Effective: {answer}").format(answer=effectiveness_label(action.effectiveness))
    missing = [name for name in ("effectiveness_date", "effectiveness_proof") if not getattr(action, name)]
    left = _OPEN + _("to be completed: {fields}").format(fields=the_fields(missing)) if missing else ""
    first = " · ".join(filter(None, (told, when)))
    return "\n".join(filter(None, (first, action.effectiveness_proof, left)))


def _unanswered() -> list[tuple[str, str]]:
    label = action_field_label
    return [
        _field(_("Corrective action"), "", _("to be completed: no action of the plan answers it")),
        *(_field(label(name), "") for name in ("cause", "correction", "owner", "due")),
        _field(_("Check of effectiveness"), ""),
    ]


def shortlists(reader: Reader) -> list[Part]:
    """Return the strong points, then what is neither conform nor a non-conformity; nothing without findings."""
    serious = finding_levels(reader.questionnaire)
    if not serious:
        return []
    data, scale, seen = reader.data, reader.questionnaire.scale, _seen(reader)
    target = scale.target_level.rank
    levels = sorted(scale.levels, key=lambda level: level.rank)
    strong = [level for level in levels if level.rank > target]
    light = [level for level in levels if level.rank < target and level not in serious]
    found = []
    for title, chosen, none in (
        (_("What we can rely on"), strong, _("No criterion is above the target yet.")),
        (_("Sensitive points and leads"), light, _("No criterion stands at such a level.")),
    ):
        criteria = [criterion for level in chosen for criterion, _level in seen.at((level.id,))]
        names = " · ".join(f"{level.symbol} {content(level.label)}" for level in chosen)
        told = []
        for criterion in criteria:
            opinion = data.opinion(criterion.id)
            own = opinion.strengths if chosen is strong else opinion.improvements
            told.append(
                shown_criterion(reader, criterion, "", "\n".join(filter(None, (opinion.constat, own))))
            )
        blocks = (Passage(names, Tone.LEAD) if names else None, None if criteria else Passage(none))
        found.append(part(title, blocks, told))
    return found
