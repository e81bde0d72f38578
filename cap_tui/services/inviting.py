"""Who takes part: let in, withdraw, blind or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.chains import ends_of
from cap_tui.core.entries import Draft
from cap_tui.core.errors import N_, CapError, Phrase
from cap_tui.core.fingerprints import fingerprint, parse_fingerprint, spaced
from cap_tui.core.kinds import (
    BLIND,
    GRANT,
    KNOWN,
    PERSON,
    ROLES,
    SETTING,
    SETTING_TARGET,
    participant_of,
    target_of,
)
from cap_tui.core.limits import CHAINS_NAMED
from cap_tui.core.people import compatible
from cap_tui.core.permissions import ROLE_NAMES, Role
from cap_tui.core.text import one_line
from cap_tui.services.naming import NAME_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import Changes
    from cap_tui.exchange.cards import Card
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Journal


class RoleNotGivenError(CapError):
    """A role that is not given to anyone."""

    sentence = N_(
        "The director is whoever began the evaluation. To hand it over, they change their key for the new person’s."
    )


class IncompatibleRolesError(CapError):
    """Two roles that one person may not hold together."""

    sentence = N_(
        "One person cannot be both {first} and {second} in the same evaluation. Withdraw the first role, or choose another person."
    )


class OwnRoleError(CapError):
    """The director and their own role."""

    sentence = N_("This is your own key: you are the director of this evaluation, and stay so.")


class UnknownPersonError(CapError):
    """Nobody of this name here."""

    sentence = N_(
        "Nobody in this evaluation answers to “{reference}”. See the list with: cap-tui people list"
    )


class Inviting:
    """The part of an open assessment that says who takes part."""

    _journal: Journal
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]
    demand: Callable[[str], None]

    def grant(self, whom: Card | str, role: Role, *, name: str = "", organisation: str = "") -> Changes:
        """Give a role to whoever holds the key of a fingerprint; what they have written so far keeps its effect.

        Args:
            whom: An invitation card, or the twenty characters read over the phone.
            role: Any but director.
            name: What to call them; the card's when empty.
            organisation: Where they come from; the card's when empty.

        Raises:
            CapError: Not a fingerprint, a role that cannot be given, or refused by the phase or the database.
        """
        if isinstance(whom, str):
            mark = parse_fingerprint(whom)
        else:
            mark, name, organisation = (
                fingerprint(whom.public), name or whom.name, organisation or whom.organisation,
            )  # fmt: skip
        if role is Role.DIRECTOR:
            raise RoleNotGivenError
        group = self._environment.new_id()
        person = {
            "name": one_line(name, limit=NAME_LENGTH),
            "organisation": one_line(organisation, limit=NAME_LENGTH),
        }

        def drafts() -> list[Draft]:
            if mark in self._own_marks():
                raise OwnRoleError
            now = self._granted(mark)
            roles = now | {role}
            if not compatible(roles):
                first = next(item for item in Role if item in now)
                raise IncompatibleRolesError(first=Phrase(ROLE_NAMES[first]), second=Phrase(ROLE_NAMES[role]))
            target = target_of(GRANT, mark)
            said = self._journal.log.value(target, PERSON)
            return [
                *(
                    [Draft(GRANT, target, ROLES, self._roles_value(mark, roles), group)]
                    if roles != now
                    else []
                ),
                *(
                    [Draft(GRANT, target, PERSON, person, group)]
                    if any(person.values()) and said != person
                    else []
                ),
            ]

        return self._commit(drafts)

    def revoke(self, reference: str) -> Changes:
        """Withdraw every role of someone; what they wrote that has arrived keeps its effect, what comes after has none.

        Args:
            reference: A participant id, or a fingerprint.

        Raises:
            CapError: Nobody answers to it, or refused by the phase or the database.
        """
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            self.demand("participant.revoke")
            mark = self._mark_of(reference)
            if mark in self._own_marks():
                raise OwnRoleError
            if not self._granted(mark):
                raise UnknownPersonError(reference=one_line(reference, limit=40))
            value = self._roles_value(mark, frozenset())
            return [Draft(GRANT, target_of(GRANT, mark), ROLES, value, group)]

        return self._commit(drafts)

    def set_blind(self, on: bool) -> Changes:  # noqa: FBT001 - the value written, not an option
        """Choose whether reviewers see the others' opinions only once they have finished theirs.

        Raises:
            CapError: Refused by the phase or the database.
        """
        return self._commit(
            lambda: [
                Draft(SETTING, SETTING_TARGET, BLIND, on, self._environment.new_id())
                for known in [self._journal.log.value(SETTING_TARGET, BLIND) is True]
                if known is not on
            ]
        )

    def _granted(self, mark: str) -> frozenset[Role]:
        return self._journal.log.standing.granted().get(mark, frozenset())

    def _own_marks(self) -> frozenset[str]:
        standing = self._journal.log.standing
        return frozenset(fingerprint(key) for key in standing.keys(participant_of(standing.root)))

    def _mark_of(self, reference: str) -> str:
        """Return the fingerprint that was granted, from it, from a later key's, or from a participant id."""
        standing = self._journal.log.standing
        marks = {mark: mark for mark in standing.granted()}
        for participant in self._journal.log.people():
            keys = standing.keys(participant) or (self._journal.log.key_of(participant),)
            for name in (participant, *map(fingerprint, keys)):
                marks[name] = fingerprint(keys[0])
        wanted = reference.strip()
        if wanted not in marks:
            try:
                wanted = parse_fingerprint(wanted)
            except CapError as error:
                raise UnknownPersonError(reference=one_line(reference, limit=40)) from error
        if wanted not in marks:
            raise UnknownPersonError(reference=spaced(wanted))
        return marks[wanted]

    def _roles_value(self, mark: str, roles: frozenset[Role]) -> dict[str, Any]:
        """Return what a grant says: the roles from now on, and those that what is known here was written under."""
        target = target_of(GRANT, mark)
        before = self._journal.log.value(target, ROLES)
        earlier = before.get("before", []) if isinstance(before, dict) else []
        value: dict[str, Any] = {ROLES: [role.value for role in Role if role in roles]}
        held = self._granted(mark)
        if held:
            marks = self._marks_of_person(mark)
            ends = [
                (chain, end)
                for chain, end in self._journal.log.frontier().items()
                if fingerprint(chain.partition("/")[0]) in marks
            ]
            ends.sort(
                key=lambda item: (-item[1][0], item[0])
            )  # where there are too many, those that say most
            named = sum(len(ends_of(item)) for item in earlier)
            known = {chain: list(end) for chain, end in ends[: max(0, CHAINS_NAMED - named)]}
            span = {ROLES: [role.value for role in Role if role in held], KNOWN: known}
            value["before"] = [*earlier, span]
        elif earlier:
            value["before"] = earlier
        return value

    def _marks_of_person(self, mark: str) -> frozenset[str]:
        standing = self._journal.log.standing
        for participant in self._journal.log.people():
            keys = standing.keys(participant) or (self._journal.log.key_of(participant),)
            if fingerprint(keys[0]) == mark:
                return frozenset(map(fingerprint, keys))
        return frozenset({mark})
