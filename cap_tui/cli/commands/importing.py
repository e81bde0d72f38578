"""`import`: what others sent, shown, then taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, whole
from cap_tui.cli.errors import DONE, REFUSED, MissingError, NumberInListError
from cap_tui.cli.exchange_lines import (
    receipt_data,
    receipt_lines,
    receipt_table,
)
from cap_tui.cli.file_import import Taking
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.cli.front import Front

FILES = Argument(
    None,
    metavar=N_("FILE"),
    help=N_(".capx files, filled worksheets, PDFs that carry their dossier; folders of them."),
)
PREVIEW = Option(False, "--preview", help=N_("Only show what they would bring."))  # noqa: FBT003 - a default value
YES = Option(False, "--yes", "-y", help=N_("Do not ask, not even whether a new sender is trusted."))  # noqa: FBT003 - a default value
TRUST = Option(False, "--trust", help=N_("Trust new senders: you compared their fingerprints by telephone."))  # noqa: FBT003 - a default value
REPORTS = Option(
    False,  # noqa: FBT003 - a default value
    "--reports",
    help=N_("List the reports of imports, or read those of the numbers given."),
)


class ImportCommand:
    """Taking in what others sent."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def take(
        self,
        files: list[str] | None = FILES,
        *,
        preview: bool = PREVIEW,
        yes: bool = YES,
        trust: bool = TRUST,
        reports: bool = REPORTS,
        as_json: bool = AS_JSON,
    ) -> int:
        """Show what files bring and take them in once agreed; 1 when one was refused."""
        if reports:
            self._reports(files or [], as_json=as_json)
            return DONE
        if not files:
            raise MissingError(parameter=_("FILE"), command="cap-tui import")
        with self._front.opened() as workspace:
            taking = Taking(workspace, preview=preview, unasked=yes, trust=trust, quiet=as_json)
            told = [data for typed in files for data in taking.taken(_path(typed))]
        if as_json:
            out_json(told)
        if len(told) > 1:
            say(_total(told, preview=preview))
        return REFUSED if any(_wrong(one, preview=preview) for one in told) else DONE

    def _reports(self, numbers: Sequence[str], *, as_json: bool) -> None:
        from cap_tui.services.exchanging import receipts

        wanted = [whole(typed, "--reports") for typed in numbers]
        with self._front.opened() as workspace:
            known = receipts(workspace)
        if not wanted and not known and not as_json:
            say(_("Nothing was imported yet."))
            return
        shown = [one for one in known if one.id in wanted] if wanted else list(known)
        if missing := set(wanted) - {one.id for one in shown}:
            raise NumberInListError(typed=min(missing), command="cap-tui import --reports")
        if as_json:
            out_json([receipt_data(one) for one in shown])
            return
        for line in (
            [text for one in shown for text in receipt_lines(one)] if wanted else receipt_table(shown)
        ):
            out(line)


def _path(typed: str) -> Path:
    path = Path(typed)
    try:
        return path.expanduser()
    except RuntimeError:  # an unknown ~person: a file of that name, then
        return path


def _wrong(told: dict[str, Any], *, preview: bool) -> bool:
    return bool(told["error"] or told["refused"] or not (preview or told["accepted"]))


def _total(told: Sequence[dict[str, Any]], *, preview: bool) -> str:
    if preview:
        done = sum(not one["error"] for one in told)
        return ngettext(
            "{done} file of {count} can be imported.", "{done} files of {count} can be imported.", done
        ).format(done=done, count=len(told))
    taken = [one for one in told if one["accepted"]]
    return ngettext(
        "{done} file of {count} imported; new entries: {new}.",
        "{done} files of {count} imported; new entries: {new}.",
        len(taken),
    ).format(done=len(taken), count=len(told), new=sum(one["new"] for one in taken))
