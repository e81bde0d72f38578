"""The people of an evaluation: named on the command line, in a table, as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from cap_tui.cli.errors import SeveralPeopleError, UnknownContactHereError, UnknownPersonHereError
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_, CapError, Phrase
from cap_tui.core.fingerprints import parse_fingerprint, parse_start, spaced
from cap_tui.core.permissions import Role
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.i18n.formats import sort_key
from cap_tui.i18n.labels import role_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cap_tui.core.review import Participant
    from cap_tui.exchange.cards import Card
    from cap_tui.services.contacts import Contact
    from cap_tui.services.dossier import Dossier

ROLE_WORDS: Mapping[Role, Sequence[str]] = {
    Role.PEER: ("peer", "pair", "paire"),
    Role.THIRD_PARTY: ("third_party", "tiers"),
    Role.CONTRIBUTOR: ("contributor", "équipe", "contributeur", "contributrice", "team"),
    Role.COORDINATOR: ("coordinator", "coordination", "coordinateur", "coordinatrice"),
    Role.DIRECTOR: ("director", "directrice", "directeur", "direction"),
}
"""What people type for a role, in both languages."""

LEAST = 4
"""Characters of a fingerprint or an id that may name someone."""


def people_lines(people: Iterable[Participant]) -> list[str]:
    """Return the table of who takes part."""
    headers = ["", _("Name"), _("Role"), _("Organisation"), _("Fingerprint"), _("State")]
    rows = [
        [
            "►" if person.me else "",
            person.name or _("(no name)"),
            ", ".join(map(role_label, person.roles)),
            person.organisation,
            spaced(person.fingerprint),
            _state(person),
        ]
        for person in people
    ]
    return table(headers, rows, flexible=1, width=terminal_width())


def _state(person: Participant) -> str:
    if not person.roles:
        return _("withdrawn")
    if person.transcribed_by:
        return _("worksheet, transcribed by {name}").format(name=one_line(person.transcribed_by))
    if not person.present:
        return _("nothing received yet")
    return _("has finished") if person.finished else ""


def person_data(person: Participant) -> dict[str, Any]:
    """Return someone as JSON gives them."""
    return {
        "id": person.id,
        "name": person.name,
        "organisation": person.organisation,
        "fingerprint": spaced(person.fingerprint),
        "roles": [role.value for role in person.roles],
        "finished": person.finished,
        "present": person.present,
        "transcribed_by": person.transcribed_by,
        "me": person.me,
    }


def person_named(dossier: Dossier, typed: str) -> Participant:
    """Return who answers to a name, a fingerprint, an id, or an unambiguous start of the last two.

    Raises:
        UnknownPersonHereError: Nobody.
        SeveralPeopleError: Several.
    """
    found = _answering(dossier.people(), typed, lambda person: (person.fingerprint, person.id))
    if found is None:
        raise UnknownPersonHereError(person=one_line(typed, limit=80), assessment=dossier.summary.id[:8])
    return found


def contact_named(contacts: Sequence[Contact], typed: str) -> Contact:
    """Return which of the contacts answers to a name, a fingerprint or an unambiguous start of it.

    Raises:
        UnknownContactHereError: None.
        SeveralPeopleError: Several.
    """
    found = _answering(contacts, typed, lambda contact: (contact.fingerprint,))
    if found is None:
        raise UnknownContactHereError(person=one_line(typed, limit=80))
    return found


class _Known(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...


Someone = TypeVar("Someone", bound=_Known)


def _answering(
    people: Sequence[Someone], typed: str, marks_of: Callable[[Someone], tuple[str, ...]]
) -> Someone | None:
    """Return the one whose marks or name these are, or whose marks begin so; None for nobody.

    Raises:
        SeveralPeopleError: Several.
    """
    wanted, name = one_line(typed), sort_key(one_line(typed))[0]
    starts = _starts(wanted)
    found = [one for one in people if starts and {wanted, starts[-1]} & {*marks_of(one)}]
    found = found or [one for one in people if name and sort_key(one.name)[0] == name]
    found = found or [
        one for one in people if any(mark.startswith(start) for mark in marks_of(one) for start in starts)
    ]
    if len(found) > 1:
        matches = ", ".join(spaced(one.fingerprint) for one in found)
        raise SeveralPeopleError(person=one_line(typed, limit=80), matches=matches)
    return found[0] if found else None


def _starts(typed: str) -> tuple[str, ...]:
    """Return the starts of marks that a text may be: as typed for an id, as it is read for a fingerprint."""
    if len(typed) < LEAST:
        return ()
    try:
        return typed.lower(), parse_start(typed)
    except CapError:
        return (typed.lower(),)


def next_reader(dossier: Dossier) -> str:
    """Return for whom the person at the keyboard usually exports: the director for the peer, others for the director."""
    return (Role.PEER if Role.DIRECTOR in dossier.roles else Role.DIRECTOR).value


def card_or_fingerprint(typed: str) -> Card | str:
    """Return the invitation card of a path, else the fingerprint as typed.

    Raises:
        CapError: The file is no card or cannot be read, or the text is no fingerprint.
    """
    from cap_tui.exchange.cards import MAX_SIZE, SUFFIX, read_card
    from cap_tui.services.exchange_errors import UnreadableFileError

    try:
        if not typed.lower().endswith(SUFFIX) and not Path(typed).is_file():
            return parse_fingerprint(typed)
        path = Path(typed).expanduser()
        if not path.is_file():  # a pipe would be waited on for ever
            raise UnreadableFileError(path=one_line(typed), reason=Phrase(N_("it is not there")))
        with path.open("rb") as file:
            data = file.read(MAX_SIZE + 1)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFileError(path=one_line(typed), reason=reason) from error
    return read_card(data)
