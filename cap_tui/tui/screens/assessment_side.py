"""The right of an evaluation: what the others say, where the objective, the theme and the whole stand, and what the plan already holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import band
from cap_tui.i18n import _
from cap_tui.i18n.cycle_words import before_words, shift_words
from cap_tui.i18n.formats import percent
from cap_tui.tui.screens.assessment_card import BLANK, BULLET
from cap_tui.tui.screens.crossed_lines import crossed_blocks
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import person_name, progress_bar, said

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import Proposal
    from cap_tui.core.scoring import Totals
    from cap_tui.tui.screens.assessment_desk import Desk

BAR = 20


def side_blocks(desk: Desk, key: str) -> list[Block]:
    """Return what the others say of a criterion where the evaluation is shared, then where it stands."""
    blocks: list[Block] = []
    if desk.several or desk.remarks(key):
        blocks += [*crossed_blocks(desk.scale, desk.views(key), desk.remarks(key)), BLANK]
    blocks += where_blocks(desk, key)
    return blocks


def where_blocks(desk: Desk, key: str) -> list[Block]:
    """Return the standing of the sections above a criterion, of the whole, and the criterion's actions."""
    blocks: list[Block] = last_blocks(desk, key)
    for section in reversed(desk.questionnaire.path[key]):
        heading = f"{section.code} {said(section.title)}"
        blocks += standing_blocks(desk.questionnaire, heading, desk.standing(section.id))
    blocks += standing_blocks(desk.questionnaire, _("The whole evaluation"), desk.standing(ROOT))
    blocks.append(Block(Content.styled(_("Actions noted here"), "bold $accent")))
    actions = desk.actions_on(key)
    if actions:
        blocks += [Block(Content(action.title), margin=BULLET) for action in actions]
    elif not desk.proposals(key):
        blocks.append(Block(Content.styled(_("none yet: a to add one"), "$muted")))
    return [*blocks, *(proposal_block(proposal) for proposal in desk.proposals(key))]


def last_blocks(desk: Desk, key: str) -> list[Block]:
    """Return where a criterion stood in the evaluation before, or that it was not asked then."""
    step = desk.last.step(key) if desk.last is not None else None
    if desk.last is None or step is None:
        return []
    told = before_words(desk.last, step) or shift_words(step.shift)
    return [Block(Content.styled(_("Last time"), "bold $accent")), Block(Content(told)), BLANK]


def proposal_block(proposal: Proposal) -> Block:
    """Return an action proposed, by whom, and what was decided: whoever proposed it reads it here."""
    who = _("proposed by {name}").format(name=person_name(proposal.author))
    decided = (
        _("declined: {reason}").format(reason=proposal.reason)
        if proposal.decision
        else _("waits for a decision")
    )
    return Block(Content.assemble(proposal.line.title, (f" · {who} · {decided}", "$muted")), margin=BULLET)


def standing_blocks(questionnaire: Questionnaire, heading: str, totals: Totals) -> list[Block]:
    """Return the score, band, interval and coverage of a node."""
    found = band(questionnaire, totals.score)
    blocks = [Block(Content.styled(heading, "bold $accent"))]
    if totals.score is None or found is None:
        blocks.append(Block(Content.styled(_("no score yet"), "$muted")))
    else:
        score = _("score {score}").format(score=percent(totals.score))
        blocks.append(Block(Content.assemble((score, "bold"), f" · {said(found.label)}")))
        if totals.open_weight:
            between = _("between {low} and {high}").format(low=percent(totals.low), high=percent(totals.high))
            blocks.append(Block(Content.styled(between, "$muted")))
    bar = progress_bar(totals.answered, totals.total, BAR)
    coverage = _("coverage {coverage}").format(
        coverage=percent(totals.coverage * 100 if totals.coverage is not None else None)
    )
    return [
        *blocks,
        Block(Content(f"{bar} {totals.answered}/{totals.total}")),
        Block(Content(coverage)),
        BLANK,
    ]
