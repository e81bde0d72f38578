"""Remarks in threads: read, begun, answered, corrected, resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.menus import Way, menu, pick
from cap_tui.core.review import NOTE_NAMES, NoteKind
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import Thread


def criterion_remarks(room: Room, criterion: Criterion) -> None:
    """Offer to begin a remark on a criterion, or to open one of its threads."""

    def heading() -> list[str]:
        return [_("Remarks on criterion {code}").format(code=criterion.code)]

    def ways() -> list[Way]:
        may = room.dossier.may
        return [
            Way(_("Write a remark"), lambda: _begin(room, criterion, private=False), may("annotation.write")),
            Way(
                _("Write a private remark, read by the peer and the third party only"),
                lambda: _begin(room, criterion, private=True),
                may("annotation.write_private"),
            ),
            *(_way(room, thread) for thread in room.dossier.threads(criterion.id)),
        ]

    menu(room.dialogue, heading, ways)


def all_remarks(room: Room) -> None:
    """Have a thread of the evaluation chosen and open it; open ones first.

    Raises:
        BackError: The person goes back.
    """
    threads = sorted(room.dossier.threads(), key=lambda thread: (thread.resolved, not thread.waiting))
    chosen = pick(
        room.dialogue,
        threads,
        lambda thread: _("Criterion {name}").format(name=f"{_code(room, thread)}, {spoken.thread(thread)}"),
        _("Which thread? (number or word, Enter for none)"),
        _("There is no remark yet. To write one, go to a criterion, then m."),
    )
    if chosen is not None:
        open_thread(room, chosen.id)


def _code(room: Room, thread: Thread) -> str:
    criterion = room.dossier.questionnaire.criteria.get(thread.criterion)
    return criterion.code if criterion else thread.criterion


def _way(room: Room, thread: Thread) -> Way:
    return Way(spoken.thread(thread), lambda: open_thread(room, thread.id))


def open_thread(room: Room, thread_id: str) -> None:
    """Read a thread and offer to answer it, close it, or correct one's own words."""

    def now() -> Thread | None:
        return next((thread for thread in room.dossier.threads() if thread.id == thread_id), None)

    def heading() -> list[str]:
        thread = now()
        if thread is None:
            return [_("This thread is not in the evaluation any more. Go back to the list of remarks.")]
        state = _("resolved") if thread.resolved else _("open")
        kind = _(NOTE_NAMES[thread.kind])
        title = _("{kind} on criterion {code}, {state}").format(
            kind=kind, code=_code(room, thread), state=state
        )
        return [title, *map(spoken.note, thread.notes)]

    def ways() -> list[Way]:
        thread, may = now(), room.dossier.may
        resolved = thread is not None and thread.resolved
        mine = [note for note in thread.notes if note.mine and not note.erased] if thread else []
        writes = may("annotation.write_private" if thread and thread.private else "annotation.write")
        return [
            Way(_("Answer"), lambda: _reply(room, thread_id), writes),
            Way(
                _("Open again") if resolved else _("Mark as resolved"),
                lambda: _resolve(room, thread_id, on=not resolved),
                may("annotation.resolve"),
            ),
            Way(_("Correct my last message"), lambda: _edit(room, mine[-1].id if mine else ""), bool(mine)),
        ]

    menu(room.dialogue, heading, ways)


def _begin(room: Room, criterion: Criterion, *, private: bool) -> None:
    room.dossier.demand("annotation.write_private" if private else "annotation.write")
    kinds = list(NoteKind)
    place = room.dialogue.choose(_("What kind of remark?"), [_(NOTE_NAMES[kind]) for kind in kinds])
    if place is None:
        return
    text = room.dialogue.text(_("Your remark:"))
    room.dossier.annotate(criterion.id, kinds[place], text, private=private)
    room.dialogue.say(_("Saved: remark on criterion {code}.").format(code=criterion.code))


def _reply(room: Room, thread_id: str) -> None:
    room.dossier.reply(thread_id, room.dialogue.text(_("Your answer:")))
    room.dialogue.say(_("Saved: your answer."))


def _resolve(room: Room, thread_id: str, *, on: bool) -> None:
    room.dossier.resolve(thread_id, on)
    room.dialogue.say(_("Saved: resolved.") if on else _("Saved: open again."))


def _edit(room: Room, note_id: str) -> None:
    text = room.dialogue.text(_("The whole message again (Enter keeps it):"))
    if text.strip():
        room.dossier.edit_note(note_id, text)
        room.dialogue.say(_("Saved: message corrected."))
