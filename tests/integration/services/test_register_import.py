"""A register from a spreadsheet: what it brings is shown line by line, written whole or not at all, and only once."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.errors import CapError
from cap_tui.core.network.register import Certificate, Engagement, Headcount
from cap_tui.i18n import explain
from cap_tui.services.network.register import add_member, engage, record_of, register
from cap_tui.services.network.register_errors import (
    BrokenRowError,
    ChangedMeanwhileError,
    NoSiretColumnError,
    NotRegisterError,
    RegisterTooBigError,
)
from cap_tui.services.network.register_import import RegisterPreview, accept_register, preview_register
from cap_tui.storage.statements import run
from tests.corpus.hostile_worksheets import hostile_worksheets
from tests.registers import FIVE, FOUR, ONE, THREE, TWO, ZEROS, csv_file, xlsx_file

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.workspace import Workspace

HEAD = "SIRET;Nom;Types;Région"


def _names(found: RegisterPreview) -> list[str]:
    return [one.record.member.name for one in found.new]


def _refusals(found: RegisterPreview) -> list[tuple[int, str]]:
    return [
        (one.line, explain(error).replace("\u00a0", " ")) for one in found.refused for error in one.errors
    ]


def _remarks(found: RegisterPreview) -> list[tuple[int, str]]:
    return [(one.line, explain(one.remark).replace("\u00a0", " ")) for one in found.remarks]


@pytest.mark.parametrize(
    ("encoding", "separator", "told"),
    [
        ("utf-8-sig", ";", "UTF-8"), ("utf-8", ",", "UTF-8"), ("cp1252", ";", "Windows-1252"), ("utf-16", "\t", "UTF-16"),
        ("utf-16-le", ";", "UTF-16"), ("utf-16-be", ",", "UTF-16"),
    ],
)  # fmt: skip
def test_whatever_program_saved_the_file_its_accents_and_its_columns_are_right_and_said(
    workspace: Workspace, tmp_path: Path, encoding: str, separator: str, told: str
) -> None:
    lines = [HEAD, f"{ONE};L’Étape fictive;AI;Île-de-France"]
    path = csv_file(tmp_path, *(line.replace(";", separator) for line in lines), encoding=encoding)
    found = preview_register(workspace, path)
    assert _names(found) == ["L’Étape fictive"]
    assert found.new[0].record.member.region == "Île-de-France"
    assert (found.source.encoding, found.source.separator) == (told, separator)


def test_nothing_is_written_before_it_is_agreed_and_everything_then(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, HEAD, f"{ONE};Une;AI;Bretagne", f"{TWO};Deux;EI;Bretagne")
    found = preview_register(workspace, path)
    assert register(workspace) == ()
    done = accept_register(workspace, found)
    assert (done.new, done.changed) == (2, 0)
    assert [one.member.name for one in register(workspace)] == ["Deux", "Une"]
    assert done.backup is None or done.backup.exists()


def test_importing_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    head = f"{HEAD};Démarche;Engagée depuis;Certificat;N° de certificat;Expire le;Groupe;Année;Femmes CA;Hommes CA"
    path = csv_file(tmp_path, head, f"{ONE};Une;AI;Bretagne;CAP, CEDRE;2017;CEDRE;F1;31/12/2027;G;2026;5;4")
    accept_register(workspace, preview_register(workspace, path))
    before = register(workspace)
    assert before[0].engagements == (
        Engagement("cap", date(2017, 1, 1)),
        Engagement("cedre", date(2017, 1, 1)),
    )
    assert before[0].certificates == (Certificate("cedre", "F1", expires=date(2027, 12, 31)),)
    assert before[0].headcounts == (Headcount(2026, "board", 5, 4),)
    again = preview_register(workspace, path)
    assert (again.new, again.changed, again.same) == ((), (), (ONE,))
    assert accept_register(workspace, again).backup is None
    assert register(workspace) == before


def test_what_changes_is_said_field_by_field_and_what_a_cell_leaves_empty_stays(
    workspace: Workspace, tmp_path: Path
) -> None:
    add_member(
        workspace, ONE, {"name": "Une", "kinds": "AI", "region": "Bretagne", "contact": "Personne fictive"}
    )
    engage(workspace, ONE, Engagement("cap"))
    path = csv_file(
        tmp_path, "SIRET;Région;Contact;Démarche;Engagée depuis", f"{ONE};Normandie;;CAP;05/01/2017"
    )
    found = preview_register(workspace, path)
    (changed,) = found.changed
    assert [(one.field, one.before, one.after) for one in changed.differences] == [
        ("region", "Bretagne", "Normandie"),
        ("engagements", "CAP", "CAP depuis 05/01/2017"),
    ]
    accept_register(workspace, found)
    assert record_of(workspace, ONE).member.contact == "Personne fictive"


def test_two_lines_that_disagree_on_what_the_first_one_leaves_empty_are_told_apart(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Without this, the last line would silently decide whom the network writes to."""
    path = csv_file(
        tmp_path, "SIRET;Nom;Courriel", f"{ONE};Une;", f"{ONE};;a@example.org", f"{ONE};;b@example.org", f"{ONE};;a@example.org",
    )  # fmt: skip
    found = preview_register(workspace, path)
    assert found.new[0].record.member.email == "a@example.org"
    [(line, text)] = _refusals(found)
    assert line == 4
    assert "ligne 3" in text
    assert "Courriel" in text


