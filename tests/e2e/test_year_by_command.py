"""A year by the command line: a CAP day, a visa, four follow-up meetings, the next CAP, and what changed between the two."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from cap_tui.cli.edge import guarded
from cap_tui.cli.front import Front
from cap_tui.cli.program import run
from cap_tui.i18n import activate
from cap_tui.services.workspace import Workspace
from tests.e2e import year

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.year import Done, Held


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Machine:
    """Someone's computer, on which they type commands."""

    folder: Path
    clock: year.Clock
    read: Callable[[], Any]
    world: Any = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "questionnaires").mkdir(parents=True, mode=0o700)
        self.folder.chmod(0o700)
        (self.folder / "questionnaires" / "small.yaml").write_bytes(year.SMALL.read_bytes())
        self.world = self.clock.environment(self.folder.name)

    def refused(self, *arguments: str) -> Said:
        """Type a command that must be refused."""
        found = self._typed(arguments)
        assert found.code in (1, 2), found
        return found

    def __call__(self, *arguments: str) -> Said:
        """Type a command that must be done."""
        found = self._typed(arguments)
        assert found.code == 0, found.err
        return found

    def _typed(self, arguments: tuple[str, ...]) -> Said:
        connect = partial(Workspace, self.folder, self.world)
        front = Front(self.folder, connect, lambda _reference: 0, lambda: self.clock.now().astimezone())
        code = guarded(lambda: run(arguments, front), lambda: self.folder)
        out, err = self.read()
        return Said(code, out.replace("\u00a0", " "), err.replace("\u00a0", " "))


@dataclass(frozen=True)
class Year:
    """Two people, the files between them, and the calendar."""

    clock: year.Clock
    claire: Machine
    helene: Machine
    post: Path

    def send(self, giver: Machine, reference: str, role: str, taker: Machine) -> None:
        """Hand the dossier over as by e-mail."""
        path = self.post / f"pour-{role}-{self.clock.day}.capx"
        giver("export", "bundle", reference, "--for", role, "-o", str(path))
        taker("import", str(path), "--yes", "--trust")


