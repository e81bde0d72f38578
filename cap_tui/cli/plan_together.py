"""Several lines of the plan changed in one gesture, which one undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.cli.arguments import whole
from cap_tui.cli.errors import (
    DueBeforeStartError,
    NothingToExplainTogetherError,
    NotLinesError,
    TitlesTogetherError,
)
from cap_tui.cli.output import say
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.formats import short_date, sort_key
from cap_tui.services.errors import UnexplainedError, UnknownActionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cap_tui.core.assessments import Changes
    from cap_tui.core.errors import CapError
    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier

EVERY = ("all", "tout", "toutes")
"""What names all the lines."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a gesture did.

    Attributes:
        changes: What changed.
        left: How many lines stayed as they were though they were asked for.
    """

    changes: Changes
    left: int = 0


def names_several(typed: str) -> bool:
    """Return whether a text names lines otherwise than by one number."""
    return sort_key(one_line(typed))[0] in EVERY or not typed.strip().removeprefix("-").isdecimal()


def lines_named(dossier: Dossier, typed: str) -> list[Action]:
    """Return the lines that `all`, or numbers and runs of numbers such as `2,4-6`, name; in the order of the plan.

    Raises:
        NotLinesError: It is written otherwise.
        UnknownActionError: One of the numbers is of no line.
    """
    lines = list(dossier.actions())
    if sort_key(one_line(typed))[0] in EVERY:
        return lines
    wanted = {number for part in typed.split(",") for number in _run(part, typed, lines)}
    missing = sorted(wanted - {line.number for line in lines})
    if missing:
        raise UnknownActionError(number=missing[0], assessment=dossier.summary.id[:8])
    return [line for line in lines if line.number in wanted]


def _run(part: str, typed: str, lines: Sequence[Action]) -> set[int]:
    """Return the numbers of one part; of a run, those that lines have: an action taken out leaves a hole in it."""
    first, dash, last = (piece.strip() for piece in part.partition("-"))
    if not first.isdecimal() or (dash and not last.isdecimal()):
        raise NotLinesError(typed=one_line(typed, limit=40))
    start = whole(first, "")
    if not dash:
        return {start}
    found = {line.number for line in lines if start <= line.number <= whole(last, "")}
    if not found:
        raise NotLinesError(typed=one_line(typed, limit=40))
    return found


def matching(lines: Iterable[Action], wanted: Mapping[str, Any]) -> list[Action]:
    """Return the lines whose fields hold these values; of criteria, one at least; of texts, whatever the case."""
    return [
        line for line in lines if all(_holds(getattr(line, name), value) for name, value in wanted.items())
    ]


def _holds(value: Any, wanted: Any) -> bool:
    if isinstance(value, tuple):
        return bool(set(value) & set(wanted)) or value == wanted
    if isinstance(value, str) and isinstance(wanted, str):
        return sort_key(one_line(value))[0] == sort_key(one_line(wanted))[0]
    return bool(value == wanted)


def change_together(
    dossier: Dossier, lines: Sequence[Action], fields: Mapping[str, Any], reason: str | None
) -> Done:
    """Give the same fields to several lines, tell how many changed and which did not, with why.

    Args:
        dossier: The open evaluation.
        lines: Which.
        fields: Python values of `Action`'s fields.
        reason: Why dates move or actions are dropped; it stays with the lines that need one. None when none is given.

    Raises:
        TitlesTogetherError: They would all have one title.
        NothingToExplainTogetherError: A reason is given, and no line needs one.
        CapError: A value that does not fit, or refused by the phase or the database; nothing changed.
    """
    if "title" in fields:
        raise TitlesTogetherError
    values = dict(fields)
    if reason is not None:
        asked = {name for line in lines for name in dossier.unexplained(line, fields)}
        if not asked:
            raise NothingToExplainTogetherError
        values |= dict.fromkeys(asked, reason)
    backwards = {line.id: error for line in lines if (error := _backwards(line, fields)) is not None}
    done = dossier.set_actions([line.id for line in lines if line.id not in backwards], **values)
    errors = backwards | {one.action: one.error for one in done.refused}
    count = sum(line.id in done.changes.actions for line in lines)
    say(ngettext("{count} action changed.", "{count} actions changed.", count).format(count=count))
    _tell_left({line: errors[line.id] for line in lines if line.id in errors})
    return Done(done.changes, len(errors))


def _tell_left(errors: Mapping[Action, CapError]) -> None:
    count = len(errors)
    if count:
        said = ngettext("{count} action left as it was:", "{count} actions left as they were:", count)
        say(said.format(count=count))
    for line, error in errors.items():
        say(f"  {line.number}. {explain(error)}")
    if any(isinstance(error, UnexplainedError) for error in errors.values()):
        say(_('To say why, add reason="…" to the command.'))


def _backwards(line: Action, fields: Mapping[str, Any]) -> CapError | None:
    if not {"start", "due"} & fields.keys():
        return None
    return out_of_order(fields.get("start", line.start), fields.get("due", line.due))


def out_of_order(start: date | None, due: date | None) -> CapError | None:
    """Return why an action cannot have these dates; None when it can."""
    if start and due and due < start:
        return DueBeforeStartError(due=short_date(due), start=short_date(start))
    return None
