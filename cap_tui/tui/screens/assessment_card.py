"""The middle of an evaluation: one criterion, as paragraphs. Pure: an opinion in, blocks out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.positions import Stance
from cap_tui.i18n import _
from cap_tui.i18n.formats import clock, short_date
from cap_tui.tui.screens.crossed_lines import RETAINED
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import FLAG, NOT_APPLICABLE, UNKNOWN, field_name, joined, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from cap_tui.core.assessments import HistoryLine
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Criterion, Level, Questionnaire, Scale

BLANK = Block(Content(""))
CHOSEN = "▶"
BULLET = Content(" • ")


def title_block(criterion: Criterion, opinion: Opinion) -> Block:
    """Return the code, the title, and what marks them."""
    flag = (f"  {FLAG} {field_name('flagged')}", "bold $alert") if opinion.flagged else ("", "")
    imperative = ("  " + _("imperative"), "bold $alert") if criterion.imperative else ("", "")
    return Block(
        Content.assemble((f"{criterion.code} {said(criterion.title)}", "bold $accent"), imperative, flag)
    )


def level_blocks(
    scale: Scale, criterion: Criterion, opinion: Opinion, retained: Position | None = None
) -> Iterator[Block]:
    """Yield one block per level, then “not applicable” and “don't know”.

    The one chosen has an arrow and is reversed; the one retained after pooling says so.
    """
    position = opinion.position
    chosen = position.level if position is not None and position.stance is Stance.LEVEL else ""
    kept = retained.level if retained is not None else ""
    for number, level in enumerate(scale.levels, start=1):
        yield _level_block(
            number, level, criterion, is_chosen=level.id == chosen, is_retained=level.id == kept
        )
    stance = position.stance if position is not None else None
    others = (
        (Stance.NOT_APPLICABLE, "n", NOT_APPLICABLE, _("not applicable")),
        (Stance.UNKNOWN, "s", UNKNOWN, _("don’t know")),
    )
    for which, key, mark, label in others:
        is_chosen = stance is which
        reason = f"  {position.reason}" if is_chosen and position is not None and position.reason else ""
        is_retained = retained is not None and retained.stance is which
        text = Content.assemble(
            (f"{mark} {label}", "reverse bold" if is_chosen else "$muted"),
            _kept(is_retained=is_retained),
            reason,
        )
        yield Block(text, margin=_margin(key, is_chosen=is_chosen), key=which.value)


def _kept(*, is_retained: bool) -> Content:
    return Content.styled("  " + RETAINED + " " + _("Retained"), "bold $good") if is_retained else Content("")


def _level_block(
    number: int, level: Level, criterion: Criterion, *, is_chosen: bool, is_retained: bool
) -> Block:
    described = criterion.levels.get(level.id)
    label = Content.styled(f"{level.symbol} {said(level.label)}", "reverse bold" if is_chosen else "bold")
    facts = f"  {said(described)}" if described is not None else ""
    text = Content.assemble(label, _kept(is_retained=is_retained), (facts, "bold" if is_chosen else ""))
    return Block(text, margin=_margin(str(number), is_chosen=is_chosen), key=number)


def _margin(key: str, *, is_chosen: bool) -> Content:
    return Content.assemble((CHOSEN if is_chosen else " ", "bold $accent"), (key, "bold $accent"), " ")


def why_blocks(criterion: Criterion) -> Iterator[Block]:
    """Yield why it matters, and what conforming looks like."""
    yield Block(Content.assemble((_("Why:") + " ", "bold $muted"), (said(criterion.why), "$muted")))
    if criterion.expected:
        yield Block(Content.assemble((_("Expected:") + " ", "bold"), said(criterion.expected)))


def criterion_blocks(
    scale: Scale, criterion: Criterion, opinion: Opinion, *, roomy: bool, retained: Position | None = None
) -> list[Block]:
    """Return the whole card; with little room the levels come before the why, and nothing is left blank."""
    question = [title_block(criterion, opinion), Block(Content.styled(said(criterion.question), "bold"))]
    why, levels = list(why_blocks(criterion)), list(level_blocks(scale, criterion, opinion, retained))
    return [*question, *why, BLANK, *levels] if roomy else [*question, *levels, *why]


def evidence_blocks(criterion: Criterion) -> list[Block]:
    """Return what could be put on the table, and what to count."""
    blocks = [_heading(_("What could be put on the table"))]
    blocks += [Block(Content(said(item)), margin=BULLET) for item in criterion.evidence] or [_none()]
    if criterion.indicators:
        blocks += [BLANK, _heading(_("What could be counted"))]
        for indicator in criterion.indicators:
            unit = f" ({indicator.unit})" if indicator.unit else ""
            blocks.append(Block(Content(said(indicator.label) + unit), margin=BULLET))
    return blocks


def reference_blocks(questionnaire: Questionnaire, criterion: Criterion) -> list[Block]:
    """Return the clauses it answers, how well founded it is, and the federation's services."""
    blocks = [_heading(_("References"))]
    blocks += [
        Block(Content(said(f"{item.standard}, {item.clause}")), margin=BULLET)
        for item in criterion.references
    ] or [_none()]
    basis = {
        "sourced": _("written from a public source of the federation"),
        "adjacent": _("written from a neighbouring framework"),
        "inferred": _("written from practice, without a source that says it"),
    }[criterion.basis]
    source = f" ({said(criterion.source)})" if criterion.source else ""
    blocks += [Block(Content(_("This criterion is {basis}.").format(basis=basis) + source)), BLANK]
    blocks.append(_heading(_("The federation can help")))
    services = questionnaire.services_of(criterion.id)
    blocks += [Block(Content(said(item.title)), margin=BULLET) for item in services] or [_none()]
    blocks += [BLANK, _heading(_("Actions to begin with"))]
    blocks += [Block(Content(said(item.title)), margin=BULLET) for item in criterion.actions] or [_none()]
    return blocks


def history_blocks(lines: Sequence[HistoryLine], local: Callable[[datetime], datetime]) -> list[Block]:
    """Return what happened to a criterion, newest first."""
    if not lines:
        return [Block(Content.styled(_("Nothing has been written on this criterion yet."), "$muted"))]
    return [history_block(line, field_name(line.field), line.after or _("cleared"), local) for line in lines]


def history_block(line: HistoryLine, name: str, value: str, local: Callable[[datetime], datetime]) -> Block:
    """Return one fact of a history: when, by whom, what, and the value it left."""
    marks = {"undo": _("(undone)"), "redo": _("(redone)")}
    at = local(line.at)
    when = f"{short_date(at.date())} {clock(at)}"
    what = joined(Content.styled(name, "bold"), marks.get(line.mark, ""), by=" ")
    words = joined(
        Content.styled(when, "$muted"),
        Content.styled(line.author, "$muted"),
        what,
        value,
        by="  ",
    )
    return Block(words, margin=Content("  "))


def _heading(text: str) -> Block:
    return Block(Content.styled(text, "bold $accent"))


def _none() -> Block:
    return Block(Content.styled(_("none given"), "$muted"), margin=BULLET)
