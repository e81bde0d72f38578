from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.entries import Draft, Link, MalformedEntryError, compose, digest, read
from cap_tui.core.kinds import ACTION, OPINION, opinion_target, participant_of
from cap_tui.exchange.keys import verified
from tests.building import Person, key

LINK = Link("a" * 64, key(1).public, "laptop", 2, "b" * 64, 7, ("c" * 64,), "2026-03-02T08:00:00.000+00:00")
DRAFT = Draft(OPINION, "target", "constat", "Été", "gesture", "", "")
SALT = "00" * 16
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(JSON_VALUES, st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=160))
def test_what_is_signed_is_what_is_read_back(value: Any, group: str) -> None:
    draft = Draft(ACTION, "line", "title", value, group)
    signed, text = compose(draft, LINK, SALT)
    entry = read(signed, "", SALT, text)
    assert (entry.draft, entry.link) == (draft, LINK)
    assert entry.hash == digest(signed)


def test_the_hash_of_a_short_answer_cannot_be_guessed_without_its_salt() -> None:
    yes = compose(DRAFT._replace(value=True), LINK, SALT)[0]
    salted = compose(DRAFT._replace(value=True), LINK, "11" * 16)[0]
    assert json.loads(yes)["value_hash"] != json.loads(salted)["value_hash"]
    assert json.loads(yes)["value_hash"] == digest(SALT + "true")


def test_fields_of_a_later_version_survive() -> None:
    signed, value = compose(DRAFT, LINK, SALT)
    later = json.dumps({**json.loads(signed), "v": 2, "colour": "green"})
    entry = read(later, "", SALT, value)
    assert entry.signed == later
    assert entry.draft == DRAFT


def test_an_erased_value_leaves_the_entry_readable() -> None:
    signed, _value = compose(DRAFT, LINK, SALT)
    assert read(signed, "", "", None).data is None


BODY = json.loads(compose(DRAFT, LINK, SALT)[0])
REQUIRED = ("assessment", "author", "installation", "seq", "previous", "lamport", "kind", "target", "field")


@pytest.mark.parametrize("name", [*REQUIRED, "replaces", "value_hash", "at"])
def test_an_entry_without_one_of_its_fields_is_set_aside(name: str) -> None:
    body = {field: value for field, value in BODY.items() if field != name}
    with pytest.raises(MalformedEntryError):
        read(json.dumps(body), "", SALT, '"Été"')


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seq", "2"), ("seq", True), ("seq", 2.0), ("lamport", None), ("author", 3), ("replaces", "c"),
        ("replaces", [1]), ("group", []), ("undoes", 0), ("redoes", None), ("target", {}),
    ],
)  # fmt: skip
def test_an_entry_with_a_field_of_another_type_is_set_aside(name: str, value: object) -> None:
    with pytest.raises(MalformedEntryError):
        read(json.dumps({**BODY, name: value}), "", SALT, '"Été"')


@pytest.mark.parametrize(
    "signed", ["", "{", "[]", "null", '"x"', "[" * 100_000, '{"v":1}', "\ud800"], ids=range(8)
)
def test_what_is_not_an_entry_is_set_aside_with_a_sentence(signed: str) -> None:
    with pytest.raises(MalformedEntryError):
        read(signed, "", SALT, "1")


@pytest.mark.parametrize("value", ['"Ete"', "", "{", "\ud800", "[" * 100_000], ids=range(5))
def test_a_value_that_is_not_the_one_signed_is_set_aside(value: str) -> None:
    signed, _value = compose(DRAFT, LINK, SALT)
    with pytest.raises(MalformedEntryError):
        read(signed, "", SALT, value)


@pytest.mark.parametrize("name", sorted(BODY))
def test_changing_any_signed_field_breaks_the_signature(name: str) -> None:
    entry = Person(key(1)).begins()
    assert verified(entry.link.author, entry.signed, entry.signature)
    body = json.loads(entry.signed)
    before = body.get(name, "")
    body[name] = (
        before + 1
        if isinstance(before, int)
        else [*before, "x"]
        if isinstance(before, list)
        else f"{before}0"
    )
    assert not verified(entry.link.author, json.dumps(body, separators=(",", ":")), entry.signature)


def test_a_participant_is_named_by_the_start_of_their_key() -> None:
    assert participant_of(key(1).public) == key(1).public[:32]
    assert opinion_target("p", "1.1") == "p/1.1"
