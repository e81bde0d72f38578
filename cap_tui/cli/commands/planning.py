"""`plan`: the lines of the progress plan, listed and changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.action_values import Reader
from cap_tui.cli.arguments import AS_JSON, DETAILS, EVALUATION, whole
from cap_tui.cli.errors import (
    DONE,
    REFUSED,
    FormError,
    NothingToExplainError,
    ReasonError,
    UnknownOptionError,
)
from cap_tui.cli.forms import expect, known_verb
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.plan_import import import_plan
from cap_tui.cli.plan_lines import action_data, plan_lines
from cap_tui.cli.plan_together import (
    Done,
    change_together,
    lines_named,
    matching,
    names_several,
    out_of_order,
)
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cap_tui.cli.front import Front
    from cap_tui.core.assessments import Changes
    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier

VERB = Argument(
    "list",
    metavar=N_("VERB"),
    help=N_("list, propose, add, set, duplicate, remove, move or import; list by default."),
)
CRITERION = Option(
    None,
    "--criterion",
    metavar=N_("CRITERION"),
    help=N_("With add: the criterion it answers; may be repeated."),
)
WHERE = Option(
    None,
    "--where",
    metavar=N_("FIELD=VALUE"),
    help=N_("With set: only the actions whose field holds this value; may be repeated."),
)
PREVIEW = Option(False, "--preview", help=N_("With import: only show what the file would change."))  # noqa: FBT003 - a default value
YES = Option(False, "--yes", "-y", help=N_("With import: do not ask."))  # noqa: FBT003 - a default value
THEIRS = Option(
    None,
    "--theirs",
    metavar=N_("NUMBER"),
    help=N_("With import: take the file for this action where both sides changed; may be repeated."),
)
VERBS = ("list", "propose", "add", "set", "duplicate", "remove", "move", "import")
IMPORT_FORM = N_("cap-tui plan EVALUATION import FILE [--preview] [--yes] [--theirs NUMBER]")
ADD_FORM = N_('cap-tui plan EVALUATION add "What will be done" [field=value …] [--criterion 1.1.2]')
SET_FORM = N_("cap-tui plan EVALUATION set NUMBERS field=value …")
DUPLICATE_FORM = N_("cap-tui plan EVALUATION duplicate NUMBER")
REASON_WORDS = ("reason", "motif")
"""What a person may write for why a date moves or an action is dropped."""
REMOVE_FORM = N_("cap-tui plan EVALUATION remove NUMBER")
MOVE_FORM = N_("cap-tui plan EVALUATION move NUMBER PLACES (-1 moves up by one, +1 down by one)")
LIST_FORM = N_("cap-tui plan EVALUATION list")
PROPOSE_FORM = N_("cap-tui plan EVALUATION propose")


class PlanCommand:
    """Reading and changing the plan."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def plan(
        self,
        reference: str = EVALUATION,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        criterion: list[str] | None = CRITERION,
        where: list[str] | None = WHERE,
        preview: bool = PREVIEW,
        yes: bool = YES,
        theirs: list[str] | None = THEIRS,
        as_json: bool = AS_JSON,
    ) -> int:
        """List the plan, or do one gesture on it; 1 when something of a file or an action was left out."""
        details = rest or []
        _refuse_options([verb, *details])
        known_verb(verb, VERBS, "plan")
        if criterion and verb != "add":
            raise FormError(form=_(ADD_FORM))
        if where and verb != "set":
            raise FormError(form=_(SET_FORM))
        if (preview or yes or theirs) and verb != "import":
            raise FormError(form=_(IMPORT_FORM))
        with self._front.opened() as workspace:
            if verb == "import":
                expect(details, 1, IMPORT_FORM)
                numbers = [whole(typed, "--theirs") for typed in theirs or []]
                return import_plan(
                    workspace.open(reference), Path(details[0]), preview=preview, unasked=yes, theirs=numbers,
                    as_json=as_json,
                )  # fmt: skip
            gesture = Gesture(self._front, workspace.open(reference))
            if verb == "list":
                expect(details, 0, LIST_FORM)
                gesture.show(as_json=as_json)
                return DONE
            done = gesture.change(verb, details, criterion or [], where or [])
            if as_json:
                out_json([gesture.data(action) for action in gesture.changed(done)])
        return REFUSED if done.left else DONE


