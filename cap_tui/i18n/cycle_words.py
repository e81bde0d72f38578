"""What changed from one evaluation to the next, in words: the same on screen, in commands and in exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.cycles import BOTH, Shift
from cap_tui.core.plan import State
from cap_tui.core.scoring import band
from cap_tui.core.upgrades import Change
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.formats import decimal, percent
from cap_tui.i18n.labels import named, position_label, position_symbol, said, state_label
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cap_tui.core.cycles import Cycle, NodeStep, Step
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire

ARROW = "→"
NOTHING = "—"
SYMBOLS: Mapping[Shift, str] = {
    Shift.ROSE: "▲",
    Shift.FELL: "▼",
    Shift.STAYED: "=",
    Shift.PLACED: "✚",
    Shift.UNPLACED: "−",
    Shift.APPLIES: "✚",
    Shift.SET_ASIDE: "∅",
    Shift.NEW: "✚",
    Shift.GONE: "−",
    Shift.APART: "≠",
    Shift.OPEN: "…",
}
"""One character that says a change without colour; the words beside it tell apart those that share one."""
TENTH = 10


def shift_label(shift: Shift) -> str:
    """Return what became of a criterion, in two or three words."""
    return {
        "rose": _("up"),
        "fell": _("down"),
        "stayed": _("no change"),
        "placed": _("placed this time"),
        "unplaced": _("no longer placed"),
        "applies": _("applies now"),
        "set_aside": _("applies no longer"),
        "new": _("new"),
        "gone": _("no longer asked"),
        "apart": _("not comparable"),
        "open": _("still not placed"),
    }[shift.value]


def shift_words(shift: Shift) -> str:
    """Return the symbol and the words of a change."""
    return f"{SYMBOLS[shift]} {shift_label(shift)}"


def points(delta: Fraction | None) -> str:
    """Return a difference of scores with its sign: `+12,5 points`; an em dash when there is none."""
    if delta is None:
        return NOTHING
    size = abs(delta)
    digits = 0 if size.denominator == 1 else 1
    sign = "+" if delta > 0 else "−" if delta < 0 else ""
    told = ngettext("{points} point", "{points} points", 1 if size < 2 else 2)  # noqa: PLR2004 - French plural
    return told.format(points=f"{sign}{decimal(size, digits)}")


def scores_words(node: NodeStep) -> str:
    """Return the two scores of a section: `48 % → 61 %`."""
    return f"{percent(node.before.score)} {ARROW} {percent(node.after.score)}"


def symbols_words(cycle: Cycle, questionnaire: Questionnaire, step: Step) -> str:
    """Return the two symbols of a criterion: `◔ → ●`; an em dash where it was not asked or cannot be compared."""
    before = position_symbol(cycle.old.scale, step.before) if _told_before(step) else NOTHING
    after = position_symbol(questionnaire.scale, step.after) if step.key else NOTHING
    return f"{before} {ARROW} {after}"


def levels_words(cycle: Cycle, questionnaire: Questionnaire, step: Step) -> str:
    """Return the two levels of a criterion, symbol first: `◔ Engagé → ● Exemplaire`."""
    before = after = NOTHING
    if _told_before(step):
        before = f"{position_symbol(cycle.old.scale, step.before)} {_label(cycle.old, step.before)}"
    if step.key:
        after = f"{position_symbol(questionnaire.scale, step.after)} {_label(questionnaire, step.after)}"
    return f"{before} {ARROW} {after}"


def before_words(cycle: Cycle, step: Step) -> str:
    """Return where a criterion stood in the earlier evaluation: `in 2025: ◔ Engagé`; empty when it cannot be told."""
    if not _told_before(step):
        return ""
    position = f"{position_symbol(cycle.old.scale, step.before)} {_label(cycle.old, step.before)}"
    return _("in {year}: {position}").format(year=cycle.before, position=position)


def _told_before(step: Step) -> bool:
    return len(step.old) == 1


def _label(questionnaire: Questionnaire, position: object) -> str:
    return typeset(position_label(questionnaire.scale, position, language()))  # type: ignore[arg-type]  # a position or None


def step_title(cycle: Cycle, questionnaire: Questionnaire, step: Step) -> str:
    """Return the code and the title of a criterion, those of the earlier evaluation when it is no longer asked."""
    if step.key:
        return named(questionnaire.criteria[step.key])
    return " · ".join(named(cycle.old.criteria[key]) for key in step.old)


def cycle_sentences(cycle: Cycle, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the whole in three sentences: the two totals, the score on what was placed both times, the counts."""
    return (
        totals_sentence(cycle, questionnaire),
        common_sentence(cycle, cycle.whole),
        counts_sentence(cycle.whole),
    )


