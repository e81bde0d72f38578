"""What the participants of an evaluation are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import GRANT, PERSON, participant_of, target_of
from cap_tui.core.text import one_line

if TYPE_CHECKING:
    from cap_tui.core.log import Log

NAME_LENGTH = 120


def person_of(log: Log, participant: str) -> dict[str, str]:
    """Return what the evaluation says of a participant: `name`, `organisation`, `transcribed`; cleaned, empty when unsaid.

    The director's name is in the first entry; the others' are in the grants.
    """
    keys = log.standing.keys(participant)
    if log.director and participant == participant_of(log.director):
        first = log.get(log.assessment)
        said = first.data if first and isinstance(first.data, dict) else {}
        return _cleaned({"name": said.get("director", "")})
    key = keys[0] if keys else log.key_of(participant)
    return granted_person(log, fingerprint(key) if key else "")


def granted_person(log: Log, name: str) -> dict[str, str]:
    """Return what the director says of who has this fingerprint, whether anything of theirs has arrived or not."""
    return _cleaned(log.value(target_of(GRANT, name), PERSON))


def _cleaned(data: object) -> dict[str, str]:
    found = data if isinstance(data, dict) else {}
    return {
        name: one_line(text, limit=NAME_LENGTH) if isinstance(text := found.get(name), str) else ""
        for name in ("name", "organisation", "transcribed")
    }


def names_by_key(log: Log) -> dict[str, str]:
    """Return public key to name, for the participants who were given one."""
    found: dict[str, str] = {}
    for participant in log.people():
        name = person_of(log, participant)["name"]
        for key in log.standing.keys(participant) or (log.key_of(participant),):
            found[key] = name
    return {key: name for key, name in found.items() if name}
