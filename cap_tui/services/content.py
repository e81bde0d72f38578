"""Which questionnaire an evaluation follows: the version its log names last, with the keys the log gives it.

An evaluation begins with one version and may pass to others, back included (see `core.upgrades`). The entry that says so
names the version by its SHA-256; its content travels beside the log and may not be here, or be of a form that this
program does not know. Then the last version at hand is followed, and whoever looks is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.core.errors import N_, CapError
from cap_tui.core.keys import keyed
from cap_tui.core.kinds import QUESTIONNAIRE_TARGET, VERSION
from cap_tui.core.text import one_line
from cap_tui.services.given_keys import sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire

LONGEST_KEY = 240
MOST_KEYS = 2_000
LONGEST_VERSION = 300
LONGEST_SHOWN = 40
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_KEY = re.compile(rf"{_NAME.pattern}(?:@[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)?")


class VersionNotHereError(CapError):
    """The evaluation passed to a version that is not at hand. Takes `version`, `used`."""

    sentence = N_(
        "This evaluation has passed to version {version} of its questionnaire, which is not on this computer or cannot be "
        "read by this version of cap-tui. It is shown with version {used}; nothing is lost. "
        "Update cap-tui, or ask the director to send the dossier again."
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A version of a questionnaire as a log names it.

    Attributes:
        digest: SHA-256 of its content.
        keys: Name of a criterion to the key its answers are attached to, where that is not the default.
    """

    id: str
    version: str
    digest: str
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A version that a log names and whose content is at hand.

    Attributes:
        questionnaire: With the keys the log gives it.
        content: The exact bytes.
    """

    questionnaire: Questionnaire
    content: bytes


@dataclass(frozen=True, slots=True)
class Followed:
    """The questionnaire an evaluation follows.

    Attributes:
        questionnaire: With the keys the log gives it.
        missing: The version it should follow, when that one is not at hand; empty otherwise.
    """

    questionnaire: Questionnaire
    missing: str = ""

    def notice(self) -> VersionNotHereError | None:
        """Return what to tell whoever looks; None when all is at hand."""
        if not self.missing:
            return None
        return VersionNotHereError(version=self.missing, used=self.questionnaire.version)


def begun_with(log: Log) -> Named | None:
    """Return the version an evaluation began with; None while its first entry is not here, or says none."""
    first = log.get(log.assessment)
    data = first.data if first is not None else None
    said = data.get("questionnaire") if isinstance(data, dict) else None
    return _named({**said, "keys": {}}) if isinstance(said, dict) else None


def versions_of(log: Log) -> tuple[Named, ...]:
    """Return every version the log names, in the order the evaluation passed through them, the first one first.

    A version comes again each time the evaluation goes back to it. Entries of another questionnaire, or of a form that
    this program does not know, are left out.
    """
    first = begun_with(log)
    if first is None:
        return ()
    passed = (entry.data for entry in log.history(QUESTIONNAIRE_TARGET) if entry.draft.field == VERSION)
    return (first, *(named for data in passed if (named := _passed(data, first)) is not None))


def passed(log: Log, data: Any) -> Named | None:
    """Return the version that the value of an entry passes to; None for one of another questionnaire or form."""
    first = begun_with(log)
    return _passed(data, first) if first else None


def followed(log: Log, shelf: Shelf) -> Followed | None:
    """Return the questionnaire a log follows; None when no version it names is at hand."""
    named = versions_of(log)
    if not named:
        return None
    possible = sound(named, shelf)
    data = log.value(QUESTIONNAIRE_TARGET, VERSION)
    head = _passed(data, named[0])
    for one in (head, *reversed(possible)):
        found = shelf.keyed(one) if one in possible else None
        if found is not None:
            return Followed(found, "" if one is head else _said_version(data))
    return None


def pinned_in(log: Log, shelf: Shelf) -> Iterator[Pinned]:
    """Yield each version that a log names and that is at hand, once, the first one first."""
    last = {named.digest: named for named in sound(versions_of(log), shelf)}
    for named in last.values():
        found, content = shelf.keyed(named), shelf.content(named.digest)
        if found is not None and content is not None:
            yield Pinned(found, content)


def _passed(data: Any, first: Named) -> Named | None:
    """Return the version of an entry; the first one for an entry that takes the first passage back."""
    if data is None:
        return first
    named = _named(data) if isinstance(data, dict) else None
    return named if named is not None and named.id == first.id else None


def _named(data: Mapping[str, Any]) -> Named | None:
    name, version, digest, keys = (data.get(field) for field in ("id", "version", "digest", "keys"))
    texts = isinstance(name, str) and isinstance(version, str) and isinstance(digest, str)
    if not texts or not isinstance(keys, dict) or not _DIGEST.fullmatch(str(digest)):
        return None
    long = len(str(version)) > LONGEST_VERSION or len(keys) > MOST_KEYS
    if not version or long or not all(map(_sound, keys.items())):
        return None
    return Named(str(name), str(version), str(digest), keys)


def _sound(pair: tuple[Any, Any]) -> bool:
    name, key = pair
    return (
        isinstance(key, str)
        and len(key) <= LONGEST_KEY
        and _NAME.fullmatch(name) is not None
        and _KEY.fullmatch(key) is not None
    )


def _said_version(data: Any) -> str:
    said = data.get("version") if isinstance(data, dict) else ""
    return one_line(said, limit=LONGEST_SHOWN) if isinstance(said, str) and said else "?"


class Shelf:
    """Questionnaires at hand, by SHA-256; each is read once.

    Args:
        contents: Returns the bytes kept under a SHA-256, or None.
        cache: Where questionnaires already checked are kept; None reads each from its text.
        known: Read already, by SHA-256; completed, so that several evaluations read each once.
    """

    def __init__(
        self,
        contents: Callable[[str], bytes | None],
        cache: Path | None,
        known: dict[str, Questionnaire] | None = None,
    ) -> None:
        self._contents = contents
        self._cache = cache
        self._known = {} if known is None else known
        self._refused: set[str] = set()
        self._keyed: dict[tuple[object, ...], Questionnaire] = {}

    def content(self, digest: str) -> bytes | None:
        """Return the bytes of a questionnaire; None when they are not here or are not those."""
        found = self._contents(digest)
        return found if found is not None and sha256(found).hexdigest() == digest else None

    def changed(self, digest: str) -> bool:
        """Return whether what is kept under a SHA-256 is something else."""
        return self.content(digest) is None and self._contents(digest) is not None

    def get(self, digest: str) -> Questionnaire | None:
        """Return a questionnaire as its file says it; None when it is not here or is refused."""
        if digest in self._known:
            return self._known[digest]
        content = None if digest in self._refused else self.content(digest)
        if content is None:
            return None
        try:
            found = cached_questionnaire(content, self._cache, begun=True)
        except CapError:
            self._refused.add(digest)
            return None
        self._known[digest] = found
        return found

    def keyed(self, named: Named) -> Questionnaire | None:
        """Return a version with the keys a log gives it.

        None when it is not here, is refused, is not what the log calls it, or when two of its criteria would read the
        same answers.
        """
        place = (named.digest, *sorted(named.keys.items()))
        if place in self._keyed:
            return self._keyed[place]
        plain = self.get(named.digest)
        if plain is None or (plain.id, plain.version) != (named.id, named.version):
            return None
        found = keyed(plain, named.keys)
        if len(found.criteria) != len(plain.criteria):
            return None
        self._keyed[place] = found
        return found
