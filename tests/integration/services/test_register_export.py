"""What is written as a spreadsheet is read back to the same register, whatever was in it."""

from __future__ import annotations

import csv
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cap_tui.core.network.equality import BODIES
from cap_tui.core.network.register import Certificate, Engagement, Headcount, Member, Record
from cap_tui.core.network.schemes import SCHEMES
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.core.text import one_line
from cap_tui.reports.files import ExportExistsError
from cap_tui.services.network.register import add_member, register
from cap_tui.services.network.register_export import export_register, register_csv, write_template
from cap_tui.services.network.register_import import accept_register, preview_register
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.registers import ONE, TWO, ZEROS

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
TEXTS = (
    st.sampled_from(["=1+1", "'=x", "+33 6 00", "@a", "007", "3/4", 'Un « nom » ; "cité", œuvré', "-5", "F-1", "1e5"])
    | st.text(max_size=20)
).map(one_line).filter(lambda text: text.casefold() not in {"-", "–", "—", "/", "n/a", "néant"} and not text.startswith('="'))  # fmt: skip
GROUPS = TEXTS.map(lambda text: text.replace(";", ",")).filter(bool)
ENGAGEMENTS = st.builds(Engagement, st.sampled_from(list(SCHEMES)), DAYS)
CERTIFICATES = st.builds(
    Certificate,
    st.sampled_from([one.id for one in SCHEMES.values() if one.awarded]),
    TEXTS, TEXTS, TEXTS, st.just("") | GROUPS, DAYS, DAYS,
)  # fmt: skip
HEADCOUNTS = st.builds(
    Headcount,
    st.integers(2020, 2026),
    st.sampled_from(list(BODIES)),
    st.integers(0, 999),
    st.integers(0, 999),
)


@st.composite
def records(draw: st.DrawFn, siret: str) -> Record:
    """Draw all that a structure may have."""
    kinds = draw(st.sets(st.sampled_from(KINDS), max_size=3))
    found = Record(
        Member(
            siret, draw(TEXTS.filter(bool)), tuple(kind for kind in KINDS if kind in kinds),
            draw(st.sampled_from(["", *REGIONS])), draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(DAYS),
            fictional=draw(st.booleans()),
        )
    )  # fmt: skip
    for engagement in draw(st.lists(ENGAGEMENTS, max_size=4)):
        found = found.with_engagement(engagement)
    for certificate in draw(st.lists(CERTIFICATES, max_size=4)):
        found = found.with_certificate(certificate)
    for headcount in draw(st.lists(HEADCOUNTS, max_size=4)):
        found = found.with_headcount(headcount)
    return found.with_groups(draw(st.lists(GROUPS, max_size=2)))


@settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.tuples(*(records(siret) for siret in (ONE, TWO, ZEROS))))
def test_whatever_is_in_the_register_comes_back_the_same(prepared: Path, drawn: tuple[Record, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(prepared, Path(name) / "données"))
        workspace = Workspace(folder, environment())
        path, again = Path(name) / "registre.csv", Path(name) / "encore.csv"
        path.write_bytes(register_csv(drawn))
        found = preview_register(workspace, path)
        assert (found.refused, found.unknown) == ((), ())
        accept_register(workspace, found)
        assert {one.member.siret: one for one in register(workspace)} == {
            one.member.siret: one for one in drawn
        }
        export_register(workspace, again)
        assert preview_register(workspace, again).changed == ()
        assert sorted(again.read_bytes().split(b"\r\n")) == sorted(path.read_bytes().split(b"\r\n"))
        workspace.close()


def test_the_file_opens_in_excel_in_france_and_runs_nothing(workspace: Workspace, tmp_path: Path) -> None:
    add_member(
        workspace,
        ONE,
        {"name": "=CMD()", "kinds": "AI/ACI", "joined": "01/02/1985", "phone": "06 00 00 00 00"},
    )
    path = tmp_path / "registre.csv"
    assert export_register(workspace, path) == 1
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, line = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    cells = dict(zip(head, line, strict=True))
    assert cells["SIRET"] == f"'{ONE}"  # a text: fourteen digits would be shown rounded
    assert (cells["Nom"], cells["Types"], cells["Adhésion"]) == ("'=CMD()", "AI / ACI", "01/02/1985")


def test_a_file_in_the_way_is_never_replaced_unasked(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "registre.csv"
    path.write_text("précieux", encoding="utf-8")
    with pytest.raises(ExportExistsError):
        export_register(workspace, path)
    with pytest.raises(ExportExistsError):
        write_template(path)
    assert path.read_text(encoding="utf-8") == "précieux"
    assert export_register(workspace, path, overwrite=True) == 0


def test_the_template_holds_one_line_plainly_fictional_that_imports(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "modele.csv"
    write_template(path)
    found = preview_register(workspace, path)
    (line,) = found.new
    assert (found.refused, found.remarks, found.unknown) == ((), (), ())
    assert line.record.member.fictional
    assert "fictive" in line.record.member.name
    assert line.record.member.siret.startswith("000000000")
    filled = {column.head for column in found.columns if column.place < 23}
    assert len(filled) == 23
