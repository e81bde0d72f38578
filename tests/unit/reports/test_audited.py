"""What the report says of an audit before the audit: expectations counted by hand on `audited`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.plan import Action, State
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.reports.report_data import Audience
from tests.unit.reports.audited import ACTIONS, AUDIT_SECRETS, OPINIONS, QUESTIONNAIRE, at, audited, found
from tests.unit.reports.hostile import HOSTILE, reads
from tests.unit.reports.samples import letters, printed, sample, words

if TYPE_CHECKING:
    from pypdf import PdfReader


@pytest.fixture(scope="module")
def report() -> PdfReader:
    return printed(audited())


@pytest.fixture(scope="module")
def text(report: PdfReader) -> str:
    return words(report)


@pytest.fixture(scope="module")
def for_partners() -> str:
    return words(printed(audited(audience=Audience.PARTENAIRES)))


def page(reader: PdfReader, *starts: str) -> str:
    """Return the text of the first page, after the contents, that holds all of `starts`."""
    pages = (" ".join(one.extract_text().split()) for one in reader.pages[2:])
    return next(one for one in pages if all(start in one for start in starts))


def between(text: str, start: str, end: str) -> str:
    """Return what stands from the last `start` up to the next `end`."""
    return text.rsplit(start, 1)[1].split(end, 1)[0]


def test_the_cover_says_first_that_it_is_not_ready(report: PdfReader) -> None:
    cover = " ".join(report.pages[0].extract_text().split())
    assert "✗ Pas prêt pour la visite" in cover


def test_the_verdict_comes_with_what_stands_in_the_way_counted(report: PdfReader) -> None:
    shown = page(report, "Verdict", "Édition par édition")
    assert "✗ Pas prêt pour la visite • 1 critère sans position • Écart majeur : 2 à lever" in shown
    assert "• Écart mineur : 1 à compléter" in shown


def test_each_edition_has_its_own_verdict_its_criteria_and_its_next_date(report: PdfReader) -> None:
    shown = between(page(report, "Édition par édition"), "Édition par édition", "Les constats")
    assert "Norme 2015 7 critères" in shown
    assert "Norme 2026 8 critères" in shown
    assert "1er décembre 2026, aujourd’hui : Jour du rapport" in shown
    assert "Parution" not in shown


def test_findings_are_counted_level_by_level(report: PdfReader) -> None:
    shown = between(page(report, "Les constats, niveau par niveau"), "Les constats", "Ce qui s’y oppose")
    for told in (
        "✖ Écart majeur 2 critères · 25 %",
        "▽ Écart mineur 2 critères · 25 %",
        "△ Point sensible 1 critère · 13 %",
        "● Conforme 1 critère · 13 %",
        "★ Point fort 1 critère · 13 %",
        "· Sans réponse 1 critère · 13 %",
    ):
        assert told in shown
    assert "Non applicable" not in shown


def test_what_is_missing_is_said_criterion_by_criterion(text: str) -> None:
    listed = between(text, "Tout doit être réglé pour que le verdict change.", "Fiche 1")
    assert "9.4" in listed
    assert "5.1 Engagement" in listed
    assert "5.2 Politique" in listed
    assert "9.1 Mesure" in listed
    assert "la cause, la correction immédiate, l’échéance" in listed
    assert "5.4" not in listed


def test_a_finding_lifted_for_good_is_said_lifted(text: str) -> None:
    sheet = between(text, "Fiche 3", "Fiche 4")
    assert "5.4 Rôles" in sheet
    assert "✓ Levé : soldé et vérifié efficace" in sheet
    assert "Efficace : oui · vérifié le 20/11/2026 EFFET-SECRET vu à trois réunions" in sheet


def test_a_sheet_holds_the_finding_its_cause_and_its_answer_in_the_order_of_an_auditor(text: str) -> None:
    sheet = between(text, "Fiche 1", "Fiche 2")
    order = [
        "Exigence EXIGENCE-SECRETE", "Preuves PREUVE-SECRETE", "Écart constaté ECART-SECRET", "Cause CAUSE-SECRETE",
        "Correction immédiate CORRECTION-SECRETE", "Action corrective Action 1 — Reprendre la délégation ◑ En cours · 40 %",
        "Pilote Zoé Pilote-Secrète", "Échéance 31/01/2027", "Contrôle d’efficacité ▢ à compléter une fois l’action menée",
    ]  # fmt: skip
    places = [sheet.find(part) for part in order]
    assert -1 not in places, [part for part, place in zip(order, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_what_is_not_written_shows_as_a_hole_to_fill(text: str) -> None:
    nothing = between(text, "Fiche 2", "Fiche 3")
    assert "Écart constaté Rien d’écrit" in nothing
    assert "Action corrective ▢ à compléter : aucune action du plan n’y répond" in nothing
    assert (
        nothing.count("▢") == 8
    )  # all but the gap: two facts, cause, correction, action, owner, date, check
    done = between(text, "Fiche 4", "Points forts, points sensibles et pistes")
    assert "Cause ▢ à compléter Correction immédiate ▢ à compléter" in done
    assert "Pilote Le comité Échéance ▢ à compléter Contrôle d’efficacité ▢ à compléter" in done


def test_a_check_without_its_date_and_proof_says_what_it_lacks() -> None:
    halfway = replace(ACTIONS[0], state=State.CLOSED, effectiveness="partly")
    shown = words(printed(audited(actions=(halfway,))))
    assert (
        "Efficace : en partie ▢ à compléter : la date de cette vérification, la preuve d’efficacité" in shown
    )


def test_two_lines_on_one_finding_are_both_there() -> None:
    second = Action(id="z", number=9, title="Seconde réponse", criteria=("q5.1",), owner="Ailleurs")
    sheet = between(words(printed(audited(actions=(*ACTIONS, second)))), "Fiche 1", "Fiche 2")
    assert "Action 1 — Reprendre la délégation" in sheet
    assert "Action 9 — Seconde réponse" in sheet
    assert sheet.index("Zoé Pilote-Secrète") < sheet.index("Ailleurs")


def test_strong_points_then_sensitive_ones_are_listed_shortly(report: PdfReader) -> None:
    shown = page(report, "Points forts, points sensibles et pistes")
    assert "Ce sur quoi s’appuyer ★ Point fort 9.3 Revue ★ Point fort FORCE-SECRETE" in shown
    assert "5.3 Culture △ Point sensible SENSIBLE-SECRET PISTE-SECRETE" in shown
    assert "5.1 Engagement" not in shown


def test_what_is_owed_to_the_edition_that_comes_has_its_dates_and_its_table(report: PdfReader) -> None:
    shown = page(report, "Ce qui reste dû à Norme 2026")
    assert "• 16 septembre 2026, il y a 76 jours : Parution" in shown
    assert "• 1er décembre 2026, aujourd’hui : Jour du rapport" in shown
    assert "• 31 mars 2028, dans 15 mois : Premières certifications" in shown
    assert "5.3 Culture Tout le critère est nouveau. △ Point sensible —" in shown
    assert "5.4 Rôles Les suppléances comptent. ▽ Écart mineur 2. Nommer les suppléants (15/10/2026)" in shown
    assert "9.2 Audits" not in shown
    assert "1 autre critère auquel elle ajoute quelque chose" in shown


def test_the_annex_gives_what_is_expected_and_the_clauses_of_both_editions(text: str) -> None:
    annex = between(text, "Annexe : critère par critère", "Réponses d’une version précédente")
    assert "Attendu ATTENDU du 5.1. Exigence EXIGENCE-SECRETE" in annex
    assert "Références : 2015 : 5.1 · 2026 : 5.1.2" in annex
    assert "Références : 2015 : 9.1 · 2026 : — · Loi du sol, art. 3" in annex
    assert "Norme 2015 : non demandé" in annex
    assert "Norme 2026 : aucun article. Aucun article ne le dit." in annex
    assert "Norme 2026, nouveau : Les suppléances comptent." in annex


def test_indicators_have_their_years_goals_sources_and_trend(report: PdfReader) -> None:
    shown = page(report, "Indicateurs", "Tendance")
    assert (
        "Part des personnes entendues résultat · % 41,5 48 62 60 % en 2026 80 % en 2028 SOURCE-SECRETE"
        in shown
    )
    assert "▲ progrès cible atteinte (2026)" in shown
    assert "Délai de réponse résultat · jours — 12 15,5 10 jours en 2026" in shown
    assert "2025 : Registre de 2025 2026 : Tableau de 2026 ▼ recul cible non atteinte (2026)" in shown
    assert "Nombre d’heures d’accompagnement réalisation — — 12 345,5 — — —" in shown


def test_only_what_has_two_values_is_drawn_with_its_figures(text: str) -> None:
    assert "Part des personnes entendues (%)" in text
    assert "Délai de réponse (jours)" in text
    assert text.count("Nombre d’heures d’accompagnement") == 1
    assert "Indicateur jamais compté" not in text
    assert "2024 2025 2026 2027 2028" in text  # under the axis, the year of the goal too


def test_an_indicator_that_is_gone_keeps_its_figures(text: str) -> None:
    gone = between(text, "Indicateurs qui ne sont plus demandés", "page ")
    assert "Part des plaintes" in gone
    assert " 7 " in gone


def test_years_without_a_column_are_told_beside_the_name() -> None:
    one = audited().series[0]
    years = tuple(replace(one.measures[0], year=year) for year in range(2001, 2010))
    shown = words(printed(audited(series=(replace(one, measures=years),), former_series=())))
    assert "Avant : 2001 : 41,5 · 2002 : 41,5 · 2003 : 41,5 · 2004 : 41,5" in shown


def test_answers_of_an_earlier_version_are_read_in_its_own_words(text: str) -> None:
    shown = between(text, "Réponses d’une version précédente", "Comment le score")
    assert "3.2 Ancien critère Version 2025.1 Position ● Bon Constat ANCIEN-CONSTAT-SECRET" in shown
    assert "Pair · Sofiane Pair-Secret Position ○ Faible Points à améliorer ANCIEN-CONSEIL-SECRET" in shown
    assert "Plan Actions : 2, 4" in shown


def test_one_person_of_a_team_is_not_read_apart_in_an_earlier_version_either(text: str) -> None:
    assert "CANARI-EQUIPE" not in text
    assert "Camille Equipe-Secrète" not in text


@pytest.mark.parametrize("secret", AUDIT_SECRETS)
def test_partners_read_nothing_that_people_wrote(for_partners: str, secret: str) -> None:
    assert secret not in for_partners


@pytest.mark.parametrize(
    "shown",
    [
        "✗ Pas prêt pour la visite • 1 critère sans position • Écart majeur : 2 à lever • Écart mineur : 1 à compléter",
        "▽ Écart mineur 2 critères · 25 %",
        "31 mars 2028, dans 15 mois",
        "41,5 48 62",
        "▲ progrès",
        "ATTENDU du 5.1.",
    ],
)
def test_partners_read_the_verdict_and_its_counts(for_partners: str, shown: str) -> None:
    assert shown in for_partners


@pytest.mark.parametrize(
    "heading", ["Fiche 1", "Ce qui manque", "Réponses d’une version précédente", "à compléter :"]
)
def test_partners_get_no_sheet_of_a_finding(for_partners: str, heading: str) -> None:
    assert heading not in for_partners


def test_what_partners_may_count_says_nothing_of_what_is_missing() -> None:
    reduced = audited(audience=Audience.PARTENAIRES).for_its_audience()
    for judgement in reduced.judgements:
        assert not [one for one in judgement.outcome.obstacles if one.position or one.action]
        assert {replace(one, position=None) for one in judgement.findings.opinions.values()} == {Opinion()}
        assert {line.owner for line in judgement.findings.actions} == {""}
    assert {measure.source for series in reduced.series for measure in series.measures} == {""}


READY = {key: Opinion(at("conform")) for key in QUESTIONNAIRE.criteria}


def test_nothing_in_the_way_is_said_plainly() -> None:
    shown = words(printed(audited(opinions=READY, actions=())))
    assert "✓ Prêt pour la visite Plus rien ne bloque." in shown
    assert "Aucun critère n’est à un tel niveau." in shown
    assert "Ce qui manque" not in shown


def test_one_edition_may_be_ready_before_the_other() -> None:
    opinions = {**READY, "q5.3": found("major")}
    shown = words(printed(audited(opinions=opinions, actions=())))
    editions = between(shown, "Édition par édition", "Les constats")
    assert "Norme 2015 7 critères ✓ Prêt pour la visite —" in editions
    assert "Norme 2026 8 critères ✗ Pas prêt pour la visite Écart majeur : 1 à lever" in editions


def test_a_criterion_wrongly_set_aside_stands_in_the_way() -> None:
    aside = Opinion(Position(Stance.NOT_APPLICABLE, reason="MOTIF"))
    shown = words(printed(audited(opinions={**READY, "q5.2": aside}, actions=())))
    assert "1 critère écarté à tort" in shown
    assert "∅ Non applicable 1 critère · 13 %" in shown


def test_a_questionnaire_without_verdict_nor_findings_keeps_its_chapters() -> None:
    shown = words(printed(sample()))
    for heading in ("Verdict", "Écarts", "Édition par édition", "Ce qui reste dû", "Attendu"):
        assert heading not in shown
    assert "Points forts et priorités" in shown


def test_what_people_wrote_of_findings_is_printed_as_they_wrote_it() -> None:
    everything = "\n".join(HOSTILE)
    opinions = {
        **OPINIONS,
        "q5.1": Opinion(at("major"), everything, "", "", everything, requirement=everything),
    }
    line = replace(ACTIONS[0], cause=everything, correction=everything, owner=everything)
    source = everything.replace("\n", " ")[:900]
    first = audited().series[0]
    series = (replace(first, measures=tuple(replace(one, source=source) for one in first.measures)),)
    former = (replace(audited().former[0], label=HOSTILE[0], opinion=Opinion(None, constat=everything)),)
    shown = letters(words(printed(audited(opinions=opinions, actions=(line,), series=series, former=former))))
    for text in HOSTILE:
        # twice each of the three texts (sheet and annex), cause, correction and owner twice, the former answer
        assert shown.count(letters(reads(text))) >= 6 + 3 + 1


@pytest.mark.parametrize(
    "text", ["x" * 9_000, "mot " * 4_000, "\n" * 2_000 + "fin"], ids=["one", "many", "empty"]
)
def test_a_finding_of_any_length_runs_over_pages(text: str) -> None:
    opinions = {**OPINIONS, "q5.1": Opinion(at("major"), constat=f"DEBUT{text}FIN", requirement=text)}
    line = replace(ACTIONS[0], title=text[:500].strip() or "x", cause=text, owner=text, due=date(2027, 1, 31))
    shown = letters(words(printed(audited(opinions=opinions, actions=(line,)))))
    assert shown.count("DEBUT") >= 2
    assert shown.count("FIN") >= 2