def test_importing_again_changes_nothing_though_a_line_without_a_name_comes_before_the_one_that_has_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path, "SIRET;Nom;Adhésion", f"{ONE};;01/01/2025", f"{ONE};Une;01/02/2019", f"{TWO};Deux;"
    )
    found = preview_register(workspace, path)
    assert [line for line, _text in _refusals(found)] == [2]
    accept_register(workspace, found)
    again = preview_register(workspace, path)
    assert (again.new, again.changed, again.same) == ((), (), (ONE, TWO))
    assert record_of(workspace, ONE).member.joined == date(2019, 2, 1)


def test_each_refused_line_says_all_that_is_wrong_and_the_others_are_taken(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path, f"{HEAD};Adhésion", f"{ONE};Une;AI;Bretagne;", f"{TWO};Deux;XYZ;Grand Est;31/02/2020", ";Sans;AI;Bretagne;",
        "7,32829E+13;Arrondie;AI;Bretagne;", f"{THREE};;AI;Bretagne;", ";;;;", f"{FOUR};Quatre;AI;;bientôt",
    )  # fmt: skip
    found = preview_register(workspace, path)
    assert _names(found) == ["Une"]
    told = _refusals(found)
    assert [line for line, _text in told] == [3, 3, 3, 4, 5, 6, 8]
    for (_line, text), word in zip(
        told, ("XYZ", "Grand Est", "31/02/2020", "SIRET", "7,32829E+13", "nom", "bientôt"), strict=True
    ):
        assert word in text
    assert [one.name for one in found.refused] == ["Deux", "Sans", "Arrondie", "", "Quatre"]


def test_what_was_understood_rather_than_read_is_told_to_be_checked(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = f"{HEAD};Démarche;Engagée depuis;Adhésion"
    path = csv_file(tmp_path, head, f"{ZEROS.lstrip('0')};Une;AI;Bretagne;CAP;2017;46387")
    found = preview_register(workspace, path)
    (new,) = found.new
    assert (new.record.member.siret, new.record.member.joined) == (ZEROS, date(2026, 12, 31))
    assert [line for line, _text in _remarks(found)] == [2, 2, 2]
    assert all(
        word in text for (_line, text), word in zip(_remarks(found), (ZEROS, "46387", "2017"), strict=True)
    )


def test_a_siret_twice_is_joined_when_the_lines_agree_and_refused_when_they_do_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path, f"{HEAD};Démarche", f"{ONE};Une;AI;Bretagne;CAP", f"{ONE};Une;AI;;CEDRE", f"{ONE};Une autre;AI;;EUST",
        f"{ONE};Une;AI;Bretagne;CAP",
    )  # fmt: skip
    found = preview_register(workspace, path)
    (new,) = found.new
    assert [one.scheme for one in new.record.engagements] == ["cap", "cedre"]
    ((line, text),) = _refusals(found)
    assert (line, "ligne 2" in text, "Nom" in text) == (4, True, True)
    assert [line for line, _text in _remarks(found)] == [5]


