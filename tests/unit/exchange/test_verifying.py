from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from cap_tui.core.entries import Entry
from cap_tui.exchange.bundle import Strings, strings_of
from cap_tui.exchange.keys import SigningKey
from cap_tui.exchange.verifying import Reason, RefusedEntry, verify
from tests.corpus.honest_bundle import sender, strings


def resigned(one: Strings, **changes: Any) -> Strings:
    """Return the entry with other fields, signed by its author as it should be."""
    signed = json.dumps(json.loads(one.signed) | changes)
    return one._replace(signed=signed, signature=sender().sign(signed))


def with_value(value: str, salt: str = "5a" * 16) -> Strings:
    one = resigned(strings(1)[0], value_hash=sha256((salt + value).encode()).hexdigest())
    return one._replace(value=value, salt=salt)


ONE = strings(1)[0]
OTHER = SigningKey.from_seed(b"o" * 32)
REFUSED: dict[str, tuple[Strings, Reason]] = {
    "changed answer": (ONE._replace(value='"Autre chose"'), "value"),
    "another salt": (ONE._replace(salt="00" * 16), "value"),
    "someone else's signature": (ONE._replace(signature=OTHER.sign(ONE.signed)), "signature"),
    "someone else's name": (
        ONE._replace(signed=ONE.signed.replace(sender().public, OTHER.public)),
        "signature",
    ),
    "changed date": (ONE._replace(signed=ONE.signed.replace("2026", "2025")), "signature"),
    "later program": (resigned(ONE, v=99, kind=7), "newer"),
    "no version": (resigned(ONE, v=None), "malformed"),
    "version true": (resigned(ONE, v=True), "malformed"),
    "version 0": (resigned(ONE, v=0), "malformed"),
    "no JSON": (ONE._replace(signed="constat"), "malformed"),
    "a list": (ONE._replace(signed="[1]"), "malformed"),
    "no kind": (resigned(ONE, kind=None), "malformed"),
    "no hash of the value": (resigned(ONE, value_hash=None), "malformed"),
    "key twice": (ONE._replace(signed=ONE.signed.replace("{", '{"v":1,', 1)), "malformed"),
    "capitals in the author": (resigned(ONE, author=sender().public.upper()), "malformed"),
    "capitals in the signature": (ONE._replace(signature=ONE.signature.upper()), "malformed"),
    "spaces in the signature": (ONE._replace(signature=ONE.signature.replace("a", "a ")), "malformed"),
    "NaN": (with_value("NaN"), "malformed"),
    "deep value": (with_value("[" * 900 + "]" * 900), "malformed"),
    "value with a key twice": (with_value('{"level":"a","level":"b"}'), "malformed"),
    "half a character": (ONE._replace(signed=ONE.signed + "\ud800"), "malformed"),
    "withheld, and nothing says of what": (
        resigned(ONE, value_hash="any")._replace(value=None, salt=""),
        "malformed",
    ),
    "salt kept after erasure": (ONE._replace(value=None), "malformed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_entry_that_was_tampered_with_never_enters_and_says_why(name: str) -> None:
    one, reason = REFUSED[name]
    digest = sha256(one.signed.encode("utf-8", "surrogatepass")).hexdigest()
    assert verify([one]) == [RefusedEntry(digest, reason)]


def test_a_digit_cannot_slide_from_the_salt_to_the_answer_and_keep_its_hash() -> None:
    salt = "5a" * 15 + "53"
    honest = with_value("70", salt)
    assert isinstance(verify([honest])[0], Entry)
    slid = honest._replace(salt=salt[:-1], value="370")
    assert [one.reason for one in verify([slid]) if isinstance(one, RefusedEntry)] == ["malformed"]


def test_one_bad_entry_takes_no_other_with_it_and_the_order_is_kept() -> None:
    chain = strings(3)
    first, refused, last = verify([chain[0], REFUSED["changed answer"][0], chain[2]])
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert (strings_of(first), strings_of(last)) == (chain[0], chain[2])
    assert isinstance(refused, RefusedEntry)
    assert first.data == "Réunion d’équipe chaque mois 1"
    assert (first.link.seq, last.link.seq) == (1, 3)


def test_a_field_that_a_later_version_adds_is_kept() -> None:
    one = resigned(ONE, mood="serein")
    (entry,) = verify([one])
    assert isinstance(entry, Entry)
    assert '"mood": "serein"' in entry.signed


def test_nothing_received_is_nothing_verified() -> None:
    assert verify([]) == []
