"""A plan exported to Excel, changed there as a person would, and brought back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from cap_tui.core.permissions import NotPermittedError, Phase
from cap_tui.core.plan import State
from cap_tui.reports.report_data import Audience
from cap_tui.reports.xlsx.workbook import make
from cap_tui.services.exports import report_data
from cap_tui.services.plan_return import OtherPlanError, bring_back, preview_plan
from cap_tui.services.plan_rewriting import PlanMovedError
from cap_tui.services.plan_sheet import NewerPlanError, NotPlanError, PlanHeadsError
from tests.building import level
from tests.conftest import STRUCTURE
from tests.phases import go_to

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.plan_return import PlanReturn
    from cap_tui.services.workspace import Workspace


class Excel:
    """A workbook as a person opens it: cells by the head of their column and the number of their action."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)
        self.sheet: Worksheet = self.book["Plan"]
        self.heads = {str(cell.value): cell.column or 0 for cell in self.sheet[1]}

    def row(self, number: int) -> int:
        return next(
            row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, 1).value == number
        )

    def write(self, number: int, head: str, value: Any) -> None:
        self.sheet.cell(self.row(number), self.heads[head]).value = value

    def add(self, **cells: Any) -> None:
        row = self.sheet.max_row + 1
        for head, value in cells.items():
            self.sheet.cell(row, self.heads[head]).value = value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


@pytest.fixture
def planned(dossier: Dossier) -> Dossier:
    """Three lines: one with everything, one short, one proposed from the results."""
    dossier.answer("visit", level("to-build"))
    dossier.propose()
    dossier.add_action(
        title="=Réunir le CA",
        criteria=("booklet", "tutor"),
        constat="Une ligne\nDeux lignes ; +33 6 _x0041_ <b>",
        owner="Zoé",
        due=date(2026, 9, 1),
        progress=57,
        priority="P1",
        effort="L",
        baseline="1.10",
        origin="Audit interne",
        notes="  espaces  ",
    )
    dossier.add_action(title="Écrire le livret", service="Service au choix")
    return dossier


def exported(dossier: Dossier, tmp_path: Path, audience: Audience = Audience.INTERNE) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(make(report_data(dossier, audience)))
    return path


def told(found: PlanReturn) -> list[tuple[int, str, str, str, str]]:
    return [(one.number, one.field, one.before, one.after, one.cell) for one in found.edits]


def named(dossier: Dossier, number: int) -> Action:
    return next(action for action in dossier.actions() if action.number == number)


@pytest.mark.parametrize("audience", Audience)
def test_a_plan_that_comes_back_as_it_went_changes_nothing(
    planned: Dossier, tmp_path: Path, audience: Audience
) -> None:
    go_to(planned, Phase.PLANNING)
    found = preview_plan(planned, exported(planned, tmp_path, audience))
    assert found.changes_nothing
    assert (found.refused, found.gone, found.unknown, found.lost) == ((), (), (), ())
    assert not bring_back(planned, found)


def test_a_plan_saved_again_by_another_program_still_changes_nothing(
    planned: Dossier, tmp_path: Path
) -> None:
    found = preview_plan(planned, Excel(exported(planned, tmp_path)).save())
    assert found.changes_nothing
    assert found.refused == ()


def test_what_was_changed_in_excel_is_shown_then_written_in_one_gesture(
    planned: Dossier, tmp_path: Path
) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.write(3, "Pilote", "Ana")
    excel.write(3, "Échéance", datetime(2026, 12, 24))  # noqa: DTZ001 - a day as Excel keeps it
    excel.write(3, "Début", "1/12/2026")
    excel.write(3, "État", "en cours")
    excel.write(3, "Avancement", 0.4)
    excel.write(2, "Critères", "1.1.2; 2.1.1")
    excel.write(2, "Constat", None)
    found = preview_plan(planned, excel.save())
    assert told(found) == [
        (2, "criteria", "1.1.1, 1.2.1", "1.1.2, 2.1.1", "C3"),
        (2, "constat", "Une ligne\nDeux lignes ; +33 6 _x0041_ <b>", "", "E3"),
        (3, "owner", "", "Ana", "M4"),
        (3, "start", "", "01/12/2026", "Q4"),
        (3, "due", "", "24/12/2026", "R4"),
        (3, "state", "À lancer", "En cours", "W4"),
        (3, "progress", "0\u00a0%", "40\u00a0%", "Y4"),
    ]
    before = planned.actions()
    bring_back(planned, found)
    line = named(planned, 3)
    assert (line.owner, line.due, line.start) == ("Ana", date(2026, 12, 24), date(2026, 12, 1))
    assert (line.state, line.progress) == (State.IN_PROGRESS, 40)
    assert (named(planned, 2).criteria, named(planned, 2).constat) == (("visit", "partners"), "")
    assert preview_plan(planned, excel.path).changes_nothing
    planned.undo()
    assert planned.actions() == before


