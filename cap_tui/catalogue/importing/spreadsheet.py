"""Rows of cells with French headers, read as a draft. `docs/importer-un-referentiel.md` describes the columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.draft import Draft, DraftCriterion, DraftScale, DraftSection
from cap_tui.catalogue.importing.entry import number_in
from cap_tui.catalogue.importing.errors import NoHeadersError, NothingToEvaluateError
from cap_tui.catalogue.importing.headers import Headers, find_headers
from cap_tui.catalogue.importing.level_texts import settle_levels
from cap_tui.catalogue.importing.rows import Row, Sheet, coded, lines_of, read_flag
from cap_tui.catalogue.importing.scale_sheet import is_scale_sheet, read_scale_sheet
from cap_tui.catalogue.importing.scales import four_levels
from cap_tui.catalogue.importing.slugs import slug
from cap_tui.catalogue.importing.wording import beginning, first_question
from cap_tui.core.structures import KINDS
from cap_tui.core.text import one_line
from cap_tui.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.importing.findings import Findings


def read_spreadsheet(sheets: Sequence[Sheet], name: str, findings: Findings) -> Draft:
    """Return what the first sheet with headers says.

    Args:
        sheets: In the order of the file.
        name: Of the file without its ending: title and identifier are made from it.
        findings: Learns everything that is not carried.

    Raises:
        NoHeadersError: No sheet has a row of headers.
        NothingToEvaluateError: No row is a criterion.
    """
    scale = four_levels()
    contents: tuple[Sheet, int] | None = None
    scaled = False
    for sheet in sheets:
        if is_scale_sheet(sheet.name) and not scaled:
            scale, scaled = read_scale_sheet(sheet, findings) or scale, True
        elif contents is None and (row := find_headers(sheet)) is not None:
            contents = (sheet, row)
        elif sheet.rows:
            findings.tell("sheet-left", "", sheet.name)
    if contents is None:
        raise NoHeadersError
    if not scaled:
        findings.tell(
            "scale-default", detail=", ".join(f"{level.label} {level.score}" for level in scale.levels)
        )
    title = one_line(name.replace("_", " "), limit=200) or _("Imported référentiel")
    findings.tell("missing-head", detail=f"title: {title} ; id: {slug(title)} ; version: 1")
    findings.tell("source-none")
    reading = _Reading(*contents, scale, findings)
    themes, options = reading.themes(title), list(reading.options.items())
    return Draft(slug(title, otherwise="referentiel"), "1", title, language(), scale, themes, options=options)


class _Reading:
    """One sheet being read, row after row."""

    def __init__(self, sheet: Sheet, header: int, scale: DraftScale, findings: Findings) -> None:
        self._sheet, self._header, self._findings = sheet, header, findings
        self._headers = Headers(sheet, header, scale, findings)
        self._scale = scale
        self._sections: dict[tuple[str, ...], DraftSection] = {}
        self._themes: list[DraftSection] = []
        self._place = ["", "", ""]
        self._named: dict[tuple[str, ...], str] = {}
        self.options: dict[str, str] = {}

    def themes(self, title: str) -> list[DraftSection]:
        """Return the themes; rows without one are gathered in a theme called `title`.

        Raises:
            NothingToEvaluateError: No row is a criterion.
        """
        found: list[DraftCriterion] = []
        for index in range(self._header + 1, len(self._sheet.rows)):
            row = Row(self._sheet, index, self._headers.columns, self._findings)
            self._move(row)
            criterion = self._criterion(row)
            if criterion is not None:
                self._section(row, title).criteria.append(criterion)
                found.append(criterion)
        if not found:
            raise NothingToEvaluateError
        for path, place in self._named.items():
            if path not in self._sections:
                self._findings.tell("section-empty", place, path[-1])
        settle_levels(self._scale, found, self._findings)
        return self._themes

    def _move(self, row: Row) -> None:
        """Learn the sections of a row: a name written anew closes those beneath."""
        for depth, column in enumerate(("theme", "objective", "sub-objective")):
            if written := row.line(column):
                if written != self._place[depth]:
                    self._place[depth + 1 :] = [""] * (2 - depth)
                self._place[depth] = written
                path = tuple(name for name in self._place[: depth + 1] if name)
                self._named.setdefault(path, row.place(column))

    def _section(self, row: Row, title: str) -> DraftSection:
        names = [name for name in self._place if name]
        if not names:
            if not self._sections:
                self._findings.tell("theme-made", row.place(), title)
            names = [title]
        siblings = self._themes
        for depth in range(len(names)):
            path = tuple(names[: depth + 1])
            if path not in self._sections:
                code, words = coded(names[depth])
                section = DraftSection(row.place(), code or words, code=code, title=words)
                self._sections[path] = section
                siblings.append(section)
            siblings = self._sections[path].sections
        return self._sections[tuple(names)]

    def _criterion(self, row: Row) -> DraftCriterion | None:
        question, title, code = row.text("question"), row.text("title"), self._code(row)
        if not (question or title or code):
            if row.filled() and not row.only({"theme", "objective", "sub-objective"}):
                self._findings.tell("row-left", row.place(), " | ".join(row.filled()))
            return None
        asked, rest = first_question(question)
        found = DraftCriterion(row.place(), code or title or question, code=code, question=asked)
        found.title = title or beginning(asked or rest)
        if rest:
            if not asked:
                self._findings.tell("question-moved", row.place("question"), rest)
            found.expected.append(rest)
        if not title and found.title:
            self._findings.tell("title-made", row.place(), found.title)
        found.why = row.text("why")
        found.expected += [text for text in [row.text("expected")] if text]
        found.evidence = lines_of(row.text("evidence"))
        found.levels = {level: text for level, at in self._headers.levels.items() if (text := row.at(at))}
        self._read_rules(row, found)
        return found

    def _code(self, row: Row) -> str:
        """Return the code; one that a spreadsheet took for a number gets its point back."""
        written = row.line("code")
        if re.fullmatch("[0-9]+,[0-9]+", written) is None:
            return written
        code = written.replace(",", ".")
        self._findings.tell("code-changed", row.place("code"), f"{written} → {code}")
        return code

    def _read_rules(self, row: Row, found: DraftCriterion) -> None:
        """Read the weight, whom it concerns, and the references."""
        if weight := row.line("weight"):
            number = number_in(weight)
            if number is not None and number > 0:
                found.weight = int(number) if number == number.to_integral_value() else number.normalize()
            else:
                self._findings.tell("weight-bad", row.place("weight"), weight)
        found.imperative = read_flag(row, "imperative", self._findings)
        known = {kind.casefold(): kind for kind in KINDS}
        for kind in lines_of(row.text("kinds"), commas=True):
            if kind.casefold() in known:
                found.kinds.append(known[kind.casefold()])
            else:
                self._findings.tell("kind-unknown", row.place("kinds"), kind)
        for label in lines_of(row.text("options"), commas=True):
            option = slug(label)
            self.options.setdefault(option, label)
            found.options.append(option)
        for line in lines_of(row.text("references")):
            standard, separator, clause = line.partition("|")
            if separator and standard.strip() and clause.strip():
                found.references.append((standard.strip(), clause.strip()))
            else:
                self._findings.tell("reference-bad", row.place("references"), line)
