from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from cap_tui.exchange.keys import SigningKey, UnreadableKeyError, verified

if TYPE_CHECKING:
    from pathlib import Path


def test_a_key_kept_on_disk_signs_as_before_and_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    key = SigningKey.generate()
    key.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = SigningKey.load(path)
    assert again.public == key.public
    assert verified(key.public, "été", again.sign("été"))


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    SigningKey.generate().save(path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        SigningKey.generate().save(path)
    assert path.read_bytes() == before


def test_the_same_seed_gives_the_key_of_rfc_8032() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert SigningKey.from_seed(seed).public == public
    assert SigningKey.from_seed(seed).sign("").startswith("e5564300c360ac729086e2cc806e828a")


def test_a_signature_holds_for_one_text_and_one_author_only() -> None:
    one, two = SigningKey.from_seed(b"1" * 32), SigningKey.from_seed(b"2" * 32)
    signature = one.sign("constat")
    assert verified(one.public, "constat", signature)
    assert not verified(two.public, "constat", signature)
    assert not verified(one.public, "Constat", signature)
    assert not verified(one.public, "constat", signature[:-1] + ("0" if signature[-1] != "0" else "1"))


@pytest.mark.parametrize(
    ("author", "signed", "signature"),
    [("", "x", ""), ("zz", "x", "00"), ("00" * 31, "x", "00" * 64), ("00" * 32, "\ud800", "00" * 64)],
)
def test_a_malformed_key_or_signature_is_refused_quietly(author: str, signed: str, signature: str) -> None:
    assert not verified(author, signed, signature)


def _pem(key: Ed25519PrivateKey | X25519PrivateKey, password: bytes = b"") -> bytes:
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


WRONG = {
    "empty": b"",
    "garbage": b"\x00\xff" * 40,
    "cut": _pem(Ed25519PrivateKey.generate())[:60],
    "locked": _pem(Ed25519PrivateKey.generate(), b"secret"),
    "another kind": _pem(X25519PrivateKey.generate()),
    "unknown kind": b"-----BEGIN PRIVATE KEY-----\nMCACAQAwBwYDKgMEBQAEEgQQAAAAAAAAAAAAAAAAAAAAAA==\n-----END PRIVATE KEY-----\n",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_key_that_cannot_be_used_says_so_and_the_file_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(WRONG[name])
    with pytest.raises(UnreadableKeyError) as refused:
        SigningKey.load(path)
    assert refused.value.values == {"path": path}
    assert path.read_bytes() == WRONG[name]


def test_a_missing_key_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableKeyError):
        SigningKey.load(tmp_path / "absent.pem")