def test_a_new_structure_that_bears_a_known_name_in_the_same_region_is_pointed_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    add_member(workspace, ONE, {"name": "L’Étape fictive", "region": "Bretagne"})
    path = csv_file(
        tmp_path, HEAD, f"{TWO};l’etape FICTIVE;AI;Bretagne", f"{THREE};L’Étape fictive;AI;Normandie",
        f"{FOUR};Jumelle;AI;Occitanie", f"{FIVE};jumelle;AI;Occitanie",
    )  # fmt: skip
    found = preview_register(workspace, path)
    assert len(found.new) == 4
    told = _remarks(found)
    assert [line for line, _text in told] == [2, 5]
    assert ONE in told[0][1]
    assert "igne 4" in told[1][1]
    assert FOUR in told[1][1]


def test_columns_that_are_not_known_are_told_and_left_out(workspace: Workspace, tmp_path: Path) -> None:
    path = csv_file(tmp_path, f"Commentaire;{HEAD}", f"secret;{ONE};Une;AI;Bretagne")
    found = preview_register(workspace, path)
    assert found.unknown == ("Commentaire",)
    accept_register(workspace, found)
    assert "secret" not in repr(register(workspace))


def test_an_excel_workbook_with_a_title_numbers_and_real_dates_is_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["N° SIRET", "Structure", "Type", "Date d’adhésion", "Démarche", "Engagée depuis", "Année", "Femmes CA", "Hommes CA"],
        [int(ONE), "Une", "AI/ACI", datetime(1987, 3, 15), "Cèdre ISO", date(2013, 12, 12), 2026, 5, 4],  # noqa: DTZ001
        [int(ZEROS), "Deux", "Autre", None, None, None, None, None, None],
    ]  # fmt: skip
    found = preview_register(workspace, xlsx_file(tmp_path, rows, above=["Liste fictive des adhérents", ""]))
    one, two = found.new
    assert (one.line, one.record.member.siret, one.record.member.joined) == (4, ONE, date(1987, 3, 15))
    assert one.record.engagements == (Engagement("cedre-iso", date(2013, 12, 12)),)
    assert one.record.headcounts == (Headcount(2026, "board", 5, 4),)
    assert (two.record.member.siret, two.record.member.kinds) == (ZEROS, ())
    assert found.source.sheet == "Sheet"


def test_formulas_are_refused_but_not_the_text_that_keeps_zeros(workspace: Workspace, tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEAD, f'="{ONE}";Une;AI;Bretagne', f"{TWO};=CMD();AI;Bretagne")
    found = preview_register(workspace, path)
    assert _names(found) == ["Une"]
    assert [(line, "Nom" in text) for line, text in _refusals(found)] == [(3, True)]
    book = xlsx_file(tmp_path, [HEAD.split(";"), [ONE, '=HYPERLINK("http://x")', "AI", ""]])
    assert [line for line, _text in _refusals(preview_register(workspace, book))] == [2]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("F1;;;;;", "Démarche"), (";CAP;;;;", "CAP"), (";;31/12/2027;;;", "Certificat"), (";;;;5;4", "Année"),
        (";;;2026;5;", "CA"), (";;;2026;cinq;4", "cinq"), (";;;dix;5;4", "dix"),
    ],
)  # fmt: skip
def test_a_line_that_lacks_what_its_cells_need_says_which(
    workspace: Workspace, tmp_path: Path, line: str, word: str
) -> None:
    head = "SIRET;Nom;Engagée depuis;Certificat;Expire le;Année;Femmes CA;Hommes CA"
    if line.startswith("F1"):
        line = "01/01/2020" + line[2:]
    found = preview_register(workspace, csv_file(tmp_path, head, f"{ONE};Une;{line}"))
    ((_line, text),) = _refusals(found)
    assert word in text


def test_a_dates_that_end_before_they_begin_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    head = "SIRET;Nom;Adhésion;Départ;Démarche;Engagée depuis;Engagée jusqu’au"
    path = csv_file(
        tmp_path, head, f"{ONE};Une;01/01/2020;31/12/2019;;;", f"{TWO};Deux;;;CAP;01/01/2020;31/12/2019"
    )
    assert [line for line, _text in _refusals(preview_register(workspace, path))] == [2, 3]


