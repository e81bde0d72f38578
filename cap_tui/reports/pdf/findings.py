"""One sheet per non-conformity: what should be, what was seen, why, and what is done about it; gaps are shown as gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, KeepTogether, Table

from cap_tui.core.plan import State
from cap_tui.core.verdicts import Findings
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label, effectiveness_label, opinion_field_label
from cap_tui.i18n.verdict_words import the_fields
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.action_sheets import BANNER, Sheet
from cap_tui.reports.pdf.blocks import SideLabel, chapter, gap, labelled, lead
from cap_tui.reports.pdf.highlights import shown_criterion
from cap_tui.reports.pdf.template import PORTRAIT, Anchor
from cap_tui.reports.runs import bold, coloured, join
from cap_tui.reports.wording.actions import day, state_text
from cap_tui.reports.wording.reader import content, finding_levels

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Criterion, Level
    from cap_tui.reports.pdf.book import Book

_FACTS = ("requirement", "evidence", "constat")
"""Texts of a finding, in the order of a sheet; the last says the gap."""

_OPEN = "▢\u00a0"
_LIFTED = "✓\u00a0"
_LABEL_WIDTH = 150.0


def findings(book: Book) -> list[Any]:
    """Return the chapter; nothing for partners, nor in a questionnaire without findings."""
    levels = finding_levels(book.questionnaire)
    if not levels or not book.private:
        return []
    data = book.data
    seen = Findings(book.questionnaire, data.positions, data.opinions, data.actions, data.concerned)
    found = [item for level in levels for item in seen.at((level.id,))]
    story = chapter(book, "findings", _("Non-conformities"), PORTRAIT)
    if not found:
        return [*story, book.words.paragraph(_("No criterion stands at such a level."), styles.BODY)]
    counted = ngettext(
        "{count} sheet, the most serious first. What is still to be written is marked {mark}.",
        "{count} sheets, the most serious first. What is still to be written is marked {mark}.",
        len(found),
    )
    story.append(lead(book, counted.format(count=len(found), mark=_OPEN.strip())))
    for number, (criterion, level) in enumerate(found, start=1):
        story.append(Sheet(_sheet(book, seen, number, (criterion, level))))
    return story


def _sheet(book: Book, seen: Findings, number: int, found: tuple[Criterion, Level]) -> list[Any]:
    criterion, level = found
    title = f"{level.symbol} {criterion.code} {content(criterion.title)}"
    opinion, lines = book.data.opinion(criterion.id), seen.lines(criterion.id)
    story = [
        Anchor(book, f"finding-{number}", title, 1),
        KeepTogether([_banner(book, seen, number, found), gap(4)]),
    ]
    for name in _FACTS:
        label = _("Gap seen") if name == "constat" else opinion_field_label(name)
        if opinion.text(name) or name in level.requires.position:
            story += _field(book, label, opinion.text(name))
    for index, action in enumerate(lines):
        story += _line(book, action, index)
    if not lines:
        story += _unanswered(book)
    return [*story, gap(16)]


def _banner(book: Book, seen: Findings, number: int, found: tuple[Criterion, Level]) -> Any:
    criterion, level = found
    words = book.words
    name = join(
        bold(coloured(words.safe(_("Sheet {number}").format(number=number)), styles.ACCENT)),
        bold(words.safe(f"{criterion.code} {content(criterion.title)}")),
        separator="  ",
    )
    lifted = _LIFTED + _("Lifted: settled and found effective") if seen.lifted(criterion.id) else _("To lift")
    right = words.paragraph(f"{level.symbol} {content(level.label)}\n{lifted}", styles.CELL_RIGHT_BOLD)
    widths = [styles.WIDTH - _LABEL_WIDTH, _LABEL_WIDTH]
    return Table([[words.compose(name, styles.BODY), right]], colWidths=widths, style=BANNER, splitInRow=1)


def _line(book: Book, action: Action, index: int) -> list[Any]:
    """Return what one line of the plan says of a finding, in the order of the sheet."""
    label = action_field_label
    number = _("Action {number}").format(number=action.number)
    told = f"{number} — {action.title}" if action.title else ""
    state = f"{state_text(book, action)} · {percent(action.progress)}"
    return [
        gap(6 if index else 0),
        *_field(book, label("cause"), action.cause),
        *_field(book, label("correction"), action.correction),
        *_field(book, _("Corrective action"), f"{told}\n{state}" if told else ""),
        *_field(book, label("owner"), action.owner),
        *_field(book, label("due"), day(action.due)),
        *_check(book, action),
    ]


def _check(book: Book, action: Action) -> list[Any]:
    """Return the check of effectiveness: what it found, when, on what proof; what of it is missing."""
    label = _("Check of effectiveness")
    if not action.effectiveness:
        waiting = action.state in (State.TO_START, State.IN_PROGRESS)
        return _field(book, label, "", _("to be completed once the action is carried out") if waiting else "")
    when = (
        _("checked on {day}").format(day=day(action.effectiveness_date)) if action.effectiveness_date else ""
    )
    told = _("Effective: {answer}").format(answer=effectiveness_label(action.effectiveness))
    text = " · ".join(part for part in (told, when) if part)
    story = _field(book, label, "\n".join(part for part in (text, action.effectiveness_proof) if part))
    missing = [name for name in ("effectiveness_date", "effectiveness_proof") if not getattr(action, name)]
    if missing:
        text = _OPEN + _("to be completed: {fields}").format(fields=the_fields(missing))
        story.append(book.words.paragraph(text, styles.OPEN_BESIDE))
    return story


def _unanswered(book: Book) -> list[Any]:
    label = action_field_label
    names = (
        label("cause"), label("correction"), _("Corrective action"), label("owner"), label("due"), _("Check of effectiveness"),
    )  # fmt: skip
    none = {_("Corrective action"): _("to be completed: no action of the plan answers it")}
    return [part for name in names for part in _field(book, name, "", none.get(name, ""))]


def _field(book: Book, label: str, text: str, otherwise: str = "") -> list[Any]:
    """Return a labelled text; where there is none, that it is to be completed, in the same place."""
    if text.strip():
        return labelled(book, label, text)
    words = book.words
    told = _OPEN + (otherwise or _("to be completed"))
    return [
        CondPageBreak(44),
        SideLabel(words.paragraph(label, styles.LABEL)),
        words.paragraph(told, styles.OPEN_BESIDE),
    ]


def shortlists(book: Book) -> list[Any]:
    """Return the strong points, then what is neither conform nor a non-conformity; nothing without findings."""
    serious = finding_levels(book.questionnaire)
    if not serious:
        return []
    data, scale = book.data, book.questionnaire.scale
    seen = Findings(book.questionnaire, data.positions, data.opinions, data.actions, data.concerned)
    target = scale.target_level.rank
    strong = [level for level in scale.levels if level.rank > target]
    light = sorted(
        (level for level in scale.levels if level.rank < target and level not in serious),
        key=lambda level: level.rank,
    )
    story = chapter(book, "highlights", _("Strong points, sensitive points and leads"), PORTRAIT)
    for title, levels, none in (
        (_("What we can rely on"), strong, _("No criterion is above the target yet.")),
        (_("Sensitive points and leads"), light, _("No criterion stands at such a level.")),
    ):
        found = [criterion for level in levels for criterion, _level in seen.at((level.id,))]
        story += [*_title(book, title, levels)]
        story += [] if found else [book.words.paragraph(none, styles.BODY)]
        for criterion in found:
            opinion = data.opinion(criterion.id)
            own = opinion.strengths if levels is strong else opinion.improvements
            story += shown_criterion(book, criterion, "", "\n".join(filter(None, (opinion.constat, own))))
        story.append(gap(8))
    return story


def _title(book: Book, title: str, levels: list[Level]) -> list[Any]:
    names = " · ".join(f"{level.symbol} {content(level.label)}" for level in levels)
    return [
        CondPageBreak(110),
        book.words.paragraph(title, styles.H2),
        *([lead(book, names)] if names else []),
    ]
