"""Why lines of a file are refused or to be checked: the same reason is told once, with the lines it is of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cap_tui.i18n import _, explain
from cap_tui.i18n.figures import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cap_tui.core.errors import CapError
    from cap_tui.services.network.register_import import Refused, RegisterPreview, Remarked

FEW = 3
"""Lines of the same reason that are still told one by one, each with its name."""
MOST_NAMED = 20
"""Lines of a group whose numbers are told."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason and the lines it is of, in the order of the file.

    Attributes:
        text: Ready to show.
        lines: Numbers from 1, each once.
        name: Of the structure when there is one line, or its SIRET; empty when neither was read, and for several lines.
    """

    text: str
    lines: tuple[int, ...]
    name: str = ""

    @property
    def where(self) -> str:
        """The lines in words: `line 4`, or `1,000 lines (the first: 2, 3, 4…)`."""
        if len(self.lines) == 1:
            return _("line {line}").format(line=self.lines[0])
        told = ", ".join(map(str, self.lines[:MOST_NAMED]))
        count = number(Decimal(len(self.lines)))
        if len(self.lines) <= MOST_NAMED:
            return _("{count} lines ({lines})").format(count=count, lines=told)
        return _("{count} lines (the first: {lines}…)").format(count=count, lines=told)


def reasons_of(lines: Sequence[Refused | Remarked]) -> list[Reason]:
    """Return why lines are refused or to be checked; a reason that more than `FEW` lines share is told once."""
    grouped: dict[tuple[type[CapError], str], list[tuple[int, str, CapError]]] = {}
    for line, name, error in _each(lines):
        shared = getattr(error, "several", "")
        text = _(shared).format(**error.values) if shared else explain(error)
        grouped.setdefault((type(error), text), []).append((line, name, error))
    found = []
    for (_kind, text), group in grouped.items():
        numbers = tuple(dict.fromkeys(line for line, _name, _error in group))
        if len(numbers) > FEW:
            found.append(Reason(text, numbers))
        else:
            found += [Reason(explain(error), (line,), name) for line, name, error in group]
    return sorted(found, key=lambda reason: reason.lines[0])


def _each(lines: Iterable[Refused | Remarked]) -> Iterable[tuple[int, str, CapError]]:
    from cap_tui.services.network.register_import import Refused  # late: it brings the database along

    for one in lines:
        if isinstance(one, Refused):
            yield from ((one.line, one.name or one.siret, error) for error in one.errors)
        else:
            yield one.line, one.name, one.remark


def nothing_words(found: RegisterPreview) -> str:
    """Return why a file that brings nothing has nothing to bring: all is known, or all is refused."""
    if found.refused and not found.same:
        return _("Nothing to write: every line is refused. Correct them in the file, then import it again.")
    if found.refused:
        return _("Nothing to write: the register already says all that could be read.")
    if not found.same:
        return _("Nothing to write: there is no line under the headings of the file.")
    return _("Nothing to write: the register already says all of it.")
