"""A day of a quality coordinator: the register, the dossiers that came, where the network stands, what is given back."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from cap_tui.__main__ import main
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.structures import Structure
from cap_tui.services.environment import Environment
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.workspace import Workspace
from tests.building import level
from tests.databases import environ_of
from tests.e2e.terminal import cap_tui
from tests.phases import go_to
from tests.registers import FIVE, FOUR, ONE, SIX, THREE, TWO

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.terminal import Terminal

SMALL = Path(__file__).parent.parent / "integration" / "small.yaml"
SIRETS = (ONE, TWO, THREE, FOUR, FIVE, SIX)
LEVELS = ("engaged", "engaged", "engaged", "controlled", "controlled", "exemplary")
"""What each answers everywhere: scores of 30, 30, 30, 70, 70 and 100 %, hence a median of 50 and a mean of 55."""

ASKED = ("--questionnaire", "small")


@dataclass(frozen=True)
class Day:
    """What the coordinator begins with.

    Attributes:
        data: The data folder.
        received: The dossiers of the six directors.
        table: The register, as a spreadsheet saved it.
        done: What is made during the day.
    """

    data: Path
    received: Path
    table: Path
    done: Path
    read: Callable[[], Any]

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Type a command; return all it said, blanks made plain."""
        found = main(["--data-dir", str(self.data), *arguments])
        out, err = self.read()
        told = f"{out}{err}".replace("\u00a0", " ").replace("\u202f", " ")
        assert found == code, told
        return told if "--json" not in arguments else str(out)


def _folder(path: Path) -> Path:
    (path / "questionnaires").mkdir(parents=True, mode=0o700)
    path.chmod(0o700)
    shutil.copy(SMALL, path / "questionnaires")
    return path


def _name(number: int) -> str:
    return f"Structure fictive {number} (fictif)"


def _directors(folder: Path, coordinator: str, received: Path) -> None:
    """Make the six dossiers, each sealed without a third party, with one line of a plan."""
    director = Workspace(_folder(folder), Environment())
    director.rename_profile("La direction (fictive)")
    for number, (siret, answered) in enumerate(zip(SIRETS, LEVELS, strict=True), 1):
        structure = Structure(_name(number), siret, ("AI",), "Normandie")
        dossier = director.open(director.new_assessment(structure, "small", 2026).id)
        for key in dossier.questionnaire.criteria:
            dossier.answer(key, level(answered))
        dossier.grant(coordinator, Role.COORDINATOR, name="La coordination (fictive)")
        go_to(dossier, Phase.PLANNING)
        dossier.add_action(
            title="Refaire le livret", criteria=("booklet",), priority="P2", cause="Il date de 2019", owner="La direction",
            due=date(2027, 6, 30),
        )  # fmt: skip
        go_to(dossier, Phase.FOLLOW_UP)
        export_bundle(director, dossier, received / f"{number}.capx", audience="coordinator")
    director.close()


def _register() -> bytes:
    """Return a register as Excel in France saves it: semicolons, Windows-1252."""
    soon = date.today() + timedelta(days=30)  # noqa: DTZ011 - the day on the calendar here
    heads = "SIRET;Nom;Types;Délégation régionale;Démarche;Certificat;Expire le"
    lines = [
        f"{siret};{_name(number)};AI;Normandie;CEDRE ISO 9001;"
        + (f"CEDRE ISO 9001;{soon:%d/%m/%Y}" if number == 2 else ";")
        for number, siret in enumerate(SIRETS, 1)
    ]
    return "\r\n".join([heads, *lines, ""]).encode("cp1252")


