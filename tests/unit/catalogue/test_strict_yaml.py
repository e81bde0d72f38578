from __future__ import annotations

import gc
import time
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.catalogue.strict_yaml import MAX_DEPTH, YamlRefusedError, read_yaml
from tests.unit.catalogue.corpus import CORPUS, GOOD

LOADERS = [pytest.param(yaml.SafeLoader, id="python"), pytest.param(yaml.CSafeLoader, id="c")]


def refusal(raw: bytes, **options: Any) -> list[tuple[int, int, str]]:
    with pytest.raises(YamlRefusedError) as caught:
        read_yaml(raw, **options)
    return [(flaw.line, flaw.column, flaw.code) for flaw in caught.value.flaws]


@pytest.mark.parametrize("loader", LOADERS)
def test_what_is_typed_as_text_stays_text(loader: Any) -> None:
    raw = b"siret: 01234567000010\nno: no\nyes: Yes\ndate: 2026-01-31\nhexa: 0x1F\ntime: 12:30:00\ntilde: ~\nexp: 1e3\n"
    assert read_yaml(raw, loader=loader).data == {
        "siret": "01234567000010",
        "no": "no",
        "yes": "Yes",
        "date": "2026-01-31",
        "hexa": "0x1F",
        "time": "12:30:00",
        "tilde": "~",
        "exp": "1e3",
    }


@pytest.mark.parametrize("loader", LOADERS)
def test_numbers_and_words_are_read_exactly(loader: Any) -> None:
    raw = b"a: 12\nb: 1.10\nc: true\nd: false\ne: null\nf:\ng: '12'\nh: -3\n"
    data = read_yaml(raw, loader=loader).data
    assert data == {
        "a": 12,
        "b": Decimal("1.1"),
        "c": True,
        "d": False,
        "e": None,
        "f": None,
        "g": "12",
        "h": -3,
    }
    assert str(data["b"]) == "1.10"


def test_each_key_and_item_remembers_where_it_is_written() -> None:
    document = read_yaml(b"a: 1\nlist:\n  - x\n  - {k: v, other: w}\n")
    assert document.locate(("list",)) == (2, 1)
    assert document.locate(("list", 1)) == (4, 5)
    assert document.locate(("list", 1, "other")) == (4, 12)
    assert document.locate(("list", 1, "absent", "deeper")) == (4, 5)


def test_a_duplicate_key_names_both_lines_and_keeps_the_first() -> None:
    document = read_yaml(b"a: 1\nb: 2\na: [x, {y: z}]\n")
    assert document.data == {"a": 1, "b": 2}
    assert [(flaw.line, flaw.values) for flaw in document.flaws] == [(3, {"key": "a", "other": 1})]


def test_a_file_saved_by_windows_is_read() -> None:
    document = read_yaml(b"\xef\xbb\xbfa: 1\r\nb: texte\r\n")
    assert document.data == {"a": 1, "b": "texte"}
    assert document.locate(("b",)) == (2, 1)


def test_a_huge_file_is_refused_before_being_parsed() -> None:
    assert refusal(b"a: " + b"x" * 16_000_000) == [(1, 1, "too-big")]


def test_too_many_values_are_refused_where_the_limit_is_passed() -> None:
    assert refusal(b"a:\n" + b"- 1\n" * 600_001) == [(599_999, 3, "too-many-nodes")]


def test_a_text_longer_than_any_answer_is_refused() -> None:
    assert refusal(b"a: 1\nb: " + b"x" * 20_001) == [(2, 4, "text-too-long")]


def test_nesting_is_accepted_up_to_the_limit_and_refused_beyond() -> None:
    assert read_yaml(b"a: " + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)).data
    assert refusal(b"a: " + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH) == [(1, 3 + MAX_DEPTH, "too-deep")]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("raw", [b"[" * 500_000, b"{a: " * 400_000, b"- " * 500_000, b"? " * 500_000])
def test_a_bottomless_file_is_refused_at_once(raw: bytes, loader: Any) -> None:
    start = time.process_time()
    assert refusal(raw, loader=loader)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("stem", ["24-merge-bomb", "25-billion-laughs"])
def test_a_bomb_costs_no_time(stem: str) -> None:
    found = next(path for path in CORPUS.glob("*.yaml") if path.stem.endswith(stem.split("-", 1)[1]))
    start = time.process_time()
    assert refusal(found.read_bytes())
    assert time.process_time() - start < 0.5


def test_a_forgotten_colon_is_explained() -> None:
    assert refusal(b"a: 1\n? b\n  c: 2\nkey\n? d\n")[0][2].startswith("yaml-")
    assert refusal(b"title Identit\ncode: 1\n") == [(2, 5, "yaml-colon")]
    assert refusal(b"a: 1\ntitle Identite\n") == [(3, 1, "yaml-colon-missing")]


@pytest.mark.parametrize("loader", LOADERS)
def test_the_collector_runs_again_after_a_refusal(loader: Any) -> None:
    refusal(b"a: *x", loader=loader)
    assert gc.isenabled()


def test_both_parsers_read_the_same_data() -> None:
    raw = GOOD.read_bytes()
    assert read_yaml(raw, loader=yaml.SafeLoader).data == read_yaml(raw, loader=yaml.CSafeLoader).data


@pytest.mark.parametrize("loader", LOADERS)
@given(
    raw=st.binary(max_size=200)
    | st.text(alphabet="ab:-[]{}&*!|>'\"%@`#,? \n\t\\xU0~<", max_size=80).map(str.encode)
)
def test_no_bytes_do_anything_but_be_read_or_refused(loader: Any, raw: bytes) -> None:
    try:
        flaws = list(read_yaml(raw, loader=loader).flaws)
    except YamlRefusedError as refused:
        flaws = refused.flaws or pytest.fail("refused without a reason")
    assert all(flaw.line >= 1 and flaw.column >= 1 for flaw in flaws)
