"""Every gesture that writes, one line each, with the world it is made in.

A service that writes and is not here makes `test_table.py` fail: give it a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.network.register import Engagement
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.review import NoteKind
from cap_tui.core.structures import Structure
from cap_tui.services import exchanging, succession
from cap_tui.services.exports import export_report
from cap_tui.services.importing_questionnaires import import_questionnaire
from cap_tui.services.meeting_draft import Room
from cap_tui.services.minutes_export import export_minutes
from cap_tui.services.network import register as network
from cap_tui.services.network.register_export import export_register, write_template
from cap_tui.services.network.register_import import accept_register, preview_register
from cap_tui.services.personal_files import write_personal_data
from cap_tui.services.plan_return import bring_back, preview_plan
from cap_tui.services.receiving import keep_newer
from tests.building import key, level, not_applicable
from tests.integration.faults.worlds import PEER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.faults.worlds import World

MEMBER = {"name": "Les Jardins fictifs", "kinds": "AI", "region": "Bretagne"}
OTHER = Structure("Les Jardins fictifs", "73282932000074", ("AI",), "Bretagne")


def _nothing(_world: World) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Gesture:
    """Something a person does that writes.

    Attributes:
        steps: What is done, each step whole or not at all; most have one.
        where: The world it is made in: a phase of the director, or `PEER`.
        ready: Done before, where nothing fails; its result is handed to the steps.
        memory: How the open dossier is compared with the disk: `as is`, after `reload` as the screens do, or `closed`.
    """

    steps: tuple[Callable[[World, Any], Any], ...]
    where: str = Phase.COLLECTING.value
    ready: Callable[[World], Any] = _nothing
    memory: str = "as is"


def _does(step: Callable[[World], Any], **more: Any) -> Gesture:
    return Gesture((lambda world, _found: step(world),), **more)


def _with(ready: Callable[[World], Any], step: Callable[[World, Any], Any], **more: Any) -> Gesture:
    return Gesture((step,), ready=ready, **more)


def _other_level(world: World) -> None:
    world.dossier.answer("visit", level("exemplary"))


def _backed_up(world: World) -> Any:
    copy = world.workspace.back_up()
    _other_level(world)
    return copy


def _two_versions(world: World) -> Any:
    """Pass to a later version, so that there is one to go back to."""
    world.dossier.upgrade(world.received("later.yaml").read_bytes())


def _optional(world: World) -> Any:
    return world.workspace.open(world.workspace.new_assessment(OTHER, "optional", 2026).id)


def _pass_on(world: World) -> Any:
    return world.workspace.add_profile("Ana").fingerprint


def _mark(number: int) -> str:
    return fingerprint(key(number).public)


def _gather(world: World, name: str) -> None:
    """Take a file in as one of a folder: what fails is in the report."""
    for _path, error in exchanging.accept_folder(world.workspace, [world.received(name)], trust=True).refused:
        raise error


def _peer(world: World) -> str:
    return next(one.fingerprint for one in world.dossier.people() if Role.PEER in one.roles)


def _enrolled(world: World) -> Any:
    """Return a structure just added to the register of the network."""
    return network.add_member(world.workspace, OTHER.siret, MEMBER)


def _sent_back(world: World) -> Any:
    """Return the preview of a register exported before a name was changed here."""
    _enrolled(world)
    path = world.received("registre.csv")
    export_register(world.workspace, path)
    network.set_member(world.workspace, OTHER.siret, {"name": "Les Vergers fictifs"})
    return preview_register(world.workspace, path)


def _version(world: World) -> Any:
    """Return a field and what stands in it."""
    target = next(one.draft.target for one in world.dossier.entries() if one.draft.field == "constat")
    return target, world.dossier.log.heads(target, "constat")[0].hash


def _noted(world: World) -> None:
    """Note something in the meeting going on."""
    world.dossier.room = Room(decisions="Continuer")


def _kept_room(world: World) -> None:
    _noted(world)
    world.dossier.keep_room()


def _concluded(world: World) -> str:
    world.dossier.conclude_meeting(Room(reviewed=(world.line(),), decisions="Continuer"))
    return world.dossier.meetings()[0].id


ANSWERING = {
    "answering.record": _does(lambda w: w.dossier.record("tutor", {"position": level("engaged"), "constat": "Vu"})),
    "answering.answer": _does(lambda w: w.dossier.answer("tutor", not_applicable())),
    "answering.write": _does(lambda w: w.dossier.write("visit", "strengths", "Des visites à deux", visit="stay")),
    "answering.flag": _does(lambda w: w.dossier.flag("tutor", on=True)),
    "answering.undo": _does(lambda w: w.dossier.undo()),
    "answering.redo": _with(lambda w: w.dossier.undo(), lambda w, _found: w.dossier.redo()),
    "annotating.annotate": _does(lambda w: w.dossier.annotate("visit", NoteKind.QUESTION, "Qui la conduit ?")),
    "annotating.reply": _does(lambda w: w.dossier.reply(w.dossier.threads()[0].id, "Refait en 2027")),
    "annotating.edit_note": _does(lambda w: w.dossier.edit_note(w.thread(), "À vérifier en mars")),
    "annotating.remove_note": _does(lambda w: w.dossier.remove_note(w.thread())),
    "annotating.resolve": _does(lambda w: w.dossier.resolve(w.dossier.threads()[0].id)),
    "measuring.measure": _does(lambda w: w.dossier.measure("visits", 2026, value="12", goal="20")),
    "measuring.clear_measure": _does(lambda w: w.dossier.clear_measure("visits", 2025)),
    "taking_part.finish": _does(lambda w: w.dossier.finish()),
    "judging.choose_options": _with(_optional, lambda _w, dossier: dossier.choose_options(["group"])),
    "answering.exclude": _does(lambda w: w.dossier.exclude("place", "Aucun transport")),
}  # fmt: skip
PLANNING = {
    "planning.propose": _does(lambda w: w.dossier.propose()),
    "planning.add_action": _does(lambda w: w.dossier.add_action(title="Troisième", criteria=("visit",))),
    "planning.set_action": _does(lambda w: w.dossier.set_action(w.line(), title="Autre", progress=10)),
    "planning.move_action": _does(lambda w: w.dossier.move_action(w.line(), 1)),
    "planning.remove_action": _does(lambda w: w.dossier.remove_action(w.line())),
    "arranging.set_actions": _does(lambda w: w.dossier.set_actions([w.line(0), w.line(1)], owner="Karim")),
    "arranging.duplicate_action": _does(lambda w: w.dossier.duplicate_action(w.line())),
    "arranging.link_criterion": _does(lambda w: w.dossier.link_criterion(w.line(), "booklet")),
    "plan_rewriting.rewrite_plan": _does(
        lambda w: w.dossier.rewrite_plan(
            {w.line(): {"title": "Autre"}}, [{"title": "Neuve"}], seen={one.id: one for one in w.dossier.actions()}
        )
    ),
    "plan_return.bring_back": _with(
        lambda w: preview_plan(w.dossier, w.received("plan.xlsx")), lambda w, found: bring_back(w.dossier, found)
    ),
    "proposing.propose_action": _does(lambda w: w.dossier.propose_action("Afficher le planning"), where=PEER),
    "proposing.decide": _does(lambda w: w.dossier.decide(w.dossier.proposals()[0].id, accepted=True)),
    "proposing.note_followup": _does(
        lambda w: w.dossier.note_followup("Fait à moitié", w.line()), where=Phase.FOLLOW_UP.value
    ),
}  # fmt: skip
TOGETHER = {
    "inviting.grant": _does(lambda w: w.dossier.grant(_mark(7), Role.THIRD_PARTY, name="Tina")),
    "inviting.revoke": _does(lambda w: w.dossier.revoke(_peer(w))),
    "inviting.set_blind": _does(lambda w: w.dossier.set_blind(on=True)),
    "versions.keep_version": _with(
        _version, lambda w, found: w.dossier.keep_version(found[0], "constat", found[1])
    ),
    "meeting.conclude_meeting": _does(_concluded, where=Phase.FOLLOW_UP.value),
    "meeting.keep_room": _with(_noted, lambda w, _found: w.dossier.keep_room(), where=Phase.FOLLOW_UP.value, memory="closed"),
    "meeting.forget_room": _with(
        _kept_room, lambda w, _found: w.dossier.forget_room(),
        where=Phase.FOLLOW_UP.value,
    ),
    "pooling.retain": _does(
        lambda w: w.dossier.retain("visit", level("engaged"), reason="Vu ensemble"), where=Phase.CONSENSUS.value
    ),
    "phases.advance": _does(lambda w: w.dossier.advance()),
    "phases.reopen": _does(lambda w: w.dossier.reopen("Un oubli"), where=Phase.CONSENSUS.value),
    "sealing.sign_visa": _does(
        lambda w: w.dossier.sign_visa(expected=w.dossier.visa_state().state), where=Phase.PLANNING.value
    ),
    "erasing.erase_note": _does(lambda w: w.dossier.erase_note(w.thread())),
    "erasing.erase_source": _does(lambda w: w.dossier.erase_source("visits", 2025)),
    "erasing.erase_person": _does(lambda w: w.dossier.erase_person(w.dossier.me.id, "À sa demande")),
    "upgrading.upgrade": _with(
        lambda w: w.received("later.yaml").read_bytes(), lambda w, content: w.dossier.upgrade(content)
    ),
    "upgrading.downgrade": _with(_two_versions, lambda w, _found: w.dossier.downgrade()),
    "contacts.trust": _does(lambda w: exchanging.trust(w.workspace, key(9).public, "Léa")),
    "contacts.forget": _with(
        lambda w: exchanging.trust(w.workspace, key(9).public, "Léa").fingerprint,
        lambda w, mark: exchanging.forget(w.workspace, mark),
    ),
    "exchanging.accept": _with(
        lambda w: exchanging.preview(w.workspace, w.received("peer.capx")),
        lambda w, found: exchanging.accept(w.workspace, found, trust=True), memory="reload",
    ),
    "voices.accept_voice": _with(
        lambda w: exchanging.preview(w.workspace, w.received("voice.xlsx")),
        lambda w, found: exchanging.accept(w.workspace, found), memory="reload",
    ),
    "gathering.accept_folder": Gesture(
        (lambda w, _found: _gather(w, "peer.capx"), lambda w, _found: _gather(w, "voice.xlsx")), memory="reload"
    ),
    "receiving.keep_newer": _does(lambda w: keep_newer(w.workspace, w.received("peer.capx"))),
}  # fmt: skip
FILES = {
    "exchanging.export_bundle": _does(
        lambda w: exchanging.export_bundle(w.workspace, w.dossier, w.out("dossier.capx"), audience="peer")
    ),
    "exchanging.export_worksheet": _does(lambda w: exchanging.export_worksheet(w.dossier, w.out("fiche.xlsx"))),
    "exports.export_report": _does(lambda w: export_report(w.dossier, w.out("rapport.md"), form="md")),
    "minutes_export.export_minutes": _with(
        _concluded, lambda w, meeting: export_minutes(w.dossier, meeting, w.out("reunion.md"), form="md"),
        where=Phase.FOLLOW_UP.value,
    ),
    "personal_files.write_personal_data": _does(lambda w: write_personal_data(w.dossier, w.out("donnees.json"))),
    "importing_questionnaires.import_questionnaire": _does(
        lambda w: import_questionnaire(w.received("other.csv"), w.out("autre.yaml"))
    ),
    "profiling.write_card": _does(lambda w: w.workspace.write_card(w.out("carte.capcard"))),
    "workspace.back_up": _does(lambda w: w.workspace.back_up()),
    "workspace.restore": _with(_backed_up, lambda w, copy: w.workspace.restore(copy), memory="closed"),
}  # fmt: skip
PEOPLE = {
    "workspace.new_assessment": _does(lambda w: w.workspace.new_assessment(OTHER, "small", 2027)),
    "profiling.add_profile": _does(lambda w: w.workspace.add_profile("Ana", "Les Jardins fictifs")),
    "profiling.use_profile": _with(_pass_on, lambda w, mark: w.workspace.use_profile(mark), memory="closed"),
    "profiling.rename_profile": _does(lambda w: w.workspace.rename_profile("Zoé B.")),
    "profiling.set_organisation": _does(lambda w: w.workspace.set_organisation("Les Jardins fictifs")),
    "profiling.set_passphrase": _does(lambda w: w.workspace.set_passphrase("quatre mots sans suite"), memory="closed"),
    "succession.replace_key": Gesture(
        (lambda w, _found: w.workspace.replace_key(), lambda w, _found: succession.sign_over(w.workspace)),
        memory="closed",
    ),
    "succession.sign_over": _with(
        lambda w: w.workspace.replace_key(), lambda w, _found: succession.sign_over(w.workspace), memory="closed"
    ),
}  # fmt: skip
REGISTER = {
    "register.add_member": _does(lambda w: network.add_member(w.workspace, OTHER.siret, MEMBER)),
    "register.set_member": _with(
        _enrolled, lambda w, _found: network.set_member(w.workspace, OTHER.siret, {"name": "Les Vergers fictifs"})
    ),
    "register.engage": _with(
        _enrolled, lambda w, _found: network.engage(w.workspace, OTHER.siret, Engagement("cap", date(2026, 1, 5)))
    ),
    "register.join_group": _with(
        _enrolled, lambda w, _found: network.join_group(w.workspace, OTHER.siret, "Groupe fictif")
    ),
    "register.remove_member": _with(_enrolled, lambda w, found: network.remove_member(w.workspace, found)),
    "register_export.export_register": _with(
        _enrolled, lambda w, _found: export_register(w.workspace, w.out("registre.csv"))
    ),
    "register_export.write_template": _does(lambda w: write_template(w.out("modele.csv"))),
    "register_import.accept_register": _with(
        _sent_back, lambda w, found: accept_register(w.workspace, found)
    ),
}  # fmt: skip
GESTURES = {**REGISTER, **ANSWERING, **PLANNING, **TOGETHER, **FILES, **PEOPLE}

ELSEWHERE = {
    "workspace.load_demo": "tests/integration/services/test_faults.py",
    "workspace.load_demos": "each is loaded by load_demo",
    "profiling.replace_key": "the first step of succession.replace_key",
    "profile.new_key": "the first step of profiling.add_profile",
    "profile.change_book": "under every line of PEOPLE",
    "profile.renew_installation": "under workspace.restore",
    **{
        f"register.{name}": "one change of one structure, as register.engage"
        for name in (
            "certify",
            "uncertify",
            "disengage",
            "count_people",
            "leave_group",
            "name_group",
            "change",
        )
    },
    "register.writing_register": "under every line of REGISTER",
    **dict.fromkeys(
        (
            "dashboard.asking",
            "dashboard.dashboard",
            "dashboard.node_detail",
            "drilling.drill",
            "standing.standing",
            "recounting.ensure_counted",
            "recounting.recount",
        ),
        "counts again what is stored; nothing that a person wrote",
    ),
    "meeting_draft.write": "under meeting.keep_room",
    "meeting.forget_room_of": "under erasing.erase_person; one file, as meeting.forget_room",
    "demo_year.record_drafts": "makes the drafts of the demonstration, under load_demo",
    "library.back_up": "under upgrading.upgrade",
    "journal.commit": "under every line of ANSWERING",
    "receiving.accept_parcel": "under exchanging.accept",
    "receiving.accept_parcels": "tests/integration/services/test_gathering_groups.py",
    **dict.fromkeys(
        ("gather.gather", "gather.gather_folder", "watching.watched"),
        "takes in through receiving.accept_parcels",
    ),
    "demonstration.load_network": "tests/integration/services/network/test_demonstration.py",
    "demonstration.remove_network": "one transaction, on what is fictional",
    "demo_dossiers.log_of": "makes the entries of the demonstration, under load_network",
    **dict.fromkeys(
        (
            "exporting_all.all",
            "export_index.begin",
            "export_index.save",
            "publishing.export_network",
            "publishing.network_report",
            "giving_back.peers_of",
        ),
        "counts again what is stored, then one file put whole in its place, as every report of FILES",
    ),
    "copying.carry": "tests/integration/postgres/test_copying.py",
    **{
        f"shared_logins.{name}": "one transaction of the server; tests/integration/postgres/test_days.py"
        for name in ("add_login", "logins", "prepare", "remove_login")
    },
}
"""Services that write and have no line of their own, each with where it is made to fail."""
