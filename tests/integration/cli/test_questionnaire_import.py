from __future__ import annotations

import io
import tracemalloc
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import openpyxl
import pytest

from cap_tui.catalogue.loader import read_questionnaire

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

LIBRARIES = Path(__file__).parents[2] / "corpus" / "libraries"
LIBRARY = LIBRARIES / "atelier.yaml"


def _workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Critères")
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())
    return path


def test_a_library_gives_a_questionnaire_that_the_check_accepts_and_a_report(
    cli: Cli, tmp_path: Path
) -> None:
    result = cli("questionnaire", "import", str(LIBRARY), "-o", str(tmp_path / "mien.yaml"))
    assert result.code == 0, result.err
    assert result.out.splitlines() == [str(tmp_path / "mien.yaml"), str(tmp_path / "mien-rapport.md")]
    assert result.err.startswith("5 critères ; ")
    checked = cli("questionnaire", "check", str(tmp_path / "mien.yaml"))
    assert checked.code == 0
    assert [
        line for line in checked.out.splitlines() if "why:" not in line
    ] == []  # the library gives no reasons
    report = (tmp_path / "mien-rapport.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "> Licence Creative Commons BY-SA 4.0 : citer la source." in report
    assert "- ligne 89, 1.2 — urn:essai:risk:threat:atelier:chute" in report
    assert "### Menaces liées à l’exigence : non reprises." in report


def test_the_questionnaire_can_be_evaluated_once_in_its_folder(cli: Cli) -> None:
    assert cli("questionnaire", "import", str(LIBRARY), "-o", str(cli.folder / "questionnaires")).code == 0
    found = {one["id"]: one for one in cli("questionnaire", "list", "--json").json}
    assert (found["atelier-partage"]["criteria"], found["atelier-partage"]["status"]) == (5, "proposed")


def test_programs_read_everything_that_the_report_says(cli: Cli, tmp_path: Path) -> None:
    data = cli("questionnaire", "import", str(LIBRARY), "-o", str(tmp_path), "--json").json
    assert data["questionnaire"] == str(tmp_path / "atelier-partage.yaml")
    assert (data["criteria"], data["sections"]) == (5, 2)
    assert [one["path"] for one in data["warnings"]] == ["themes"]
    assert data["terms"].startswith("© Association Essai 2026")
    weights = {one["kind"]: (one["place"], one["detail"]) for one in data["findings"]}
    assert weights["visibility"] == ("ligne 122, 2.1", "answers['x'] == 1")


def test_a_file_already_there_is_kept_unless_asked(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "a-rapport.md"
    report.write_text("annoté à la main", encoding="utf-8")
    result = cli("questionnaire", "import", str(LIBRARY), "-o", str(tmp_path / "a.yaml"))
    assert result.code == 1
    assert "--replace" in result.err
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a-rapport.md"]
    assert report.read_text(encoding="utf-8") == "annoté à la main"
    assert cli("questionnaire", "import", str(LIBRARY), "-o", str(tmp_path / "a.yaml"), "--replace").code == 0
    assert report.read_text(encoding="utf-8").startswith("# Rapport d’import")


def test_the_file_that_is_read_is_never_written_over(cli: Cli, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_bytes(LIBRARY.read_bytes())
    assert cli("questionnaire", "import", str(source), "-o", str(source), "--replace").code == 1
    assert source.read_bytes() == LIBRARY.read_bytes()


@pytest.mark.parametrize("way", ["../{0}/a.yaml", "link/a.yaml"])
def test_the_file_that_is_read_is_never_written_over_by_another_way_to_it(
    cli: Cli, tmp_path: Path, way: str
) -> None:
    folder = tmp_path / "ici"
    folder.mkdir()
    source = folder / "a.yaml"
    source.write_bytes(LIBRARY.read_bytes())
    (folder / "link").symlink_to(folder)
    target = folder / way.format(folder.name)
    assert cli("questionnaire", "import", str(source), "-o", str(target), "--replace").code == 1
    assert source.read_bytes() == LIBRARY.read_bytes()


def test_scores_typed_as_percentages_in_a_workbook_are_those_of_the_scale(cli: Cli, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["titre"])
    book.worksheets[0].append(["Livret"])
    scale = book.create_sheet("échelle")
    scale.append(["libellé", "score", "cible"])
    shown = ("0%", "0.0%", "0%", '0.00" "%')
    for label, score, form in zip(("Rien", "Peu", "Bien", "Tout"), (0, 0.305, 0.7, 1), shown, strict=True):
        scale.append([label, score, "x" if label == "Bien" else None])
        scale.cell(scale.max_row, 2).number_format = form
    book.save(tmp_path / "mien.xlsx")
    target = tmp_path / "mien.yaml"
    assert cli("questionnaire", "import", str(tmp_path / "mien.xlsx"), "-o", str(target)).code == 0
    questionnaire, _problems = read_questionnaire(target.read_bytes(), "mien.yaml")
    levels = questionnaire.scale.levels if questionnaire else ()
    assert [float(level.score) for level in levels] == [0, 30.5, 70, 100]


def test_a_small_workbook_of_vast_empty_sheets_does_not_fill_the_memory(cli: Cli, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(12):
        sheet = book.create_sheet(f"F{number}")
        sheet.cell(20_000, 200, "x")
    path = tmp_path / "t.xlsx"
    book.save(path)
    tracemalloc.start()
    result = cli("questionnaire", "import", str(path), "-o", str(tmp_path / "out.yaml"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "Ce fichier est plus gros" in result.err
    assert peak < 150_000_000  # bytes; the twelve sheets whole would take four hundred millions


def test_a_name_too_long_for_the_report_leaves_no_questionnaire_alone(cli: Cli, tmp_path: Path) -> None:
    result = cli("questionnaire", "import", str(LIBRARY), "-o", str(tmp_path / f"{'a' * 248}.yaml"))
    assert result.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_neither_file_is_left_when_one_cannot_be_put_in_place(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a-rapport.md").mkdir()
    result = cli("questionnaire", "import", str(LIBRARY), "-o", str(tmp_path / "a.yaml"), "--replace")
    assert result.code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-rapport.md", "data"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "Ce fichier n’est pas de ceux qui s’importent"),
        ("a.yaml", b"bonjour", "Aucun référentiel n’a été trouvé"),
        ("a.yaml", b"x: [", "La ligne "),
        ("a.xlsx", b"PK\x03\x04casse", "incomplet ou abîmé"),
        ("a.csv", b"bonjour", "Aucune ligne de ce tableau"),
        ("a.csv", b"x" * 20_000_001, "Ce fichier est plus gros"),
    ],
)
def test_a_file_that_gives_nothing_is_refused_in_french(
    cli: Cli, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = cli("questionnaire", "import", str(tmp_path / name), "-o", str(tmp_path / "out.yaml"))
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert not (tmp_path / "out.yaml").exists()


def test_a_file_that_is_not_there_is_told(cli: Cli, tmp_path: Path) -> None:
    assert cli("questionnaire", "import", str(tmp_path / "absent.yaml")).code == 1


def test_a_workbook_is_read_with_the_cells_that_are_wrong(cli: Cli, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Code", "Titre", "Poids"],
        ["1.1", "Livret", 1.5],
        ["1.2", "Visite", "=1+1"],
        [None, None, 3],
    ]
    source = _workbook(tmp_path / "t.xlsx", rows)
    data = cli("questionnaire", "import", str(source), "-o", str(tmp_path / "q.yaml"), "--json").json
    told = {one["kind"]: (one["place"], one["detail"]) for one in data["findings"]}
    assert data["criteria"] == 2
    assert told["formula"] == ("case C3", "=1+1")
    assert told["row-left"] == ("ligne 4", "3")


def test_six_thousand_criteria_are_imported_and_read_again_within_seconds(cli: Cli, tmp_path: Path) -> None:
    heads: list[object] = ["Code", "Thème", "Titre", "Attendu"]
    rows: list[list[object]] = [
        [f"{n // 100}.{n % 100}", f"{n // 100} Partie", f"Exigence {n}", "Tenue et datée. " * 10]
        for n in range(100, 6_100)
    ]
    source = _workbook(tmp_path / "t.xlsx", [heads, *rows])
    start = process_time()
    result = cli("questionnaire", "import", str(source), "-o", str(tmp_path / "q.yaml"))
    assert result.code == 0, result.err
    assert result.err.replace("\u202f", " ").startswith("6")
    assert cli("questionnaire", "check", str(tmp_path / "q.yaml")).code == 0
    assert process_time() - start < 30


def test_a_library_of_six_thousand_requirements_nine_deep_is_imported_within_seconds(
    cli: Cli, tmp_path: Path
) -> None:
    lines = ["objects:", "  framework:", "    name: Grand", "    requirement_nodes:"]
    for number in range(6_000):
        place, branch = number % 100, number // 100
        parent = f"n{branch}-{min(place, 8) - 1}" if place else ""
        lines += [f"    - urn: n{branch}-{place}", f"      assessable: {'false' if place < 8 else 'true'}"]
        lines += [f"      parent_urn: {parent}"] if parent else []
        lines += [
            f"      ref_id: {branch}.{place}",
            f"      name: Exigence {number}",
            "      description: Tenue.",
        ]
    source = tmp_path / "grand.yaml"
    source.write_text("\n".join(lines), encoding="utf-8")
    start = process_time()
    data = cli("questionnaire", "import", str(source), "-o", str(tmp_path / "q.yaml"), "--json").json
    assert process_time() - start < 20
    assert (data["criteria"], data["sections"]) == (5_520, 480)
