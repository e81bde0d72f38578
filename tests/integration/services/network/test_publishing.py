"""The report of the network that is handed round: right figures, whole files, and nobody in it who can be recognised."""

from __future__ import annotations

import csv
import json
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pypdf import PdfReader

from cap_tui.i18n import activate
from cap_tui.reports.files import ExportCancelledError, ExportExistsError
from cap_tui.reports.formats import NETWORK_FORMS, maker
from cap_tui.reports.network.open_data import printed_schema
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.publishing import export_network, network_name, network_report
from cap_tui.services.network.register import add_member, certify
from tests.network import Member, gather, several
from tests.registers import ONE, certificate

if TYPE_CHECKING:
    from cap_tui.reports.network.data import NetworkReport, Node
    from cap_tui.services.workspace import Workspace

SMALL = Filters("small")
SCHEMA = Path(__file__).parents[4] / "docs" / "reseau.schema.json"


@pytest.fixture
def network(workspace: Workspace) -> Workspace:
    """Six AI of Normandie (3 at 30 %, 3 at 70 %), five ACI of Bretagne at 100 %, one ETTI of Bretagne at 0 %."""
    activate("fr")
    gather(
        workspace,
        *several(3, "Vallée", level="engaged", score=30, priority="P1", service="training"),
        *several(3, "Plaine", level="controlled", score=70, priority="P2", due_dates="2026-01-15"),
        *several(5, "Phare", kinds="ACI", region="Bretagne", level="exemplary", score=100),
        *several(5, "Avant", year=2025, score=30),
        Member("Seule (fictif)", kinds="ETTI", region="Bretagne", level="to-build", score=0),
    )
    return workspace


def node(data: NetworkReport, key: str) -> Node:
    return next(one for one in data.nodes if one.id == key)


def made(data: NetworkReport, form: str) -> bytes:
    return maker(f"network-{form}")(data)


def text_of(data: NetworkReport, form: str) -> str:
    """Return everything that can be read in a file, whatever its form."""
    file = made(data, form)
    if form == "pdf":
        reader = PdfReader(BytesIO(file))
        pages = " ".join(page.extract_text() for page in reader.pages)
        return " ".join(f"{pages} {reader.metadata} {reader.outline}".split()).replace("\u00a0", " ")
    if form == "xlsx":
        book = load_workbook(BytesIO(file))
        cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        return " ".join(str(cell) for cell in cells if cell is not None)
    return file.decode()


def test_the_figures_of_all_of_each_kind_and_of_each_region_are_those_counted_by_hand(
    network: Workspace,
) -> None:
    data = network_report(network, SMALL)
    assert (data.gathered, data.counted, data.shown, data.years, data.late) == (12, 12, 12, (2026,), 3)
    whole = node(data, "")
    assert (whole.all.count, whole.all.mean) == (12, Fraction(800, 12))
    assert {kind: (one.count, one.mean) for kind, one in whole.by_kind.items()} == {"AI": (6, Fraction(50))}
    assert {name: (one.count, one.mean) for name, one in whole.by_region.items()} == {
        "Normandie": (6, Fraction(50)), "Bretagne": (6, Fraction(500, 6)),
    }  # fmt: skip
    quartiles = whole.by_kind["AI"].quartiles
    assert quartiles is not None
    assert [float(one) for one in (quartiles.first, quartiles.median, quartiles.third)] == [30, 50, 70]
    assert [(one.year, one.shown, one.mean) for one in data.evolution] == [
        (2025, 5, 30),
        (2026, 12, Fraction(200, 3)),
    ]
    assert [(one.code, one.count, one.by_priority) for one in data.priorities] == [
        ("1.1.1", 6, {"P1": 3, "P2": 3})
    ]


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
def test_no_structure_is_named_and_none_alone_is_measured(network: Workspace, form: str) -> None:
    told = text_of(network_report(network, SMALL), form)
    assert not [name for name in ("Vallée", "Plaine", "Phare", "Seule", "Avant 1") if name in told]
    few = network_report(network, Filters("small", kinds=("ETTI",)))
    assert few.shown == 0
    assert all(one.all.mean is None and not one.all.levels and not one.by_region for one in few.nodes)
    assert not few.by_phase  # one structure: even its phase would be said
    assert text_of(few, form)


