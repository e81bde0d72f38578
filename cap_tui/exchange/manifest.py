"""The first member of a bundle: from whom, for whom, and the digests of all the rest."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from cap_tui.core.entries import dumps
from cap_tui.core.text import one_line
from cap_tui.exchange.bundle_errors import DamagedBundleError, NewerBundleError, TooLargeBundleError
from cap_tui.exchange.strict_json import StrictJsonError, loads

FORMAT = 1
"""Version of the bundle form written by this program."""

COPY = "copy"
AUDIENCES = ("director", "peer", "third_party", "contributor", "coordinator", COPY)
"""For whom a bundle may be made; `copy` is for oneself, to keep."""

MAX_MANIFEST = 2**16
"""Bytes of a manifest."""

MAX_ENTRIES = 50_000
"""Entries of a bundle: ten times what a large team writes in a year."""

MAX_QUESTIONNAIRES = 20
"""Questionnaires of a bundle: the versions one evaluation passed through."""

MAX_TEXT = 200
"""Characters of a name, an organisation, a program's version."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself; the sender signs it.

    Attributes:
        format: Version of the bundle form.
        program: Name and version of the program that made it; shown only.
        assessment: Hash of the assessment's first entry, 64 hexadecimal digits.
        sender: Public key of who made the file, 64 hexadecimal digits.
        name: How the sender calls themself: to be shown beside the fingerprint, never believed alone.
        organisation: Where the sender works; same.
        audience: For whom it was made, one of `AUDIENCES`.
        created: When, ISO 8601 in UTC, by the sender's clock.
        entries: How many entries follow.
        digest: SHA-256 of `entries.jsonl`, hexadecimal.
        questionnaires: SHA-256 of each version that the evaluation follows or followed, hexadecimal.
    """

    format: int
    program: str
    assessment: str
    sender: str
    name: str
    organisation: str
    audience: str
    created: str
    entries: int
    digest: str
    questionnaires: tuple[str, ...]


def to_json(manifest: Manifest) -> str:
    """Return the text that is signed."""
    return dumps(asdict(manifest))


def from_json(data: bytes) -> Manifest:
    """Return the manifest of these bytes; names are cleaned, the signature is checked elsewhere.

    Raises:
        NewerBundleError: Its `format` is later than this program's, whatever else it holds.
        TooLargeBundleError: It announces more than `MAX_ENTRIES` entries or `MAX_QUESTIONNAIRES` questionnaires.
        DamagedBundleError: It is not strict JSON, or not of the right shape.
    """
    try:
        body = loads(data.decode(), max_size=MAX_MANIFEST)
    except (UnicodeDecodeError, StrictJsonError) as error:
        raise DamagedBundleError(reason="manifest: JSON") from error
    if not isinstance(body, dict):
        raise DamagedBundleError(reason="manifest: JSON")
    version = body.get("format")
    if type(version) is int and version > FORMAT:
        raise NewerBundleError(format=version)
    _check(body)
    if body["entries"] > MAX_ENTRIES or len(body["questionnaires"]) > MAX_QUESTIONNAIRES:
        raise TooLargeBundleError
    shown = {name: one_line(body[name], limit=MAX_TEXT) for name in _SHOWN}
    return Manifest(**body | shown | {"questionnaires": tuple(body["questionnaires"])})


def _check(body: dict[str, Any]) -> None:
    """Raise if a field is missing, unknown, or not of its form."""
    if sorted(body) != sorted(Manifest.__dataclass_fields__):
        raise DamagedBundleError(reason="manifest: fields")
    texts = (*_FORMS, *_SHOWN)
    wrong = next((name for name in texts if type(body[name]) is not str), None)
    wrong = wrong or next((name for name, form in _FORMS.items() if not form.fullmatch(body[name])), None)
    wrong = wrong or next((name for name in ("format", "entries") if type(body[name]) is not int), None)
    if not _distinct_hashes(body["questionnaires"]):
        wrong = wrong or "questionnaires"
    elif not wrong and (body["format"] < 1 or body["entries"] < 0):
        wrong = "format"
    if wrong:
        raise DamagedBundleError(reason=f"manifest: {wrong}")


def _distinct_hashes(items: Any) -> bool:
    form = type(items) is list and all(type(item) is str and HASH.fullmatch(item) for item in items)
    return form and len(set(items)) == len(items)


HASH = re.compile("[0-9a-f]{64}")
"""A SHA-256 or a public key, in the only spelling accepted."""

_SHOWN = ("program", "name", "organisation")
_FORMS = {
    "assessment": HASH, "sender": HASH, "digest": HASH, "audience": re.compile("|".join(AUDIENCES)),
    "created": re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]{1,6})?(Z|\+00:00)"),
}  # fmt: skip
