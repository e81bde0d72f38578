"""Files brought to data folders: shown, accepted, and everything read of what they left there."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.entries import digest
from cap_tui.exchange.bundle import pack
from cap_tui.reports.formats import FORMS, maker
from cap_tui.reports.report_data import Audience
from cap_tui.services.doctor import examine
from cap_tui.services.due import due_of
from cap_tui.services.exchanging import accept, preview
from cap_tui.services.exports import report_data
from cap_tui.services.importing_questionnaires import convert
from cap_tui.services.plan_return import bring_back, preview_plan
from tools.copied import ROOT
from tools.fuzzing import weaving
from tools.fuzzing.judging import Seen

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from tools.fuzzing.worlds import World

BINARY = ("pdf", "poster", "xlsx")
EXAMINED, DRAWN = 4, 8
"""One dossier in so many is examined as the doctor does, which parses its questionnaire again; one is drawn as a file of `BINARY`."""


def brought_back(world: World, data: bytes) -> Seen:
    """Bring a plan back, and look at it."""
    path = world.file(data, "plan.xlsx")
    with world.copy(world.planned) as workspace:
        dossier = workspace.open(workspace.assessments()[0].id)
        found = preview_plan(dossier, path)
        if not found.changes_nothing:
            bring_back(dossier, found, found.conflicts)
        told = [one.sentence for one in found.refused]
        return Seen((dossier.actions(), told), frozenset(one[:40] for one in told))


def translated(world: World, data: bytes) -> Seen:
    """Make a questionnaire of a library or a spreadsheet; which one is told by how the file begins."""
    form = "xlsx" if data.startswith(b"PK") else "yaml" if b": " in data[:400] else "csv"
    found = convert(world.file(data, f"source.{form}"))
    return Seen(found.text, frozenset(found.findings.by_kind()))


def received(world: World, data: bytes) -> Seen:
    """Take in a dossier whose log is given, from the director, and look at all there is to see of it."""
    entries = weaving.strings(data)
    key = next(iter(weaving.keyring().values()))
    first = next((digest(one.signed) for one in entries if '"kind":"assessment"' in one.signed), "0" * 64)
    used = {}
    for path in sorted((ROOT / "questionnaires").glob("*.yaml")):
        content = path.read_bytes()
        if (name := sha256(content).hexdigest()).encode() in data:
            used[name] = content
    made = pack(
        entries, used, key, assessment=first, name="Personne fictive", organisation="", audience="copy",
        created="2026-03-02T09:00:00+00:00", program="essai",
    )  # fmt: skip
    path = world.file(made, "dossier.capx")
    with world.copy(world.empty) as workspace:
        brought = preview(workspace, path)
        told = brought.lines()
        accept(workspace, brought, trust=True)
        dossier = workspace.open(first)
        chance = int(sha256(data).hexdigest()[:8], 16)
        seen = seen_of(dossier, chance)
        found = [] if chance % EXAMINED else examine(workspace)
        wrong = [one for one in found if "score" in one.sentence and not one.ok]
        if wrong:
            raise AssertionError("what is kept is not what the log says")
        ways = {f"{one.draft.kind} {dossier.log.effect(one).name}" for one in dossier.log}
        return Seen((told, seen), frozenset(ways))


def seen_of(dossier: Dossier, chance: int) -> object:
    """Return what a person sees of a dossier: every list, the history of each criterion, and two of the exports."""
    data = report_data(dossier, Audience.INTERNE)
    lines = [line for key in dossier.concerned for line in dossier.history(key)]
    lines += [line for action in dossier.actions() for line in dossier.action_history(action.id)]
    lists = (
        dossier.threads(),
        dossier.proposals(),
        dossier.followups(),
        dossier.people(),
        dossier.visas(),
        due_of(dossier),
    )
    minutes = [dossier.minutes(one.id) for one in dossier.meetings()]
    exported = []
    light = [form for form in FORMS if form not in BINARY]
    drawn = () if chance % DRAWN else (BINARY[chance // DRAWN % len(BINARY)],)
    for form in {light[chance % len(light)], "json", *drawn}:
        made = maker(form)(replace(data))
        exported.append("" if form in BINARY else made.decode("utf-8-sig").replace("\r\n", "\n"))
    return exported, lines, lists, minutes, dossier.inbox()
