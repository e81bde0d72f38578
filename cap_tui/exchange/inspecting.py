"""What is wrong with an entry from someone else, told in one letter; also run by the processes of `verifying`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cap_tui.core import entries
from cap_tui.exchange.bundle import MAX_LINE
from cap_tui.exchange.keys import Verifier
from cap_tui.exchange.manifest import HASH
from cap_tui.exchange.strict_json import StrictJsonError, loads
from cap_tui.exchange.usual_form import signed_as_usual, value_as_usual

if TYPE_CHECKING:
    from collections.abc import Sequence

GOOD = "."
MALFORMED, SIGNATURE, VALUE, NEWER = "msvn"

_SALT = re.compile("[0-9a-f]{32}")
_SIGNATURE = re.compile("[0-9a-f]{128}")


def inspect(strings: Sequence[tuple[str, str, str, str | None]]) -> str:
    """Return one letter for each entry: `GOOD`, `MALFORMED`, `SIGNATURE`, `VALUE` or `NEWER`.

    Args:
        strings: For each, what was signed, its signature, its salt, its value.
    """
    verifier = Verifier()
    return "".join([_letter(verifier, *one) for one in strings])


def _letter(verifier: Verifier, signed: str, signature: str, salt: str, value: str | None) -> str:
    author = _author_of_usual(signed, signature, salt, value)
    if author is None:
        found = _judged(signed, signature, salt, value)
        if isinstance(found, str):
            return found
        author = found["author"]
    return GOOD if verifier.verified(author, signed, signature) else SIGNATURE


def _author_of_usual(signed: str, signature: str, salt: str, value: str | None) -> str | None:
    """Return the author of an entry that is all as this program writes it; None leaves it to the general rules."""
    found = signed_as_usual(signed)
    if found is None or not _SIGNATURE.fullmatch(signature):
        return None
    author, hashed = found
    if value is None:
        return None if salt else author
    sound = _SALT.fullmatch(salt) and value_as_usual(value) and entries.digest(salt + value) == hashed
    return author if sound else None


def _judged(signed: str, signature: str, salt: str, value: str | None) -> str | dict[str, Any]:
    """Return what an entry says by the general rules, or the letter of the one it breaks; its signature is not verified."""
    try:
        body: dict[str, Any] = loads(signed, max_size=MAX_LINE)
        fault = _fault(body, signature, salt, value)
        if fault:
            return fault
        if value is not None:
            loads(value, max_size=MAX_LINE)
        entries.check(body, salt, value, entries.digest(salt + value) if value is not None else "")
    except StrictJsonError:
        return MALFORMED
    except entries.MalformedEntryError as error:
        return VALUE if error.values["reason"] == "value_hash" else MALFORMED
    return body


def _fault(body: Any, signature: str, salt: str, value: str | None) -> str:
    """Return what is wrong with the form of an entry as far as `entries.read` does not say, or nothing.

    Hexadecimal has one spelling, or the same author could pass for several. The salt has one length, or a piece of it
    could move to the value without changing the hash: "…3" and "70" give that of "…" and "370".
    """
    version = body.get("v") if isinstance(body, dict) else None
    if type(version) is not int or version < 1:
        return MALFORMED
    if version > entries.FORMAT:
        return NEWER
    hashes = (body.get("author"), body.get("value_hash"))
    salted = _SALT.fullmatch(salt) is not None if value is not None else not salt
    if (
        salted
        and _SIGNATURE.fullmatch(signature)
        and all(type(it) is str and HASH.fullmatch(it) for it in hashes)
    ):
        return ""
    return MALFORMED
