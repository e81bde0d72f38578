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
    load_ssh_private_key,
)

from cap_tui.exchange.keys import (
    LockedKeyError,
    SigningKey,
    UnreadableKeyError,
    WrongPassphraseError,
    verified,
)

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


PHRASE = "trois canards à l’étang"


def test_a_key_with_a_passphrase_opens_with_it_and_with_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    key = SigningKey.generate()
    key.save(path, PHRASE)
    assert SigningKey.locked(path)
    assert SigningKey.load(path, PHRASE).public == key.public
    with pytest.raises(LockedKeyError):
        SigningKey.load(path)
    for wrong in ("Trois canards à l’étang", PHRASE + " ", "\ud800", "x" * 2000):
        with pytest.raises(WrongPassphraseError) as refused:
            SigningKey.load(path, wrong)
        assert (
            wrong not in f"{refused.value!r} {refused.value} {refused.value.values} {refused.value.__cause__}"
        )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_accents_typed_on_another_system_open_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    key = SigningKey.generate()
    key.save(path, "de\u0301pose\u0301e")
    assert SigningKey.load(path, "d\u00e9pos\u00e9e").public == key.public


def test_whoever_steals_the_file_finds_neither_the_key_nor_the_passphrase(tmp_path: Path) -> None:
    key = SigningKey.from_seed(b"1" * 32)
    plain, locked, again = tmp_path / "plain.pem", tmp_path / "locked.pem", tmp_path / "again.pem"
    key.save(plain)
    key.save(locked, PHRASE)
    key.save(again, PHRASE)
    assert not SigningKey.locked(plain)
    assert not SigningKey.locked(tmp_path / "absent.pem")
    assert plain.read_bytes().splitlines()[1] not in locked.read_bytes()
    assert PHRASE.encode() not in locked.read_bytes()
    assert locked.read_bytes().splitlines()[0] != again.read_bytes().splitlines()[0], "two keys share a salt"


def test_a_locked_key_that_was_cut_is_damaged_rather_than_a_wrong_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    SigningKey.generate().save(path, PHRASE)
    path.write_bytes(path.read_bytes()[:150])
    with pytest.raises(UnreadableKeyError):
        SigningKey.load(path, PHRASE)


def test_a_key_is_locked_in_place_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    key = SigningKey.generate()
    key.save(path)
    key.save(path, PHRASE, overwrite=True)
    assert SigningKey.load(path, PHRASE).public == key.public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["key.pem"]


def test_what_opens_a_sealed_bundle_is_the_same_key_in_the_form_of_openssh() -> None:
    key = SigningKey.generate()
    private = load_ssh_private_key(key.openssh().encode(), None)
    assert isinstance(private, Ed25519PrivateKey)
    assert private.public_key().public_bytes_raw().hex() == key.public
