"""`plan … import`: a plan changed in Excel, shown then written from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.cli.conftest import Cli


def lines(cli: Cli, reference: str) -> Any:
    return cli("plan", reference, "--json").json


@pytest.fixture
def changed(cli: Cli, tmp_path: Path) -> tuple[Cli, str, str]:
    """A plan of one action whose owner was changed in Excel, then, by `--theirs`, its cause on both sides."""
    reference = cli.new()
    assert cli("plan", reference, "add", "Écrire le livret", "pilote=Zoé", "cause=Oubli").code == 0
    path = tmp_path / "plan.xlsx"
    result = cli("export", "xlsx", reference, "-o", str(path))
    assert result.code == 0, result.err
    book = load_workbook(path)
    sheet = book["Plan"]
    heads = {cell.value: cell.column or 0 for cell in sheet[1]}
    sheet.cell(2, heads["Pilote"]).value = "Ana"
    sheet.cell(2, heads["Cause"]).value = "Manque de temps"
    sheet.cell(3, heads["Action"]).value = "Former l’équipe"
    sheet.cell(3, heads["Échéance"]).value = "bientôt"
    book.save(path)
    assert cli("plan", reference, "set", "1", "cause=Départ").code == 0
    return cli, reference, str(path)


def test_a_preview_says_everything_and_writes_nothing(changed: tuple[Cli, str, str]) -> None:
    cli, reference, path = changed
    before = lines(cli, reference)
    result = cli("plan", reference, "import", path, "--preview")
    told = result.out.splitlines()
    assert told[:5] == [
        "Action 1 : Écrire le livret",
        "  Pilote : Zoé → Ana",
        "Nouvelle action (B3) : Former l’équipe",
        "Action 1 : Écrire le livret",
        "  changé des deux côtés : Cause : Départ → Manque de temps (ce qui est ici reste ; pour prendre le fichier : --theirs 1)",
    ]
    assert told[5].startswith("Non repris, R3 : « bientôt » n’est pas une date.")
    assert result.code == 1
    assert lines(cli, reference) == before


def test_what_is_agreed_is_written_and_what_is_here_stays_where_both_changed(
    changed: tuple[Cli, str, str],
) -> None:
    cli, reference, path = changed
    assert "2 actions écrites." in cli("plan", reference, "import", path, "--yes").err
    told = [(line["title"], line["owner"], line["cause"]) for line in lines(cli, reference)]
    assert told == [("Écrire le livret", "Ana", "Départ"), ("Former l’équipe", "", "")]


def test_the_file_is_taken_where_asked(changed: tuple[Cli, str, str]) -> None:
    cli, reference, path = changed
    result = cli("plan", reference, "import", path, "--yes", "--theirs", "1", "--json").json
    assert (result["written"], result["conflicts"][0]["taken"]) == (True, True)
    assert [one["field"] for one in result["changes"]] == ["owner"]
    assert lines(cli, reference)[0]["cause"] == "Manque de temps"


def test_nothing_is_written_without_an_answer(
    changed: tuple[Cli, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli, reference, path = changed
    monkeypatch.setattr("sys.stdin", None)
    before = lines(cli, reference)
    assert cli("plan", reference, "import", path).code == 1
    assert lines(cli, reference) == before


def test_a_file_that_is_not_there_or_not_a_plan_says_so(cli: Cli, tmp_path: Path) -> None:
    reference = cli.new()
    assert "ne peut pas être lu" in cli("plan", reference, "import", str(tmp_path / "absent.xlsx")).err
    (tmp_path / "plan.xlsx").write_text("bonjour", encoding="utf-8")
    result = cli("plan", reference, "import", str(tmp_path / "plan.xlsx"))
    assert (result.code, result.out) == (1, "")
    assert "n’est pas un plan exporté par cap-tui" in result.err


def test_options_of_import_are_refused_with_other_verbs(cli: Cli) -> None:
    reference = cli.new()
    assert cli("plan", reference, "list", "--preview").code == 2
