"""A network for the screens: fictional structures that count, and a register, in a data folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cap_tui.core.network.register import Certificate, Engagement, Headcount
from cap_tui.core.permissions import Phase
from cap_tui.core.structures import Structure
from cap_tui.services.network.register import add_member, certify, count_people, engage
from cap_tui.services.workspace import Workspace
from tests.building import level
from tests.network import Member, gather
from tests.phases import go_to
from tests.registers import FIVE, FOUR, ONE, SIX, THREE, TWO
from tests.tui.harness import Harness, environment

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.network.contributions import Contribution

VALUES, FIRST, SECOND = "identity.values", "identity.values.c1", "identity.values.c2"
CONCERN = "4c7d1f06"
"""What stands for the criteria of that questionnaire that concern an AI: dossiers really answered are put together with it."""
GROUP = "Groupe fictif du Nord"
FICTION = Structure("Les Jardins fictifs", "35600000049837", ("AI",), "Normandie", fictional=True)


@dataclass(frozen=True)
class Mini(Member):
    """One structure evaluated with the small questionnaire of the screens."""

    sections: tuple[str, ...] = ("", "identity", VALUES)
    criteria: tuple[str, ...] = (FIRST, SECOND)
    concern: str = CONCERN

    def contribution(self, me: str) -> Contribution:
        found = super().contribution(me)
        return replace(found, priorities={FIRST: self.priority} if self.priority else {})


def mini(count: int, name: str, **more: Any) -> list[Mini]:
    """Return structures that differ only by their number."""
    return [Mini(f"{name} {number} (fictif)", **more) for number in range(1, count + 1)]


STRUCTURES = (
    *mini(4, "Vallée", level="engaged", score=30, service="formation", priority="P1"),
    *mini(3, "Plaine", level="controlled", score=70, priority="P2", due_dates="2026-01-15"),
    *mini(5, "Phare", kinds="ACI", region="Bretagne", level="exemplary", score=100),
    Mini("Récif (fictif)", kinds="ETTI", region="Bretagne", level="to-build", score=0),
    *mini(5, "Colline", year=2025, level="engaged", score=30, phase="closed"),
    Mini("Pas encore (fictif)", phase="planning"),
)
"""In 2026, seven AI of Normandie (4 at 30 %, 3 at 70 %), five ACI of Bretagne at 100 % and an ETTI there at 0 %, which joins
them; a plan that is not sealed. In 2025, five AI of Normandie at 30 %."""

REGISTER = (
    (ONE, "Atelier fictif de l’Étang", "AI", "Normandie"),
    (TWO, "Chantier fictif du Bourg", "ACI", "Bretagne"),
    (THREE, "Éco-lieu fictif", "AI/ACI", "Bretagne"),
    (FOUR, "Ferme fictive [b]Hostile[/b]", "EI", "Occitanie"),
    (FIVE, "Garage fictif", "ETTI", ""),
    (SIX, "Relais fictif", "AI", "Normandie"),
)


def gathered_folder(folder: Path) -> Path:
    """Add the structures that count and the register to a data folder."""
    workspace = Workspace(folder, environment())
    gather(workspace, *STRUCTURES, questionnaire="mini")
    for siret, name, kinds, region in REGISTER:
        add_member(workspace, siret, {"name": name, "kinds": kinds, "region": region})
        count_people(workspace, siret, Headcount(2026, "board", 3, 2))
    engage(workspace, ONE, Engagement("cap", date(2025, 1, 5)))
    ends = {ONE: date(2026, 11, 13), TWO: date(2027, 1, 22), THREE: date(2029, 5, 31)}
    for siret, end in ends.items():
        line = Certificate("cedre-iso", f"F-{siret[-4:]}", group=GROUP, issued=date(2024, 1, 1), expires=end)
        certify(workspace, siret, line)
    workspace.close()
    return folder


async def read(harness: Harness) -> None:
    """Wait until the view was read."""
    await harness.pilot.pause()
    await harness.until(lambda: "Lecture du réseau" not in harness.text())
    await harness.settle()


async def at_network(harness: Harness, *keys: str) -> None:
    """Go to the network from home, then press keys, each answered before the next."""
    await harness.until(lambda: "Réseau" in harness.text())
    await harness.press("R")
    await read(harness)
    for key in keys:
        await harness.press(key)
        await read(harness)


def sealed_fiction(folder: Path, peers: int) -> str:
    """Add a fictional evaluation, wholly at “engagé” and sealed, and others of its kind; return its id."""
    workspace = Workspace(folder, environment())
    summary = workspace.new_assessment(FICTION, "mini", 2026)
    dossier = workspace.open(summary.id)
    for criterion in dossier.concerned:
        dossier.answer(criterion, level("engaged"))
    go_to(dossier, Phase.FOLLOW_UP)
    others = mini(peers, "Voisine", level="controlled", score=70)
    gather(workspace, *others, questionnaire="mini", fictional=True)
    workspace.close()
    return summary.id
