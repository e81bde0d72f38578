"""Ed25519 keys: made once, kept in a file only their owner may read, used to sign and to verify entries.

The file is PKCS#8. With a passphrase it is encrypted, and what encrypts it is the passphrase stretched by scrypt, whose salt
is a line above: PKCS#8 alone stretches so little that a short passphrase would fall within the hour.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from cap_tui.core.errors import N_, CapError

_LOCKED = re.compile(
    rb"cap-tui scrypt ([0-9a-f]{32})\r?\n(.+-----END ENCRYPTED PRIVATE KEY-----)\s*", re.DOTALL
)
_COST, _BLOCK, _LANES, _MEMORY = 2**15, 8, 3, 2**26
"""32 MiB and a quarter of a second for each guess: one of the settings OWASP's password storage cheat sheet gives."""


class UnreadableKeyError(CapError):
    """The file of the signing key cannot be used."""

    sentence = N_(
        "The signing key {path} cannot be read. Put back the file from a copy of your data folder; "
        "what you wrote stays readable meanwhile."
    )


class LockedKeyError(CapError):
    """The key has a passphrase, and none was given."""

    sentence = N_(
        "Your signing key is locked by its passphrase: everything can be read, nothing can be written until you give it. "
        "In the application, choose your profile; for commands, put it in the variable CAP_TUI_PASSPHRASE."
    )


class WrongPassphraseError(CapError):
    """The passphrase given does not open the key."""

    sentence = N_(
        "This passphrase does not open the key. Check capital letters and the keyboard, then type it again."
    )


class SigningKey:
    """A person's private key.

    Attributes:
        public: The public key, 64 hexadecimal digits; names the author of entries.
    """

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw().hex()

    def sign(self, text: str) -> str:
        """Return the signature of `text` in UTF-8, hexadecimal."""
        return self._private.sign(text.encode()).hex()

    def openssh(self) -> str:
        """Return the private key, not encrypted, as OpenSSH writes it: what opens a bundle sealed for this person."""
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode(
            "ascii"
        )

    @staticmethod
    def generate() -> SigningKey:
        """Return a new key."""
        return SigningKey(Ed25519PrivateKey.generate())

    @staticmethod
    def from_seed(seed: bytes) -> SigningKey:
        """Return the key of 32 given bytes; the demonstration needs the same one every time."""
        return SigningKey(Ed25519PrivateKey.from_private_bytes(seed))

    @staticmethod
    def locked(path: Path) -> bool:
        """Return whether the key of a file has a passphrase; an absent file has none."""
        try:
            return _LOCKED.fullmatch(path.read_bytes()) is not None
        except OSError:
            return False

    @staticmethod
    def load(path: Path, passphrase: str | None = None) -> SigningKey:
        """Read the key of a file; a passphrase is not looked at when the file has none.

        Raises:
            UnreadableKeyError: The file is damaged, or holds another kind of key.
            LockedKeyError: It has a passphrase, and none is given.
            WrongPassphraseError: It has another one.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableKeyError(path=path) from error
        locked = _LOCKED.fullmatch(data)
        if locked and not passphrase:
            raise LockedKeyError
        try:
            if locked and passphrase:
                password = _stretched(passphrase, bytes.fromhex(locked[1].decode()))
                private = load_pem_private_key(locked[2], password)
            else:
                private = load_pem_private_key(data, None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            if locked:
                raise WrongPassphraseError from None
            raise UnreadableKeyError(path=path) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise UnreadableKeyError(path=path)
        return SigningKey(private)

    def save(self, path: Path, passphrase: str | None = None, *, overwrite: bool = False) -> None:
        """Write the key to a file that only its owner may read (0600), whole or not at all.

        Args:
            path: In an existing folder.
            passphrase: Locks it; None or empty for none.
            overwrite: Whether a file already there is replaced, else it is kept.

        Raises:
            FileExistsError: There is a file, and `overwrite` is false.
        """
        content = self._written(passphrase)
        if not overwrite:
            _fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
            return
        handle, partial = tempfile.mkstemp(prefix="key-", suffix=".partial", dir=path.parent)  # 0600
        try:
            _fill(handle, content)
            Path(partial).replace(path)
        finally:
            with suppress(OSError):  # once in its place, the key is whole, whatever becomes of this name
                Path(partial).unlink(missing_ok=True)

    def _written(self, passphrase: str | None) -> bytes:
        lock: KeySerializationEncryption = NoEncryption()
        head = b""
        if passphrase:
            salt = secrets.token_bytes(16)
            head = f"cap-tui scrypt {salt.hex()}\n".encode()
            lock = BestAvailableEncryption(_stretched(passphrase, salt))
        return head + self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """Return what encrypts the file; accents typed on another system give the same."""
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    key = hashlib.scrypt(typed, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32)
    return key.hex().encode()


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


class Verifier:
    """Verifies signatures, reading each author's key once: those of one dossier are by a few people."""

    def __init__(self) -> None:
        self._keys: dict[str, Ed25519PublicKey] = {}

    def verified(self, author: str, signed: str, signature: str) -> bool:
        """Return whether `signature` (hexadecimal) is `author`'s over `signed`."""
        try:
            key = self._keys.get(author)
            if key is None:
                key = self._keys[author] = Ed25519PublicKey.from_public_bytes(bytes.fromhex(author))
            key.verify(bytes.fromhex(signature), signed.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def verified(author: str, signed: str, signature: str) -> bool:
    """Return whether `signature` (hexadecimal) is `author`'s over `signed`."""
    return Verifier().verified(author, signed, signature)
