"""`questionnaire import`: a référentiel written for another tool, as one of ours and a report."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON
from cap_tui.cli.errors import ReplaceError
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from cap_tui.services.importing_questionnaires import Imported

FILE = Argument(
    ...,
    metavar=N_("FILE"),
    help=N_("A CISO Assistant library (.yaml), or a spreadsheet (.xlsx or .csv)."),
)
OUTPUT = Option(
    None,
    "--output",
    "-o",
    metavar=N_("PATH"),
    help=N_("The questionnaire to write, or a folder; a file in the current folder by default."),
)
REPLACE = Option(False, "--replace", help=N_("Replace files that are already there."))  # noqa: FBT003 - a default value


def import_foreign(
    file: str = FILE, *, output: str | None = OUTPUT, replace: bool = REPLACE, as_json: bool = AS_JSON
) -> None:
    """Write the questionnaire and the report, and print their paths."""
    from cap_tui.reports.files import ExportExistsError
    from cap_tui.services.importing_questionnaires import import_questionnaire

    try:
        done = import_questionnaire(_path(file), Path(output) if output else None, overwrite=replace)
    except ExportExistsError as error:
        raise ReplaceError(**error.values) from error
    if as_json:
        out_json(_data(done))
    else:
        out(str(done.questionnaire))
        out(str(done.report))
    _say_summary(done)


def _path(typed: str) -> Path:
    path = Path(typed)
    with suppress(RuntimeError):  # an unknown ~person: a file of that name, then
        return path.expanduser()
    return path


def _data(done: Imported) -> dict[str, Any]:
    content = done.converted.questionnaire
    return {
        "questionnaire": str(done.questionnaire),
        "report": str(done.report),
        "id": content.id,
        "version": content.version,
        "criteria": len(content.criteria),
        "sections": len(content.section_by_id),
        "terms": done.converted.remarks,
        "findings": [
            {"kind": kind, "message": _(one.sentence), "place": one.place, "detail": one.detail}
            for kind, found in done.converted.findings.by_kind().items()
            for one in found
        ],
        "warnings": [
            {
                "line": problem.line,
                "column": problem.column,
                "path": problem.place,
                "message": _(problem.sentence).format(**problem.values),
            }
            for problem in done.converted.warnings
        ],
    }


def _say_summary(done: Imported) -> None:
    criteria = len(done.converted.questionnaire.criteria)
    remarks = sum(len(found) for found in done.converted.findings.by_kind().values())
    say(
        _("{criteria}; {remarks} in the report. Read it, correct the questionnaire, then check it.").format(
            criteria=ngettext("{count} criterion", "{count} criteria", criteria).format(count=criteria),
            remarks=ngettext("{count} remark", "{count} remarks", remarks).format(count=remarks),
        )
    )
