from __future__ import annotations

import re
from pathlib import Path

import pytest

from cap_tui.catalogue.importing.convert import Converted, convert_csv, convert_sheets
from cap_tui.catalogue.importing.errors import ForeignTooBigError, NoHeadersError, NothingToEvaluateError
from cap_tui.catalogue.importing.rows import Sheet
from tests.unit.catalogue.importing.reading import LIBRARIES, table, told

PAGE = Path(__file__).parents[4] / "docs" / "importer-un-referentiel.md"
TABLE = (LIBRARIES / "tableau.csv").read_bytes()
FACT = "On voit {} dans un compte rendu daté et signé."


def test_a_table_becomes_themes_objectives_and_criteria() -> None:
    content = convert_csv(TABLE, "mon tableau").questionnaire
    assert (content.id, str(content.title)) == ("mon-tableau", "mon tableau")
    assert [(one.code, str(one.title)) for one in content.sections] == [("1", "Accueil"), ("2", "Suivi")]
    assert [one.code for one in content.criteria.values()] == ["1.1.1", "1.1.2", "2.1.1"]
    criterion = content.find("1.1.1")
    assert criterion is not None
    assert str(criterion.why) == "Sans livret, chacun·e devine les règles."
    assert criterion.evidence == ("Livret daté", "Liste d’émargement")
    assert (criterion.references[0].standard, criterion.references[0].clause) == (
        "Code du travail",
        "L. 5132-1",
    )
    assert (int(criterion.weight), criterion.imperative) == (2, True)
    assert criterion.applies_to.kinds == {"ACI", "EI"}


def test_what_a_row_says_wrongly_is_told_with_its_cell() -> None:
    done = convert_csv(TABLE, "t")
    assert told(done, "reference-bad") == [("case I6", "sans barre")]
    assert told(done, "weight-bad") == [("case J6", "beaucoup")]
    assert told(done, "flag-bad") == [("case K6", "peut-être")]
    assert told(done, "kind-unknown") == [("case L6", "XYZ")]
    assert told(done, "question-moved") == [("case E6", "Les bilans sont écrits.")]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_spreadsheet_program_is_read(separator: str, encoding: str) -> None:
    done = table(f"Critère{separator}PREUVES", f"Livret œuvré{separator}Reçu à l’arrivée", encoding=encoding)
    (criterion,) = done.questionnaire.criteria.values()
    assert (str(criterion.title), criterion.evidence) == ("Livret œuvré", ("Reçu à l’arrivée",))


def test_columns_and_cells_without_a_known_name_are_told() -> None:
    done = table("titre;couleur;;titre", "Livret;rouge;seul;autre")
    assert told(done, "column-unknown") == [("case B1", "couleur")]
    assert told(done, "column-twice") == [("case D1", "titre")]
    assert told(done, "cell-left") == [("ligne 2", "seul")]


def test_levels_described_by_every_criterion_are_required_and_others_not() -> None:
    done = table(
        "titre;niveau:to-build;niveau : Maîtrisé",
        f"Un;{FACT.format('un oubli')};{FACT.format('un suivi')}",
        f"Deux;{FACT.format('une absence')};",
    )
    levels = done.questionnaire.scale.levels
    assert [(level.id, level.described) for level in levels] == [
        ("to-build", True),
        ("engaged", False),
        ("controlled", False),
        ("exemplary", False),
    ]
    assert told(done, "levels-incomplete") == [("ligne 3", "Maîtrisé")]


def test_a_level_described_too_briefly_or_twice_is_kept_in_what_is_expected() -> None:
    done = table(
        "titre;niveau:engagé", "Un;Presque", f"Deux;{FACT.format('tout')}", f"Trois;{FACT.format('tout')}"
    )
    first, second, third = done.questionnaire.criteria.values()
    assert first.expected.replace("\u00a0", " ") == "Engagé : Presque"
    assert str(second.levels["engaged"]) == FACT.format("tout")
    assert third.expected.endswith(FACT.format("tout"))
    assert len(told(done, "level-moved")) == 2


def test_a_sheet_called_echelle_gives_the_scale() -> None:
    scale = Sheet(
        "ÉCHELLE",
        [["Libellé", "Score", "Cible"], ["Fait", "80 %", ""], ["Débute", "0", ""], ["Tient", "40", "x"]],
    )
    done = convert_sheets([Sheet("Critères", [["Titre"], ["Livret"]]), scale], "t")
    found = done.questionnaire.scale
    assert [(level.id, int(level.score)) for level in found.levels] == [
        ("debute", 0),
        ("tient", 40),
        ("fait", 80),
    ]
    assert found.target == "tient"


def _scaled(*levels: list[str]) -> Converted:
    scale = Sheet("échelle", [["libellé", "score", "cible"], *levels])
    return convert_sheets([Sheet("Critères", [["Titre"], ["Livret"]]), scale], "t")


def test_a_scale_that_its_author_may_have_mistyped_is_told() -> None:
    done = _scaled(["Rien", "0", ""], ["Tout", "90", ""], ["Peu", "30", "x"], ["Bien", "70", "x"])
    assert told(done, "scale-order") == [("échelle", "Rien 0, Tout 90, Peu 30, Bien 70")]
    assert told(done, "target-twice") == [("case C5", "Bien")]
    assert done.questionnaire.scale.target == "peu"
    shares = _scaled(["Rien", "0", ""], ["Peu", "0,3", "x"], ["Tout", "1", ""])
    assert told(shares, "scale-shares") == [("échelle", "Rien 0, Peu 0.3, Tout 1")]
    falling = _scaled(["Tout", "100", ""], ["Peu", "30", "x"], ["Rien", "0", ""])
    assert [told(falling, kind) for kind in ("scale-order", "target-twice", "scale-shares")] == [[], [], []]


def test_a_theme_without_a_criterion_is_told() -> None:
    done = table("thème;titre", "1 Accueil;Livret", "2 À venir;", "Total;")
    assert told(done, "section-empty") == [("case A3", "2 À venir"), ("case A4", "Total")]
    assert told(table("thème;titre", "1 Accueil;", ";Livret"), "section-empty") == []


def test_every_column_of_the_page_is_one_that_is_read() -> None:
    page = PAGE.read_text(encoding="utf-8").split("## Un tableau")[1]
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    names = [name for row in rows for name in re.findall("`([^`]+)`", row) if name != "niveau:"]
    assert len(names) == 15
    done = table("titre;" + ";".join(name for name in names if name != "titre"), "Livret")
    assert told(done, "column-unknown") == []
    assert told(done, "column-twice") == [("case F1", "critère")]


def test_a_formula_is_never_taken_for_a_text() -> None:
    done = table("titre;attendu", "Livret;=HYPERLINK(A1)")
    assert next(iter(done.questionnaire.criteria.values())).expected == ""
    assert told(done, "formula") == [("case B2", "=HYPERLINK(A1)")]


def test_a_code_taken_for_a_number_gets_its_point_back() -> None:
    done = table("code;titre", "1,2;Livret")
    assert [one.code for one in done.questionnaire.criteria.values()] == ["1.2"]
    assert told(done, "code-changed") == [("case A2", "1,2 → 1.2")]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", NoHeadersError),
        ("bonjour\n", NoHeadersError),
        ("titre;question\n", NothingToEvaluateError),
        ("titre\n" + "Livret\n" * 20_001, ForeignTooBigError),
        ("titre" + ";" * 300, ForeignTooBigError),
    ],
)
def test_a_table_that_gives_nothing_is_refused_with_a_sentence(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        table(text)
