from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.exchange.strict_json import StrictJsonError, loads

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('abc"[{\\'), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.booleans())
def test_what_people_write_is_read_as_written(value: object, ascii_only: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    assert loads(json.dumps(value, ensure_ascii=ascii_only), max_size=10_000) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": 1, "a": 2}', "duplicate key"),
        ('[{"b": {"a": 1, "\\u0061": 2}}]', "duplicate key"),
        ("NaN", "number"),
        ("[-Infinity]", "number"),
        ("1e999", "number"),
        ("-1e999", "number"),
        ("9007199254740993", "integer"),
        ("-9007199254740993", "integer"),
        ("9" * 5_000, "integer"),
        ("[" * 17 + "]" * 17, "depth"),
        ('{"a":' * 17 + "1" + "}" * 17, "depth"),
        ("[" * 100_000, "depth"),
        ('"\\ud83d"', "syntax"),
        ('"\\uDC00\\uD800"', "syntax"),
        ('{"\\ud83d": 1}', "syntax"),
        ('"\ud83d"', "syntax"),
        ("[1,]", "syntax"),
        ("[1] 2", "syntax"),
        ("", "syntax"),
        ("\ufeff[1]", "syntax"),
        ('"' + "x" * 2_000_000 + '"', "size"),
    ],
)
def test_what_two_readers_could_take_differently_is_refused(text: str, reason: str) -> None:
    with pytest.raises(StrictJsonError, match=reason):
        loads(text, max_size=1_000_000)


def test_brackets_inside_a_sentence_are_no_nesting() -> None:
    sentence = "[{" * 50 + '\\"' + "[" * 50
    assert loads(f'["{sentence}"]', max_size=1_000) == ["[{" * 50 + '"' + "[" * 50]


def test_sixteen_levels_and_an_emoji_are_fine() -> None:
    assert loads("[" * 16 + "]" * 16, max_size=100) is not None
    assert loads('"\\ud83c\\udf31"', max_size=100) == "🌱"
    assert loads("[9007199254740992, -9007199254740992, 0.5]", max_size=100) == [2**53, -(2**53), 0.5]
