"""The verdict and what stands in its way, in words: the same on every screen, command and export.

Texts of the questionnaire are typeset here; codes, dates and counts come out ready to print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.plan import State
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label, named, opinion_field_label, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cap_tui.core.gates import Gap
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Level
    from cap_tui.core.verdicts import Findings, Obstacle, Outcome

READY_SYMBOL = "✓"
NOT_READY_SYMBOL = "✗"
CODES_SHOWN = 20
"""Codes of criteria listed in one sentence before “and n others”."""


@dataclass(frozen=True, slots=True)
class ObstacleWords:
    """One thing that stands in the way, in words.

    Attributes:
        about: What it is about: a criterion by its code and title with its level, or a rule on the whole.
        missing: What exactly is missing; empty when nothing is left to write.
        todo: What to do next.
        criterion: Id of the criterion to go to; empty for the whole.
        action: Id of the line of the plan to go to; empty when there is none.
    """

    about: str
    missing: str
    todo: str
    criterion: str = ""
    action: str = ""

    @property
    def text(self) -> str:
        """All of it in one paragraph."""
        return " ".join(filter(None, (f"{self.about}.", self.missing, self.todo)))


def verdict_title(outcome: Outcome) -> str:
    """Return the verdict with its symbol, such as “✗ Pas encore prêt pour l’audit”."""
    return f"{READY_SYMBOL if outcome.ready else NOT_READY_SYMBOL} {said(outcome.label)}"


def verdict_counts(findings: Findings, outcome: Outcome) -> tuple[str, ...]:
    """Return how much stands in the way, one short phrase for each rule and level; no title, no name."""
    groups: dict[tuple[str, str], list[Obstacle]] = {}
    for obstacle in outcome.obstacles:
        groups.setdefault((obstacle.rule, obstacle.level), []).append(obstacle)
    return tuple(_counted(findings, group) for group in groups.values())


def verdict_line(findings: Findings, outcome: Outcome) -> str:
    """Return the verdict and how much stands in the way, on one line."""
    return " — ".join(filter(None, (verdict_title(outcome), " · ".join(verdict_counts(findings, outcome)))))


def obstacle_words(findings: Findings, outcome: Outcome) -> tuple[ObstacleWords, ...]:
    """Return what stands in the way, in the order of the rules then of reading."""
    return tuple(
        _finding(findings, obstacle) if obstacle.criterion else _whole(findings, outcome, obstacle)
        for obstacle in outcome.obstacles
    )


def gap_words(gaps: Iterable[Gap]) -> str:
    """Return what keeps a plan from being signed, on one line: which lines lack what, which criteria have no line."""
    return _("; ").join(
        _("{code}: no action").format(code=gap.criterion.code)
        if gap.action is None
        else _("action {number} ({code}): {fields}").format(
            number=gap.action.number, code=gap.criterion.code, fields=the_fields(gap.fields)
        )
        for gap in gaps
    )


def still_to_write(level: Level, texts: Iterable[str]) -> str:
    """Return what a level requires that is not written yet, such as “Non-conformité majeure : reste à écrire l’exigence”.

    Args:
        level: The level chosen.
        texts: Names of `TEXT_FIELDS`; none gives an empty text.
    """
    names = the_texts(texts)
    if not names:
        return ""
    return _("{level}: still to write: {texts}").format(level=said(level.label), texts=names)


def the_texts(names: Iterable[str]) -> str:
    """Return texts of a position with their articles: “l’exigence, le constat”."""
    known = {
        "requirement": _("the requirement"),
        "constat": _("the finding"),
        "evidence": _("the evidence"),
        "strengths": _("the strengths"),
        "improvements": _("what is to improve"),
    }
    return _listed(names, known, opinion_field_label)


def the_fields(names: Iterable[str]) -> str:
    """Return fields of a line of the plan with their articles: “la cause, la correction immédiate, l’échéance”."""
    known = {
        "title": _("what will be done"),
        "constat": _("the finding"),
        "evidence": _("the evidence"),
        "cause": _("the cause"),
        "correction": _("the immediate correction"),
        "owner": _("the owner"),
        "means": _("the means"),
        "start": _("the start"),
        "due": _("the due date"),
        "indicator": _("the indicator"),
        "baseline": _("the starting value"),
        "target": _("the target"),
        "effectiveness": _("whether it was effective"),
        "effectiveness_date": _("the date of that check"),
        "effectiveness_proof": _("the proof of effectiveness"),
    }
    return _listed(names, known, action_field_label)


def _listed(names: Iterable[str], known: Mapping[str, str], label: Callable[[str], str]) -> str:
    return ", ".join(known.get(name) or label(name).lower() for name in names)


def _counted(findings: Findings, group: list[Obstacle]) -> str:
    first, count = group[0], len(group)
    if first.rule == "coverage":
        unplaced = len(findings.unplaced())
        return ngettext(
            "{count} criterion without a level", "{count} criteria without a level", unplaced
        ).format(count=unplaced)
    if first.rule == "score":
        return _("score {reached}, at least {asked} asked").format(
            reached=percent(first.reached), asked=percent(first.asked)
        )
    if first.rule == "at-most":
        return _("{reached} criteria at a level that admits {asked}").format(
            reached=first.reached, asked=first.asked
        )
    if first.rule == "excluded":
        return ngettext(
            "{count} criterion wrongly set aside", "{count} criteria wrongly set aside", count
        ).format(count=count)
    level = findings.questionnaire.scale.level(first.level)
    form = _("{level}: {count} to lift") if first.rule == "no-open" else _("{level}: {count} to complete")
    return form.format(level=said(level.label) if level else first.level, count=count)


def _whole(findings: Findings, outcome: Outcome, obstacle: Obstacle) -> ObstacleWords:
    if obstacle.rule == "coverage":
        keys = findings.unplaced()
        about = ngettext(
            "{count} criterion without a level", "{count} criteria without a level", len(keys)
        ).format(count=len(keys))
        todo = _("Give each a level, or set aside with a reason those that may be.")
        return ObstacleWords(
            _("{name}: {text}").format(name=about, text=_codes(findings, keys)),
            "",
            todo,
            keys[0] if keys else "",
        )
    if obstacle.rule == "score":
        about = _("The score is {reached}; at least {asked} is asked").format(
            reached=percent(obstacle.reached, 1), asked=percent(obstacle.asked)
        )
        return ObstacleWords(about, "", _("Work first on the criteria furthest from the level to reach."))
    rule = next(
        rule for rule in outcome.rules.rules if rule.name == "at-most" and rule.count == obstacle.asked
    )
    found = [(criterion.id, level) for criterion, level in findings.at(rule.levels)]
    keys = tuple(key for key, _level in found if not findings.lifted(key))
    labels = dict.fromkeys(said(level.label) for _key, level in found)
    about = _("{levels}: {reached} criteria, at most {asked} admitted: {codes}").format(
        levels=", ".join(labels), reached=len(keys), asked=obstacle.asked, codes=_codes(findings, keys)
    )
    return ObstacleWords(about, "", _("Lift some of them through the plan."), keys[0] if keys else "")


def _codes(findings: Findings, keys: tuple[str, ...]) -> str:
    shown = ", ".join(findings.questionnaire.criteria[key].code for key in keys[:CODES_SHOWN])
    more = len(keys) - CODES_SHOWN
    if more <= 0:
        return shown
    return ngettext("{codes} and {count} other", "{codes} and {count} others", more).format(
        codes=shown, count=more
    )


def _finding(findings: Findings, obstacle: Obstacle) -> ObstacleWords:
    criterion = findings.questionnaire.criteria[obstacle.criterion]
    if obstacle.rule == "excluded":
        about = _("{criterion}: set aside, though it concerns every structure").format(
            criterion=named(criterion)
        )
        return ObstacleWords(about, "", _("Give it a level, or “don’t know”."), criterion.id)
    level = findings.level(criterion.id)
    line = findings.best_line(criterion.id)
    about = f"{named(criterion)} — {level.symbol} {said(level.label)}" if level else named(criterion)
    missing = _missing(obstacle, line)
    todo = _todo(obstacle, line, findings.lines(criterion.id))
    return ObstacleWords(about, missing, todo, criterion.id, line.id if line else "")


def _missing(obstacle: Obstacle, line: Action | None) -> str:
    parts = []
    if obstacle.position:
        parts.append(_("in the position: {texts}").format(texts=the_texts(obstacle.position)))
    if obstacle.action and line is None:
        parts.append(_("in the plan: an action that answers it"))
    elif obstacle.action and line is not None:
        parts.append(
            _("in action {number} of the plan: {fields}").format(
                number=line.number, fields=the_fields(obstacle.action)
            )
        )
    return _("Missing, {parts}.").format(parts=_("; ").join(parts)) if parts else ""


def _todo(obstacle: Obstacle, line: Action | None, lines: list[Action]) -> str:
    if obstacle.action and line is None:
        return _("Add an action to the plan.")
    if obstacle.position or obstacle.action:
        if obstacle.rule == "no-open":
            return _("Write what is missing; it is lifted once the action is settled and found effective.")
        return _("Write what is missing.")
    if line is None:
        return _("Add an action to the plan, carry it out, check its effectiveness, then settle it.")
    settled = [str(item.number) for item in lines if item.state is State.CLOSED and not _lifts(item)]
    if settled:
        return ngettext(
            "Action {numbers} is settled without having been found effective: open it again.",
            "Actions {numbers} are settled without having been found effective: open them again.",
            len(settled),
        ).format(numbers=", ".join(settled))
    left = [str(item.number) for item in lines if not _lifts(item)]
    return ngettext(
        "Carry out action {numbers}, check its effectiveness, then settle it.",
        "Carry out actions {numbers}, check their effectiveness, then settle them.",
        len(left),
    ).format(numbers=", ".join(left))


def _lifts(line: Action) -> bool:
    return line.state is State.CLOSED and line.effectiveness == "yes"
