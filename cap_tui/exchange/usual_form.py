"""Entries as this program writes them to the letter, recognised at a glance: nearly all of those that arrive.

What is recognised here is a part of what the general rules of `inspecting` accept, never more: no field twice, no escape,
whole numbers in bounds, names of their form. Anything else is left to those rules, which alone say what is wrong. Reading an
entry by them takes ten times as long.
"""

from __future__ import annotations

import re

MAX_VALUE = 2**15
"""Characters of a value recognised here; longer ones are rare."""

_HASH = "[0-9a-f]{64}"
_NUMBER = "[1-9][0-9]{0,11}"  # below `entries.LIMIT`, whatever the digits
_TEXT = r"[ !#-\[\]-~]{0,160}"  # neither quotes nor escapes
_SIGNED = re.compile(
    rf'\{{"v":2,"assessment":"(?:{_HASH})?","author":"({_HASH})","installation":"[0-9A-Za-z_.-]{{1,64}}",'
    rf'"seq":{_NUMBER},"previous":"(?:{_HASH})?","lamport":{_NUMBER},"kind":"{_TEXT}",'
    rf'"target":"[!#-\[\]-~]{{1,400}}","field":"{_TEXT}",'
    rf'"replaces":\[(?:"{_HASH}"(?:,"{_HASH}"){{0,99}})?\],"value_hash":"({_HASH})","at":"{_TEXT}",'
    rf'"phase":"(?:{_HASH})?"(?:,"group":"{_TEXT}")?(?:,"undoes":"{_TEXT}")?(?:,"redoes":"{_TEXT}")?\}}'
)
_PLAIN = rf'[^"\\\x00-\x1f\ud800-\udfff]{{0,{MAX_VALUE}}}'
_VALUE = re.compile(rf'"{_PLAIN}"|true|false|null|\{{"stance":"[a-z_]{{1,20}}"(?:,"level":"{_PLAIN}")?\}}')


def signed_as_usual(signed: str) -> tuple[str, str] | None:
    """Return the author and the hash of the value of what was signed; None when it is not written as we write."""
    found = _SIGNED.fullmatch(signed)
    return (found[1], found[2]) if found else None


def value_as_usual(value: str) -> bool:
    """Return whether the JSON text of a value is one of those that need no parser to be believed."""
    return _VALUE.fullmatch(value) is not None