class Gesture:
    """One gesture on the plan of an open assessment."""

    def __init__(self, front: Front, dossier: Dossier) -> None:
        self._dossier = dossier
        self._today = front.now().date()
        self._reader = Reader(dossier.questionnaire, dossier.summary.id, self._today)

    def data(self, action: Action) -> dict[str, Any]:
        """Return a line as JSON gives it."""
        return action_data(self._dossier, action, self._today)

    def show(self, *, as_json: bool) -> None:
        """Print all lines, in the people's order."""
        actions = self._dossier.actions()
        if as_json:
            out_json([self.data(action) for action in actions])
        elif not actions:
            say(_("The plan is empty. Fill it from the results with: cap-tui plan {assessment} propose").format(
                assessment=self._dossier.summary.id[:8]
            ))  # fmt: skip
        else:
            for line in plan_lines(self._dossier, actions, self._today):
                out(line)

    def change(
        self, verb: str, details: Sequence[str], criteria: Sequence[str], where: Sequence[str]
    ) -> Done:
        """Do it and tell it.

        Raises:
            CapError: Not written right, or refused.
        """
        if verb == "add":
            return Done(self._add(details, criteria))
        if verb == "set":
            return self._set(details, where)
        gestures = {
            "duplicate": self._duplicate,
            "remove": self._remove,
            "move": self._move,
            "propose": self._propose,
        }
        return Done(gestures[verb](details))

    def changed(self, done: Done) -> list[Action]:
        """Return the lines added or changed, in the order of the plan."""
        return [action for action in self._dossier.actions() if action.id in done.changes.actions]

    def _add(self, details: Sequence[str], criteria: Sequence[str]) -> Changes:
        if not details:
            raise FormError(form=_(ADD_FORM))
        fields = self._reader.fields(details[1:])
        _demand_order(fields.get("start"), fields.get("due"))
        named = (*fields.pop("criteria", ()), *self._reader.criteria(criteria))
        changes = self._dossier.add_action(title=details[0], criteria=named, **fields)
        for action in changes.actions.values():
            if action is not None:
                say(_("Action {number} added: {title}").format(number=action.number, title=action.title))
        return changes

    def _set(self, details: Sequence[str], where: Sequence[str]) -> Done:
        if len(details) < 2:  # noqa: PLR2004 - the number, and one field at least
            raise FormError(form=_(SET_FORM))
        if where or names_several(details[0]):
            lines = matching(lines_named(self._dossier, details[0]), self._reader.fields(where))
            said, typed = _reasons(details[1:])
            reason = said[-1].partition("=")[2] if said else None
            return change_together(self._dossier, lines, self._reader.fields(typed), reason)
        action = self._line(details[0])
        fields = self._with_reason(action, details[1:])
        if {"start", "due"} & fields.keys():
            _demand_order(fields.get("start", action.start), fields.get("due", action.due))
        changes = self._dossier.set_action(action.id, **fields)
        say(_("Action {number} saved.").format(number=action.number))
        return Done(changes)

    def _with_reason(self, action: Action, typed: Sequence[str]) -> dict[str, Any]:
        """Return the fields typed; `reason=` explains whatever of them needs a reason.

        Raises:
            ReasonError: One is needed and not given.
            NothingToExplainError: One is given and nothing needs it.
            CapError: A field that does not exist, or a value that cannot be read.
        """
        said, others = _reasons(typed)
        fields = self._reader.fields(others)
        for item in said:
            asked = self._dossier.unexplained(action, fields)
            if not asked:
                raise NothingToExplainError(number=action.number)
            fields |= dict.fromkeys(asked, item.partition("=")[2])
        if self._dossier.unexplained(action, fields):
            raise ReasonError(number=action.number)
        return fields

    def _duplicate(self, details: Sequence[str]) -> Changes:
        expect(details, 1, DUPLICATE_FORM)
        first = self._line(details[0])
        changes = self._dossier.duplicate_action(first.id)
        for action in changes.actions.values():
            if action is not None:
                told = _("Action {number} is a copy of action {first}: {title}")
                say(told.format(number=action.number, first=first.number, title=action.title))
        return changes

    def _remove(self, details: Sequence[str]) -> Changes:
        expect(details, 1, REMOVE_FORM)
        action = self._line(details[0])
        changes = self._dossier.remove_action(action.id)
        say(_("Action {number} removed: {title}").format(number=action.number, title=action.title))
        return changes

    def _move(self, details: Sequence[str]) -> Changes:
        expect(details, 2, MOVE_FORM)
        action, places = self._line(details[0]), whole(details[1], _("PLACES"))
        changes = self._dossier.move_action(action.id, places)
        place = [line.id for line in self._dossier.actions()].index(action.id) + 1
        say(_("Action {number} is now in place {place}.").format(number=action.number, place=place))
        return changes

    def _propose(self, details: Sequence[str]) -> Changes:
        expect(details, 0, PROPOSE_FORM)
        changes = self._dossier.propose()
        count = len(changes.actions)
        say(ngettext("{count} action added from the results.", "{count} actions added from the results.", count).format(
            count=count
        ))  # fmt: skip
        return changes

    def _line(self, typed: str) -> Action:
        from cap_tui.services.errors import UnknownActionError

        wanted = whole(typed, _("NUMBER"))
        for action in self._dossier.actions():
            if action.number == wanted:
                return action
        raise UnknownActionError(number=wanted, assessment=self._dossier.summary.id[:8])


def _reasons(typed: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what says why, and the other fields."""
    said = [item for item in typed if item.partition("=")[0].strip().lower() in REASON_WORDS]
    return said, [item for item in typed if item not in said]


def _demand_order(start: date | None, due: date | None) -> None:
    error = out_of_order(start, due)
    if error is not None:
        raise error


def _refuse_options(words: Sequence[str]) -> None:
    """Refuse what the parser let through so that “move 3 -2” can be written."""
    for word in words:
        if word.startswith("-") and not word[1:].isdecimal():
            raise UnknownOptionError(option=one_line(word, limit=60), command="cap-tui plan")
