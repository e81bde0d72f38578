"""What every page needs at hand: the data, the words, and where things ended up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cap_tui.core.scoring import band as band_of
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import clock, long_date, short_date
from cap_tui.i18n.labels import position_label, position_symbol
from cap_tui.reports.pdf.text import content
from cap_tui.reports.report_data import Audience

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Questionnaire, Section
    from cap_tui.reports.pdf.text import Words
    from cap_tui.reports.report_data import ReportData


@dataclass(frozen=True, slots=True)
class Book:
    """One report being made.

    Attributes:
        data: Already reduced to what its audience may read.
        words: Makes paragraphs.
        chapters: Key and title of each chapter, in order, for the contents.
        pages: Key of a chapter to the page it was drawn on; filled while drawing.
    """

    data: ReportData
    words: Words
    chapters: list[tuple[str, str]] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def questionnaire(self) -> Questionnaire:
        """The pinned content."""
        return self.data.questionnaire

    @property
    def private(self) -> bool:
        """Whether names and free texts are shown."""
        return self.data.audience is Audience.INTERNE

    @property
    def title(self) -> str:
        """The questionnaire's title, typeset."""
        return content(self.questionnaire.title)

    def symbol(self, position: Position | None) -> str:
        """Return the character for a position."""
        return position_symbol(self.questionnaire.scale, position)

    def label(self, position: Position | None) -> str:
        """Return the words for a position."""
        return content(position_label(self.questionnaire.scale, position, language()))

    def band(self, value: Fraction | None) -> str:
        """Return the name of a score's band, or an em dash."""
        found = band_of(self.questionnaire, value)
        return content(found.label) if found else "—"

    def level(self, position: Position | None) -> str:
        """Return the symbol and the words for a position."""
        return f"{self.symbol(position)} {self.label(position)}"

    def moment(self, at: datetime, *, long: bool = False) -> str:
        """Return the day and the hour of a fact, where the report is made."""
        here = at.astimezone(self.data.zone)
        if long:
            return _("{day} at {hour}").format(day=long_date(here), hour=clock(here))
        return f"{short_date(here)} {clock(here)}"

    def sections(self) -> list[tuple[int, Section]]:
        """Return the sections with a concerned criterion beneath, with their depth from 0, in reading order."""
        path = self.questionnaire.path
        found = self.questionnaire.section_by_id.items()
        return [(len(path[key]), section) for key, section in found if key in self.data.totals]

    def objectives(self) -> list[Section]:
        """Return the sections that hold concerned criteria themselves."""
        return [section for _depth, section in self.sections() if self.concerned(section)]

    def concerned(self, section: Section) -> list[Criterion]:
        """Return the criteria of one section, not of those beneath, that concern this structure."""
        wanted = self.data.totals
        return [criterion for criterion in section.criteria if criterion.id in wanted]

    @property
    def status(self) -> str:
        """What must be said of the questionnaire on every page, or nothing once it is official."""
        if self.questionnaire.status == "official":
            return ""
        return _("Proposal to be validated by COORACE, not an official text")

    @property
    def fiction(self) -> str:
        """What must be said of demonstration data on every page, or nothing."""
        return _("FICTIONAL STRUCTURE — demonstration") if self.data.structure.fictional else ""
