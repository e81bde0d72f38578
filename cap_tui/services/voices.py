"""A filled worksheet as one voice of the team: signed here with a key of its own, recorded as transcribed by whom.

The key comes from the director's private key, the evaluation and the nickname (without one, what the sheet says): the same
sheet imported again is recognised, and one corrected by the same person takes the place of the first. The key proves
that the director's key made it, nothing more: what it signs is what the director says they read in the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.errors import CapError
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import (
    FINISH,
    FINISHED,
    GRANT,
    OPINION,
    PERSON,
    POSITION,
    ROLES,
    opinion_target,
    participant_of,
    target_of,
)
from cap_tui.core.log import Log
from cap_tui.core.permissions import Phase, Role, demand
from cap_tui.core.text import one_line
from cap_tui.exchange.keys import SigningKey
from cap_tui.exchange.worksheet_read import (
    read_worksheet,
    worksheet_assessment,
    worksheet_questionnaire,
)
from cap_tui.i18n import _
from cap_tui.services.demo import demo_author
from cap_tui.services.desks import Desk
from cap_tui.services.exchange_errors import OtherQuestionnaireError, OtherWorksheetError, VoicesClosedError
from cap_tui.services.incoming import Incoming, Trust
from cap_tui.services.journal import Author, chain
from cap_tui.services.naming import NAME_LENGTH
from cap_tui.services.receipts import body_of, receipt_from
from cap_tui.services.storing import project
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading, writing
from cap_tui.storage.received import save_receipt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from cap_tui.core.entries import Entry
    from cap_tui.exchange.worksheet import Worksheet
    from cap_tui.services.desks import Local
    from cap_tui.services.parcels import Content
    from cap_tui.services.receipts import Receipt
    from cap_tui.services.workspace import Workspace

PURPOSE = "cap-tui: key of a voice transcribed from a worksheet\n"
"""Before what is signed to obtain a voice's key; entries begin with a brace, so none ever has this text."""

TEXT = "constat"
"""Field of an opinion that a comment becomes."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A worksheet placed in the evaluation it belongs to.

    Attributes:
        name: What the voice is called.
        replaces: Whether this voice said something else before.
        entries: To add, signed; none when all is here already.
    """

    local: Local
    sheet: Worksheet
    name: str
    replaces: bool
    entries: tuple[Entry, ...]


def preview_voice(workspace: Workspace, content: Content) -> Incoming:
    """Return what a worksheet would bring; nothing is written.

    Raises:
        CapError: It cannot be read, or belongs to an evaluation that is not here.
    """
    desk = Desk.of(workspace)
    with reading(workspace.opened.engine, workspace.database) as connection:
        local, sheet = _placed(desk, connection, content)
        try:
            heard = _heard(desk, local, sheet)
        except CapError as error:
            return replace(_incoming(content, local, sheet, workspace.now()), blocked=error)
    return _with(_incoming(content, local, sheet, workspace.now()), heard)


def accept_voice(workspace: Workspace, incoming: Incoming) -> Receipt:
    """Take a worksheet in as one voice: backup, then one transaction with its report.

    Raises:
        CapError: It is refused, or the database is; nothing was written.
    """
    if workspace.read_only:
        raise workspace.opened.refusal()
    if incoming.blocked is not None:
        raise incoming.blocked
    content: Content = incoming.parcel
    desk = Desk.of(workspace)
    backup = workspace.opened.back_up(workspace.now(), "import") if incoming.new else None
    with writing(workspace.opened.engine, workspace.database) as connection:
        local, sheet = _placed(desk, connection, content)
        heard = _heard(desk, local, sheet)
        told = _with(incoming, heard)
        if heard.entries:
            local.log.extend(heard.entries)
            ledger.append(connection, local.row_id, heard.entries)
            project(connection, local.row_id, local.log, local.new, heard.entries[-1].link.at, desk.mine)
        receipt = receipt_from(told, workspace.now(), backup)
        if not heard.entries:
            return receipt
        number = save_receipt(connection, content.digest, receipt.at.isoformat(), body_of(receipt))
    return replace(receipt, id=number)


def _placed(desk: Desk, connection: Connection, content: Content) -> tuple[Local, Worksheet]:
    local = desk.local(connection, worksheet_assessment(content.data))
    if local is None:
        raise OtherWorksheetError
    digest = worksheet_questionnaire(content.data)
    given = next((one for one in local.new.pinned if one.questionnaire.digest == digest), None)
    if given is None:
        raise OtherQuestionnaireError
    return local, read_worksheet(
        content.data, given.questionnaire
    )  # answers stay with the version they were given in


