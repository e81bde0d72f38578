from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.plan import Action
from cap_tui.core.scoring import score
from cap_tui.core.structures import Structure
from cap_tui.i18n import activate
from cap_tui.reports.pdf.document import pdf_bytes
from cap_tui.reports.stopping import StoppedError, telling
from tests.unit.reports.samples import ACTIONS, CONCERNED, QUESTIONNAIRE, printed, sample, words

if TYPE_CHECKING:
    from pypdf import PdfReader


@pytest.fixture(scope="module")
def report() -> PdfReader:
    return printed(sample())


@pytest.fixture(scope="module")
def text(report: PdfReader) -> str:
    return words(report)


def test_the_cover_says_who_what_when_and_how_far(report: PdfReader) -> None:
    cover = " ".join(report.pages[0].extract_text().split())
    for expected in (
        "L’Atelier des Possibles",
        "Petit référentiel, version 2026.1",
        "Auto-évaluation et plan de progrès 2026",
        "1er décembre 2026",
        "532 001 234 00017",
        "75 %",  # (2 × 100 + 1 × 30 + 1 × 70) ÷ 4
        "Solide",
        "3 critères positionnés sur 4 applicables (75 %)",
        "entre 60 % et 80 %",  # 300 ÷ 5 and 400 ÷ 5, with the unknown one at 0 then at 100
        "Proposition, non validée",
        "Claire Directrice-Secrète — directrice",
    ):
        assert expected in cover


def test_every_page_after_the_cover_bears_its_number_the_structure_and_the_status(report: PdfReader) -> None:
    total = len(report.pages)
    assert total >= 10
    for number, page in enumerate(report.pages[1:], start=2):
        shown = " ".join(page.extract_text().split())
        assert f"page {number}/{total}" in shown
        assert "L’Atelier des Possibles" in shown
        assert "Proposition, non validée" in shown


def test_demonstration_data_say_so_on_every_page() -> None:
    reader = printed(sample(structure=Structure("Démo", "53200123400017", ("AI",), fictional=True)))
    assert all("STRUCTURE FICTIVE — démonstration" in page.extract_text() for page in reader.pages)


def test_a_real_structure_is_never_called_fictional(text: str) -> None:
    assert "FICTIVE" not in text


def test_an_official_questionnaire_is_not_called_a_proposal() -> None:
    reader = printed(sample(questionnaire=replace(QUESTIONNAIRE, status="official")))
    assert "Proposition," not in words(reader)


@pytest.mark.parametrize(
    "expected",
    [
        "Réunir le CA chaque trimestre", "Écrire le projet", "Zoé Pilote-Secrète", "Yann Contributeur-Secret", "MOYENS-SECRETS",
        "CAUSE-SECRETE", "NOTES-SECRETES", "EFFET-SECRET", "30/11/2026", "Nombre de réunions du CA", "2 → 4", "En retard",
        "Une gouvernance vivante", "Service juridique", "une demi-journée ou moins", "en partie", "15/10/2026", "01/09/2026",
        "À compléter : pilote, échéance, indicateur",
    ],
)  # fmt: skip
def test_the_plan_shows_every_field_of_an_action(text: str, expected: str) -> None:
    assert expected in text


@pytest.mark.parametrize(
    "expected",
    [
        "● Exemplaire", "Faits observables high du 1.1.1.", "◔ Engagé", "? Je ne sais pas", "∅ Non applicable",
        "MOTIF-SECRET : aucun accueil", "CONSTAT-SECRET de la charte", "FORCE-SECRETE de l’équipe",
        "PREUVE-SECRETE au classeur", "AMELIORATION-SECRETE du CA", "Marqué : à revoir", "Loi 2014-856, art. 1er",
        "À solliciter : Service juridique", "Ce que l’on défend.",
    ],
)  # fmt: skip
def test_the_annex_shows_all_that_was_said_of_a_criterion(text: str, expected: str) -> None:
    assert expected in text


def test_criteria_that_do_not_concern_the_structure_are_named_not_asked(text: str) -> None:
    assert "Critères qui ne concernent pas ce type de structure : 2.1.3." in text
    assert "Question du critère 2.1.3" not in text


def test_strengths_and_priorities_come_with_the_gap(text: str) -> None:
    assert "1.1.1 Valeurs écrites ● Exemplaire" in text
    assert "1.1.2 Gouvernance ◔ Engagé · P1 · 40 points sous la cible" in text


def test_the_explanation_adds_up(text: str) -> None:
    # the whole = 75: identity weighs 3 of 4 and scores 230 ÷ 3, services weighs 1 of 4 and scores 70
    assert "1 Identité 75,0 % 76,7 % 57,5" in text
    assert "2 Services rendus 25,0 % 70,0 % 17,5" in text
    # identity: values alone counts; within it 2 × 100 and 1 × 30 over 3
    assert "1.1.1 Valeurs écrites ● Exemplaire 66,7 % 100,0 % 66,7" in text
    assert "1.1.2 Gouvernance ◔ Engagé 33,3 % 30,0 % 10,0" in text
    assert "1.2.1 Projet écrit ? Je ne sais pas — — —" in text


