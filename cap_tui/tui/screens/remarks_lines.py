"""Remarks and what waits, as lines and pages. Values in, contents out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.errors import N_
from cap_tui.core.review import NOTE_NAMES, InboxLine, Thread, Waiting
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label
from cap_tui.services.inbox import EXPECTED
from cap_tui.tui.screens.crossed_lines import REMARK, RETAINED
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined, person_name, said, when

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import Note, Proposal

MINE, OPEN, ALL = "mine", "open", "all"
FILTERS = {MINE: N_("Waits for me"), OPEN: N_("Open remarks"), ALL: N_("All remarks")}
WAITS = "▶"
EXCERPT = 200

WHAT_NEXT = {
    Waiting.ANSWER: N_("r: answer · t: close it · Enter: see the criterion"),
    Waiting.DIVERGENCE: N_("Enter: go to pooling"),
    Waiting.PROPOSAL: N_("a: accept it into the plan · n: decline it, saying why"),
    Waiting.VERSIONS: N_("Enter: choose between the versions"),
    Waiting.FINISH: N_("Enter: go back to the evaluation · t there says “I have finished”"),
    Waiting.VISA: N_("Enter: go to the visa"),
}
"""What can be done of each thing that waits."""

SEND_AGAIN = N_("Enter: send them the evaluation, or remind them")
"""When it is others who are awaited."""

Row = InboxLine | Thread


def row_content(row: Row, criteria: Mapping[str, Criterion], width: int) -> Content:
    """Return a line of the list, in `width` cells at most."""
    if isinstance(row, InboxLine):
        text = Content.assemble((f"{WAITS} ", "bold $accent"), inbox_sentence(row))
        return text.truncate(width, ellipsis=True)
    first, last = row.notes[0], row.notes[-1]
    mark = (WAITS, "bold $accent") if row.waiting else (RETAINED if row.resolved else REMARK, "$muted")
    code = criteria[row.criterion].code if row.criterion in criteria else ""
    private = Content.styled(_("private"), "bold $alert") if row.private else Content("")
    answers = len(row.notes) - 1
    count = ngettext("{count} answer", "{count} answers", answers).format(count=answers) if answers else ""
    words = joined(
        Content.styled(code, "bold"),
        private,
        Content.styled(_(NOTE_NAMES[row.kind]), "bold"),
        person_name(first.author),
        count,
        one_line(last.text, limit=EXCERPT) or _("text erased"),
    )
    return Content.assemble(mark, " ", words).truncate(width, ellipsis=True)


def inbox_sentence(line: InboxLine) -> str:
    """Return what waits, in words."""
    return one_line(_(line.sentence).format(**line.values), limit=EXCERPT)


def thread_blocks(
    thread: Thread, criterion: Criterion | None, local: Callable[[datetime], datetime]
) -> list[Block]:
    """Return a thread to be read whole: on what, its kind, then each note with its author and moment."""
    title = f"{criterion.code} {said(criterion.title)}" if criterion is not None else thread.criterion
    state = (
        _("closed by {name}").format(name=person_name(thread.resolved_by)) if thread.resolved else _("open")
    )
    private = _("read by the peer and the third party only") if thread.private else ""
    blocks = [
        Block(Content.styled(title, "bold $accent")),
        Block(joined(Content.styled(_(NOTE_NAMES[thread.kind]), "bold"), state, private)),
    ]
    for note in thread.notes:
        blocks += [Block(Content("")), *note_blocks(note, local)]
    return blocks


def note_blocks(note: Note, local: Callable[[datetime], datetime]) -> list[Block]:
    """Return one note: who, when, then its words, verbatim."""
    role = role_label(note.role) if note.role is not None else ""
    who = Content.styled(_("me") if note.mine else person_name(note.author), "bold")
    edited = _("changed since") if note.edited else ""
    head = Block(joined(who, role, Content.styled(when(local(note.at)), "$muted"), edited))
    if note.erased:
        return [
            head,
            Block(
                Content.styled(_("This text was erased on request."), "italic $muted"), margin=Content("  ")
            ),
        ]
    return [head, *(Block(Content(line), margin=Content("  ")) for line in note.text.split("\n"))]


def inbox_blocks(line: InboxLine, proposal: Proposal | None = None) -> list[Block]:
    """Return what waits, and what can be done of it."""
    blocks = [Block(Content.styled(_(line.sentence).format(**line.values), "bold"))]
    if proposal is not None:
        texts = (proposal.line.title, proposal.line.constat, proposal.line.means)
        blocks += [Block(Content(text), margin=Content("  ")) for text in texts if text.strip()]
    what = SEND_AGAIN if line.sentence == EXPECTED else WHAT_NEXT[line.why]
    return [*blocks, Block(Content("")), Block(Content.styled(_(what), "$muted"))]


def nothing_here(which: str, criterion: Criterion | None) -> str:
    """Return what an empty list says."""
    if criterion is not None:
        return _("No remark on {code} yet. m: write one.").format(code=criterion.code)
    if which == MINE:
        return _("Nothing waits for you. v: see the open remarks.")
    return _("No remark here. On a criterion, m writes one.")