def _heard(desk: Desk, local: Local, sheet: Worksheet) -> Heard:
    """Return the voice and what it adds, signed.

    Raises:
        VoicesClosedError: Positions are not being collected, or this person lets nobody in.
        CapError: The key is locked.
    """
    workspace, log = desk.workspace, local.log
    me = _director(workspace, local)
    try:
        demand("participant.grant", log.roles(me.key.public), log.phase)
    except CapError as error:
        raise VoicesClosedError from error
    if log.phase is not Phase.COLLECTING:
        raise VoicesClosedError
    mark = one_line(sheet.mark)
    voice = Author(_key(me.key, log.assessment, mark or sheet.digest), me.installation)
    target = target_of(GRANT, fingerprint(voice.key.public))
    said = log.value(target, PERSON)
    name = mark or (said["name"] if said else _("Voice {number}").format(number=1 + len(_voices(log))))
    environment = workspace.environment
    group = environment.new_id()
    grants = []
    if Role.CONTRIBUTOR not in log.standing.granted().get(fingerprint(voice.key.public), ()):
        person = {
            "name": one_line(name, limit=NAME_LENGTH), "organisation": "",
            "transcribed": workspace.profile_name() or fingerprint(me.key.public),
        }  # fmt: skip
        grants = [
            Draft(GRANT, target, ROLES, {ROLES: [Role.CONTRIBUTOR.value]}, group),
            Draft(GRANT, target, PERSON, person, group),
        ]
    fresh = Log(log.assessment)
    fresh.extend(log)
    entries = chain(fresh, me, grants, environment)
    fresh.extend(entries)
    opinions = list(_opinions(fresh, voice.key.public, sheet, group))
    entries += chain(fresh, voice, opinions, environment)
    return Heard(local, sheet, name, not grants and bool(opinions), tuple(entries))


def _director(workspace: Workspace, local: Local) -> Author:
    """Return who signs here: the person, or in the demonstration its director."""
    profile = workspace.profile
    public = workspace.author_of(local.log, fictional=local.new.structure.fictional)
    if public != profile.key.public:
        return demo_author(profile.installation)
    return Author(profile.key, profile.installation)


def _key(director: SigningKey, assessment: str, mark: str) -> SigningKey:
    """Return the voice's key: whoever lacks the director's private key can neither find it nor guess the nickname."""
    secret = director.sign(f"{PURPOSE}{assessment}\n{mark.casefold()}")
    return SigningKey.from_seed(sha256(secret.encode()).digest())


def _voices(log: Log) -> list[str]:
    """Return the grants of voices transcribed so far."""
    found = ((target, log.value(target, PERSON)) for target in log.targets(GRANT))
    return [target for target, said in found if isinstance(said, dict) and said.get("transcribed")]


def _opinions(log: Log, public: str, sheet: Worksheet, group: str) -> Iterator[Draft]:
    """Yield what changes between what the voice said here and what the sheet says now."""
    participant = participant_of(public)
    said: dict[tuple[str, str], object] = {}
    for answer in sheet.answers:
        target = opinion_target(participant, answer.criterion)
        said[target, POSITION] = answer.position.to_json() if answer.position else None
        said[target, TEXT] = answer.comment
    for target, field in log.written():
        if target.startswith(f"{participant}/"):
            said.setdefault((target, field), None if field == POSITION else "")
    for (target, field), value in said.items():
        if value != log.value(target, field, None if field == POSITION else ""):
            yield Draft(OPINION, target, field, value, group)
    finish = target_of(FINISH, participant)
    if log.value(finish, FINISHED) is not True:
        yield Draft(FINISH, finish, FINISHED, True, group)  # noqa: FBT003 - the value written


def _incoming(content: Content, local: Local, sheet: Worksheet, at: datetime) -> Incoming:
    new = local.new
    counts = {answer.criterion: 1 for answer in sheet.answers}
    return Incoming(
        path=content.path,
        kind=content.kind,
        structure=new.structure.name,
        year=new.year,
        questionnaire=one_line(str(new.questionnaire.title)),
        assessment=local.log.assessment,
        sender=one_line(sheet.mark),
        sender_fingerprint="",
        sender_role=Role.CONTRIBUTOR,
        trust=Trust.SELF,
        created=at,
        exists=True,
        criteria=tuple(
            (item.code, one_line(str(item.title)), counts[key])
            for key, item in new.questionnaire.criteria.items()
            if key in counts
        ),
        problems=sheet.problems,
        parcel=content,
    )


def _with(incoming: Incoming, heard: Heard) -> Incoming:
    answers = len(heard.sheet.answers)
    return replace(
        incoming,
        sender=heard.name,
        new=answers if heard.entries else 0,
        known=0 if heard.entries else answers,
        replaces=heard.replaces,
    )
