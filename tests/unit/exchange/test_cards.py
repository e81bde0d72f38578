"""Invitation cards: the director must invite the right key, whatever file arrives."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.exchange.cards import DOMAIN, MAX_SIZE, Card, CardError, NewerCardError, identity_card, read_card
from cap_tui.exchange.keys import SigningKey, verified

KEY = SigningKey.from_seed(b"1" * 32)
OTHER = SigningKey.from_seed(b"2" * 32)
WHEN = datetime(2026, 3, 2, 9, 5, tzinfo=timezone(timedelta(hours=1)))


def _card() -> bytes:
    return identity_card(KEY, "Nadia B.", "Garrigue Emploi", WHEN)


def _signed(told: Any, key: SigningKey = KEY, **outer: Any) -> bytes:
    signed = told if isinstance(told, str) else json.dumps(told)
    return json.dumps({"format": 1, "card": signed, "signature": key.sign(DOMAIN + signed), **outer}).encode()


def _told(**values: Any) -> dict[str, Any]:
    return {
        "public": KEY.public, "name": "Nadia B.", "organisation": "", "created": "2026-03-02T08:05:00+00:00", **values,
    }  # fmt: skip


def test_the_director_reads_who_sent_the_card() -> None:
    assert read_card(_card()) == Card(
        KEY.public, "Nadia B.", "Garrigue Emploi", datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
    )


def test_the_same_card_is_the_same_file_and_never_tells_the_private_key() -> None:
    assert _card() == _card()
    assert (b"1" * 32).hex().encode() not in _card()


@given(name=st.text(min_size=1, max_size=300), organisation=st.text(max_size=300))
def test_whatever_the_names_the_card_is_small_and_reads_back(name: str, organisation: str) -> None:
    data = identity_card(KEY, "N" + name, organisation, WHEN)
    assert len(data) <= MAX_SIZE
    card = read_card(data)
    assert card.name.startswith("N")
    assert all(
        char.isprintable() or char in "\u200c\u200d\u00a0\u202f" or char.isspace() for char in card.name
    )


def test_the_longest_names_fit() -> None:
    assert len(identity_card(KEY, "“\\" * 300, '𝔄"' * 300, WHEN)) <= MAX_SIZE
    assert read_card(identity_card(KEY, '"' * 300, "𝔄" * 300, WHEN)).name == '"' * 120


HOSTILE = {
    "empty": b"",
    "not JSON": b"\x00\xff\xfe",
    "a list": b"[]",
    "a number": b"1",
    "too big": _card() + b" " * MAX_SIZE,
    "deep": b"[" * 2000 + b"]" * 2000,
    "a key twice": _card().replace(b'{"format": 1,', b'{"format": 1, "format": 1,'),
    "NaN": _card().replace(b'"format": 1', b'"format": NaN'),
    "format as text": _card().replace(b'"format": 1', b'"format": "1"'),
    "format true": _card().replace(b'"format": 1', b'"format": true'),
    "one more field": _signed(_told(), more=1),
    "no signature": json.dumps({"format": 1, "card": json.dumps(_told())}).encode(),
    "signature of no text": _signed(_told(), signature=3),
    "card of no text": _signed(_told(), card=3),
    "name changed on the way": _card().replace(b"Nadia", b"Fatou"),
    "signed by another": _signed(_told(), OTHER),
    "another's key put in": _card().replace(KEY.public.encode(), OTHER.public.encode()),
    "signed as an entry": _signed(_told(), signature=KEY.sign(json.dumps(_told()))),
    "one more value inside": _signed(_told(role="director")),
    "one less value inside": _signed({name: value for name, value in _told().items() if name != "created"}),
    "a name that is a list": _signed(_told(name=["Nadia"])),
    "no name": _signed(_told(name="")),
    "a name of spaces": _signed(_told(name="  ")),
    "a name that drives the terminal": _signed(_told(name="Nadia\x1b[31m")),
    "a name written backwards": _signed(_told(name="Nadia\u202eB")),
    "an organisation on two lines": _signed(_told(organisation="A\nB")),
    "a name too long": _signed(_told(name="N" * 121)),
    "half a character": _signed('{"public": "\\ud800"}'),
    "a key in capitals": _signed(_told(public=KEY.public.upper())),
    "a key too short": _signed(_told(public="00")),
    "no date": _signed(_told(created="hier")),
    "a date of nowhere": _signed(_told(created="2026-03-02T08:05:00")),
    "a date before all": _signed(_told(created="0001-01-01T00:00:00+23:00")),
    "not an object inside": _signed("[]"),
    "deep inside": _signed("[" * 900 + "]" * 900),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_card_that_is_not_sound_invites_nobody(name: str) -> None:
    with pytest.raises(CardError):
        read_card(HOSTILE[name])


def test_a_card_of_tomorrow_is_said_to_be_newer() -> None:
    with pytest.raises(NewerCardError):
        read_card(b'{"format": 2, "anything": []}')


def test_a_card_never_passes_for_something_else_that_was_signed() -> None:
    outer = json.loads(_card())
    assert not verified(KEY.public, outer["card"], outer["signature"])
