"""What every format reads a report through: the data, and how things are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.scoring import band as band_of
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import clock, long_date, percent, short_date
from cap_tui.i18n.labels import position_label, position_symbol
from cap_tui.i18n.typography import typeset
from cap_tui.reports.report_data import Audience

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Level, LocalText, Questionnaire, Section
    from cap_tui.core.scoring import Totals
    from cap_tui.reports.report_data import ReportData

_FEDERATION = "COORACE"
"""Named by the sources of what it may validate: all that comes with cap-tui does; somebody’s own questionnaire need not."""
ELLIPSIS = "…"
NOTHING = "—"
LEAST_AXES, MOST_AXES = 3, 24
"""Of a radar: fewer axes enclose nothing, more cannot be labelled."""


def content(text: LocalText | str) -> str:
    """Return a text of the questionnaire in the language in use, typeset; never for what people typed."""
    words = text if isinstance(text, str) else text.get(language())
    return typeset(" ".join(words.split()))


def excerpt(text: str, limit: int) -> str:
    """Return `text`, or its beginning up to a word and an ellipsis when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    start = text[:limit]
    cut = start.rfind(" ", limit // 2)
    return start[: cut if cut > 0 else limit].rstrip() + ELLIPSIS


def interval(totals: Totals) -> str:
    """Return “between 48% and 71%”, or nothing when all is known."""
    if totals.low is None or totals.high is None or totals.low == totals.high:
        return ""
    return _("between {low} and {high}").format(low=percent(totals.low), high=percent(totals.high))


def finding_levels(questionnaire: Questionnaire) -> tuple[Level, ...]:
    """Return the levels that ask for facts, the lowest first; empty in a questionnaire without findings."""
    levels = sorted(questionnaire.scale.levels, key=lambda level: level.rank)
    return tuple(level for level in levels if level.requires.position)


@dataclass(frozen=True, slots=True)
class Reader:
    """One report being made.

    Attributes:
        data: Already reduced to what its audience may read.
    """

    data: ReportData

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
        if any(_FEDERATION in source.title for source in self.questionnaire.sources):
            return _("Proposal to be validated by COORACE, not an official text")
        return _("Proposal, not validated")

    @property
    def notice(self) -> str:
        """The status with what it means, or nothing once it is official."""
        if not self.status:
            return ""
        return _("{status}. Its wording is offered for discussion and commits no one yet.").format(
            status=self.status
        )

    @property
    def fiction(self) -> str:
        """What must be said of demonstration data on every page, or nothing."""
        return _("FICTIONAL STRUCTURE — demonstration") if self.data.structure.fictional else ""