def test_phases_are_left_out_when_they_could_speak_of_fewer_than_five(workspace: Workspace) -> None:
    gather(workspace, *several(4, "Vallée"))
    assert not network_report(workspace, SMALL).by_phase
    gather(workspace, *several(3, "Phare", kinds="ACI"))
    assert {phase.value: count for phase, count in network_report(workspace, SMALL).by_phase.items()} == {
        "follow_up": 7
    }
    for narrowed in (Filters("small", kinds=("AI", "ACI")), Filters("small", regions=("Normandie",))):
        assert not network_report(workspace, narrowed).by_phase


def test_the_five_of_one_kind_are_not_shown_where_the_sixth_would_be_the_difference(
    network: Workspace,
) -> None:
    rows = list(
        csv.DictReader(
            StringIO(made(network_report(network, SMALL), "csv").decode("utf-8-sig")), delimiter=";"
        )
    )
    groups = {(row["Type de structure"], row["Région"]) for row in rows}
    assert groups == {("tous", "toutes"), ("AI", "toutes"), ("tous", "Normandie"), ("tous", "Bretagne")}
    assert min(int(row["Structures"]) for row in rows if row["Moyenne (%)"]) >= 5


def test_the_table_opens_with_its_figures_and_empty_where_nothing_can_be_shown(network: Workspace) -> None:
    file = made(network_report(network, SMALL), "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(file), delimiter=";"))
    whole = rows[0]
    assert (whole["Échelon"], whole["Structures"], whole["Moyenne (%)"], whole["Médiane (%)"]) == (
        "Ensemble",
        "12",
        "66,7",
        "70",
    )
    assert (whole["Exemplaire"], whole["Engagé"]) == ("10", "6")
    tutor = next(row for row in rows if row["Référence"] == "tutor")
    assert (tutor["Structures"], tutor["Moyenne (%)"], tutor["Exemplaire"]) == ("0", "", "")


def test_over_several_years_what_is_counted_is_evaluations_in_every_heading(network: Workspace) -> None:
    """A structure evaluated in both years counts twice: to call that structures would be wrong."""
    one, both = (network_report(network, Filters("small", years)) for years in ((2026,), (2025, 2026)))

    def heads(data: NetworkReport) -> set[str]:
        book = load_workbook(BytesIO(made(data, "xlsx")))
        shown = {str(cell.value) for name in ("Résultats", "Priorités") for row in book[name] for cell in row}
        lines = made(data, "csv").decode("utf-8-sig").splitlines()
        return (shown | {head.strip('"') for head in lines[0].split(";")}) & {"Structures", "Évaluations"}

    assert (heads(one), heads(both)) == ({"Structures"}, {"Évaluations"})
    told = text_of(both, "pdf")
    assert "Moyenne des évaluations" in told
    assert "moyenne · évaluations" in told
    assert "Toutes les évaluations" in told
    assert "Code Critère Évaluations" in told


def test_open_data_follow_their_published_schema(network: Workspace) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert printed_schema() == SCHEMA.read_text(encoding="utf-8"), (
        "the schema is not current: tools.network_schema"
    )
    Draft202012Validator.check_schema(schema)
    for filters in (SMALL, Filters("small", kinds=("ETTI",)), Filters("small", (2025, 2026))):
        found: dict[str, Any] = json.loads(made(network_report(network, filters), "json"))
        Draft202012Validator(schema).validate(found)
    whole = json.loads(made(network_report(network, SMALL), "json"))
    assert whole["nodes"][0]["all"]["mean"] == {"exact": "200/3", "rounded": "66.67"}
    assert (whole["least"], whole["population"]["by_phase"]) == (5, {"follow_up": 12})


def test_certificates_are_public_their_holders_are_named_with_what_ends_this_year(network: Workspace) -> None:
    add_member(network, ONE, {"name": "Atelier certifié (fictif)", "kinds": "AI", "region": "Normandie"})
    certify(network, ONE, certificate("cedre", number="F-12", expires=date(2026, 11, 30)))
    data = network_report(network, SMALL)
    assert [(one.structure, one.day, one.audit, one.past) for one in data.endings] == [
        ("Atelier certifié (fictif)", date(2026, 11, 30), False, False)
    ]
    assert "30/11/2026 Atelier certifié (fictif) CEDRE F-12 expire" in text_of(data, "pdf")
    elsewhere = network_report(network, Filters("small", regions=("Bretagne",)))
    assert (elsewhere.register.structures, elsewhere.endings) == (0, ())


def test_the_workbook_has_a_real_table_on_each_sheet_and_charts_that_follow_their_cells(
    network: Workspace,
) -> None:
    book = load_workbook(BytesIO(made(network_report(network, SMALL), "xlsx")))
    assert book.sheetnames == [
        "Synthèse",
        "Résultats",
        "Par type et région",
        "Priorités",
        "Évolution",
        "Définitions",
    ]
    assert [len(sheet.tables) for sheet in book] == [3, 1, 1, 1, 1, 0]
    summary: Any = book["Synthèse"]
    assert len(summary._charts) == 3
    first = [cell.value for cell in next(book["Résultats"].iter_rows(min_row=2, max_row=2))]
    assert first[3:5] == [pytest.approx(2 / 3), 12]


def test_each_chapter_of_the_report_is_there_with_the_definitions_before_the_figures(
    network: Workspace,
) -> None:
    data = network_report(network, SMALL)
    told = text_of(data, "pdf")
    chapters = ("Les structures", "Par type de structure et par région", "Les niveaux, objectif par objectif",
                "Priorités et services sollicités", "D’une année à l’autre", "Sources et sceau")  # fmt: skip
    assert [name for name in chapters if name not in told] == []
    assert all(" ".join(text.replace("\u00a0", " ").split()) in told for text in data.definitions)


def test_the_means_of_all_years_are_drawn_on_one_scale_from_zero_to_a_hundred(network: Workspace) -> None:
    """Read back from the page: every drawing bears the same six figures on its axis."""
    reader = PdfReader(BytesIO(made(network_report(network, SMALL), "pdf")))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    drawn = [page.count("0 20 40 60 80 100") for page in pages if "D’une année à l’autre Ce sont" in page]
    assert drawn == [3]  # the whole and the two themes


def test_each_count_says_of_how_many_it_is(network: Workspace) -> None:
    told = text_of(network_report(network, SMALL), "pdf")
    for words in ("AI 6 sur 12", "ACI 5 sur 12", "ETTI 1 sur 12", "Normandie 6 sur 12", "Bretagne 6 sur 12"):
        assert words in told


def test_no_chart_of_the_summary_is_cut_between_two_printed_pages(network: Workspace) -> None:
    summary: Any = load_workbook(BytesIO(made(network_report(network, SMALL), "xlsx")))["Synthèse"]
    assert summary.sheet_properties.pageSetUpPr.fitToPage
    assert (summary.page_setup.fitToWidth, summary.page_setup.fitToHeight) == (1, 1)


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
def test_the_same_network_makes_the_same_bytes(network: Workspace, form: str) -> None:
    assert made(network_report(network, SMALL), form) == made(network_report(network, SMALL), form)


def test_a_report_is_complete_or_absent_and_never_over_another(network: Workspace, tmp_path: Path) -> None:
    told: list[float] = []
    folder = tmp_path / "exports"
    folder.mkdir()
    path = folder / network_name(SMALL, date(2026, 4, 2), "network-json")
    assert path.name == "reseau-small-2026-04-02.json"
    assert export_network(network, SMALL, path, form="network-json", progress=told.append) == path
    assert (told[-1], told) == (1, sorted(told))
    with pytest.raises(ExportExistsError):
        export_network(network, SMALL, path, form="network-json")
    with pytest.raises(ExportCancelledError):
        export_network(network, SMALL, folder / "b.pdf", form="network-pdf", cancelled=lambda: True)
    assert [one.name for one in folder.iterdir()] == [path.name]


def test_every_form_of_the_network_has_its_own_name_and_maker() -> None:
    assert [(name, form.suffix) for name, form in NETWORK_FORMS.items()] == [
        ("network-pdf", ".pdf"), ("network-xlsx", ".xlsx"), ("network-csv", ".csv"), ("network-json", ".json"),
    ]  # fmt: skip
    filters = Filters("cap", (2025, 2026), ("ETT ESS",), ("Île-de-France",))
    assert network_name(filters, date(2026, 4, 2), "network-pdf") == (
        "reseau-cap-2025-2026-ett-ess-ile-de-france-2026-04-02.pdf"
    )
