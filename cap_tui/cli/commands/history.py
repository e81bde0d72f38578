"""`history` and `versions`: who wrote what, when, on which machine; what stood then; what was written apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import ANY_CRITERION, AS_JSON, DETAILS, EVALUATION
from cap_tui.cli.errors import FormError, UnknownPersonHereError
from cap_tui.cli.forms import expect, known_verb, picked, word_of
from cap_tui.cli.history_lines import (
    earlier_data,
    earlier_lines,
    log_data,
    log_table,
    version_data,
    version_table,
)
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.people_lines import person_named
from cap_tui.core.errors import N_
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.cli.front import Front
    from cap_tui.core.review import LogLine, Version, VersionedField
    from cap_tui.services.dossier import Dossier

BY = Option("", "--by", metavar=N_("NAME"), help=N_("Only what this person wrote."))
KIND = Option(
    "", "--kind", metavar=N_("KIND"), help=N_("Only this kind of entry: position, remark, action, visa…")
)
SEARCH = Option("", "--search", metavar=N_("TEXT"), help=N_("Only what holds these words."))
AT = Option(
    None, "--at", metavar=N_("ENTRY"), help=N_("The state just after this entry, rather than the list.")
)
VERB = Argument("list", metavar=N_("VERB"), help=N_("list or keep; list by default."))
VERBS = ("list", "keep")
AT_FORM = N_("cap-tui history EVALUATION --at ENTRY")
LIST_FORM = N_("cap-tui versions EVALUATION list")
KEEP_FORM = N_("cap-tui versions EVALUATION keep NUMBER")


class HistoryCommands:
    """Looking back."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def history(
        self,
        reference: str = EVALUATION,
        criterion: str | None = ANY_CRITERION,
        *,
        by: str = BY,
        kind: str = KIND,
        search: str = SEARCH,
        at: str | None = AT,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print what happened, newest first, or the state just after one entry."""
        if at is not None and (criterion or by or kind or search):
            raise FormError(form=_(AT_FORM))
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        if at is not None:
            _state_at(dossier, at, as_json=as_json)
            return
        key = _criterion(dossier, criterion.strip()) if criterion else ""
        named = _named(dossier, by) if by else ""
        wanted = _kind(dossier.timeline(), kind) if kind else ""
        lines = dossier.timeline(criterion=key, author=named, kind=wanted, text=search)
        if as_json:
            out_json([log_data(line) for line in lines])
            return
        if not lines:
            say(_("Nothing of that in the history."))
            return
        for text in log_table(lines):
            out(text)

    def versions(
        self,
        reference: str = EVALUATION,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print the fields of which several versions were written apart, after keeping one if asked."""
        details = rest or []
        known_verb(verb, VERBS, "versions")
        expect(details, 0 if verb == "list" else 1, LIST_FORM if verb == "list" else KEEP_FORM)
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if verb == "keep":
                _keep(dossier, details[0])
        fields = dossier.versions()
        if as_json:
            out_json([version_data(field) for field in fields])
        elif not fields:
            say(_("No field has several versions."))
        else:
            for line in version_table(fields):
                out(line)


def _state_at(dossier: Dossier, typed: str, *, as_json: bool) -> None:
    command = f"cap-tui history {dossier.summary.id[:8]}"
    by_hash = sorted(dossier.timeline(), key=lambda line: line.hash)
    found = [line for line in by_hash if line.hash.startswith(typed.strip().lower())] if typed.strip() else []
    line: LogLine = picked(found, typed, lambda one: one.hash, command) if len(found) != 1 else found[0]
    then = dossier.as_of(line.hash)
    if as_json:
        out_json(earlier_data(then))
        return
    for text in earlier_lines(then):
        out(text)


def _criterion(dossier: Dossier, typed: str) -> str:
    """Return the id of a criterion, of one set aside or gone too: what was said of it stays in the history.

    Raises:
        UnknownCriterionError: No version followed has it, and nothing was written of it.
    """
    live = dossier.questionnaire.find(typed)
    if live is not None:
        return live.id
    books = dossier.past().books
    coded = (key for key, book in reversed(list(books.items())) if book.criteria[key].code == typed)
    gone = typed if typed in books else next(coded, "")
    if gone or any(line.about == typed for line in dossier.timeline()):
        return gone or typed
    return dossier.criterion(typed).id  # says that there is none


def _named(dossier: Dossier, typed: str) -> str:
    """Return the name as the history has it of who is meant; what was typed when nobody takes part under it."""
    try:
        return person_named(dossier, typed).name or typed
    except UnknownPersonHereError:
        return typed


def _kind(lines: Sequence[LogLine], typed: str) -> str:
    """Return the code of a kind of entry named by its code or its words, among those that happened here."""
    from cap_tui.services.entry_words import kind_words

    present = dict.fromkeys(line.kind for line in lines)
    return word_of(typed, {kind: (kind, kind_words(kind)) for kind in present}, "--kind")


def _keep(dossier: Dossier, typed: str) -> None:
    every: list[tuple[VersionedField, Version]] = [
        (field, version) for field in dossier.versions() for version in field.versions
    ]
    command = f"cap-tui versions {dossier.summary.id[:8]}"
    field, version = picked(every, typed, lambda pair: pair[1].hash, command)
    dossier.keep_version(field.target, field.field, version.hash)
    say(_("Kept: {what}. The other versions stay in the history.").format(what=field.what))
