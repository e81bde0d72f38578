"""What people said to each other: remarks, actions proposed, notes of the follow-up; verbatim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.review import NOTE_NAMES
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.outline.blocks import Passage, Tone, facts, part
from cap_tui.reports.wording.actions import criteria_names, day
from cap_tui.reports.wording.people import decision_words, state_of
from cap_tui.reports.wording.reader import content
from cap_tui.reports.wording.views import who

if TYPE_CHECKING:
    from cap_tui.core.review import Note, Proposal, Thread
    from cap_tui.reports.outline.blocks import Block, Part
    from cap_tui.reports.wording.reader import Reader

_FIELDS = (
    "constat", "evidence", "cause", "correction", "axis", "owner", "contributors", "means", "indicator", "baseline", "target",
    "notes",
)  # fmt: skip
"""Texts of an action that are shown of one proposed."""


def remarks(reader: Reader) -> list[Part]:
    """Return the chapter, or nothing when there is nothing that this audience may read."""
    data = reader.data
    if not reader.private or not (data.threads or data.proposals or data.followups):
        return []
    parts = [*_threads(reader)]
    if data.proposals:
        parts.append(part(_("Actions proposed"), (), (_proposal(reader, one) for one in data.proposals)))
    if data.followups:
        notes = [block for note in data.followups for block in note_blocks(reader, note)]
        parts.append(part(_("Notes of the follow-up"), notes))
    told = Passage(_("What people said to each other, as they wrote it."), Tone.LEAD)
    return [part(_("Remarks"), (told,), parts)]


def _threads(reader: Reader) -> list[Part]:
    threads = reader.data.threads
    if not threads:
        return []
    count = ngettext("{count} remark", "{count} remarks", len(threads)).format(count=len(threads))
    waiting = sum(not thread.resolved for thread in threads)
    still = ngettext("{count} still open", "{count} still open", waiting).format(count=waiting)
    known = reader.questionnaire.criteria
    of: dict[str, list[Thread]] = {key: [] for key in known}
    for thread in threads:
        of.setdefault(thread.criterion, []).append(thread)
    parts = [
        part(
            f"{known[key].code} {content(known[key].title)}" if key in known else key,
            [block for thread in found for block in thread_blocks(reader, thread)],
        )
        for key, found in of.items()
        if found
    ]
    told = Passage(_("{count}, {open}.").format(count=count, open=still))
    return [part(_("Remarks by criterion"), (told,), parts)]


def thread_blocks(reader: Reader, thread: Thread) -> list[Block]:
    """Return a remark and its answers, oldest first."""
    kind = _(NOTE_NAMES[thread.kind])
    head = Passage(f"{kind} · {state_of(thread)}", Tone.STRONG)
    return [
        head,
        *(
            block
            for index, note in enumerate(thread.notes)
            for block in note_blocks(reader, note, answer=index > 0)
        ),
    ]


def note_blocks(reader: Reader, note: Note, *, answer: bool = False) -> list[Block]:
    """Return who wrote a remark, when, and its text; a text that was erased is said to be."""
    when = reader.moment(note.at)
    if note.edited:
        when += " · " + _("changed since")
    line = f"{'↳ ' if answer else ''}{who(note.author, note.role)} · {when}"
    text = _("This text was erased on request.") if note.erased else note.text
    return [Passage(line, Tone.QUIET), Passage(text)]


def _proposal(reader: Reader, proposal: Proposal) -> Part:
    line = proposal.line
    author = _("{name}, {moment}").format(
        name=who(proposal.author, proposal.role), moment=reader.moment(proposal.at)
    )
    pairs = [
        (_("Proposed by"), author),
        (_("Criteria"), criteria_names(reader, line)),
        *((action_field_label(field), getattr(line, field)) for field in _FIELDS),
        (action_field_label("due"), day(line.due)),
        (_("Decision"), decision_words(reader, proposal)),
        (_("Why"), proposal.reason),
    ]
    return part(line.title, (facts(pairs),))
