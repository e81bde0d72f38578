"""Whether the keys that speak in a file are known here, and which the person is asked to trust."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cap_tui.core.entries import read
from cap_tui.core.errors import CapError
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import participant_of
from cap_tui.core.permissions import Role
from cap_tui.services.contacts import contact_for
from cap_tui.services.demo import demo_author
from cap_tui.services.incoming import Trust
from cap_tui.services.naming import person_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cap_tui.core.log import Log
    from cap_tui.exchange.manifest import Manifest
    from cap_tui.services.contacts import Contact

_WORST = (Trust.SELF, Trust.TRUSTED, Trust.NEW, Trust.CHANGED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of the keys.

    Attributes:
        trust: The worst of the sender's and, for an evaluation not here yet, the director's.
        name: Of whoever that is about.
        found: Their fingerprint.
        known: The contact that bears the same name, or directs the same structure, with another key.
        ask_director: Whether the director's key is to be trusted with the sender's.
        called: What to call the sender: as they were accepted here or let in by the director, else as they say.
        contacts: To keep once accepted.
        gone: Fingerprints that others take the place of.
    """

    trust: Trust
    name: str = ""
    found: str = ""
    known: str = ""
    ask_director: bool = False
    called: str = ""
    contacts: tuple[Contact, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Who is known on this installation.

    Attributes:
        mine: Public keys of its people, former ones too.
        contacts: Who is trusted.
        directors: Public keys of who directs the evaluations of the same structure that are here.
    """

    mine: frozenset[str]
    contacts: tuple[Contact, ...]
    directors: tuple[str, ...] = ()

    def of(self, log: Log, public: str, name: str, *, directs: bool = False) -> tuple[Trust, str]:
        """Return whether a key is known, and the fingerprint it should have had when it is another's.

        Args:
            log: Where a change of key signed by the old one may be.
            public: The key.
            name: What the person is called in the file.
            directs: Whether it is the director's.
        """
        if public in self.mine:
            return Trust.SELF, ""
        marks = marks_of(log, public)
        if any(contact.fingerprint in marks for contact in self.contacts):
            return Trust.TRUSTED, ""
        wanted = name.casefold()
        same = [contact for contact in self.contacts if wanted and contact.name.casefold() == wanted]
        if directs:
            before = {fingerprint(key) for key in self.directors}
            same += [contact for contact in self.contacts if contact.fingerprint in before]
        return (Trust.CHANGED, same[0].fingerprint) if same else (Trust.NEW, "")


def verdict(
    who: Acquaintance, log: Log, manifest: Manifest, at: datetime, *, exists: bool, fictional: bool
) -> Verdict:
    """Return whether a file's sender, and the director of an evaluation not here yet, are known.

    Who holds a role in an evaluation that is here was let in by its director: their key is known by that.

    Args:
        who: Who is known here.
        log: The evaluation, the file's entries included.
        manifest: The file's.
        at: Since when those accepted are trusted.
        exists: Whether the evaluation was here before.
        fictional: Whether it is a demonstration, whose director's key everyone has.
    """
    sender, director = manifest.sender, log.director
    name = manifest.name or fingerprint(sender)
    playing = fictional and director == demo_author("").key.public
    inside = bool(log.roles(sender))
    trust, known = who.of(log, sender, manifest.name)
    if trust is not Trust.SELF and ((exists and inside) or (playing and sender == director)):
        trust, known = Trust.TRUSTED, ""
    called = name if trust in (Trust.NEW, Trust.CHANGED) else _called(who, log, manifest) or name
    contacts = [contact_for(sender, called, manifest.organisation, at)]
    found = Verdict(trust, name, fingerprint(sender), known)
    if not exists and not playing:
        said = person_of(log, participant_of(director))["name"]
        same_person = log.participant(sender) == participant_of(director)
        second, before = who.of(log, director, said, directs=True)
        if not same_person:
            contacts.append(contact_for(director, said or fingerprint(director), "", at))
            if inside and second in (Trust.SELF, Trust.TRUSTED) and trust is Trust.NEW:
                found = Verdict(Trust.TRUSTED, name, found.found)
        if _WORST.index(second) > _WORST.index(found.trust) and trust is not Trust.SELF:
            about = (said or name, fingerprint(director)) if not same_person else (name, found.found)
            found = Verdict(second, *about, known=before, ask_director=not same_person)
    return _with_contacts(replace(found, called=called), who, log, contacts)


def _called(who: Acquaintance, log: Log, manifest: Manifest) -> str:
    """Return the name of a known sender, who cannot pass for another by changing theirs."""
    marks = marks_of(log, manifest.sender)
    accepted = next((contact.name for contact in who.contacts if contact.fingerprint in marks), "")
    let_in = person_of(log, log.participant(manifest.sender))["name"] if log.roles(manifest.sender) else ""
    return accepted or let_in or manifest.name


def _with_contacts(found: Verdict, who: Acquaintance, log: Log, contacts: Iterable[Contact]) -> Verdict:
    """Say whom to keep: those who are not of this installation, the demonstration's director never."""
    never = who.mine | {demo_author("").key.public}
    kept = tuple(contact for contact in contacts if contact.public not in never)
    new = {contact.fingerprint for contact in kept}
    gone = {mark for contact in kept for mark in marks_of(log, contact.public)} - new
    return replace(found, contacts=kept, gone=tuple(sorted(gone)))


def marks_of(log: Log, public: str) -> frozenset[str]:
    """Return the fingerprints of a person: of this key and of those before and after it that they signed for."""
    keys = log.standing.keys(log.participant(public))
    return frozenset(map(fingerprint, {*keys, public}))


def role_of(log: Log, public: str) -> Role | None:
    """Return the first role of a key, None for none."""
    roles = log.roles(public)
    return next((role for role in Role if role in roles), None)


def authors_of(signed: Iterable[str]) -> tuple[str, ...]:
    """Return who signed these stored entries."""
    found = []
    for text in signed:
        try:
            found.append(read(text, "", "", None).link.author)
        except CapError:  # damaged here: the doctor tells
            continue
    return tuple(found)
