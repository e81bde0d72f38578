"""The middle of an evaluation: one criterion, as paragraphs. Pure: an opinion in, blocks out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.positions import TEXT_FIELDS, Stance
from cap_tui.i18n import _
from cap_tui.i18n.edition_words import dual_numbers, edition_lines, whats_new
from cap_tui.i18n.formats import clock, short_date
from cap_tui.i18n.labels import role_label
from cap_tui.i18n.typography import typeset
from cap_tui.tui.screens.crossed_lines import RETAINED
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import FLAG, NOT_APPLICABLE, UNKNOWN, field_name, joined, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from cap_tui.core.assessments import HistoryLine
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Criterion, Level, LocalText, Questionnaire, Scale
    from cap_tui.services.former import Former

BLANK = Block(Content(""))
FEW_LEVELS = 4
"""Levels whose facts fit in a low terminal above everything else."""
NEW = "✚"
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
    scale: Scale,
    criterion: Criterion,
    opinion: Opinion,
    retained: Position | None = None,
    *,
    facts: bool = True,
) -> Iterator[Block]:
    """Yield one block per level, then “not applicable” where that may be answered and “don't know”.

    The one chosen has an arrow and is reversed; the one retained after pooling says so. Without `facts`, only the names.
    """
    position = opinion.position
    chosen = position.level if position is not None and position.stance is Stance.LEVEL else ""
    kept = retained.level if retained is not None else ""
    for number, level in enumerate(scale.levels, start=1):
        yield _level_block(
            number, level, criterion.levels.get(level.id) if facts else None,
            is_chosen=level.id == chosen, is_retained=level.id == kept,
        )  # fmt: skip
    stance = position.stance if position is not None else None
    others = (
        (Stance.NOT_APPLICABLE, "n", NOT_APPLICABLE, _("not applicable")),
        (Stance.UNKNOWN, "s", UNKNOWN, _("don’t know")),
    )
    for which, key, mark, label in others:
        is_chosen = stance is which
        if which is Stance.NOT_APPLICABLE and not criterion.excludable and not is_chosen:
            continue
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
    number: int, level: Level, described: LocalText | None, *, is_chosen: bool, is_retained: bool
) -> Block:
    label = Content.styled(f"{level.symbol} {said(level.label)}", "reverse bold" if is_chosen else "bold")
    facts = f"  {said(described)}" if described is not None else ""
    text = Content.assemble(label, _kept(is_retained=is_retained), (facts, "bold" if is_chosen else ""))
    return Block(text, margin=_margin(str(number), is_chosen=is_chosen), key=number)


def _margin(key: str, *, is_chosen: bool) -> Content:
    return Content.assemble((CHOSEN if is_chosen else " ", "bold $accent"), (key, "bold $accent"), " ")


def why_blocks(criterion: Criterion) -> Iterator[Block]:
    """Yield why it matters, if that is said."""
    if why := said(criterion.why):
        yield Block(Content.assemble((_("Why:") + " ", "bold $muted"), (why, "$muted")))


def expected_blocks(criterion: Criterion) -> Iterator[Block]:
    """Yield what conforming looks like, if that is said."""
    if criterion.expected:
        yield Block(Content.assemble((_("Expected:") + " ", "bold"), said(criterion.expected)))


def fact_blocks(scale: Scale, criterion: Criterion) -> Iterator[Block]:
    """Yield the facts of each level that has some, under its name."""
    for level in scale.levels:
        if described := criterion.levels.get(level.id):
            label = Content.styled(f"{level.symbol} {said(level.label)}", "bold")
            yield Block(Content.assemble(label, "  ", said(described)), margin=Content("  "))


def criterion_blocks(
    questionnaire: Questionnaire,
    criterion: Criterion,
    opinion: Opinion,
    *,
    roomy: bool,
    retained: Position | None = None,
    edition: str = "",
    formers: Sequence[Former] = (),
) -> list[Block]:
    """Return the whole card; with little room the levels come before the why, and nothing is left blank.

    A scale of many levels leaves no room for what is expected: there, the facts of each level come after it.

    Args:
        questionnaire: The content.
        criterion: One of it.
        opinion: What is said of it.
        roomy: Whether the terminal is high.
        retained: The position agreed after pooling.
        edition: Only this edition is told; empty: all.
        formers: What was said before of a criterion to answer again; under the levels.
    """
    scale = questionnaire.scale
    question = [title_block(criterion, opinion), Block(Content.styled(said(criterion.question), "bold"))]
    why, expected = list(why_blocks(criterion)), list(expected_blocks(criterion))
    editions = list(edition_blocks(questionnaire, criterion, edition))
    before = list(former_blocks(formers))
    if roomy:
        levels = level_blocks(scale, criterion, opinion, retained)
        return [*question, *why, *expected, *editions, BLANK, *levels, *([BLANK] if before else []), *before]
    few = len(scale.levels) <= FEW_LEVELS
    facts = [] if few else fact_blocks(scale, criterion)
    levels = level_blocks(scale, criterion, opinion, retained, facts=few)
    return [*question, *levels, *before, *expected, *editions, *facts, *why]


def edition_blocks(questionnaire: Questionnaire, criterion: Criterion, edition: str = "") -> Iterator[Block]:
    """Yield the clauses of each edition side by side, then what each edition adds."""
    numbers = dual_numbers(questionnaire, criterion, edition)
    if numbers:
        yield Block(Content.assemble((_("Clauses:") + " ", "bold"), numbers))
    for item in questionnaire.editions:
        new = whats_new(questionnaire, criterion, item.id) if edition in ("", item.id) else ""
        if new:
            text = _("New in {edition}: {text}").format(edition=item.id, text=new)
            yield Block(Content.styled(text, "$accent"), margin=Content.styled(f"{NEW} ", "bold $accent"))


def former_blocks(formers: Sequence[Former]) -> Iterator[Block]:
    """Yield what was said before of a criterion to answer again, each in the words of the version that asked."""
    for former in formers:
        heading = _("Before, version {version}: {criterion}").format(
            version=former.version, criterion=typeset(former.label)
        )
        yield _heading(heading)
        yield from former_block_lines(former)


def former_block_lines(former: Former) -> Iterator[Block]:
    """Yield one’s own earlier position and texts, what was retained, what the others said, and the lines of the plan."""
    opinion, retained = former.opinion, former.views.retained
    if opinion.position is not None:
        yield Block(joined(former.said(opinion.position), opinion.position.reason), margin=BULLET)
    if retained is not None:
        words = _("retained: {position}").format(position=former.said(retained.position))
        yield Block(Content(words), margin=BULLET)
    for name in TEXT_FIELDS:
        if text := opinion.text(name):
            yield Block(Content.assemble((f"{field_name(name)}  ", "bold"), text), margin=BULLET)
    yield from _other_voices(former)
    if former.actions:
        numbers = ", ".join(str(action.number) for action in former.actions)
        yield Block(Content(_("plan: {numbers}").format(numbers=numbers)), margin=BULLET)


def _other_voices(former: Former) -> Iterator[Block]:
    for voice in former.others:
        position, opinion = voice.opinion.position, voice.opinion
        who = " — ".join(filter(None, (role_label(voice.role), voice.name)))
        words = _("{name}: {text}").format(name=who, text=former.said(position))
        yield Block(joined(words, position.reason if position else ""), margin=BULLET)
        for name in TEXT_FIELDS:
            if text := opinion.text(name):
                yield Block(Content.assemble((f"{field_name(name)}  ", "bold"), text), margin=BULLET)
    if former.team:
        yield Block(Content(former.team), margin=BULLET)
        for comment in former.views.team.comments if former.views.team else ():
            yield Block(Content(f"– {comment}"), margin=BULLET)


def evidence_blocks(criterion: Criterion, figures: Mapping[str, str]) -> list[Block]:
    """Return what could be put on the table, and what to count, with the last figure of what was: id to words."""
    blocks = [_heading(_("What could be put on the table"))]
    blocks += [Block(Content(said(item)), margin=BULLET) for item in criterion.evidence] or [_none()]
    if criterion.indicators:
        blocks += [BLANK, _heading(_("What could be counted"))]
        for indicator in criterion.indicators:
            unit = f" ({indicator.unit})" if indicator.unit else ""
            figure = figures.get(indicator.id, "")
            label = Content(said(indicator.label) + unit)
            blocks.append(Block(joined(label, Content.styled(figure, "bold"), by="  "), margin=BULLET))
        blocks.append(Block(Content.styled(_("I: the indicators over the years"), "$muted")))
    return blocks


def reference_blocks(questionnaire: Questionnaire, criterion: Criterion) -> list[Block]:
    """Return the clauses it answers, how well founded it is, and the federation's services."""
    blocks = [_heading(_("References"))]
    lines = edition_lines(questionnaire, criterion)
    blocks += [Block(Content(line), margin=BULLET) for line in lines] or [_none()]
    basis = {
        "sourced": _("written from a public source"),
        "adjacent": _("written from a neighbouring framework"),
        "inferred": _("written from practice, without a source that says it"),
    }[criterion.basis]
    titles = {source.id: source.title for source in questionnaire.sources}
    source = f" ({said(titles.get(criterion.source, criterion.source))})" if criterion.source else ""
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