@pytest.fixture
def day(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Day:
    """The morning."""
    for name in ("CAP_TUI_LANG", "CAP_TUI_DATA_DIR", "CAP_TUI_PASSPHRASE", "CAP_TUI_BUNDLE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    data = _folder(tmp_path / "données")
    mine = Workspace(data, Environment())
    mine.rename_profile("La coordination (fictive)")
    mark = fingerprint(mine.profile.key.public)
    mine.close()
    received, done, table = tmp_path / "reçus", tmp_path / "faits", tmp_path / "registre.csv"
    received.mkdir()
    done.mkdir()
    _directors(tmp_path / "directions", mark, received)
    table.write_bytes(_register())
    return Day(data, received, table, done, capsys.readouterr)


def _gathered(day: Day) -> None:
    day("network", "register", "import", str(day.table), "--yes")
    day("network", "gather", str(day.received), "--trust")


def test_the_day_by_command(day: Day) -> None:
    seen = day("network", "register", "import", str(day.table), "--preview")
    assert "Windows-1252" in seen
    assert "6 structures ajoutées" in seen
    day("network", "register", "import", str(day.table), "--yes")
    waits = day("network", "gather", str(day.received), code=1)
    assert "6 fichiers attendent" in waits
    assert "6 fichiers importés" in day("network", "gather", str(day.received), "--trust")
    assert "6 fichiers n’apportaient rien de nouveau" in day("network", "gather", str(day.received))
    shown = json.loads(day("network", "show", *ASKED, "--kind", "AI", "--region", "Normandie", "--json"))
    assert (shown["gathered"], shown["counted"], shown["shown"], shown["hidden"]) == (6, 6, 6, 0)
    whole = shown["nodes"][0]
    assert (whole["mean"], whole["quartiles"]) == (55.0, [30.0, 50.0, 70.0])
    (criterion,) = json.loads(day("network", "node", "1.1.2", *ASKED, "--json"))
    assert criterion["node"]["levels"] == {"engaged": 3, "controlled": 2, "exemplary": 1}
    due = day("network", "certificates", "--within", "90")
    assert _name(2) in due
    assert _name(1) not in due


def test_what_the_coordinator_gives_back(day: Day) -> None:
    _gathered(day)
    report, plan = day.done / "réseau.pdf", day.done / "plan.xlsx"
    day("network", "export", "pdf", *ASKED, "-o", str(report))
    text = " ".join(page.extract_text() for page in PdfReader(report).pages)
    assert "Structure fictive 1" not in text, "a structure without a certificate is named in the report"
    first = f"{ONE}/small/2026"
    day("export", "xlsx", first, "-o", str(plan))
    assert plan.stat().st_size > 0
    told = json.loads(day("network", "standing", first, "--json"))
    assert (told["nodes"][0]["own"], told["nodes"][0]["quarter"]) == (30.0, 2)
    assert told["peers"] == 5


def _waits(terminal: Terminal, *wanted: str) -> str:
    return " ".join(terminal.wait_for(*wanted, seconds=40).replace("\u00a0", " ").split())


def test_the_day_by_keys(day: Day) -> None:
    _gathered(day)
    # On a server, the program is told where by its environment, as a person would.
    server = {name: value for name, value in environ_of(day.data).items() if name.startswith("CAP_TUI_")}
    with cap_tui(day.data, columns=120, rows=36, env=server) as terminal:
        _waits(terminal, "R Réseau")
        terminal.press("R")
        _waits(terminal, "Réseau › Tableau de bord", "6 structures, toutes montrées", "30 – 50 – 70 %")
        terminal.press("enter")
        _waits(terminal, "Ensemble › 1 Personnes", "1.1 Accueillir")
        terminal.press("enter")
        _waits(terminal, "1.1.1 Livret d’accueil")
        terminal.press("enter")
        _waits(terminal, "6 que vous pouvez ouvrir", "◔ Engagé", _name(1), "● Exemplaire", _name(6))
        terminal.press("enter")
        _waits(terminal, "Vous coordonnez la qualité", _name(1)[:20])
        terminal.press("esc")
        _waits(terminal, "6 que vous pouvez ouvrir")
        terminal.press("-")
        shown = _waits(terminal, "Réseau › Certificats", "1 échéance dans les 90 jours", _name(2))
        assert _name(1) not in shown
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
