"""The same year through the screens, with keys alone: from the CAP day to what the next one says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cap_tui.core.permissions import Phase
from tests.e2e import year
from tests.tui.harness import LARGE, SMALL
from tests.tui.year.sitting import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.year import Done, Held
    from tests.tui.year.sitting import Sitting

LEVELS = {"to-build": "1", "engaged": "2", "controlled": "3", "exemplary": "4", "unknown": "s"}
STATES = {"in_progress": "2", "done": "3", "closed": "4", "dropped": "5"}
DIGITS_HEADED = {"late": "En retard", "coming": "À échéance sous 30 jours"}


SAVED = re.compile(r"(?<=Enregistré à )\d\d.h.\d\d")
"""How many times the clock was looked at, on a machine more or less busy."""


def _untimed(text: str) -> str:
    return SAVED.sub("08 h 00", text)


@pytest.fixture(params=[SMALL, LARGE], ids=["80x24", "120x36"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The two sizes every screen is tested at."""
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def desk(tmp_path: Path, size: tuple[int, int]) -> Desk:
    """A computer without any evaluation, with a screen of the size asked."""
    folder = tmp_path / "données"
    (folder / "questionnaires").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    (folder / "questionnaires" / "small.yaml").write_bytes(year.SMALL.read_bytes())
    clock = year.Clock()
    return Desk(folder, clock, clock.environment("claire"), size)


async def create(at: Sitting) -> None:
    """Fill the form of a new evaluation, from the home screen."""
    await at.keys("n")
    await at.words(year.NAME)
    await at.keys("tab")
    await at.words(year.SIRET)
    await at.keys("tab", "space", "tab", "tab")
    for _place in range(10):
        if "‹ Petit référentiel" in at.text:
            break
        await at.keys("right")
    await at.keys("enter")
    await at.sees("1.1.1 Livret d’accueil")


async def answer(at: Sitting, levels: dict[str, str]) -> None:
    """Answer every criterion in reading order, one key each."""
    await at.keys("home")
    for level in levels.values():
        await at.keys(LEVELS[level], "down")


async def forward(at: Sitting) -> None:
    """Go to the next phase, once its sentence is read."""
    await at.keys(">", "tab", "enter")


async def fill(at: Sitting, name: str, text: str) -> None:
    """Go to a field of the form in front with Tab, and type in place of what it holds."""
    for _place in range(60):
        focused = at.harness.screen.focused
        if focused is not None and focused.id == name:
            break
        await at.keys("tab")
    if name in ("kind", "effectiveness"):
        for _choice in range(6):
            if text in at.text:
                break
            await at.keys("right")
    else:
        await at.replaces(text)


async def plan(at: Sitting) -> None:
    """Write the plan, line by line."""
    await at.keys("p")
    for one in year.PLAN:
        await at.keys("a")
        fields = {"title": one.title, "criteria": one.code, "owner": one.owner, "due": f"{one.due:%d/%m/%Y}"}
        for name, text in fields.items():
            await fill(at, name, text)
        if one.kind == "corrective":
            await fill(at, "kind", "‹ Corrective ›")
        if one.cause:
            await fill(at, "cause", one.cause)
        await at.keys("ctrl+s")
        await at.sees(one.title)


async def visa(at: Sitting) -> None:
    """Sign without a third party, and begin the follow-up."""
    await at.keys("enter", "f9", "s", "enter", "tab", "enter")
    await at.sees("valable : rien n’a changé depuis")
    await forward(at)
    assert at.dossier(2026).summary.phase is Phase.FOLLOW_UP


async def on(at: Sitting, number: int) -> None:
    """Put the cursor on an action, among the others if it is neither late nor due soon."""
    title = year.PLAN[number - 1].title
    for more in ((), ("a",)):
        await at.keys(*more, "home")
        for _row in range(len(year.PLAN)):
            if title in at.line:
                return
            await at.keys("s")
    raise AssertionError(at.harness.text())


async def carry_on(at: Sitting, done: Done) -> None:
    """Press what is decided of one action, say why when asked, and mark it as seen."""
    await on(at, done.number)
    if done.proof:
        await at.keys("e")
        await fill(at, "effectiveness", "‹ oui ›")
        await fill(at, "effectiveness_date", f"{at.clock.day:%d/%m/%Y}")
        await fill(at, "effectiveness_proof", done.proof)
        await at.keys("ctrl+s")
    if done.due:
        await at.keys("d")
        await at.replaces(f"{done.due:%d/%m/%Y}")
        await at.keys("enter")
    if done.state:
        await at.keys("t", STATES[done.state])
    if done.why:
        asked = (
            "Pourquoi cette échéance change-t-elle ?"
            if done.due
            else "Pourquoi cette action est-elle abandonnée ?"
        )
        await at.sees(asked)
        await at.keys("enter")
        await at.sees(asked)
        await at.words(done.why)
        await at.keys("enter")
    if done.note:
        await at.keys("n")
        await at.words(done.note)
        await at.keys("ctrl+s")
    await on(at, done.number)
    await at.keys("enter")


