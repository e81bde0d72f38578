"""The fingerprint of a key: twenty characters that two people compare over the phone."""

from __future__ import annotations

import hashlib

from cap_tui.core.errors import N_, CapError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32 (https://www.crockford.com/base32.html): neither I, L, O nor U, misread or misheard."""

LENGTH = 20
"""Characters; 100 bits, out of reach of someone who would make keys until one looks the same."""

GROUP = 5
_DOMAIN = b"cap-tui key\0"
_DIGEST_BITS, _BITS = 256, 5
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = "-\u2010\u2011\u2012\u2013\u2014\u2212."  # what a word processor puts in place of the hyphen


class FingerprintError(CapError):
    """A text is not a fingerprint, or not the start of one."""


class FingerprintLengthError(FingerprintError):
    """Too many or too few characters."""

    sentence = N_(
        "A fingerprint has {expected} characters in four groups of five; this one has {count}. Have it read again."
    )


class FingerprintCharacterError(FingerprintError):
    """A character that no fingerprint holds."""

    sentence = N_(
        "The character {character} is never in a fingerprint: it holds only digits and letters without "
        "accent, and never U. Have it read again."
    )


def fingerprint(public_key_hex: str) -> str:
    """Return the twenty characters of a public key.

    The first 100 bits of SHA-256 over a domain text and the 32 bytes of the key.

    Args:
        public_key_hex: 64 hexadecimal digits.

    Raises:
        ValueError: Not hexadecimal.
    """
    digest = hashlib.sha256(_DOMAIN + bytes.fromhex(public_key_hex)).digest()
    number = int.from_bytes(digest, "big") >> (_DIGEST_BITS - LENGTH * _BITS)
    places = range((LENGTH - 1) * _BITS, -1, -_BITS)
    return "".join(ALPHABET[number >> place & (len(ALPHABET) - 1)] for place in places)


def spaced(text: str) -> str:
    """Return a fingerprint in groups of five: `ABCDE-FGHJK-…`."""
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def parse_fingerprint(text: str) -> str:
    """Return the fingerprint a person typed: spaces, hyphens, small letters, O for 0, I or L for 1 are understood.

    Raises:
        FingerprintLengthError: Not twenty characters.
        FingerprintCharacterError: Another sign.
    """
    found = parse_start(text)
    if len(found) != LENGTH:
        raise FingerprintLengthError(expected=LENGTH, count=len(found))
    return found


def parse_start(text: str) -> str:
    """Return the start of a fingerprint as `parse_fingerprint` would, of any length up to twenty.

    Raises:
        FingerprintLengthError: More than twenty characters, or none.
        FingerprintCharacterError: A sign that no fingerprint holds.
    """
    bare = "".join(char for char in text if not char.isspace() and char not in _SEPARATORS)
    found = bare.upper().translate(_LOOK_ALIKE)
    for char in found:
        if char not in ALPHABET:
            shown = char if char.isprintable() else f"U+{ord(char):04X}"
            raise FingerprintCharacterError(character=shown)
    if not 0 < len(found) <= LENGTH:
        raise FingerprintLengthError(expected=LENGTH, count=len(found))
    return found
