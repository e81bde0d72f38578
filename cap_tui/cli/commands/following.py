"""`follow-up`: the notes on how the plan goes, read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, DETAILS, EVALUATION, whole
from cap_tui.cli.commands.showing import paragraph
from cap_tui.cli.errors import FormError
from cap_tui.cli.forms import expect, known_verb
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import role_label
from cap_tui.services.errors import UnknownActionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cap_tui.cli.front import Front
    from cap_tui.core.plan import Action
    from cap_tui.core.review import Note
    from cap_tui.services.dossier import Dossier

VERBS = ("list", "add")
VERB = Argument("list", metavar=N_("VERB"), help=N_("list or add; list by default."))
ACTION = Option(
    None, "--action", metavar=N_("NUMBER"), help=N_("The action it is on; without it, the whole plan.")
)
LIST_FORM = N_("cap-tui follow-up EVALUATION list [--action NUMBER]")
ADD_FORM = N_('cap-tui follow-up EVALUATION add "Your words" [--action NUMBER]')


class FollowUpCommand:
    """Speaking about how the plan goes."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def follow_up(
        self,
        reference: str = EVALUATION,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        action: str | None = ACTION,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print the notes, the newest first, or add one and print it.

        Raises:
            CapError: Not written right, no such action, or refused.
        """
        details = rest or []
        known_verb(verb, VERBS, "follow-up")
        expect(details, 1 if verb == "add" else 0, ADD_FORM if verb == "add" else LIST_FORM)
        if verb == "add" and not details[0].strip():
            raise FormError(form=_(ADD_FORM))
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            about = _numbered(dossier, action) if action is not None else ""
            known = {note.id for note in dossier.followups()} if verb == "add" else set()
            if verb == "add":
                dossier.note_followup(details[0], about)
            notes = [note for note in dossier.followups(about) if note.id not in known]
            lines = {note.id: line for line in dossier.actions() for note in dossier.followups(line.id)}
        if as_json:
            out_json([_data(note, lines) for note in notes])
            return
        if not notes:
            say(_("No note yet."))
        for note in notes:
            for line in _told(note, lines.get(note.id)):
                out(line)


def _numbered(dossier: Dossier, typed: str) -> str:
    """Return the id of the action that has this number.

    Raises:
        NumberError: It is not a number.
        UnknownActionError: No action has it.
    """
    number = whole(typed, "--action")
    for line in dossier.actions():
        if line.number == number:
            return line.id
    raise UnknownActionError(number=number, assessment=dossier.summary.id[:8])


def _told(note: Note, action: Action | None) -> Iterator[str]:
    about = f"{action.number}. {one_line(action.title)}" if action else _("The whole plan")
    role = role_label(note.role) if note.role else ""
    who = " — ".join(filter(None, (one_line(note.author), role)))
    yield from paragraph(f"{about} · {who}, {short_date(note.at)}", note.text or _("(erased)"))


def _data(note: Note, lines: Mapping[str, Action]) -> dict[str, Any]:
    """Return a note as JSON gives it; `action` is a number of the plan, null for the whole plan."""
    about = lines.get(note.id)
    return {
        "id": note.id,
        "action": about.number if about else None,
        "author": note.author,
        "role": note.role.value if note.role else None,
        "text": note.text,
        "at": note.at.isoformat(),
        "erased": note.erased,
        "mine": note.mine,
    }
