"""How a visa is said: who signed, as what, over what, and what was written since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.permissions import Role
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import decimal, long_date, percent
from cap_tui.i18n.labels import role_label
from cap_tui.reports.wording.reader import NOTHING, excerpt
from cap_tui.reports.wording.views import who

if TYPE_CHECKING:
    from cap_tui.core.review import LogLine, Visa
    from cap_tui.reports.wording.reader import Reader

NAME = 300
"""Most characters of a name; those of a value that changed stand in the history too, which gives it whole."""

_COVER_NAME, _VALUE, _SHORT = 60, 160, 16


def visa_line(book: Reader) -> str:
    """Return the last visa in one line, for the cover; empty when nobody signed."""
    if not book.data.visas:
        return ""
    visa = book.data.visas[0]
    day = long_date(visa.at.astimezone(book.data.zone))
    parts = [f"{_signer(visa)}, {day}", _("seal {seal}").format(seal=visa.short)]
    return " · ".join([*parts, *([modified_words(visa)] if visa.changes else [])])


def _signer(visa: Visa) -> str:
    signer = who(excerpt(visa.by, _COVER_NAME), visa.role)
    return signer + ", " + _("without a third party") if visa.role is Role.DIRECTOR else signer


def modified_words(visa: Visa) -> str:
    """Return that something was written after a visa, with how many changes."""
    count = len(visa.changes)
    return ngettext(
        "changed after the visa ({count} change)", "changed after the visa ({count} changes)", count
    ).format(count=count)


def covered(visa: Visa) -> list[tuple[str, str]]:
    """Return what a visa covers: each thing with its value."""
    covers = visa.covers
    rated = _("{positioned} of {applicable} applicable criteria").format(
        positioned=covers.positioned, applicable=covers.applicable
    )
    return [
        (_("Signed by"), excerpt(visa.by, NAME)),
        (_("Signed as"), _as(visa)),
        (_("Overall score"), percent(covers.score, 1)),
        (_("Criteria rated"), rated),
        (_("Positions retained"), decimal(covers.retained)),
        (_("Actions in the plan"), decimal(covers.actions)),
        (_("Entries covered"), decimal(covers.entries)),
        (_("Digest of the questionnaire"), covers.questionnaire[:_SHORT]),
        (_("Seal"), visa.short),
    ][0 if visa.by else 1 :]


def _as(visa: Visa) -> str:
    name = role_label(visa.role)
    if visa.role is not Role.DIRECTOR:
        return name
    return _("{role}: this evaluation has no third party").format(role=name)


def change_words(line: LogLine) -> str:
    """Return what was written after a visa: what it is about, then from what to what."""
    what = line.what or _("A note that is not printed")
    if not line.after and not line.before:
        return what
    before, after = (excerpt(value, _VALUE) or NOTHING for value in (line.before, line.after))
    return f"{what}\n{before} → {after}"
