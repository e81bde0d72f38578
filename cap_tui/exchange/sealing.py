"""Bundles encrypted with age, for a passphrase or for people, so that a mail server reads nothing.

Encryption for people uses their signing key as recipient: age turns the Ed25519 key into an X25519 one (its ssh-ed25519
recipient), so nobody has a second key to make and exchange. It means three things. Whoever gets a private key one day
reads every file ever encrypted for it: there is no forward secrecy. A key replaced or revoked no longer opens what was
encrypted for the new one, nor the reverse: keep the old key to read old files. And encryption says nothing of who
sent the file: the signature inside does. The two uses do not weaken each other (Thormarker, "On using the same
key pair for Ed25519 and an X25519 based KEM", 2021).

Source of the form: https://age-encryption.org/v1.
"""

from __future__ import annotations

import base64
import binascii
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cap_tui.exchange.archive import MAX_FILE
from cap_tui.exchange.bundle_errors import (
    BadRecipientError,
    DamagedSealError,
    EmptyPassphraseError,
    MissingExtraError,
    NotForMeError,
    NotSealedError,
    TooLargeBundleError,
    WrongPassphraseError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WORK = 21
"""Largest power of two of the passphrase's work accepted: 2 GiB of memory and some seconds. Usual files ask 18 to 20."""

_BINARY = b"age-encryption.org/v1\n"
_ARMOUR, _ARMOUR_END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
_MAX_SEALED = MAX_FILE + MAX_FILE // 1024 + 2**16
_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]{0,2})\n")
_NOT_FOR_ME = "No matching keys found"
_WRONG_PASSPHRASE = "Decryption failed"  # noqa: S105 - pyrage's words, no secret


def is_sealed(data: bytes) -> bool:
    """Return whether these are the bytes of a file encrypted with age."""
    return data.startswith((_BINARY, _ARMOUR))


def seal_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Return `data` encrypted; takes about a second, on purpose, so that guessing is slow.

    Raises:
        EmptyPassphraseError: There is none.
        MissingExtraError: The library is not installed.
    """
    if not passphrase:
        raise EmptyPassphraseError
    return bytes(_pyrage().passphrase.encrypt(data, passphrase))


def open_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Return what was encrypted.

    Raises:
        NotSealedError: It is not encrypted with a passphrase.
        WrongPassphraseError: It is another passphrase's.
        DamagedSealError: It was changed or cut off, or asks for more work than `MAX_WORK`.
        TooLargeBundleError: It is larger than any bundle.
        MissingExtraError: The library is not installed.
    """
    binary = _binary(data)
    stanza = _SCRYPT.match(binary, len(_BINARY))
    if stanza is None:
        raise NotSealedError
    if int(stanza.group(1)) > MAX_WORK:
        raise DamagedSealError
    pyrage = _pyrage()
    try:
        return bytes(pyrage.passphrase.decrypt(binary, passphrase))
    except pyrage.DecryptError as error:
        raise (WrongPassphraseError if str(error) == _WRONG_PASSPHRASE else DamagedSealError) from error


def seal_for(data: bytes, public_keys: Sequence[str]) -> bytes:
    """Return `data` encrypted for several people, any of whom opens it alone.

    Args:
        data: What to encrypt.
        public_keys: Of each recipient, 64 hexadecimal digits. The sender cannot open it unless among them.

    Raises:
        BadRecipientError: There is none, or one is not an Ed25519 public key.
        MissingExtraError: The library is not installed.
    """
    pyrage = _pyrage()
    try:
        recipients = [pyrage.ssh.Recipient.from_str(_openssh(key)) for key in public_keys]
        return bytes(pyrage.encrypt(data, recipients))
    except (ValueError, pyrage.RecipientError, pyrage.EncryptError) as error:
        raise BadRecipientError from error


def open_with_key(data: bytes, openssh: str) -> bytes:
    """Return what was encrypted for this key.

    Args:
        data: The encrypted file.
        openssh: Private key as OpenSSH writes it, without passphrase; from `SigningKey.openssh()`.

    Raises:
        NotSealedError: It is not encrypted.
        NotForMeError: It is for other keys, or for a passphrase.
        DamagedSealError: It was changed or cut off.
        BadRecipientError: `openssh` is not a key.
        TooLargeBundleError: It is larger than any bundle.
        MissingExtraError: The library is not installed.
    """
    binary = _binary(data)
    pyrage = _pyrage()
    try:
        return bytes(pyrage.decrypt(binary, [pyrage.ssh.Identity.from_buffer(openssh.encode())]))
    except pyrage.IdentityError as error:
        raise BadRecipientError from error
    except pyrage.DecryptError as error:
        raise (NotForMeError if str(error) == _NOT_FOR_ME else DamagedSealError) from error


def _binary(data: bytes) -> bytes:
    """Return an encrypted file without the text armour that mail programs like."""
    if len(data) > 2 * _MAX_SEALED:
        raise TooLargeBundleError
    if data.startswith(_ARMOUR):
        body, end, after = data[len(_ARMOUR) :].partition(_ARMOUR_END)
        try:
            data = base64.b64decode(body.translate(None, b"\r\n"), validate=True)
        except binascii.Error as error:
            raise DamagedSealError from error
        if not end or after.strip() or not data.startswith(_BINARY):
            raise DamagedSealError
    if not data.startswith(_BINARY):
        raise NotSealedError
    if len(data) > _MAX_SEALED:
        raise TooLargeBundleError
    return data


def _openssh(public_key: str) -> str:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def _pyrage() -> Any:
    try:
        return import_module("pyrage")
    except ImportError as error:
        raise MissingExtraError from error
