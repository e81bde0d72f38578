"""Entries recognised at a glance: never one that the general rules would refuse, never one read otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cap_tui.core.entries import Draft, Entry, Link, compose
from cap_tui.exchange import bundle, inspecting
from cap_tui.exchange.bundle import Strings, unpack
from cap_tui.exchange.inspecting import GOOD, inspect
from cap_tui.exchange.strict_json import loads
from cap_tui.exchange.usual_form import signed_as_usual, value_as_usual
from cap_tui.exchange.verifying import RefusedEntry, verify
from tests.corpus.honest_bundle import CREATED, honest, sender, strings

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE = strings(2)[1]


def slowly(given: Sequence[Strings]) -> str:
    """Return what the general rules say, as if nothing were recognised."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inspecting, "signed_as_usual", lambda _signed: None)
        return inspect(given)


def signed(value: object, salt: str = "5a" * 16, **link: Any) -> Strings:
    """Return an entry as this program writes it."""
    key = sender()
    target = f"{key.public[:32]}/identity.values.governance"
    place = Link("a" * 64, key.public, "here", 1, "", 1, (), CREATED)._replace(**link)
    text, written = compose(Draft("opinion", target, "constat", value, group="geste"), place, salt)
    return Strings(text, key.sign(text), salt, written)


def test_what_this_program_writes_is_recognised_so_that_a_network_is_taken_in_quickly() -> None:
    usual = [
        *strings(3),
        signed({"stance": "level", "level": "engaged"}),
        signed({"stance": "unknown"}),
        signed(value=True),
        signed(None),
        signed("« Oui », dit-elle 🌱", phase="b" * 64, replaces=("c" * 64, "d" * 64)),
    ]
    for one in usual:
        assert signed_as_usual(one.signed) is not None, one.signed
        assert value_as_usual(one.value or ""), one.value
    assert inspect(usual) == GOOD * len(usual)


@pytest.mark.parametrize(
    "value",
    ['"\\u00e9"', '"a', '"a"b"', '"\n"', '"\ud800"', "NaN", "1", "", "[]", '{"stance":"level","stance":"level"}',
     '{"stance":"level","level":"a","level":"b"}', '{"stance":"level"} ', '"a"\n'],
)  # fmt: skip
def test_a_value_that_needs_a_parser_is_left_to_it(value: str) -> None:
    assert not value_as_usual(value)


def test_a_digit_cannot_slide_from_the_salt_to_the_answer_of_a_usual_entry() -> None:
    salt = "5a" * 15 + "5" + '"'
    slid = signed("x", salt=salt[:-1])._replace(salt=salt[:-1])
    assert signed_as_usual(slid.signed) is not None
    assert [one.reason for one in verify([slid]) if isinstance(one, RefusedEntry)] == ["malformed"]


CHANGES = (
    ('"v":2', '"v":3'), ('"v":2', '"v":2,"v":2'), ('"seq":2', '"seq":02'), ('"seq":2', '"seq":0'),
    ('"seq":2', '"seq":-2'), ('"seq":2', '"seq":2.0'), ('"seq":2', '"seq":1e0'), ('"seq":2', '"seq":9999999999999'),
    ('"lamport":2', '"lamport":true'), ('"phase":""', '"phase":null'), ('"phase":""', '"phase":"\\u0000"'),
    ('"installation":"here"', '"installation":"he\nre"'), ('"installation":"here"', '"installation":""'),
    ('"kind":"opinion"', '"kind":"opi\\"nion"'), ('"kind":"opinion"', '"kind":"opi\ud800nion"'),
    ('"replaces":[', '"replaces":[1,'), ('"replaces":[', '"replaces":[,'), ("}", "}}"), ("}", ',"x":1}'), ("}", "} "), ("}", ""),
    ('"assessment":"a', '"assessment":"A'), ('"author":"', '"author":" '), ('"value_hash":"', '"value_hash":"0'),
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_an_entry_slightly_unusual_is_judged_by_the_general_rules(change: tuple[str, str]) -> None:
    text = ONE.signed.replace(*change, 1)
    assert text != ONE.signed
    try:
        changed = ONE._replace(signed=text, signature=sender().sign(text))
    except UnicodeEncodeError:
        changed = ONE._replace(signed=text)
    assert inspect([changed]) == slowly([changed])


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_is_changed_in_an_entry_the_glance_and_the_rules_agree(data: st.DataObject) -> None:
    pieces: list[Any] = list(ONE)
    which = data.draw(st.integers(0, 3))
    text = str(pieces[which])
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 3))
    put = data.draw(st.text(st.sampled_from('"\\{}[],:01aA ué\n\x00\ud800'), max_size=3))
    pieces[which] = text[:start] + put + text[start + length :]
    changed = Strings(*pieces)
    resign = data.draw(st.booleans())
    if resign and "\ud800" not in changed.signed:
        changed = changed._replace(signature=sender().sign(changed.signed))
    assert inspect([changed]) == slowly([changed])


@given(
    st.text(max_size=40)
    | st.booleans()
    | st.none()
    | st.integers()
    | st.dictionaries(st.text(max_size=3), st.text(max_size=3))
)
@settings(max_examples=200, deadline=None)
def test_a_value_recognised_at_a_glance_is_one_that_the_strict_reader_takes(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if value_as_usual(text):
        assert loads(text, max_size=10_000) == value


JOINED = (
    # One text begins in a line and ends in the next one.
    [b'["a","b","c","foo]', b'["],["d","e","f","g"]'],
    [b'["a","b","c",null],["d","e","f",null]', b'["a"'],
    [b'["a","b","c",null,', b'"x"]'],
    [b'["a","b","c",null]]', b'[["a","b","c",null]'],
    [b'["a","b","c",1]', b'["a","b","c",null]'],
    [b'["a","b","c",["d"]]', b'["a","b","c",null]'],
    [b'["a","b","c","\\ud800"]', b'["a","b","c",null]'],
    [b'["a","b","c"]', b'["a","b","c",null]'],
)


@pytest.mark.parametrize("lines", JOINED)
def test_lines_that_are_no_entries_each_are_never_read_as_entries_together(lines: list[bytes]) -> None:
    assert bundle._usual([line.decode() for line in lines]) is None


def test_a_file_as_usual_gives_its_entries_to_the_letter() -> None:
    assert list(unpack(honest(strings(5))).entries) == strings(5)
    odd = strings(1)[0]._replace(value='"\\u00e9t\\u00e9"')
    assert list(unpack(honest([odd])).entries) == [odd]
    assert isinstance(verify(strings(1))[0], Entry)
