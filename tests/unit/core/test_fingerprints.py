"""Fingerprints: two people must be able to compare keys over the phone."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.fingerprints import (
    FingerprintCharacterError,
    FingerprintError,
    FingerprintLengthError,
    fingerprint,
    parse_fingerprint,
    parse_start,
    spaced,
)

KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"  # RFC 8032, test 1
SEEN = "128Y28GSFPZZV8TNAMB5"


def test_the_fingerprint_of_a_key_is_the_same_in_every_release() -> None:
    assert fingerprint(KEY) == SEEN


def test_it_is_read_in_four_groups_of_five() -> None:
    assert spaced("ABCDEFGHJK0123456789") == "ABCDE-FGHJK-01234-56789"


@pytest.mark.parametrize(
    "typed",
    [
        "ABCDE-FGHJK-01234-56789",
        "abcde fghjk 01234 56789",
        "  aBcDe–fghjk—01234‑56789\n",
        "ABCDE.FGHJK.O1234.56789",
        "ABCDE-FGHJK-oI234-56789",
        "ABCDE-FGHJK-Ol234-56789",
        "ABCDE\u00a0FGHJK\u202f01234\u00a056789",
    ],
)
def test_however_it_is_typed_it_is_understood(typed: str) -> None:
    assert parse_fingerprint(typed) == "ABCDEFGHJK0123456789"


@pytest.mark.parametrize(
    ("typed", "count"), [("ABCDE-FGHJK-01234-5678", 19), ("A" * 21, 21), ("", 0), (" - ", 0)]
)
def test_a_group_forgotten_is_said_with_its_count(typed: str, count: int) -> None:
    with pytest.raises(FingerprintLengthError) as raised:
        parse_fingerprint(typed)
    assert raised.value.values == {"expected": 20, "count": count}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("U" * 20, "U"), ("ABCDE-FGHJÉ", "É"), ("\x1b[31m", "U+001B"), ("[/red]", "["), ("٣", "٣")],
)
def test_a_sign_that_cannot_be_there_is_named(typed: str, shown: str) -> None:
    with pytest.raises(FingerprintCharacterError) as raised:
        parse_fingerprint(typed)
    assert raised.value.values == {"character": shown}


def test_a_start_is_enough_to_choose_among_ones_own() -> None:
    assert parse_start("abc-d") == "ABCD"
    with pytest.raises(FingerprintLengthError):
        parse_start("")


@given(st.binary(min_size=32, max_size=32))
def test_every_key_has_one_that_reads_back(raw: bytes) -> None:
    shown = spaced(fingerprint(raw.hex()))
    assert len(shown) == 23
    assert not set(shown) & set("ILOU")
    assert parse_fingerprint(shown) == fingerprint(raw.hex())


@given(st.text(max_size=40))
def test_anything_typed_is_read_or_explained(text: str) -> None:
    with contextlib.suppress(FingerprintError):
        assert len(parse_fingerprint(text)) == 20
