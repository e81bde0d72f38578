"""What a log says of the people who take part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.kinds import participant_of
from cap_tui.core.permissions import Role

if TYPE_CHECKING:
    from cap_tui.core.entries import Entry
    from cap_tui.core.fold import Key
    from cap_tui.core.people import People


class Participants:
    """The part of a log that answers about people.

    Attributes:
        standing: Who is who.
    """

    standing: People
    _chains: dict[Key, Entry]

    @property
    def director(self) -> str:
        """The public key that began the assessment; empty until its first entry is here."""
        return self.standing.root

    def participant(self, author: str) -> str:
        """Return the participant id behind a public key."""
        return self.standing.standing(author).participant

    def roles(self, author: str) -> frozenset[Role]:
        """Return the current roles of a public key in this assessment; none for one that another took the place of."""
        of = self.standing.standing(author)
        return of.roles if of.until is None else frozenset()

    def roles_of(self, participant: str) -> tuple[Role, ...]:
        """Return the current roles of a participant, in the order of `Role`."""
        key = self.key_of(participant)
        return tuple(role for role in Role if key and role in self.standing.standing(key).roles)

    def key_of(self, participant: str) -> str:
        """Return the current public key of a participant who wrote something or began; empty otherwise."""
        keys = self.standing.keys(participant)
        if keys:
            return keys[-1]
        authors = (entry.link.author for entry in self._chains.values())
        return next((author for author in authors if participant_of(author) == participant), "")

    def people(self) -> list[str]:
        """Return the ids of the participants who hold or held a role and wrote something, the director first."""
        found = dict.fromkeys([participant_of(self.director)] if self.director else [])
        for author, _installation in list(self._chains):
            of = self.standing.standing(author)
            if of.known:
                found[of.participant] = None
        return list(found)