async def room(at: Sitting, held: Held) -> None:
    """Say who is there, when the next meeting is, and what is decided."""
    await at.keys("g")
    await at.words(", ".join(held.present))
    await at.keys("enter")
    if held.next_day:
        await at.keys("r")
        await at.words(f"{held.next_day:%d/%m/%Y}")
        await at.keys("enter")
    if held.decisions:
        await at.keys("o")
        await at.words(held.decisions)
        await at.keys("ctrl+s")


async def hold(desk: Desk, held: Held, number: int, minutes: Path) -> None:
    """Hold a meeting; the machine is switched off before it is concluded, then on again."""
    async with desk.sitting(held.day) as at:
        await at.keys("enter", "M")
        await at.sees(f"Réunion n° {number}")
        for matter, _days, action in held.due:
            if matter in DIGITS_HEADED:
                assert action is not None
                assert DIGITS_HEADED[matter] in at.text
                assert year.PLAN[action - 1].title[:20] in at.text
        for done in held.done:
            await carry_on(at, done)
        await room(at, held)
    async with desk.sitting(held.day) as at:
        await at.keys("enter", "M")
        await at.sees("La réunion reprend", f"présent·es : {held.present[0].split()[0]}")
        await at.keys("c", "left", "enter")
        await at.sees("Lire le compte rendu")
        await at.keys("1")
        await at.sees(f"Réunion de suivi n° {number}")
        await at.keys("escape", "2")
        await at.replaces(str(minutes))
        await at.keys("enter")
        await at.harness.until(minutes.exists)
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(minutes).pages).split())
    for words in (*held.told, *held.present, held.decisions):
        assert words in printed.replace("\u00a0", " "), words


async def first_cap(desk: Desk) -> None:
    """Hold the CAP day: create, answer, tell one thing, write the plan."""
    async with desk.sitting(year.CAP_DAY) as at:
        await create(at)
        await answer(at, year.FIRST)
        await at.keys("home", "enter")
        await at.words(year.CONSTAT)
        await at.keys("escape")
        await forward(at)
        await forward(at)
        await plan(at)
        assert [(one.title, one.due, one.owner) for one in at.dossier(2026).actions()] == [
            (one.title, one.due, one.owner) for one in year.PLAN
        ]


async def next_cap(desk: Desk, goldens: Path) -> None:
    """Begin again a year later, see where each criterion stood, answer, and compare."""
    (desk.folder / "questionnaires" / "small-2027.yaml").write_text(year.second_version(), encoding="utf-8")
    async with desk.sitting(year.NEXT_CAP_DAY) as at:
        await at.keys("n")
        await at.sees(year.NAME, "Repris de l’évaluation sous le curseur")
        await at.keys("enter")  # name, SIRET, kinds and questionnaire are those of the year before
        await at.sees("1.1.1 Livret d’accueil")
        if desk.size == LARGE:
            await at.sees("La dernière fois", "en 2026 : ◔ Engagé")
        await answer(at, year.SECOND)
        await at.keys("r", "7")
        await at.sees(*year.COMPARED[:2])
        await at.keys("down", "down", "down")
        await at.sees("▲ 1.1.1 Livret d’accueil", year.EXPLAINED[0])
        at.harness.golden("compared", goldens, _untimed)
        await at.keys("end")
        seen = at.text
        for _row in range(12):
            await at.keys("up")
            seen += at.text
        assert "✚ 2.1.2 Mobilité" in seen
        assert "2.1.3 Sorties" in seen
        assert year.EXPLAINED[2] in seen


async def test_a_year_of_a_structure_from_one_cap_to_the_next(
    desk: Desk, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    await first_cap(desk)
    async with desk.sitting(year.VISA_DAY) as at:
        await visa(at)
    for number, held in enumerate(year.MEETINGS, start=1):
        await hold(desk, held, number, tmp_path / f"reunion-{number}.pdf")
    async with desk.sitting(year.CLOSING_DAY) as at:
        await at.keys("enter")
        await forward(at)
        dossier = at.dossier(2026)
        assert dossier.summary.phase is Phase.CLOSED
        assert [one.day for one in dossier.meetings()] == [held.day for held in year.MEETINGS]
    await next_cap(desk, request.path)
