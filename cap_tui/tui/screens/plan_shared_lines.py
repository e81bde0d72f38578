"""What others bring to the plan, as text: actions they propose, notes of the follow-up. Values in, contents out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.i18n.formats import long_date
from cap_tui.i18n.labels import role_label
from cap_tui.tui.screens.plan_lines import code_of
from cap_tui.tui.screens.remarks_lines import note_blocks
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, joined, person_name, when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from cap_tui.core.permissions import Role
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import Note, Proposal

DECISION_SYMBOLS = {"": "▶", "accepted": "✓", "declined": "×"}
STATE_CELLS, NAME_CELLS = 14, 24
EXCERPT = 200


def waiting_first(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals, those that wait for a decision first, then as they came."""
    return sorted(proposals, key=lambda proposal: bool(proposal.decision))


def decision_word(decision: str) -> str:
    """Return in a word what became of a proposal."""
    return {"accepted": _("accepted"), "declined": _("declined")}.get(decision) or _("waiting")


def proposals_heading(proposals: Sequence[Proposal], width: int) -> Content:
    """Return the line above the proposals: how many there are of each kind."""
    counts = ((word, sum(one.decision == word for one in proposals)) for word in DECISION_SYMBOLS)
    parts = [f"{decision_word(word)} {count}" for word, count in counts if count]
    title = Content.styled(_("Actions proposed"), "bold $accent")
    return joined(title, *parts).truncate(width, ellipsis=True)


def draw_proposal(proposal: Proposal, width: int) -> Content:
    """Return a proposal on one line of `width` cells: what became of it, what, why it was declined, and by whom."""
    state = f"{DECISION_SYMBOLS.get(proposal.decision, '')} {decision_word(proposal.decision)}"
    style = "" if proposal.decision else "bold"
    what = joined(proposal.line.title, Content.styled(one_line(proposal.reason, limit=EXCERPT), "italic"))
    parts = [
        Content(" "),
        cell(Content.styled(state, style), STATE_CELLS),
        cell(what, max(width - STATE_CELLS - NAME_CELLS - 1, STATE_CELLS)),
        cell(_by(proposal.author, proposal.role), NAME_CELLS),
    ]
    return Content("").join(parts).truncate(width, ellipsis=True)


def _by(author: str, role: Role | None) -> str:
    name = person_name(author)
    return f"{name} ({role_label(role).lower()})" if role is not None else name


def proposal_detail(
    proposal: Proposal,
    questionnaire: Questionnaire,
    local: Callable[[datetime], datetime],
    *,
    may_decide: bool,
) -> Content:
    """Return what the lower panel says of a proposal: in full what the row cuts, and what can be done."""
    line = proposal.line
    codes = ", ".join(code_of(key, questionnaire) for key in line.criteria)
    who = joined(
        _by(proposal.author, proposal.role), when(local(proposal.at)), decision_word(proposal.decision)
    )
    facts = [(_("Reason"), one_line(proposal.reason, limit=EXCERPT)), (_("Criterion"), codes)]
    facts += [(_("Owner"), line.owner), (_("Due date"), long_date(line.due) if line.due else "")]
    told = [_("{label}: {value}").format(label=label, value=value) for label, value in facts if value]
    lines = [
        Content.styled(line.title, "bold"),
        who,
        joined(*told),
        Content(one_line(line.constat or line.means, limit=EXCERPT)),
        Content.styled(_next(proposal, may_decide=may_decide), "$accent"),
    ]
    return Content("\n").join(one for one in lines if one.plain)


def _next(proposal: Proposal, *, may_decide: bool) -> str:
    if proposal.decision == "accepted":
        return _("It is in the plan.")
    if may_decide:
        return _("Enter: accept it into the plan, or decline it.")
    return "" if proposal.decision else _("The director decides.")


def last_note(notes: Sequence[Note], local: Callable[[datetime], datetime]) -> str:
    """Return the newest of some notes on one line, with who and when; empty for none."""
    note = next((note for note in notes if not note.erased), None)
    if note is None:
        return ""
    author = _("me") if note.mine else person_name(note.author)
    who = f"{author}, {when(local(note.at))}"
    return _("{label}: {value}").format(label=who, value=one_line(note.text, limit=EXCERPT))


def notes_page(
    notes: Iterable[Note], about: Mapping[str, Action], local: Callable[[datetime], datetime]
) -> list[Block]:
    """Return the notes to be read, in the order given, each under the action it is on.

    Args:
        notes: Newest first.
        about: Id of a note to the action it is on; a note on the whole plan is not in it.
        local: To the reader's time zone.
    """
    blocks: list[Block] = []
    for note in notes:
        action = about.get(note.id)
        title = f"{action.number}. {action.title}" if action else _("The whole plan")
        blocks += [
            Block(Content.styled(title, "bold $accent")),
            *note_blocks(note, local),
            Block(Content("")),
        ]
    return blocks or [Block(Content(_("No note yet.")))]