@pytest.fixture
def begun(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Year:
    """Two computers on the CAP day."""
    for name in ("CAP_TUI_LANG", "CAP_TUI_DATA_DIR", "CAP_TUI_PASSPHRASE", "CAP_TUI_BUNDLE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    activate("fr")
    clock = year.Clock()
    (tmp_path / "pièces jointes").mkdir()
    claire, helene = (Machine(tmp_path / name, clock, capsys.readouterr) for name in ("claire", "helene"))
    found = Year(clock, claire, helene, tmp_path / "pièces jointes")
    found.claire("profile", "name", year.DIRECTOR)
    found.helene("profile", "name", year.THIRD_PARTY)
    return found


def new(machine: Machine, when: int) -> str:
    form = ("--questionnaire", "small", "--name", year.NAME, "--siret", year.SIRET, "--kind", year.KIND)
    return machine("new", *form, "--year", str(when)).out.strip()


def cap_day(found: Year) -> str:
    """Answer everything, let the third party in, write the plan; return the id."""
    claire = found.claire
    reference = new(claire, 2026)
    for code, level in year.FIRST.items():
        more = ("--constat", year.CONSTAT) if code == "1.1.1" else ()
        claire("answer", reference, code, level, *more)
    card = found.post / "helene.capid"
    found.helene("profile", "card", "-o", str(card))
    claire("people", reference, "add", str(card), "--role", "tiers")
    claire("phase", reference, "next")
    claire("phase", reference, "next")
    for one in year.PLAN:
        claire("plan", reference, "add", one.title, "--criterion", one.code, f"owner={one.owner}",
               f"due={one.due:%d/%m/%Y}", f"kind={one.kind}", f"cause={one.cause}")  # fmt: skip
    return reference


def visa(found: Year, reference: str) -> None:
    """Have the plan signed on the other computer, and begin the follow-up."""
    found.clock.day = year.VISA_DAY
    early = found.claire.refused("phase", reference, "next")
    assert "visa" in early.err
    assert "tiers" in found.claire.refused("visa", reference, "--sign", "--yes").err
    found.send(found.claire, reference, "tiers", found.helene)
    signed = found.helene("visa", reference, "--sign", "--yes", "--comment", "Plan tenable", "--json").json
    assert (signed["visa"]["covers"]["positioned"], signed["visa"]["covers"]["actions"]) == (4, 4)
    found.send(found.helene, reference, "directrice", found.claire)
    assert found.claire("phase", reference, "next").out.strip() == "Suivi"


def carry_on(found: Year, reference: str, done: Done) -> None:
    """Type what is decided of one action; a date moved or an action dropped is refused until it is said why."""
    number, claire = str(done.number), found.claire
    fields = [f"state={done.state}"] if done.state else []
    fields += [f"due={done.due:%d/%m/%Y}"] if done.due else []
    if done.proof:
        fields += ["effectiveness=yes", f"effectiveness_date={found.clock.day:%d/%m/%Y}"]
        assert "preuve" in claire.refused("plan", reference, "set", number, *fields).err.lower()
        fields += [f"effectiveness_proof={done.proof}"]
    if done.why:
        before = claire("plan", reference, "--json").json
        assert 'motif="…"' in claire.refused("plan", reference, "set", number, *fields).err
        assert claire("plan", reference, "--json").json == before
        fields += [f"motif={done.why}"]  # as the refusal says
    claire("plan", reference, "set", number, *fields)
    if done.note:
        claire("follow-up", reference, "add", done.note, "--action", number)


def hold(found: Year, reference: str, held: Held, number: int) -> None:
    """Look at what is due, carry the plan on, conclude, and read the minutes in their two forms."""
    found.clock.day, claire = held.day, found.claire
    due = claire("due", reference, "--json").json
    assert tuple((one["matter"], one["days"], one["action"]) for one in due) == held.due
    late = claire._typed(("due", reference, "--check"))
    assert late.code == (1 if held.due[0][0] == "late" else 0)
    for done in held.done:
        carry_on(found, reference, done)
    following = ("--next", f"{held.next_day:%d/%m/%Y}") if held.next_day else ()
    present = ("--present", ", ".join(held.present))
    claire("meeting", reference, "conclude", *present, *following, "--decisions", held.decisions)
    minutes = claire("meeting", reference, "show", str(number), "--json").json
    assert (minutes["number"], minutes["day"], minutes["present"]) == (
        number,
        held.day.isoformat(),
        list(held.present),
    )
    assert minutes["late"] == held.late
    for path in (found.post / f"reunion-{number}.pdf", found.post / f"reunion-{number}.md"):
        claire("meeting", reference, "minutes", str(number), "-o", str(path), "--format", path.suffix[1:])
        text = printed(path) if path.suffix == ".pdf" else path.read_text("utf-8").replace("\\", "")
        for words in (*held.told, *held.present):
            assert words in flat(text), (path.name, words)


def printed(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("**", "").split())


def second_cap(found: Year) -> str:
    """Begin again with the new version of the questionnaire; return the id."""
    found.clock.day, claire = year.NEXT_CAP_DAY, found.claire
    newer = claire.folder / "questionnaires" / "small-2027.yaml"
    newer.write_text(year.second_version(), encoding="utf-8")
    reference = new(claire, 2027)
    before = claire("compare", reference, "--json").json
    assert (before["before"], before["after"], before["versions"]) == (2026, 2027, ["2026.1", "2027.1"])
    assert [one["shift"] for one in before["criteria"]] == ["unplaced"] * 4 + ["open", "new"]
    for code, level in year.SECOND.items():
        claire("answer", reference, code, level)
    return reference


def assert_compared(found: Year, reference: str) -> None:
    """Read what changed, on the screen, as data, and in the report for the board."""
    claire = found.claire
    told = claire("compare", reference)
    for sentence in year.COMPARED:
        assert sentence in flat(told.out), sentence
    criteria = claire("compare", reference, "--json").json["criteria"]
    assert {
        one["title"]: (one["shift"], one["delta"] if one["delta"] is None else f"{one['delta']:g}",
                       [action["number"] for action in one["actions"]])
        for one in criteria
    } == year.SHIFTS  # fmt: skip
    explained = flat(" ".join(sentence for one in criteria for sentence in one["explanation"]))
    for sentence in year.EXPLAINED:
        assert sentence in explained
    report = found.post / "rapport 2027.pdf"
    claire("export", "pdf", reference, "-o", str(report))
    pages = flat(printed(report))
    for words in (
        year.COMPARED[1],
        "Une action du plan de 2026 explique la hausse",
        "Abandonnée",
        "2.1.3 Sorties",
    ):
        assert words in pages, words


def test_a_year_of_a_structure_from_one_cap_to_the_next(begun: Year) -> None:
    reference = cap_day(begun)
    visa(begun, reference)
    for number, held in enumerate(year.MEETINGS, start=1):
        hold(begun, reference, held, number)
    listed = begun.claire("meeting", reference, "list", "--json").json
    assert [one["day"] for one in listed] == [held.day.isoformat() for held in year.MEETINGS]
    assert begun.claire("visa", reference, "--json").json["visa"]["stands"], (
        "following a plan is not changing it"
    )
    begun.clock.day = year.CLOSING_DAY
    assert begun.claire("phase", reference, "next").out.strip() == "Clos"
    assert begun.claire("due", reference, "--json").json == []
    later = second_cap(begun)
    assert_compared(begun, later)
    found = {one["year"]: one for one in begun.claire("list", "--json").json}
    assert {when: round(one["score"], 1) for when, one in found.items()} == year.SCORES
    assert (found[2026]["phase"], found[2027]["phase"]) == ("closed", "collecting")
    assert begun.claire("show", reference, "1.1.1", "--json").json["constat"] == year.CONSTAT
