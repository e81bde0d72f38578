from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from cap_tui.core.questionnaire import LocalText
from cap_tui.core.structures import Structure
from cap_tui.exchange.worksheet_read import read_worksheet
from cap_tui.exchange.worksheet_write import worksheet_bytes
from cap_tui.i18n import activate
from tests.building import questionnaire
from tests.corpus.hostile_worksheets import parts
from tests.unit.exchange.filling import ASSESSMENT, GARDENS, MORNING, Filled, blank_cap, cap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

NBSP = "\u00a0"
NASTY = '=HYPERLINK("http://x.test","ici")'


def _made(**more: Any) -> bytes:
    given = {"assessment": ASSESSMENT, "structure": GARDENS, "year": 2026, "created": MORNING, **more}
    content = given.pop("questionnaire", cap())
    return worksheet_bytes(content, given.pop("concerned", list(content.criteria)), **given)


def _opened(data: bytes, name: str = "Mon avis") -> Worksheet:
    sheet: Worksheet = load_workbook(io.BytesIO(data))[name]
    return sheet


@pytest.fixture(params=["fr", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    activate(request.param)
    yield request.param
    activate("fr")


def test_a_colleague_reads_the_questions_and_levels_of_cap_in_full() -> None:
    sheet = _opened(_made())
    assert sheet["B2"].value == f"CAP 2026{NBSP}: mon avis — Les Jardins de la Vallée"
    heads = ["Code", "Question", "À quoi ressemble chaque niveau", "Ma réponse ▾", "Mon commentaire"]
    assert [sheet.cell(3, column).value for column in range(2, 7)] == heads
    assert (sheet["B6"].value, sheet["B7"].value) == (
        "1 Identité",
        "1.1 Faire vivre les principes et valeurs de l’ESS",
    )
    assert sheet["B8"].value == "1.1.1"
    question = "Nos valeurs sont-elles écrites en termes assez concrets pour que l’équipe s’y réfère quand il faut trancher"
    assert sheet["C8"].value == f"{question}{NBSP}?"
    levels = str(sheet["D8"].value).split("\n")
    assert [line.partition(f"{NBSP}: ")[0] for line in levels] == [
        "○ À construire", "◔ Engagé", "◑ Maîtrisé", "● Exemplaire",
    ]  # fmt: skip
    assert levels[0].endswith("n’en nomment pas les mêmes et ne savent pas où les trouver.")
    codes = [
        sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1) if sheet.cell(row, 5).value == ""
    ]
    assert codes == []
    asked = [row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 1).value]
    assert len(asked) == 60
    assert all(str(sheet.cell(row, 4).value).count("\n") == 3 for row in asked)


def test_the_first_line_says_that_nobody_is_named() -> None:
    assert "Personne n’est nommé" in str(_opened(blank_cap())["B4"].value)
    assert "à moins de trois voix" in str(_opened(blank_cap())["B4"].value)


def test_the_list_offers_each_level_then_the_two_ways_not_to_choose_one() -> None:
    book = load_workbook(io.BytesIO(blank_cap()))
    (answers,) = [one for one in book["Mon avis"].data_validations.dataValidation if one.type == "list"]
    assert answers.formula1 == "'cap-tui'!$D$1:$D$6"
    offered = [cell.value for (cell,) in book["cap-tui"]["D1:D6"]]
    assert offered == ["À construire", "Engagé", "Maîtrisé", "Exemplaire", "Je ne sais pas", "Non concerné"]
    assert "E8" in answers.sqref
    assert "E6" not in answers.sqref
    assert answers.showErrorMessage


def test_only_answers_comments_and_the_nickname_can_be_typed_in() -> None:
    book = load_workbook(io.BytesIO(blank_cap()))
    sheet = book["Mon avis"]
    typed = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert typed == {"E5"} | {f"{column}{row}" for column in "EF" for row in range(8, 16)}
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert book["Mode d’emploi"].protection.sheet
    assert book.security is not None
    assert book.security.lockStructure


def test_what_only_the_machine_needs_is_out_of_sight() -> None:
    book = load_workbook(io.BytesIO(blank_cap()))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("Mon avis", "visible"), ("Mode d’emploi", "visible"), ("cap-tui", "veryHidden"),
    ]  # fmt: skip
    assert book["Mon avis"].column_dimensions["A"].hidden
    assert book["Mon avis"].row_dimensions[1].hidden