def test_the_last_page_gives_sources_foundations_and_seal(report: PdfReader) -> None:
    last = " ".join(report.pages[-1].extract_text().split())
    for expected in (
        "1 critère s’appuie sur un texte", "0 critère s’appuie sur un cadre", "5 critères sont écrits", "Présentation publique de la démarche",
        "https://example.org/source", "ab" * 32, "cd" * 32,
    ):  # fmt: skip
        assert expected in last


def test_a_reader_finds_each_chapter_and_criterion_in_the_bookmarks(report: PdfReader) -> None:
    found = dict(_outline(report, report.outline))
    chapters = ["Photographie", "Points forts et priorités", "Plan de progrès", "Fiches action", "Calendrier"]
    chapters += ["Annexe : critère par critère", "Comment le score se construit", "Sources et sceau"]
    pages = [found[name] for name in chapters]
    assert pages == sorted(pages)
    assert found["● 1.1.1 Valeurs écrites"] == found["Annexe : critère par critère"]
    assert "1. Réunir le CA chaque trimestre" in found
    assert found["Sources et sceau"] == len(report.pages) - 1


def _outline(reader: PdfReader, items: Any) -> list[tuple[str, int]]:
    lines: list[tuple[str, int]] = []
    for item in items:
        if isinstance(item, list):
            lines += _outline(reader, item)
        else:
            page = reader.get_destination_page_number(item)
            assert page is not None
            lines.append((str(item.title).replace("\u00a0", " "), page))
    return lines


def test_the_contents_give_the_right_pages(report: PdfReader) -> None:
    contents = " ".join(report.pages[1].extract_text().split())
    for name, page in _outline(report, report.outline):
        if name in ("Photographie", "Calendrier", "Sources et sceau"):
            assert f"{name} {page + 1}" in contents or str(page + 1) in contents.split("Symboles")[-1]
    links = [note.get_object() for note in report.pages[1]["/Annots"]]  # type: ignore[attr-defined]
    assert len(links) == 9


def test_the_file_says_what_it_is(report: PdfReader) -> None:
    about = report.metadata
    assert about is not None
    assert about.title == "Petit référentiel — L’Atelier des Possibles — 2026"
    assert about.author == "L’Atelier des Possibles"
    assert about.subject == "Auto-évaluation et plan de progrès"
    assert about.creation_date is not None
    assert about.creation_date.date() == date(2026, 12, 1)
    assert report.trailer["/Root"]["/Lang"] == "fr"  # type: ignore[index]


def test_every_font_travels_with_the_file(report: PdfReader) -> None:
    for page in report.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            about = font.get_object()
            assert "/FontFile2" in about["/FontDescriptor"].get_object(), about["/BaseFont"]


def test_the_same_evaluation_gives_the_same_bytes() -> None:
    activate("fr")
    assert pdf_bytes(sample()) == pdf_bytes(sample())


def test_an_evaluation_not_begun_still_makes_a_document_without_any_false_zero() -> None:
    reader = printed(
        sample(opinions={}, actions=(), participants=(), totals=score(QUESTIONNAIRE, {}, CONCERNED))
    )
    shown = words(reader)
    cover = " ".join(reader.pages[0].extract_text().split())
    assert "Aucun critère positionné pour l’instant" in cover
    assert "—" in cover
    assert "0 critères positionnés sur 5 applicables (0 %)" in cover
    assert "Le plan ne compte encore aucune action." in shown
    assert "Fiches action" not in shown
    assert shown.count("Sans réponse") >= len(CONCERNED)


def test_a_structure_that_no_criterion_concerns_still_gets_a_document() -> None:
    reader = printed(sample(opinions={}, actions=(), concerned=(), totals=score(QUESTIONNAIRE, {}, ())))
    assert "0 critères positionnés sur 0 applicables (—)" in words(reader)


def test_five_hundred_actions_are_all_printed() -> None:
    actions = tuple(
        replace(ACTIONS[1], id=str(n), number=n, title=f"Action repère-{n}-fin") for n in range(1, 501)
    )
    shown = words(printed(sample(actions=actions)))
    assert all(shown.count(f"repère-{n}-fin") >= 2 for n in range(1, 501))


def test_dates_centuries_apart_fit_on_the_calendar() -> None:
    far = (Action(id="a", number=1, title="Loin", start=date(1, 1, 1), due=date(9999, 12, 31)),)
    assert "Calendrier" in words(printed(sample(actions=far)))


def test_an_action_on_a_criterion_that_is_gone_keeps_its_id() -> None:
    gone = (
        Action(id="a", number=1, title="Ancienne", criteria=("critere-disparu",), service="service-disparu"),
    )
    shown = words(printed(sample(actions=gone)))
    assert "critere-disparu" in shown
    assert "service-disparu" in shown


def test_english_readers_get_english_words() -> None:
    shown = words(printed(sample(), "en"))
    assert "Strengths and priorities" in shown
    assert "1 December 2026" in shown
    activate("fr")


def test_progress_never_goes_back_and_ends_at_one() -> None:
    told: list[float] = []
    pdf_bytes(sample(), told.append)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1


def test_a_person_can_stop_it_while_pages_are_laid_out() -> None:
    told: list[float] = []
    with pytest.raises(StoppedError):
        pdf_bytes(sample(), telling(told.append, lambda: len(told) > 20))
    assert len(told) == 21
