"""Ed25519 keys: made once, kept in a file only their owner may read, used to sign and to verify entries."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from pathlib import Path


class UnreadableKeyError(CapError):
    """The file of the signing key cannot be used."""

    sentence = N_(
        "The signing key {path} cannot be read. Put back the file from a copy of your data folder; "
        "what you wrote stays readable meanwhile."
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

    @staticmethod
    def generate() -> SigningKey:
        """Return a new key."""
        return SigningKey(Ed25519PrivateKey.generate())

    @staticmethod
    def from_seed(seed: bytes) -> SigningKey:
        """Return the key of 32 given bytes; the demonstration needs the same one every time."""
        return SigningKey(Ed25519PrivateKey.from_private_bytes(seed))

    @staticmethod
    def load(path: Path) -> SigningKey:
        """Read the key of a file.

        Raises:
            UnreadableKeyError: The file is damaged, locked, or holds another kind of key.
        """
        try:
            private = load_pem_private_key(path.read_bytes(), password=None)
        except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise UnreadableKeyError(path=path) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise UnreadableKeyError(path=path)
        return SigningKey(private)

    def save(self, path: Path) -> None:
        """Write the key to a new file that only its owner may read (0600); an existing file is kept."""
        pem = self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())


def verified(author: str, signed: str, signature: str) -> bool:
    """Return whether `signature` (hexadecimal) is `author`'s over `signed`."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(author)).verify(
            bytes.fromhex(signature), signed.encode()
        )
    except (InvalidSignature, ValueError):
        return False
    return True