def test_heads_stay_in_view_and_are_printed_on_each_page_across() -> None:
    sheet = _opened(blank_cap())
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$2:$3"
    assert (sheet.page_setup.orientation, int(str(sheet.page_setup.paperSize))) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_texts_are_large_and_no_row_is_shorter_than_what_it_says() -> None:
    sheet = _opened(_made())
    for row in range(8, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            length = len(str(sheet.cell(row, 4).value))
            assert (sheet.cell(row, 3).font.sz or 0) >= 12
            assert length / 72 * 15 < (sheet.row_dimensions[row].height or 0) <= 409


def test_only_what_concerns_the_structure_is_asked() -> None:
    sheet = _opened(
        _made(questionnaire=replace(questionnaire(), digest="3d" * 32), concerned=["visit", "partners"])
    )
    column = [sheet.cell(row, 2).value for row in range(6, sheet.max_row + 1)]
    assert column == ["1 Personnes", "1.1 Accueillir", "1.1.2", "2 Territoire", "2.1"]


@pytest.mark.parametrize(
    "text", [NASTY, "+1+1", "-2", "@SUM(A1)", "#N/A", "_x0041_ lettre", "<b>&amp;", "a\x1b]52;b"]
)
def test_nothing_written_in_a_questionnaire_or_a_name_is_computed(text: str) -> None:
    said = LocalText({"fr": text})
    small = questionnaire()
    (first, *rest) = small.sections[1].criteria
    asking = replace(first, question=said, code=text, levels={"engaged": said})
    nasty = replace(
        small, title=said, digest="3d" * 32, sections=(replace(small.sections[1], criteria=(asking, *rest)),)
    )
    data = _made(questionnaire=nasty, structure=Structure(text, "73282932000074", ("AI",)))
    for name, part in parts(data).items():
        assert b"<f>" not in part, name
        assert b"<hyperlink" not in part, name
        assert b't="e"' not in part, name
    shown = text.replace("\x1b", "")
    assert read_worksheet(data, nasty).structure == shown
    filled = Filled(data)
    assert str(filled.sheet.cell(7, 3).value).replace("x005F_", "") == shown.replace("'", "’")
    assert filled.sheet.cell(7, 3).quotePrefix is (text[0] in "=+-@")


def test_the_same_worksheet_is_the_same_bytes_whenever_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    first = blank_cap()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert _made(concerned=list(cap().criteria)[:8]) == first
    assert _made(concerned=list(cap().criteria)[:8], created=MORNING + timedelta(days=1)) != first
    assert b"2026-03-02T08:00:00Z" in parts(first)["docProps/core.xml"]


def test_no_one_is_named_in_the_file_itself() -> None:
    core = parts(blank_cap())["docProps/core.xml"].decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)[^>]*>([^<]*)<", core) == ["cap-tui"]


def test_excel_opens_the_file_without_repairing_it(spoken: str) -> None:
    """Lengths above which Excel calls a file damaged: 31 for a sheet, 32 for a title, 225 for a message."""
    book = load_workbook(io.BytesIO(_made()))
    assert book.sheetnames[0] == {"fr": "Mon avis", "en": "My opinion"}[spoken]
    assert all(len(name) <= 31 for name in book.sheetnames)
    rules = book.worksheets[0].data_validations.dataValidation
    assert len(rules) == 3
    for one in rules:
        assert 0 < len(one.errorTitle or "") <= 32
        assert 0 < len(one.error or "") <= 225


def test_a_fictional_structure_and_an_unofficial_questionnaire_say_so() -> None:
    data = _made(structure=replace(GARDENS, fictional=True))
    assert str(_opened(data)["B2"].value).endswith("Les Jardins de la Vallée (fictive)")
    guide = [row[0] for row in _opened(data, "Mode d’emploi").iter_rows(values_only=True)]
    assert "Référentiel proposé, qui n’est pas le texte officiel de la fédération." in guide
    official = _opened(_made(questionnaire=replace(cap(), status="official")), "Mode d’emploi")
    assert len(list(official.iter_rows())) == len(guide) - 2
