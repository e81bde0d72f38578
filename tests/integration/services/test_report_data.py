"""What a real dossier gives to print: its verdicts, its figures, and what earlier versions asked."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cap_tui.i18n import activate
from cap_tui.reports.pdf.document import pdf_bytes
from cap_tui.reports.report_data import Audience, ReportData
from cap_tui.services.demo import FOLDER
from cap_tui.services.exports import report_data
from tests.building import level
from tests.corpus.versions import pair
from tests.versioning import begun
from tools.demonstration import demonstration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


def read_back(data: ReportData) -> str:
    """Return the text of the whole report, with single ordinary spaces."""
    activate("fr")
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf_bytes(data))).pages).split()
    )


@pytest.fixture(scope="module")
def audit() -> Iterator[Dossier]:
    file, moment = FOLDER / "cedre-iso9001-2026.yaml", datetime(2026, 12, 1, 9, tzinfo=UTC)
    with demonstration(file, moment) as (workspace, reference):
        yield workspace.open(reference)


@pytest.fixture(scope="module")
def printed(audit: Dossier) -> str:
    return read_back(report_data(audit, Audience.INTERNE))


@pytest.mark.parametrize("edition", ["", "2015", "2026"])
def test_the_page_and_the_screen_give_the_same_verdict(audit: Dossier, edition: str) -> None:
    judgements = report_data(audit, Audience.INTERNE).judgements
    assert [one.edition for one in judgements] == ["", "2015", "2026"]
    printed = next(one for one in judgements if one.edition == edition)
    assert printed.outcome == audit.verdict(edition)
    assert printed.findings.concerned == audit.findings(edition).concerned


def test_the_audit_of_the_demonstration_is_printed_with_its_two_major_and_five_minor_findings(
    printed: str,
) -> None:
    assert "Non-conformité majeure 2 critères" in printed
    assert "Non-conformité mineure 5 critères" in printed
    sheets = printed[printed.rindex("Écarts 7 fiches") :]
    for number, title in enumerate(
        [
            "9.2.1 Des audits internes menés sur le terrain",
            "CE-C5 Santé et sécurité de la mise à disposition et du chantier",
            "5.3-2 Suppléances et compte rendu à la direction",
            "7.5.3 Retrouver, protéger, conserver, détruire",
            "8.4.1 Choisir et réévaluer ses prestataires",
            "9.3.2 Un dossier de revue complet",
            "CE-B4 Entretiens réguliers et tracés",
        ],
        start=1,
    ):
        assert f"Fiche {number} {title}" in sheets


def test_the_verdict_of_the_demonstration_lists_what_was_left_out_on_purpose(printed: str) -> None:
    listed = printed[printed.index("Tout doit être réglé") : printed.index("Fiche 1")]
    assert "9.2.1 Des audits internes menés sur le terrain" in listed
    assert "CE-C5 Santé et sécurité de la mise à disposition et du chantier" in listed
    assert (
        "7.5.3 Retrouver, protéger, conserver, détruire Il manque, dans la position : les preuves." in listed
    )
    assert "8.4.1 Choisir et réévaluer ses prestataires" in listed
    assert (
        "CE-B4 Entretiens réguliers et tracés Il manque, dans le plan : une action qui y réponde." in listed
    )
    assert "9.3.2" not in listed
    assert "5.3-2" not in listed


@pytest.fixture
def dossier(prepared: Path, tmp_path: Path) -> Iterator[Dossier]:
    machine, dossier = begun(prepared, tmp_path / "claire", pair.OLD.read_bytes())
    yield dossier
    machine.close()


def test_what_a_later_version_does_not_ask_any_more_is_still_printed(dossier: Dossier) -> None:
    dossier.record(pair.GONE, {"position": level("exemplary"), "evidence": "L’affiche du hall"})
    dossier.add_action(title="Refaire l’affiche", criteria=(pair.GONE,))
    gone = dossier.questionnaire.criteria[pair.GONE]
    assert not report_data(dossier, Audience.INTERNE).former
    dossier.upgrade(pair.NEW.read_bytes())
    text = read_back(report_data(dossier, Audience.INTERNE))
    answers = text[text.rindex("Réponses d’une version précédente") :]
    assert (
        f"{gone.code} {gone.title} Version 2025.1 Position ● Exemplaire Preuves L’affiche du hall" in answers
    )
    assert "Plan Actions : 1" in answers


def test_figures_written_in_the_dossier_are_printed_with_where_they_come_from(dossier: Dossier) -> None:
    asked = next(one.indicator for one in dossier.indicators() if one.indicator.unit != "%")
    dossier.measure(asked.id, 2025, value="12,5", source="Registre")
    dossier.measure(asked.id, 2026, value="1 240", goal="1300")
    text = read_back(report_data(dossier, Audience.INTERNE))
    shown = text[text.rindex("Indicateurs Les valeurs") :]
    assert " 12,5 1 240 1 300" in shown
    assert " en 2026 Registre — " in shown
    assert shown.count(asked.label.split()[-1]) >= 2  # in the table, then over the drawing