def test_what_changed_since_the_preview_is_never_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    add_member(workspace, ONE, {"name": "Une"})
    found = preview_register(workspace, csv_file(tmp_path, HEAD, f"{ONE};Une;AI;", f"{TWO};Deux;AI;"))
    engage(workspace, ONE, Engagement("cap"))
    with pytest.raises(ChangedMeanwhileError):
        accept_register(workspace, found)
    found = preview_register(workspace, csv_file(tmp_path, HEAD, f"{TWO};Deux;AI;"))
    add_member(workspace, TWO, {"name": "Deux, à la main"})
    with pytest.raises(ChangedMeanwhileError):
        accept_register(workspace, found)
    assert record_of(workspace, TWO).member.name == "Deux, à la main"


@pytest.mark.parametrize("failing_at", range(1, 12))
def test_a_failure_at_any_statement_writes_nothing_at_all(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing_at: int
) -> None:
    head = f"{HEAD};Démarche;Certificat;Certificat du groupe;Année;Femmes CA;Hommes CA"
    lines = [f"{siret};Une;AI;;CAP;CEDRE;G;2026;5;4" for siret in (ONE, TWO)]
    found = preview_register(workspace, csv_file(tmp_path, head, *lines))
    count = 0

    def failing(*statement: Any) -> Any:
        nonlocal count
        count += 1
        if count == failing_at:
            raise OSError(28, "No space left on device")
        return run(*statement)

    monkeypatch.setattr("cap_tui.storage.register.run", failing)
    with pytest.raises(CapError):
        accept_register(workspace, found)
    assert count == failing_at
    assert register(workspace) == ()


def test_no_hostile_workbook_enters_the_register(workspace: Workspace, tmp_path: Path) -> None:
    """Those that are slow to build, and slow to read to their bound, are tried on the reader itself elsewhere."""
    slow = {"a million cells", "one crowded sheet under forty names", "nested too deep"}
    path = tmp_path / "registre.xlsx"
    for name, content in hostile_worksheets().items():
        if name not in slow:
            path.write_bytes(content)
            with pytest.raises(CapError):
                preview_register(workspace, path)
    assert register(workspace) == ()


def _bomb() -> bytes:
    """Return a workbook whose only sheet inflates to 400 MB of spaces."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="A" id="r1"/></sheets></workbook>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="s.xml"/></Relationships>',
        )
        with archive.open("xl/s.xml", "w") as part:
            for _ in range(400):
                part.write(b" " * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("r.csv", (HEAD + f"\r\n{ONE};" + "x" * 10_000_000).encode(), BrokenRowError),
        ("r.csv", (HEAD + "\r\n").encode() + b";\r\n" * 50_001, RegisterTooBigError),
        ("r.csv", (";" * 300 + "\r\n").encode() + HEAD.encode(), RegisterTooBigError),
        ("r.csv", b"x" * 20_000_001, RegisterTooBigError),
        ("r.xlsx", _bomb(), RegisterTooBigError),
        ("r.csv", b"Nom;Types\r\nUne;AI\r\n", NoSiretColumnError),
        ("r.csv", b"", NoSiretColumnError),
        ("r.pdf", b"%PDF-1.7", NotRegisterError),
        ("r.xlsx", b"PK\x03\x04", CapError),
    ],
    ids=["cell of 10 MB", "rows", "columns", "bytes", "bomb", "no SIRET", "empty", "PDF", "cut short"],
)
def test_a_file_that_is_no_register_is_refused_whole_with_a_sentence(
    workspace: Workspace, tmp_path: Path, name: str, content: bytes, error: type[CapError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as refused:
        preview_register(workspace, path)
    assert len(explain(refused.value)) > 20


def test_one_structure_repeated_without_end_does_not_hold_the_program(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = [f"{ONE};Une;CEDRE;F{number}" for number in range(20_000)]
    start = process_time()
    found = preview_register(workspace, csv_file(tmp_path, "SIRET;Nom;Certificat;N° de certificat", *lines))
    assert process_time() - start < 20
    assert len(found.new[0].record.certificates) == 200
    assert len(found.refused) == 19_800
