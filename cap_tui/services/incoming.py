"""What a file that someone sent would bring, before anything of it is taken in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_
from cap_tui.core.fingerprints import spaced
from cap_tui.i18n import _, explain, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from cap_tui.core.errors import CapError
    from cap_tui.core.permissions import Role
    from cap_tui.core.review import Participant
    from cap_tui.exchange.worksheet import Problem


class Trust(StrEnum):
    """Whether the sender's key is known here."""

    SELF = "self"
    TRUSTED = "trusted"
    NEW = "new"
    CHANGED = "changed"


REFUSALS: Mapping[str, str] = {
    "malformed": N_("Damaged, or of a form that no evaluation has."),
    "signature": N_("Changed on the way: the signature does not match."),
    "value": N_("Changed on the way: the text is not the one that was signed."),
    "newer": N_("Written by a newer version of cap-tui: install it to read them."),
    "other": N_("They belong to another evaluation."),
    "absent": N_("Their text is missing, and nobody erased it."),
    "replaced": N_(
        "They give a person a second new key, though another is already known: one may be a thief’s. Call the person."
    ),
    "many": N_(
        "A person wrote more, or on more computers, than an evaluation takes in. Call them: their key may be in other hands."
    ),
}
"""Message ids of why an entry is refused; refused entries are never stored."""

TAMPERED = frozenset(REFUSALS[code] for code in ("signature", "value", "replaced", "many"))
"""Those that someone must have caused: the person is to be called."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file would bring; nothing is written.

    Attributes:
        path: The file.
        kind: `bundle`, `worksheet` or `pdf`.
        structure: Name of the structure evaluated.
        questionnaire: Its title.
        assessment: Hash of the first entry.
        sender: Name the sender gives; for a worksheet, the voice's.
        sender_fingerprint: Twenty characters; empty for a worksheet.
        sender_role: In the evaluation, once the file is taken in.
        known_as: For a changed key: the fingerprint this name had before.
        director: Name of the director, when their key is to be trusted too; empty otherwise.
        director_fingerprint: Theirs.
        exists: Whether the evaluation is here already.
        new: Entries that were not here.
        known: Entries that were.
        filled: Entries that were here without their value.
        withheld: New entries without their value, kept from this person.
        erased: Values that the file brings back and that stay erased.
        refused: Message id of why to how many.
        without_effect: Message id of why to how many of the new ones are kept without effect.
        conflicts: Fields that will have several versions because of this file.
        criteria: Code, title and number of new entries of each criterion touched, in reading order.
        people: Who takes part that was not known here.
        roles: Of the person at the keyboard, once the file is taken in.
        gaps: Sentences: whose entries are missing.
        forks: Sentences: who wrote twice in the same place.
        missing: When the file brings nothing, entries here that it lacks.
        late: New entries written before learning of a move that closed that right.
        problems: Cells of a worksheet that could not be taken.
        replaces: Whether a worksheet takes the place of one of the same nickname.
        blocked: Why it cannot be accepted; None when it can.
        parcel: What was read and verified, for `accept`.
    """

    path: Path
    kind: str
    structure: str
    year: int
    questionnaire: str
    assessment: str
    sender: str
    sender_fingerprint: str
    sender_role: Role | None
    trust: Trust
    created: datetime
    exists: bool
    known_as: str = ""
    director: str = ""
    director_fingerprint: str = ""
    new: int = 0
    known: int = 0
    filled: int = 0
    withheld: int = 0
    erased: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    without_effect: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    criteria: tuple[tuple[str, str, int], ...] = ()
    people: tuple[Participant, ...] = ()
    roles: tuple[Role, ...] = ()
    gaps: tuple[str, ...] = ()
    forks: tuple[str, ...] = ()
    missing: int = 0
    late: int = 0
    problems: tuple[Problem, ...] = ()
    replaces: bool = False
    blocked: CapError | None = None
    parcel: Any = field(default=None, repr=False, compare=False)

    @property
    def changes_nothing(self) -> bool:
        """Whether all it holds is here already."""
        return not (self.new or self.filled)

    def lines(self) -> list[str]:
        """Return what to read before accepting, as sentences in the language in use."""
        told = [explain(self.blocked)] if self.blocked else []
        if self.director:
            told.append(
                _("The director is {name}, fingerprint {fingerprint}.").format(
                    name=self.director, fingerprint=spaced(self.director_fingerprint)
                )
            )
        if self.replaces:
            told.append(_("These answers take the place of those of “{name}”.").format(name=self.sender))
        told += counted(self)
        told += [f"{problem.cell} : {problem.sentence}" for problem in self.problems]
        return told


def counted(what: Any) -> list[str]:
    """Return the sentences of the counts that `Incoming` and `Receipt` share."""
    told = [_n(one(count), count) for one, count in _counts(what) if count]
    if not (what.new or what.filled):
        told.insert(0, _("It brings nothing that is not here already."))
    told += refused_lines(what)
    for reason, count in what.without_effect.items():
        said = _n(
            ngettext("{count} entry kept without effect.", "{count} entries kept without effect.", count),
            count,
        )
        told.append(said + " " + _(reason))
    return [*told, *what.gaps, *what.forks]


def refused_lines(what: Any) -> list[str]:
    """Return the sentences of what was refused: a file that someone tampered with is told here."""
    return [
        _n(ngettext("{count} entry refused.", "{count} entries refused.", count), count) + " " + _(reason)
        for reason, count in what.refused.items()
    ]


def _counts(what: Any) -> list[tuple[Callable[[int], str], int]]:
    """Return the sentence of each count, in the order to read."""
    return [
        (lambda n: ngettext("{count} new entry", "{count} new entries", n), what.new),
        (
            lambda n: ngettext(
                "{count} text that was kept from you", "{count} texts that were kept from you", n
            ),
            what.filled,
        ),
        (
            lambda n: ngettext(
                "This file is older: it lacks {count} entry.",
                "This file is older: it lacks {count} entries.",
                n,
            ),
            what.missing,
        ),
        (
            lambda n: ngettext(
                "{count} opinion is kept from you for now", "{count} opinions are kept from you for now", n
            ),
            what.withheld,
        ),
        (
            lambda n: ngettext("{count} erased text stays erased", "{count} erased texts stay erased", n),
            what.erased,
        ),
        (
            lambda n: ngettext(
                "{count} field was written apart: both versions are kept",
                "{count} fields were written apart: all versions are kept",
                n,
            ),
            what.conflicts,
        ),
        (
            lambda n: ngettext(
                "{count} entry was written before learning that the phase had changed",
                "{count} entries were written before learning that the phase had changed",
                n,
            ),
            what.late,
        ),
    ]


def _n(sentence: str, count: int) -> str:
    return sentence.format(count=count)
