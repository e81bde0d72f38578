"""`questionnaire`: reading and checking the content, without opening the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument

from cap_tui.cli.arguments import AS_JSON
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.labels import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.catalogue.folders import FoundQuestionnaire
    from cap_tui.cli.front import Front
    from cap_tui.core.questionnaire import Questionnaire, Section

QUESTIONNAIRE = Argument(..., metavar="ID", help=N_("Id of the questionnaire, such as cap."))
FILES = Argument(None, metavar=N_("FILE"), help=N_("Questionnaire files, ending with .yaml."))


class QuestionnaireCommands:
    """Reading and checking questionnaires."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def listed(self, *, as_json: bool = AS_JSON) -> None:
        """Print the questionnaires of this machine, the refused ones included."""
        found = self._found()
        if as_json:
            out_json([_summary_data(one) for one in found])
            return
        headers = [_("Id"), _("Version"), _("Title"), _("Status"), _("Criteria"), _("File")]
        for line in table(
            headers, [_row(one) for one in found], right=(4,), flexible=2, width=terminal_width()
        ):
            out(line)

    def show(self, key: str = QUESTIONNAIRE, *, as_json: bool = AS_JSON) -> None:
        """Print a questionnaire: its tree, or with JSON everything, under the keys of the YAML format."""
        from cap_tui.catalogue.describe import describe
        from cap_tui.catalogue.folders import current
        from cap_tui.core.text import one_line
        from cap_tui.services.errors import UnknownQuestionnaireError

        found = current(self._found(), key)
        if found is None or found.questionnaire is None:
            raise UnknownQuestionnaireError(questionnaire=one_line(key, limit=60))
        if as_json:
            out_json(describe(found.questionnaire))
            return
        for line in _tree_lines(found.questionnaire):
            out(line)

    def check(self, files: list[str] | None = FILES, *, as_json: bool = AS_JSON) -> int:
        """Print every problem with its place; 1 when one of them refuses a file."""
        from cap_tui.cli.questionnaire_check import check_files, check_known

        reports = check_files(files) if files else check_known(self._front.data_dir)
        errors = sum(report.severity == "error" for report in reports)
        if as_json:
            out_json([report.data() for report in reports])
        else:
            for report in reports:
                out(report.line())
        warnings = len(reports) - errors
        say(
            _("{errors}, {warnings}.").format(
                errors=ngettext("{count} error", "{count} errors", errors).format(count=errors),
                warnings=ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
            )
        )
        return REFUSED if errors else DONE

    def schema(self) -> None:
        """Print the JSON Schema."""
        from cap_tui.catalogue.json_schema import json_schema

        out_json(json_schema())

    def _found(self) -> list[FoundQuestionnaire]:
        from cap_tui.catalogue.folders import CACHE, find_questionnaires

        folder = self._front.data_dir
        cache = folder / CACHE if folder.is_dir() else None  # reading creates no folder
        return find_questionnaires(folder, cache)


def _row(one: FoundQuestionnaire) -> list[str]:
    content = one.questionnaire
    if content is None:
        return ["—", "—", "—", _("refused"), "—", str(one.path)]
    status = _("proposed") if content.status == "proposed" else _("official")
    return [
        content.id, content.version, said(content.title), status, str(len(content.criteria)), str(one.path),
    ]  # fmt: skip


def _summary_data(one: FoundQuestionnaire) -> dict[str, Any]:
    content = one.questionnaire
    return {
        "id": content.id if content else None,
        "version": content.version if content else None,
        "title": content.title.get(language()) if content else None,
        "status": content.status if content else "refused",
        "criteria": len(content.criteria) if content else None,
        "file": str(one.path),
        "origin": one.origin,
    }


def _tree_lines(content: Questionnaire) -> Iterator[str]:
    yield f"{said(content.title)} · {content.version} ({content.id})"
    if content.status == "proposed":
        yield _("Proposed questionnaire, not the federation’s official text.")
    yield " · ".join(f"{level.symbol} {said(level.label)}" for level in content.scale.levels)
    for section in content.sections:
        yield from _section_lines(section, 0)


def _section_lines(section: Section, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{section.code} {said(section.title)}"
    for child in section.sections:
        yield from _section_lines(child, depth + 1)
    for criterion in section.criteria:
        yield f"{indent}  {criterion.code} {said(criterion.title)} [{criterion.id}]"
