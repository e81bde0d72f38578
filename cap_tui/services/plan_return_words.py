"""What a plan that comes back from Excel would change, in words: the same in every front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import action_field_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cap_tui.services.plan_return import Edit, PlanReturn

_SHOWN = 200
"""Characters of a value that a line shows."""


def return_lines(found: PlanReturn, theirs: Collection[Edit], choices: tuple[str, str]) -> Iterator[str]:
    """Yield what would change, then what is left as it is; what belongs to the line above begins with two spaces.

    Args:
        found: The preview.
        theirs: The conflicts in which the file is taken.
        choices: What is said of a conflict when what is here stays (`{number}` is that of the action), and when the
            file is taken.
    """
    if found.changes_nothing:
        yield _("This file changes nothing in the plan.")
    yield from _edits(found.edits)
    for line in found.added:
        yield _("New action ({cell}): {title}").format(
            cell=line.cell, title=one_line(line.title, limit=_SHOWN)
        )
    for edit in found.conflicts:
        yield _title(edit)
        yield "  " + _("changed on both sides: {change} ({choice})").format(
            change=_change(edit), choice=choices[edit in theirs].format(number=edit.number)
        )
    yield from _left(found)


def _edits(edits: Collection[Edit]) -> Iterator[str]:
    last = ""
    for edit in edits:
        if edit.action != last:
            yield _title(edit)
            last = edit.action
        yield "  " + _change(edit)


def _left(found: PlanReturn) -> Iterator[str]:
    for number, title in found.gone:
        yield _("Action {number} is not in the file any more: it stays. {title}").format(
            number=number, title=one_line(title, limit=_SHOWN)
        )
    for refused in found.refused:
        yield _("Not taken, {cell}: {sentence}").format(cell=refused.cell, sentence=refused.sentence)
    for head, count in found.unknown:
        yield ngettext(
            "Column “{head}” was added: left aside ({count} cell).",
            "Column “{head}” was added: left aside ({count} cells).",
            count,
        ).format(head=one_line(head, limit=80), count=count)
    for head in found.lost:
        yield _("Column “{head}” is gone: it stays as it was here.").format(head=one_line(head, limit=80))


def _title(edit: Edit) -> str:
    return _("Action {number}: {title}").format(number=edit.number, title=one_line(edit.title, limit=_SHOWN))


def _change(edit: Edit) -> str:
    before, after = (one_line(text, limit=_SHOWN) or _("nothing") for text in (edit.before, edit.after))
    return _("{field}: {before} → {after}").format(
        field=action_field_label(edit.field), before=before, after=after
    )
