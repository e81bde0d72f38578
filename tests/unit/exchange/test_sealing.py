from __future__ import annotations

import base64
import subprocess
import sys
import time

import pytest

from cap_tui.exchange.bundle_errors import (
    BadRecipientError,
    DamagedSealError,
    EmptyPassphraseError,
    MissingExtraError,
    NotForMeError,
    NotSealedError,
    SealError,
    WrongPassphraseError,
)
from cap_tui.exchange.keys import SigningKey
from cap_tui.exchange.sealing import (
    is_sealed,
    open_with_key,
    open_with_passphrase,
    seal_for,
    seal_with_passphrase,
)
from tests.corpus.honest_bundle import honest

ANNA, PAUL, EVE = (SigningKey.from_seed(seed * 32) for seed in (b"a", b"p", b"e"))
PASSPHRASE = "Trois pommes d’été"  # noqa: S105 - it locks a file of these tests only


@pytest.fixture(scope="module")
def locked() -> bytes:
    return seal_with_passphrase(honest(), PASSPHRASE)


def armoured(data: bytes) -> bytes:
    return (
        b"-----BEGIN AGE ENCRYPTED FILE-----\n"
        + base64.encodebytes(data)
        + b"-----END AGE ENCRYPTED FILE-----\n"
    )


def asking_for(work: int) -> bytes:
    salt = base64.b64encode(bytes(16)).rstrip(b"=")
    return b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n--- %s\n" % (
        salt,
        work,
        b"A" * 43,
        b"A" * 43,
    ) + bytes(40)


def test_a_file_locked_with_a_passphrase_opens_with_it_only_and_hides_what_it_holds(locked: bytes) -> None:
    assert is_sealed(locked)
    assert not is_sealed(honest())
    assert b"manifest.json" not in locked
    assert open_with_passphrase(locked, PASSPHRASE) == honest()
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(locked, PASSPHRASE.lower())


def test_a_file_for_two_people_opens_for_each_and_for_nobody_else() -> None:
    sealed = seal_for(honest(), [ANNA.public, PAUL.public])
    assert is_sealed(sealed)
    assert b"manifest.json" not in sealed
    assert open_with_key(sealed, ANNA.openssh()) == honest()
    assert open_with_key(sealed, PAUL.openssh()) == honest()
    with pytest.raises(NotForMeError):
        open_with_key(sealed, EVE.openssh())


def test_each_way_to_open_says_when_the_file_needs_the_other(locked: bytes) -> None:
    with pytest.raises(NotForMeError):
        open_with_key(locked, ANNA.openssh())
    with pytest.raises(NotSealedError):
        open_with_passphrase(seal_for(b"x", [ANNA.public]), PASSPHRASE)
    for data in (b"", b"PK\x03\x04", honest()):
        with pytest.raises(NotSealedError):
            open_with_key(data, ANNA.openssh())
        with pytest.raises(NotSealedError):
            open_with_passphrase(data, PASSPHRASE)


def test_a_file_pasted_in_a_message_as_text_still_opens() -> None:
    pasted = armoured(seal_for(honest(), [ANNA.public]))
    assert is_sealed(pasted)
    assert open_with_key(pasted, ANNA.openssh()) == honest()
    for damaged in (pasted[:-40], pasted.replace(b"\n", b"*", 3), pasted + b"more", armoured(b"other")):
        with pytest.raises(SealError):
            open_with_key(damaged, ANNA.openssh())


def test_a_damaged_file_is_told_apart_from_a_wrong_key() -> None:
    sealed = seal_for(honest(), [ANNA.public])
    changed = bytearray(sealed)
    changed[-5] ^= 1
    for damaged in (bytes(changed), sealed[:-1], sealed[:60], sealed + b"x", b"age-encryption.org/v1\n"):
        with pytest.raises(DamagedSealError):
            open_with_key(damaged, ANNA.openssh())


def test_a_locked_file_that_was_cut_is_not_called_a_wrong_passphrase(locked: bytes) -> None:
    with pytest.raises(DamagedSealError):
        open_with_passphrase(locked[:-1], PASSPHRASE)


@pytest.mark.parametrize("work", [22, 30, 63, 255, 999])
def test_a_file_that_asks_for_all_the_memory_is_refused_at_once(work: int) -> None:
    start = time.process_time()
    with pytest.raises(DamagedSealError):
        open_with_passphrase(asking_for(work), PASSPHRASE)
    with pytest.raises(SealError):
        open_with_key(asking_for(work), ANNA.openssh())
    assert time.process_time() - start < 3


def test_nothing_is_sealed_for_nobody_or_with_nothing() -> None:
    for keys in ([], ["zz"], ["00"], [ANNA.public, "é" * 64]):
        with pytest.raises(BadRecipientError):
            seal_for(b"x", keys)
    with pytest.raises(EmptyPassphraseError):
        seal_with_passphrase(b"x", "")
    with pytest.raises(BadRecipientError):
        open_with_key(seal_for(b"x", [ANNA.public]), "no key")


def test_without_the_optional_library_a_person_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(MissingExtraError, match=r'pip install "cap-tui\[age\]"'):
        seal_for(b"x", [ANNA.public])
    with pytest.raises(MissingExtraError):
        seal_with_passphrase(b"x", "y")
    assert is_sealed(b"age-encryption.org/v1\n")


def test_the_optional_library_is_loaded_only_when_needed() -> None:
    program = "import sys, cap_tui.exchange.sealing, cap_tui.exchange.pdf_attachment\n"
    program += "sys.exit(any(name.split('.')[0] in ('pyrage', 'pypdf') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