def totals_sentence(cycle: Cycle, questionnaire: Questionnaire) -> str:
    """Return the two years with their scores and bands."""
    whole = cycle.whole
    bands = [
        band(book, node.score) for book, node in ((cycle.old, whole.before), (questionnaire, whole.after))
    ]
    names = [said(found.label) if found else NOTHING for found in bands]
    return _("{before} → {after}: score {scores} · band {bands}").format(
        before=cycle.before,
        after=cycle.after,
        scores=scores_words(whole),
        bands=names[0] if names[0] == names[1] else f" {ARROW} ".join(names),
    )


def common_sentence(cycle: Cycle, node: NodeStep) -> str:
    """Return the score each year on the criteria placed on a level in both, and the difference."""
    if node.delta is None:
        return _("No criterion is placed on a level in both {before} and {after}.").format(
            before=cycle.before, after=cycle.after
        )
    told = ngettext(
        "On the {count} criterion placed both times: {before} → {after}, {points}.",
        "On the {count} criteria placed both times: {before} → {after}, {points}.",
        node.common,
    )
    return told.format(
        count=node.common,
        before=percent(node.common_before, 1),
        after=percent(node.common_after, 1),
        points=points(node.delta),
    )


def counts_sentence(node: NodeStep) -> str:
    """Return how many criteria became what: `▲ en hausse : 12 · ▼ en baisse : 3`."""
    return " · ".join(
        _("{shift}: {count}").format(shift=shift_words(shift), count=node.counts[shift])
        for shift in Shift
        if node.counts[shift] or shift in BOTH
    )


def step_sentences(cycle: Cycle, step: Step) -> tuple[str, ...]:
    """Return why a criterion is told so: what the version changed, and which actions of the earlier plan explain it."""
    found = [_change_words(step)] if _change_words(step) else []
    if step.actions and step.shift is Shift.ROSE:
        told = ngettext(
            "From the plan of {year}, this action explains the rise: {actions}",
            "From the plan of {year}, these actions explain the rise: {actions}",
            len(step.actions),
        )
        found.append(told.format(year=cycle.before, actions=_listed(step.actions)))
    elif step.actions:
        told = ngettext(
            "From the plan of {year}, this action was dropped or is late: {actions}",
            "From the plan of {year}, these actions were dropped or are late: {actions}",
            len(step.actions),
        )
        found.append(told.format(year=cycle.before, actions=_listed(step.actions)))
    return tuple(found)


def _change_words(step: Step) -> str:
    if step.shift is Shift.APART:
        return {
            Change.CHANGED: _(
                "Its meaning changed from one version to the other: the levels do not compare."
            ),
            Change.SPLIT: _("One criterion became several: the levels do not compare."),
            Change.MERGED: _("Several criteria became one: the levels do not compare."),
        }.get(step.change, _("The scale changed from one version to the other: the levels do not compare."))
    if step.shift in (Shift.NEW, Shift.GONE):
        return ""
    return {
        Change.REWORDED: _("Reworded since, same meaning."),
        Change.MOVED: _("Moved elsewhere since, same question."),
    }.get(step.change, "")


def _listed(actions: tuple[Action, ...]) -> str:
    return " · ".join(
        _("{number}. {title} ({state})").format(
            number=action.number,
            title=action.title,
            state=_("late")
            if action.state in (State.TO_START, State.IN_PROGRESS)
            else state_label(action.state),
        )
        for action in actions
    )
