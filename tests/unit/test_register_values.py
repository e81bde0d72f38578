"""What coordinators write in their cells, read as they mean it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cap_tui.i18n import explain
from cap_tui.services.network.register_columns import HEADS, columns_of, people_heads
from cap_tui.services.network.register_errors import (
    LostDigitsError,
    MemberDateError,
    MemberDayError,
    MemberElsewhereError,
    MemberKindError,
    MemberMonthError,
    MemberRegionError,
    MemberSchemeError,
    NoSiretError,
    NotAwardedError,
)
from cap_tui.services.network.register_reading import read_siret
from cap_tui.services.network.register_values import (
    awarded_scheme,
    body_of,
    count_of,
    day_of,
    kinds_of,
    region_of,
    schemes_of,
    serial_day,
    year_alone,
)
from cap_tui.services.structures import SiretError
from tests.registers import ONE, ZEROS


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("AI", ("AI",)), ("ai", ("AI",)), ("Association intermédiaire", ("AI",)), ("Association Intermédiaire (AI)", ("AI",)),
        ("AI/ACI", ("AI", "ACI")), ("ACI ; AI", ("AI", "ACI")), ("AI et ACI", ("AI", "ACI")), ("AI-ACI", ("AI", "ACI")),
        ("Atelier et chantier d’insertion", ("ACI",)), ("chantier d'insertion", ("ACI",)), ("AI + EI", ("AI", "EI")),
        ("Entreprise d’insertion", ("EI",)), ("ETTI et ETT ESS", ("ETTI", "ETT ESS")), ("ETT", ("ETT ESS",)),
        ("Proxim’Services", ("OSP",)), ("A.C.I.", ("ACI",)), ("E.I", ("EI",)), ("A.I. / E.T.T.I.", ("AI", "ETTI")),
        ("Association intermédiaire (A.I.)", ("AI",)), ("Organisme de formation", ("OF",)), ("Autre", ()), ("autres ESS", ()),
    ],
)  # fmt: skip
def test_the_kinds_are_understood_as_people_write_them(typed: str, kinds: tuple[str, ...]) -> None:
    assert kinds_of(typed) == kinds


@pytest.mark.parametrize("typed", ["AIX", "AI/XYZ", "association", "A I", "A.X.I."])
def test_a_kind_that_is_not_known_is_never_guessed(typed: str) -> None:
    with pytest.raises(MemberKindError):
        assert kinds_of(typed) == ()


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Île-de-France", "Île-de-France"), ("ILE DE FRANCE", "Île-de-France"), ("idf", "Île-de-France"),
        ("PACA", "Provence-Alpes-Côte d’Azur"), ("Provence-Alpes-Côte d'Azur", "Provence-Alpes-Côte d’Azur"),
        ("Coorace Normandie", "Normandie"), ("Midi-Pyrénées", "Occitanie"), ("La Réunion", "Océan Indien"),
        ("Pays-de-la-Loire", "Pays de la Loire"), ("", ""), ("—", ""),
    ],
)  # fmt: skip
def test_the_delegations_are_understood_as_people_write_them(typed: str, region: str) -> None:
    assert region_of(typed) == region


def test_a_region_without_a_delegation_is_refused_with_the_list() -> None:
    with pytest.raises(MemberRegionError) as refused:
        region_of("Grand Est")
    assert "Nouvelle-Aquitaine" in str(refused.value)


@pytest.mark.parametrize(
    "typed", ["Alsace", "ALSACE", "Corse", "Champagne-Ardenne", "Coorace Grand Est", "Martinique"]
)
def test_a_region_that_no_delegation_is_named_for_is_told_apart_from_a_slip_of_the_pen(typed: str) -> None:
    """“Alsace” is a region: to answer that it is none would leave the coordinator without a next step."""
    with pytest.raises(MemberElsewhereError) as refused:
        region_of(typed)
    told = explain(refused.value).replace("\u00a0", " ")
    assert f"pas de délégation régionale pour « {typed} »" in told
    assert "Bourgogne-Franche-Comté" in told
    assert "laissez la case vide" in told
    with pytest.raises(MemberRegionError) as slip:
        region_of("Alsasse")
    assert not isinstance(slip.value, MemberElsewhereError)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/12/2026", date(2026, 12, 31)), ("1/2/1985", date(1985, 2, 1)), ("31.12.2026", date(2026, 12, 31)),
        ("31-12-26", date(2026, 12, 31)), ("5/3/98", date(1998, 3, 5)), ("2026-12-31", date(2026, 12, 31)),
        ("2026-12-31 00:00:00", date(2026, 12, 31)), ("1er décembre 2026", date(2026, 12, 1)),
        ("12 aout 2026", date(2026, 8, 12)), ("12 mars 2024", date(2024, 3, 12)), ("15 janv. 2020", date(2020, 1, 15)),
        ("3 févr. 2021", date(2021, 2, 3)), ("1er déc 2019", date(2019, 12, 1)), ("12\u00a0mars\u00a02024", date(2024, 3, 12)),
        ("20200115", date(2020, 1, 15)), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_dates_are_read_day_first_or_as_programs_write_them(typed: str, day: date | None) -> None:
    assert day_of(typed) == day


@pytest.mark.parametrize(
    ("typed", "error"),
    [("12/31/2026", MemberDayError), ("30/02/2026", MemberDayError), ("31/12/1899", MemberDayError),
     ("bientôt", MemberDateError), ("12/2026", MemberMonthError), ("20201301", MemberDayError), ("15012020", MemberDayError),
     ("15 j. 2020", MemberDateError), ("brumaire 2019", MemberDateError), ("13/2019", MemberDateError), ("46387", MemberDateError)],
)  # fmt: skip
def test_what_is_no_date_is_refused_rather_than_guessed(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        day_of(typed)


@pytest.mark.parametrize("typed", ["février 2024", "févr. 2024", "02/2024", "2024-02", "2/2024"])
def test_a_month_without_its_day_is_refused_with_what_to_write(typed: str) -> None:
    """A certificate that ends in February ends on its last day, an engagement begins on its first: none is guessed."""
    with pytest.raises(MemberMonthError) as refused:
        day_of(typed)
    told = explain(refused.value).replace("\u00a0", " ")
    assert f"« {typed} »" in told
    assert "01/02/2024 ou 29/02/2024" in told


def test_eight_digits_are_read_year_first_and_no_date_is_read_two_ways() -> None:
    """Every day from 1900 to 2100, written day first, is refused rather than taken for another day."""
    day = date(1900, 1, 1)
    while day.year <= 2100:
        with pytest.raises(MemberDayError):
            day_of(f"{day:%d%m%Y}")
        day += timedelta(days=1)


def test_a_year_alone_and_the_number_of_a_day_are_recognised() -> None:
    """46387 is 31 December 2026 in Excel's calendar, whose day 1 is 1 January 1900."""
    assert year_alone("2017") == date(2017, 1, 1)
    assert year_alone("20177") is None
    assert serial_day("46387") == date(2026, 12, 31)
    assert serial_day("12345") is None


