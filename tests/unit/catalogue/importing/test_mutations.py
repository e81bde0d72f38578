"""Whatever happens to a library or a spreadsheet, its import ends with a questionnaire or a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cap_tui.catalogue.importing.convert import convert_csv, convert_library
from cap_tui.catalogue.importing.errors import ForeignRefusedError
from cap_tui.i18n import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cap_tui.catalogue.importing.convert import Converted

LIBRARIES = Path(__file__).parents[3] / "corpus" / "libraries"
LIBRARY = (LIBRARIES / "atelier.yaml").read_bytes()
TABLE = (LIBRARIES / "tableau.csv").read_bytes()
FEW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**12),
    st.floats(allow_nan=True, width=32),
    st.text(max_size=60),
    st.text(st.characters(exclude_categories=[]), max_size=30).map(lambda text: text.replace("\ud800", "")),
    st.sampled_from(
        [
            "", " ", "?", "x" * 20_001, "é" * 400, "\u202eabc", "a\u0300\u0300\u0300\u0300\u0300\u0300", "true", "null", "1.10", "- a", "# b",
            "a: b", ">-", "'", '"', "\\", "{", "[", "&a", "*a", "!t", "%", "@", "`", "---", "...", " a", "a ", "a\n\n\nb", "\ta\n  b", "1e9", "~",
            "urn:essai:risk:req_node:atelier-partage:1", "urn:essai:risk:req_node:atelier-partage:2.1",
        ]
    ),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
)  # fmt: skip


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container and key of plain data."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in list(items):
        yield value, key
        yield from _places(item)


def _mutate(data: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    container, key = draw(st.sampled_from(list(_places(data))))
    match draw(st.sampled_from(["value", "value", "drop", "twice", "key", "swap"])):
        case "value":
            container[key] = draw(ODD)
        case "drop":
            del container[key]
        case "twice" if isinstance(container, list):
            container.append(container[key])  # written as an alias
        case "key" if isinstance(container, dict):
            container[draw(st.text(max_size=8))] = container[key]
        case _:
            other, place = draw(st.sampled_from(list(_places(data))))
            container[key] = yaml.safe_load(yaml.safe_dump(other[place]))


def _ends_well(convert: Callable[[], Converted]) -> None:
    refusal: ForeignRefusedError | None = None
    try:
        done = convert()
    except ForeignRefusedError as error:
        refusal = error
    if refusal is not None:
        assert explain(refusal).endswith((".", ")"))
        return
    assert done.questionnaire.criteria
    assert [problem for problem in done.warnings if problem.severity == "error"] == []
    assert all(finding.sentence for found in done.findings.by_kind().values() for finding in found)


@FEW
@given(st.data())
def test_no_change_to_a_library_makes_the_import_fail_without_a_sentence(data: st.DataObject) -> None:
    library = yaml.safe_load(LIBRARY)
    for _turn in range(data.draw(st.integers(1, 6))):
        _mutate(library, data.draw)
    raw = yaml.safe_dump(library, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")
    _ends_well(lambda: convert_library(raw, "x.yaml", "fr"))


@FEW
@given(st.binary(max_size=12), st.integers(0, len(LIBRARY)), st.integers(0, 40))
def test_no_bytes_put_into_a_library_make_the_import_fail_without_a_sentence(
    put: bytes, place: int, over: int
) -> None:
    raw = LIBRARY[:place] + put + LIBRARY[place + over :]
    _ends_well(lambda: convert_library(raw, "x.yaml", "en"))


@FEW
@given(
    st.one_of(st.binary(max_size=12), st.sampled_from([b'"', b"\n", b";;", b"\xff", b"=1+1"])),
    st.integers(0, len(TABLE)),
)
def test_no_bytes_put_into_a_table_make_the_import_fail_without_a_sentence(put: bytes, place: int) -> None:
    _ends_well(lambda: convert_csv(TABLE[:place] + put + TABLE[place:], "tableau"))


@FEW
@given(
    st.lists(
        st.lists(
            st.one_of(ODD.map(str), st.sampled_from(["titre", "Question", "niveau : engagé", "code"])),
            max_size=6,
        ),
        max_size=8,
    )
)
def test_no_table_makes_the_import_fail_without_a_sentence(rows: list[list[str]]) -> None:
    text = "titre;question;code\n" + "\n".join(";".join(row) for row in rows)
    _ends_well(lambda: convert_csv(text.encode("utf-8", "replace"), "t"))


@pytest.mark.parametrize("turn", range(3))
def test_the_same_file_always_gives_the_same_text(turn: int) -> None:
    del turn
    assert convert_library(LIBRARY, "x", "fr").text == convert_library(LIBRARY, "y", "fr").text