def test_rows_added_by_hand_become_lines_of_the_plan(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.add(Action="Former l’équipe", Pilote="Ana", Avancement="30 %", Priorité="p2")
    excel.add(Pilote="Personne ne sait quoi")
    found = preview_plan(planned, excel.save())
    assert [line.title for line in found.added] == ["Former l’équipe"]
    assert [(one.cell, one.sentence) for one in found.refused] == [
        ("B6", "Dites ce qui sera fait, en commençant par un verbe.")
    ]
    bring_back(planned, found)
    line = named(planned, 4)
    assert (line.title, line.owner, line.progress, line.priority) == ("Former l’équipe", "Ana", 30, "P2")
    assert planned.actions()[-1] == line


def test_a_row_copied_to_make_another_action_leaves_the_first_alone(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    row = excel.row(3)
    values = [cell.value for cell in excel.sheet[row]]
    excel.sheet.append(values)
    excel.sheet.append([*values[:1], "Écrire le livret d’accueil", *values[2:]])
    found = preview_plan(planned, excel.save())
    assert [line.title for line in found.added] == ["Écrire le livret d’accueil"]
    assert found.edits == ()
    assert [(one.cell, one.sentence) for one in found.refused] == [
        (
            "B5",
            "Cette ligne répète l’action 3\u00a0: elle est laissée de côté. Pour en faire une autre action, changez son intitulé.",
        )
    ]


def test_lines_taken_out_of_the_sheet_stay_in_the_plan(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.sheet.delete_rows(excel.row(2))
    path = excel.save()
    planned.add_action(title="Écrite ici depuis")
    found = preview_plan(planned, path)
    assert found.gone == ((2, "=Réunir le CA"),)
    assert found.changes_nothing
    assert len(planned.actions()) == 4


def test_an_action_removed_here_since_is_not_brought_back_by_surprise(
    planned: Dossier, tmp_path: Path
) -> None:
    path = exported(planned, tmp_path)
    planned.remove_action(named(planned, 3).id)
    found = preview_plan(planned, path)
    assert found.changes_nothing
    assert [one.cell for one in found.refused] == ["B4"]
    assert found.refused[0].sentence.startswith("L’action de cette ligne n’est plus dans le plan")


def test_what_changed_on_both_sides_stays_as_it_is_here_unless_chosen(
    planned: Dossier, tmp_path: Path
) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.write(2, "Pilote", "Ana")
    excel.write(2, "Moyens", "Deux jours")
    path = excel.save()
    planned.set_action(named(planned, 2).id, owner="Nadia", cause="Oubli")
    found = preview_plan(planned, path)
    assert told(found) == [(2, "means", "", "Deux jours", "O3")]
    (conflict,) = found.conflicts
    assert (conflict.field, conflict.before, conflict.after) == ("owner", "Nadia", "Ana")
    bring_back(planned, found)
    line = named(planned, 2)
    assert (line.owner, line.means, line.cause) == ("Nadia", "Deux jours", "Oubli")
    again = preview_plan(planned, path)
    bring_back(planned, again, theirs=again.conflicts)
    assert named(planned, 2).owner == "Ana"


def test_the_same_change_on_both_sides_is_no_conflict(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.write(2, "Pilote", "Ana")
    planned.set_action(named(planned, 2).id, owner="Ana")
    assert preview_plan(planned, excel.save()).changes_nothing


@pytest.mark.parametrize(
    ("head", "value", "cell", "sentence"),
    [
        ("Échéance", "bientôt", "R4", "« bientôt » n’est pas une date."),
        ("Échéance", "31/02/2027", "R4", "Le 31/02/2027 n’existe pas"),
        ("État", "presque", "W4", "« presque » n’est pas un choix de la colonne État."),
        ("Avancement", "beaucoup", "Y4", "« beaucoup » n’est pas un pourcentage de 0 à 100."),
        ("Avancement", 1.3, "Y4", "« 130 % » n’est pas un pourcentage de 0 à 100."),
        ("Critères", "9.9.9", "C4", "Aucun critère « 9.9.9 »"),
        ("Moyens", "=1+1", "O4", "Une formule n’est pas reprise"),
        ("Action", None, "B4", "Dites ce qui sera fait"),
        ("N°", 12, "A4", "C’est cap-tui qui donne le numéro"),
        ("Pilote", "x" * 1001, "M4", "Ce texte compte 1001 caractères"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_cell_and_the_rest_is_kept(
    planned: Dossier, tmp_path: Path, head: str, value: Any, cell: str, sentence: str
) -> None:
    excel = Excel(exported(planned, tmp_path))
    row = excel.row(3)
    excel.sheet.cell(row, excel.heads["Cause"]).value = "Oubli"
    excel.sheet.cell(row, excel.heads[head]).value = value
    found = preview_plan(planned, excel.save())
    (refused,) = found.refused
    assert refused.cell == cell
    assert refused.sentence.replace("\u00a0", " ").startswith(sentence)
    assert [one.after for one in found.edits] == ["Oubli"]


def test_an_end_before_the_beginning_is_refused(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.write(2, "Début", "2/9/2026")
    found = preview_plan(planned, excel.save())
    assert found.changes_nothing
    assert [one.cell for one in found.refused] == ["Q3"]


def test_columns_added_renamed_or_moved_do_not_mix_fields_up(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.sheet.tables.clear()
    excel.sheet.insert_cols(2)
    excel.sheet.cell(1, 2).value = "Remarque du CA"
    excel.sheet.cell(2, 2).value = "À voir"
    moved = Excel.__new__(Excel)
    moved.sheet, moved.heads = excel.sheet, {str(cell.value): cell.column or 0 for cell in excel.sheet[1]}
    excel.sheet.cell(1, moved.heads["Cause"]).value = "Pourquoi"
    moved.write(2, "Pilote", "Ana")
    found = preview_plan(planned, excel.save())
    assert [(one.field, one.after, one.cell) for one in found.edits] == [("owner", "Ana", "N3")]
    assert found.lost == ("Cause",)
    assert found.unknown == (("Remarque du CA", 1), ("Pourquoi", 0))


def test_without_its_marks_a_row_is_a_conflict_and_nothing_here_is_overwritten(
    planned: Dossier, tmp_path: Path
) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.write(2, "Pilote", "Ana")
    excel.write(2, "Empreintes", None)
    found = preview_plan(planned, excel.save())
    assert found.edits == ()
    assert [(one.field, one.before, one.after) for one in found.conflicts] == [("owner", "Zoé", "Ana")]


def test_once_followed_up_only_what_may_move_is_taken_and_a_moved_date_says_why(
    planned: Dossier, tmp_path: Path
) -> None:
    number = 2
    go_to(planned, Phase.FOLLOW_UP)
    excel = Excel(exported(planned, tmp_path))
    excel.write(number, "Pilote", "Ana")
    excel.write(number, "Échéance", "24/12/2026")
    excel.write(number, "Avancement", 0.9)
    found = preview_plan(planned, excel.save())
    assert [(one.field, one.after) for one in found.edits] == [("progress", "90\u00a0%")]
    assert [one.cell for one in found.refused] == ["M3", "R3"]
    excel.write(number, "Motif du report", "Salle prise")
    found = preview_plan(planned, excel.save())
    assert [one.field for one in found.edits] == ["due", "due_reason", "progress"]
    bring_back(planned, found)
    line = named(planned, number)
    assert (line.due, line.due_reason, line.progress) == (date(2026, 12, 24), "Salle prise", 90)


def test_a_plan_that_moved_since_the_preview_is_looked_at_again(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.write(2, "Pilote", "Ana")
    found = preview_plan(planned, excel.save())
    planned.set_action(named(planned, 2).id, owner="Nadia")
    with pytest.raises(PlanMovedError):
        bring_back(planned, found)
    assert named(planned, 2).owner == "Nadia"


def test_the_plan_of_another_evaluation_is_refused(
    planned: Dossier, workspace: Workspace, tmp_path: Path
) -> None:
    other = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2027).id)
    with pytest.raises(OtherPlanError) as caught:
        preview_plan(other, exported(planned, tmp_path))
    assert caught.value.values == {"structure": "Les Jardins de la Vallée", "year": "2026"}


def test_what_is_not_our_plan_is_refused_with_what_to_do(planned: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(NotPlanError):
        preview_plan(planned, path)
    excel = Excel(exported(planned, tmp_path))
    excel.book["cap-tui-plan"]["B1"] = "2"
    with pytest.raises(NewerPlanError):
        preview_plan(planned, excel.save())
    excel.book["cap-tui-plan"]["B1"] = "1"
    excel.sheet.tables.clear()
    excel.sheet.cell(1, excel.heads["Réf."]).value = "Autre"
    with pytest.raises(PlanHeadsError):
        preview_plan(planned, excel.save())


def test_someone_who_may_not_write_the_plan_is_told_before(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.write(2, "Pilote", "Ana")
    path = excel.save()
    found = preview_plan(planned, path)
    go_to(planned, Phase.CLOSED)
    assert preview_plan(planned, path).changes_nothing
    with pytest.raises(NotPermittedError):
        bring_back(planned, found)


def test_a_sheet_without_its_titles_still_changes_the_actions_it_names(
    planned: Dossier, tmp_path: Path
) -> None:
    excel = Excel(exported(planned, tmp_path))
    excel.sheet.tables.clear()
    excel.write(2, "Pilote", "Ana")
    excel.add(Pilote="Nadia")
    excel.sheet.cell(1, excel.heads["Action"]).value = "Quoi"
    found = preview_plan(planned, excel.save())
    assert [(one.number, one.field, one.after) for one in found.edits] == [(2, "owner", "Ana")]
    assert found.added == ()
    assert [one.sentence for one in found.refused] == ["Dites ce qui sera fait, en commençant par un verbe."]


def test_facts_forged_in_the_hidden_sheet_reach_no_other_field(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    facts = excel.book["cap-tui-plan"]
    for row in range(1, facts.max_row + 1):
        if facts.cell(row, 1).value == "column:owner":
            facts.cell(row, 1).value = "column:id"
        elif facts.cell(row, 1).value == "column:means":
            facts.cell(row, 1).value = "column:order"
    excel.write(2, "Pilote", "autre")
    excel.write(2, "Moyens", "1")
    found = preview_plan(planned, excel.save())
    assert found.changes_nothing
    assert [head for head, _count in found.unknown] == ["Pilote", "Moyens"]


def test_a_day_whose_cell_lost_its_format_is_still_a_day(planned: Dossier, tmp_path: Path) -> None:
    excel = Excel(exported(planned, tmp_path))
    cell = excel.sheet.cell(excel.row(3), excel.heads["Échéance"])
    cell.value, cell.number_format = 46_357, "General"  # 1 December 2026, counted from 30 December 1899
    assert [one.value for one in preview_plan(planned, excel.save()).edits] == [date(2026, 12, 1)]


def test_a_text_that_a_cell_could_not_hold_whole_is_never_cut_here(planned: Dossier, tmp_path: Path) -> None:
    planned.set_action(named(planned, 2).id, notes="🌱" * 20_000)
    found = preview_plan(planned, exported(planned, tmp_path))
    assert found.changes_nothing
    assert found.refused == ()
