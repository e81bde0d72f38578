"""`remarks` and `inbox`: threads on criteria, and what waits for the person at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, DETAILS, EVALUATION
from cap_tui.cli.errors import FormError
from cap_tui.cli.forms import expect, picked, word_of
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.review_lines import numbered, thread_data, thread_lines
from cap_tui.core.errors import N_, CapError
from cap_tui.core.review import NoteKind
from cap_tui.i18n import _, explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cap_tui.cli.front import Front
    from cap_tui.core.review import InboxLine, Thread
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

KIND_WORDS: Mapping[NoteKind, Sequence[str]] = {
    NoteKind.REMARK: ("remark", "remarque"),
    NoteKind.QUESTION: ("question",),
    NoteKind.GOOD_PRACTICE: ("good_practice", "bonne-pratique"),
    NoteKind.DISAGREEMENT: ("disagreement", "désaccord"),
    NoteKind.RECOMMENDATION: ("recommendation", "recommandation"),
}
VERB = Argument(
    "list", metavar=N_("VERB"), help=N_("list, a criterion, add, reply or resolve; list by default.")
)
KIND = Option(
    None,
    "--kind",
    metavar="question|remark|good_practice|disagreement|recommendation",
    help=N_("With add: what it is; a remark by default."),
)
PRIVATE = Option(False, "--private", help=N_("With add: only the peer and the third party read it."))  # noqa: FBT003 - a default value
REOPEN = Option(False, "--reopen", help=N_("With resolve: open the thread again."))  # noqa: FBT003 - a default value
WHERE = Argument(
    None, metavar=N_("EVALUATION"), help=N_("Its id or the start of it; without it, all evaluations.")
)
LIST_FORM = N_("cap-tui remarks EVALUATION [CRITERION]")
ADD_FORM = N_('cap-tui remarks EVALUATION add CRITERION "Your words" [--kind question] [--private]')
REPLY_FORM = N_('cap-tui remarks EVALUATION reply NUMBER "Your words"')
RESOLVE_FORM = N_("cap-tui remarks EVALUATION resolve NUMBER [--reopen]")


class ReviewCommands:
    """Speaking about criteria, and being told what waits."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def remarks(
        self,
        reference: str = EVALUATION,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        kind: str | None = KIND,
        private: bool = PRIVATE,
        reopen: bool = REOPEN,
        as_json: bool = AS_JSON,
    ) -> None:
        """Do one gesture, if any, and print the threads it concerns."""
        details = rest or []
        if verb != "add" and (kind or private):
            raise FormError(form=_(ADD_FORM))
        if verb != "resolve" and reopen:
            raise FormError(form=_(RESOLVE_FORM))
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if verb == "add":
                shown = _add(dossier, details, kind, private=private)
            elif verb in ("reply", "resolve"):
                shown = _answer(dossier, verb, details, on=not reopen)
            else:
                expect(details, 0, LIST_FORM)
                shown = dossier.threads("" if verb == "list" else verb.strip())
        if as_json:
            out_json([thread_data(thread) for thread in shown])
            return
        if not shown:
            say(_("No remark that you may read. Begin with: cap-tui remarks --help"))
        for number, thread in numbered(dossier.threads(), shown):
            for line in thread_lines(dossier, number, thread):
                out(line)

    def inbox(self, reference: str | None = WHERE, *, as_json: bool = AS_JSON) -> None:
        """Print what waits for the person at the keyboard, in one evaluation or in all."""
        with self._front.opened() as workspace:
            dossiers = [workspace.open(reference)] if reference else list(_readable(workspace))
        waiting = [(dossier, line) for dossier in dossiers for line in dossier.inbox()]
        if as_json:
            out_json([_line_data(dossier, line) for dossier, line in waiting])
            return
        if not waiting:
            say(_("Nothing waits for you."))
        for dossier, line in waiting:
            head = "" if reference else f"{dossier.summary.id[:8]} {dossier.summary.structure.name} · "
            out(head + _(line.sentence).format(**line.values))


def _readable(workspace: Workspace) -> Iterator[Dossier]:
    """Yield every evaluation; one that cannot be read is said and does not hide what waits in the others."""
    for summary in workspace.assessments():
        try:
            yield workspace.open(summary.id)
        except CapError as error:
            say(_("{what}: {message}").format(what=summary.structure.name, message=explain(error)))


def _add(dossier: Dossier, details: Sequence[str], kind: str | None, *, private: bool) -> Sequence[Thread]:
    expect(details, 2, ADD_FORM)
    chosen = word_of(kind, KIND_WORDS, "--kind") if kind else NoteKind.REMARK
    before = {thread.id for thread in dossier.threads()}
    dossier.annotate(details[0].strip(), chosen, details[1], private=private)
    return [thread for thread in dossier.threads() if thread.id not in before]


def _answer(dossier: Dossier, verb: str, details: Sequence[str], *, on: bool) -> Sequence[Thread]:
    expect(details, 2 if verb == "reply" else 1, REPLY_FORM if verb == "reply" else RESOLVE_FORM)
    command = f"cap-tui remarks {dossier.summary.id[:8]}"
    thread = picked(dossier.threads(), details[0], lambda one: one.id, command)
    if verb == "reply":
        dossier.reply(thread.id, details[1])
    else:
        dossier.resolve(thread.id, on)
    return [one for one in dossier.threads() if one.id == thread.id]


def _line_data(dossier: Dossier, line: InboxLine) -> dict[str, Any]:
    return {
        "assessment": dossier.summary.id,
        "why": line.why.value,
        "criterion": line.criterion,
        "message": _(line.sentence).format(**line.values),
        "target": line.target,
        "at": line.at.isoformat() if line.at else None,
    }
