from __future__ import annotations

import sys
from time import process_time
from typing import Any

import pytest

from cap_tui.exchange.worksheet import WorksheetRefusedError
from cap_tui.exchange.worksheet_read import read_worksheet, worksheet_assessment
from tests.corpus.hostile_worksheets import (
    EXPECTED,
    RELATIONS,
    SHEET,
    blank,
    hostile_worksheets,
    packed,
    parts,
    small,
    with_part,
)

ONLY_WHOLE = {"no marks", "one heavy sheet under forty names", "one crowded sheet under forty names"}
"""What is wrong with them is in sheets that are not looked at to know the dossier."""


class _Watch:
    """Remembers which files are opened to be written while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.written: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.on and event == "open" and set(str(arguments[1] or "r")) & set("wax+"):
            self.written.append(str(arguments[0]))


@pytest.fixture(scope="module")
def corpus() -> dict[str, bytes]:
    return hostile_worksheets()


@pytest.fixture(scope="module")
def watch() -> _Watch:
    watching = _Watch()
    sys.addaudithook(watching)
    return watching


def test_no_hostile_file_is_left_out(corpus: dict[str, bytes]) -> None:
    assert corpus.keys() == EXPECTED.keys()
    assert len(EXPECTED) == 34


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_refused_in_its_own_words_at_once_and_writes_nothing(
    corpus: dict[str, bytes], watch: _Watch, name: str
) -> None:
    watch.on, start = True, process_time()
    with pytest.raises(WorksheetRefusedError) as refused:
        read_worksheet(corpus[name], small())
    watch.on, seconds = False, process_time() - start
    assert type(refused.value).__name__ == EXPECTED[name]
    assert watch.written == []
    assert seconds < 3  # of processor; on a quiet machine each takes less than one


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - ONLY_WHOLE))
def test_asking_whose_dossier_it_is_is_no_way_around_the_checks(corpus: dict[str, bytes], name: str) -> None:
    with pytest.raises(WorksheetRefusedError) as refused:
        worksheet_assessment(corpus[name])
    assert type(refused.value).__name__ == EXPECTED[name]


def test_macros_and_links_to_other_files_are_left_alone_and_the_answers_read() -> None:
    content = parts(blank())
    link = (
        b'<Relationship Id="rId99" Type="externalLink" Target="//server/share.xlsx" TargetMode="External"/>'
    )
    content[RELATIONS] = content[RELATIONS].replace(b"</Relationships>", link + b"</Relationships>")
    content["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    assert read_worksheet(packed(content.items()), small()).problems == ()


def test_what_could_trick_a_terminal_never_leaves_the_sheet() -> None:
    def wrote(xml: str) -> str:
        row = '<row r="90"><c r="A90" t="inlineStr"><is><t>visit</t></is></c><c r="F90" t="str"><v>{}</v></c></row>'
        said = "\u202eabc_x001b_]52;c;AAAA_x0007_ fin"
        return xml.replace("</sheetData>", row.format(said) + "</sheetData>")

    (answer,) = read_worksheet(with_part(SHEET, wrote), small()).answers
    assert answer.comment == "abc]52;c;AAAA fin"


def test_a_comment_copied_down_as_a_formula_still_says_what_it_showed() -> None:
    cells = '<c r="A90" t="inlineStr"><is><t>visit</t></is></c><c r="F90" t="str"><f t="shared" si="0"/><v>Idem</v></c>'
    copied = with_part(
        SHEET, lambda xml: xml.replace("</sheetData>", f'<row r="90">{cells}</row></sheetData>')
    )
    assert [one.comment for one in read_worksheet(copied, small()).answers] == ["=Idem"]


def test_a_file_changed_anywhere_by_one_byte_is_read_or_refused_and_never_crashes() -> None:
    whole = blank()
    for place in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[place] ^= 0x41
        try:
            read = read_worksheet(bytes(changed), small())
        except WorksheetRefusedError:
            continue
        assert read.answers == ()