def test_approaches_are_understood_and_only_those_that_end_in_one_take_a_certificate() -> None:
    assert schemes_of("CAP, Cèdre ISO") == ("cap", "cedre-iso")
    assert schemes_of("CEDRE ISO 9001") == ("cedre-iso",)
    assert awarded_scheme("Cèdre") == "cedre"
    with pytest.raises(NotAwardedError):
        awarded_scheme("CAP")
    with pytest.raises(MemberSchemeError):
        schemes_of("Qualiopi")


def test_bodies_and_counts_are_understood() -> None:
    assert [body_of(name) for name in ("CA", "Conseil d’administration", "salarié·es en parcours", "board")] == [
        "board", "board", "inclusion", "board",
    ]  # fmt: skip
    assert [count_of(text) for text in ("5", "5,0", "1 200")] == [5, 5, 1200]


@pytest.mark.parametrize(
    "typed", [ONE, "732 829 320 00074", "732.829.320.00074", "7,3282932000074E+13", "73282932000074.0", "73282932000074,00"]
)  # fmt: skip
def test_a_siret_is_read_through_what_spreadsheets_do_to_it(typed: str) -> None:
    assert read_siret(typed) == (ONE, None)


def test_zeros_that_a_spreadsheet_took_away_are_put_back_and_told() -> None:
    siret, remark = read_siret(ZEROS.lstrip("0"))
    assert siret == ZEROS
    assert remark is not None
    assert ZEROS in explain(remark)


@pytest.mark.parametrize("typed", ["7,32829E+13", "7.3E13", "7,3282932E+13"])
def test_a_siret_whose_digits_excel_lost_is_refused_and_explained_even_when_its_key_would_fit(
    typed: str,
) -> None:
    with pytest.raises(LostDigitsError) as refused:
        read_siret(typed)
    assert typed in explain(refused.value)


@pytest.mark.parametrize(
    ("typed", "error"), [("", NoSiretError), ("732829320", SiretError), ("7328293200007", SiretError), ("73282932000075", SiretError)]
)  # fmt: skip
def test_a_siret_that_is_wrong_is_refused(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_siret(typed)


def test_the_names_of_columns_are_recognised_as_coordinators_write_them() -> None:
    heads = [
        "N° SIRET", "Raison sociale", "TYPE DE STRUCTURE", "Région", "E-mail", "Tél.", "Femmes au CA", "Hommes au CA",
        "Femmes salarié·es permanent·es 2025", "Date d’échéance", "Démarche qualité", "Couleur du logo", "Région",
    ]  # fmt: skip
    columns, unknown = columns_of(heads)
    assert [(one.meaning, one.counted, one.year) for one in columns] == [
        ("siret", "", 0), ("name", "", 0), ("kinds", "", 0), ("region", "", 0), ("email", "", 0), ("phone", "", 0),
        ("women", "board", 0), ("men", "board", 0), ("women", "permanent", 2025), ("expires", "", 0), ("scheme", "", 0),
    ]  # fmt: skip
    assert unknown == ["Couleur du logo", "Région"]


def test_every_column_that_is_written_is_read_back() -> None:
    columns, unknown = columns_of([*HEADS.values(), *(head for _body, _who, head in people_heads())])
    assert unknown == []
    assert [one.meaning for one in columns][: len(HEADS)] == list(HEADS)
