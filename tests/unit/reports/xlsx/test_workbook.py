"""The workbook read back: what each sheet says, as real tables, days and figures."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from cap_tui.i18n import activate
from cap_tui.reports.report_data import Audience
from cap_tui.reports.stopping import StoppedError, telling
from cap_tui.reports.xlsx.workbook import make
from tests.unit.reports.audited import AUDIT_SECRETS, audited
from tests.unit.reports.samples import ACTIONS, SECRETS, sample
from tests.unit.reports.several import SEVERAL_SECRETS, several
from tests.unit.reports.xlsx.opening import opened, records


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day as openpyxl gives it


def test_a_row_of_the_plan_says_every_field_with_real_days_and_figures() -> None:
    line = records(opened(sample()), "Plan")[0]
    shown = {head: value for head, value in line.items() if head not in ("Réf.", "Empreintes")}
    assert shown == {
        "N°": 1,
        "Action": "Réunir le CA chaque trimestre",
        "Critères": "1.1.2",
        "Origine": "Proposée d’après les résultats",
        "Constat": "CONSTAT-ACTION-SECRET",
        "Preuves": "PREUVE-ACTION-SECRETE",
        "Cause": "CAUSE-SECRETE",
        "Correction immédiate": "CORRECTION-SECRETE",
        "Axe de progrès": "Une gouvernance vivante",
        "Nature": "Corrective",
        "Priorité": "P1",
        "Effort": "une demi-journée ou moins",
        "Pilote": "Zoé Pilote-Secrète",
        "Contributeur·rices": "Yann Contributeur-Secret",
        "Moyens": "MOYENS-SECRETS",
        "Service à solliciter": "Service juridique",
        "Début": at(date(2026, 9, 1)),
        "Échéance": at(date(2026, 11, 30)),
        "Motif du report": "REPORT-SECRET",
        "Indicateur": "Nombre de réunions du CA",
        "Valeur de départ": "2",
        "Cible": "4",
        "État": "En cours",
        "Motif de l’abandon": "ABANDON-SECRET",
        "Avancement": 0.5,
        "Notes de suivi": "NOTES-SECRETES",
        "Efficace": "en partie",
        "Vérifiée le": at(date(2026, 10, 15)),
        "Preuve d’efficacité": "EFFET-SECRET",
        "En retard": "oui",
        "Jours de retard": 1,
        "À compléter": None,
    }


def test_days_and_percentages_show_as_french_people_write_them() -> None:
    sheet = opened(sample())["Plan"]
    heads = {cell.value: cell.column or 0 for cell in sheet[1]}
    assert sheet.cell(2, heads["Échéance"]).number_format == "dd/mm/yyyy"
    assert sheet.cell(2, heads["Avancement"]).number_format == r"0\ %"


def test_the_plan_is_a_real_table_with_filters_a_head_in_sight_and_its_marks_folded_away() -> None:
    sheet = opened(sample())["Plan"]
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    assert (left, top, right, bottom) == (1, 1, 34, 3)
    assert table.autoFilter.ref == table.ref
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "C2"
    hidden = [sheet.cell(1, column).value for column in (33, 34)]
    assert hidden == ["Réf.", "Empreintes"]
    assert sheet.column_dimensions["AG"].hidden
    assert sheet.column_dimensions["AH"].hidden
    assert sheet.cell(2, 33).value == "a"


def test_choices_are_offered_from_the_legend() -> None:
    book = opened(sample())
    offered = {str(rule.sqref): rule.formula1 for rule in book["Plan"].data_validations.dataValidation}
    assert offered["W2:W203"] == "'Légende'!$D$4:$D$8"
    states = [book["Légende"].cell(row, 4).value for row in range(3, 9)]
    assert states == ["État", "À lancer", "En cours", "Réalisée", "Soldée", "Abandonnée"]


def test_results_give_level_score_and_weight_of_each_criterion_under_its_objective() -> None:
    rows = records(opened(sample()), "Résultats")
    shown = [(row["Ligne"], row["Code"], row["Niveau"], row["Score"], row["Poids"]) for row in rows]
    assert shown[:5] == [
        ("Thème", "1", None, 23 / 30, 3),
        ("Objectif", "1.1", None, 23 / 30, 3),
        ("Critère", "1.1.1", "● Exemplaire", 1, 2),
        ("Critère", "1.1.2", "◔ Engagé", 0.3, 1),
        ("Objectif", "1.2", None, None, 0),
    ]
    assert [(row["Impératif"], row["Cible atteinte"], row["Actions"]) for row in rows[2:4]] == [
        (None, "oui", None),
        ("oui", "non", "1"),
    ]


def test_the_summary_says_whose_when_and_the_result_and_draws_it_from_its_cells() -> None:
    book = opened(sample())
    sheet: Any = book["Synthèse"]  # the charts of a sheet have no type
    facts = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, 24)}
    assert sheet["A1"].value == "L’Atelier des Possibles"
    assert facts["Score d’ensemble"] == 0.75
    assert facts["Couverture"] == 0.75
    assert facts["Phase"] == "Plan de progrès"
    assert facts["Classeur fait le"] == at(date(2026, 12, 1))
    assert facts["Plan"] == "2 actions, dont 1 en retard"
    themes, levels = sheet._charts
    assert themes.series[0].val.numRef.f == "'Synthèse'!$B$22:$B$23"
    assert themes.series[0].cat.numRef.f == "'Synthèse'!$A$22:$A$23"
    assert [sheet.cell(row, 1).value for row in (22, 23)] == ["1 Identité", "2 Services rendus"]
    assert levels.series[0].val.numRef.f == "'Synthèse'!$B$26:$B$32"
    assert [sheet.cell(row, 2).value for row in range(26, 33)] == [0, 1, 1, 1, 1, 0, 1]


def test_views_stand_side_by_side_and_the_team_only_together() -> None:
    row = records(opened(several()), "Regards")[2]
    assert (row["Direction"], row["Pair"], row["Tiers"]) == ("◔ Engagé", "● Exemplaire", "◔ Engagé")
    assert (row["Équipe : médiane"], row["Équipe : voix"], row["Équipe : Maîtrisé"]) == ("◑ Maîtrisé", 5, 2)
    assert (row["Retenu"], row["Pourquoi elle est retenue"]) == (
        "◑ Maîtrisé",
        "RAISON-RETENUE après échange",
    )
    assert (
        row["Ce qu’écrit : pair"]
        == "Constat\u00a0: CONSTAT-DU-PAIR\nPoints à améliorer\u00a0: CONSEIL-DU-PAIR"
    )


def test_indicators_have_a_column_a_year_with_figures() -> None:
    rows = records(opened(audited()), "Indicateurs")
    years = [head for head in rows[0] if head.isdecimal()]
    assert years == sorted(years)
    assert all(isinstance(row[year], int | float | None) for row in rows for year in years)


def test_findings_have_their_sheet_only_where_the_scale_asks_for_facts() -> None:
    assert "Écarts" in opened(audited()).sheetnames
    assert "Écarts" not in opened(sample()).sheetnames


@pytest.mark.parametrize(
    ("data", "secrets"),
    [
        (sample(audience=Audience.PARTENAIRES), SECRETS),
        (several(audience=Audience.PARTENAIRES), SEVERAL_SECRETS),
        (audited(audience=Audience.PARTENAIRES), AUDIT_SECRETS),
    ],
    ids=["alone", "several", "audited"],
)
def test_partners_never_read_what_people_wrote_or_who_they_are(
    data: object, secrets: tuple[str, ...]
) -> None:
    activate("fr")
    parts = zipfile.ZipFile(BytesIO(make(data)))  # type: ignore[arg-type]  # parametrized over three kinds
    text = "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    assert [secret for secret in secrets if secret in text] == []
    names = load_workbook(BytesIO(make(data))).sheetnames  # type: ignore[arg-type]  # same
    assert not {"Constats", "Regards", "Écarts"} & set(names)
    assert {"Synthèse", "Plan", "Résultats", "Légende"} <= set(names)


def test_the_same_data_give_the_same_bytes_dated_from_the_data() -> None:
    activate("fr")
    once = make(several())
    assert once == make(several())
    properties = load_workbook(BytesIO(once)).properties
    assert properties.title == "Petit référentiel 2026 — L’Atelier des Possibles"
    assert properties.created == properties.modified == at(date(2026, 12, 1))


def test_rows_are_as_tall_as_what_is_seen_and_never_fill_the_screen() -> None:
    sheet = opened(sample())["Plan"]
    assert sheet.row_dimensions[3].height == 33  # its origin takes two lines; its marks, folded away, thirty
    sheet = opened(sample(actions=(replace(ACTIONS[0], cause="mot " * 1_000),)))["Plan"]
    assert sheet.row_dimensions[2].height == 123


def test_an_empty_plan_keeps_its_table_and_says_so() -> None:
    book = opened(sample(actions=()))
    assert [table.ref for table in book["Plan"].tables.values()] == ["A1:AH2"]
    assert "Le plan ne compte encore aucune action." in [cell.value for cell in book["Légende"]["B"]]


def test_progress_is_told_to_the_end_and_a_stop_is_obeyed() -> None:
    told: list[float] = []
    make(sample(), told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    with pytest.raises(StoppedError):
        make(sample(), telling(None, lambda: len(told) > 0))
