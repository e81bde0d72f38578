"""A plan changed in Excel: shown, asked about, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import agreed, out, out_json, say
from cap_tui.core.plan import encode_field
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.plan_return import Edit, PlanReturn


def import_plan(
    dossier: Dossier, path: Path, *, preview: bool, unasked: bool, theirs: Collection[int], as_json: bool
) -> int:
    """Show what a plan changed in Excel brings, and write it once agreed; 1 when something was left out.

    Args:
        dossier: The open evaluation.
        path: Of the workbook.
        preview: Whether nothing is written.
        unasked: Whether the question is answered by yes.
        theirs: Numbers of the lines of which the file is taken where both sides changed.
        as_json: Whether JSON is printed instead of lines.

    Raises:
        CapError: The file cannot be read, or nothing of it may be written.
    """
    from cap_tui.services.plan_return import bring_back, preview_plan
    from cap_tui.services.plan_return_words import return_lines

    found = preview_plan(dossier, path)
    taken = [one for one in found.conflicts if one.number in theirs]
    choices = (_("ours stays; to take theirs: --theirs {number}"), _("theirs is taken"))
    for line in () if as_json else return_lines(found, taken, choices):
        (out if preview else say)(line)
    writes = bool(found.edits or found.added or taken)
    agreed_to = writes and not preview and (unasked or agreed(_("Write it in the plan?")))
    if agreed_to:
        changes = bring_back(dossier, found, taken)
        count = len(changes.actions)
        say(ngettext("{count} action written.", "{count} actions written.", count).format(count=count))
    if as_json:
        out_json(_data(found, taken, written=agreed_to))
    left = bool(found.refused) or (writes and not preview and not agreed_to)
    return REFUSED if left else DONE


def _data(found: PlanReturn, taken: Collection[Edit], *, written: bool) -> dict[str, Any]:
    return {
        "changes": [_edit_data(edit) for edit in found.edits],
        "conflicts": [{**_edit_data(edit), "taken": edit in taken} for edit in found.conflicts],
        "added": [
            {"cell": line.cell, **{name: encode_field(value) for name, value in line.values.items()}}
            for line in found.added
        ],
        "missing": [{"number": number, "title": title} for number, title in found.gone],
        "refused": [{"cell": one.cell, "sentence": one.sentence} for one in found.refused],
        "unknown_columns": [{"head": head, "cells": count} for head, count in found.unknown],
        "lost_columns": list(found.lost),
        "written": written,
    }


def _edit_data(edit: Edit) -> dict[str, Any]:
    return {
        "action": edit.action,
        "number": edit.number,
        "field": edit.field,
        "before": edit.before,
        "after": edit.after,
        "value": encode_field(edit.value),
        "cell": edit.cell,
    }
