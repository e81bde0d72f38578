"""Files made to harm: refused in words, and the database stays as it was to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.effects import EFFECT_NAMES, Effect
from cap_tui.core.entries import Draft, Link, compose
from cap_tui.core.errors import CapError
from cap_tui.core.kinds import GENESIS, OPINION, PHASE, opinion_target, participant_of
from cap_tui.exchange.bundle import Strings, pack, strings_of
from cap_tui.services.exchange_errors import NoBeginningError, NoRoleError, OtherQuestionnaireError
from cap_tui.services.exchanging import accept, preview
from cap_tui.services.incoming import REFUSALS
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading
from tests.building import level
from tests.corpus.hostile_bundles import EXPECTED, hostile_bundles
from tests.databases import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cap_tui.exchange.keys import SigningKey
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines

SALT = "5a" * 16


def bundle(
    path: Path,
    key: SigningKey,
    assessment: str,
    entries: Iterable[Strings],
    questionnaires: Mapping[str, bytes],
    name: str = "Paul",
) -> Path:
    """Write a file that any program could write."""
    path.write_bytes(
        pack(
            entries, questionnaires, key, assessment=assessment, name=name, organisation="", audience="director",
            created="2026-03-02T09:00:00+00:00", program="autre",
        )
    )  # fmt: skip
    return path


def pinned(workspace: Workspace, dossier: Dossier) -> dict[str, bytes]:
    digest = dossier.questionnaire.digest
    with reading(workspace.opened.engine, workspace.database) as connection:
        content = ledger.pinned(connection, digest)
    assert content is not None
    return {digest: content}


def forged(key: SigningKey, assessment: str, draft: Draft, **more: Any) -> Strings:
    """Return an entry that someone signs on a machine of their own."""
    link = Link(
        **{
            "assessment": assessment, "author": key.public, "installation": "forge", "seq": 1, "previous": "",
            "lamport": 99, "replaces": (), "at": "2026-03-02T09:00:00+00:00", "phase": "", **more,
        }
    )  # fmt: skip
    signed, value = compose(draft, link, SALT)
    return Strings(signed, key.sign(signed), SALT, value)


def test_no_hostile_file_changes_anything(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "hostile.capx"
    workspace.current_profile()
    before = sorted((item, item.stat().st_mtime_ns) for item in workspace.data_dir.rglob("*"))
    met: dict[str, str] = {}
    for name, data in hostile_bundles().items():
        path.write_bytes(data)
        with pytest.raises(CapError) as caught:
            accept(workspace, preview(workspace, path), trust=True)
        met[name] = type(caught.value).__name__
    assert met == EXPECTED
    assert len(met) > 40
    assert sorted((item, item.stat().st_mtime_ns) for item in workspace.data_dir.rglob("*")) == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["données", "hostile.capx"]


def test_each_changed_entry_is_refused_with_its_reason_and_the_others_are_taken_in(
    zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    key = paul.profile.key
    target = opinion_target(participant_of(key.public), "visit")
    good = forged(key, begun.summary.id, Draft(OPINION, target, "constat", "Vrai"))
    other = forged(key, "ab" * 32, Draft(OPINION, target, "constat", "Ailleurs"))
    clock = forged(
        key, begun.summary.id, Draft(OPINION, target, "constat", "Tard"), at="9999-12-31T23:59:59+00:00"
    )
    signed = forged(key, begun.summary.id, Draft(OPINION, target, "strengths", "Signé"), seq=2)
    absent = forged(key, begun.summary.id, Draft("annotation", "annotation:x:1", "note", {"text": "Rien"}))
    entries = [
        good,
        other,
        clock,
        signed._replace(signature="00" * 64),
        signed._replace(value='"Autre chose"'),
        signed._replace(signed=signed.signed.replace('"v":2', '"v":3')),
        absent._replace(value=None, salt=""),
    ]
    told = preview(zoe, bundle(tmp_path / "f.capx", key, begun.summary.id, entries, {}))
    assert told.refused == {
        REFUSALS["other"]: 1,
        REFUSALS["malformed"]: 1,
        REFUSALS["signature"]: 1,
        REFUSALS["value"]: 1,
        REFUSALS["newer"]: 1,
        REFUSALS["absent"]: 1,
    }
    assert told.new == 1
    assert accept(zoe, told).new == 1
    begun.reload()
    assert [entry.data for entry in begun.entries()][4:] == ["Vrai"]


def test_what_a_role_may_not_do_is_kept_without_effect_and_counted(
    zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path, machines: Machines
) -> None:
    key, stranger = paul.profile.key, machines.person("Anna").profile.key
    mine = opinion_target(participant_of(stranger.public), "visit")
    entries = [
        forged(key, begun.summary.id, Draft(PHASE, "assessment", "phase", "consensus")),
        forged(key, begun.summary.id, Draft(OPINION, f"{begun.me.id}/visit", "constat", "À sa place"), seq=2),
        forged(stranger, begun.summary.id, Draft(OPINION, mine, "position", level("exemplary").to_json())),
    ]
    told = preview(zoe, bundle(tmp_path / "f.capx", key, begun.summary.id, entries, {}))
    assert told.without_effect == {
        EFFECT_NAMES[Effect.UNKNOWN]: 1,
        EFFECT_NAMES[Effect.NOT_OPEN]: 1,
        EFFECT_NAMES[Effect.MISPLACED]: 1,
    }
    assert told.refused == {}
    before = begun.scores
    accept(zoe, told)
    begun.reload()
    assert (begun.scores, begun.opinion("visit").constat, begun.summary.phase.value) == (
        before,
        "",
        "collecting",
    )


BEGINNINGS: dict[str, dict[str, Any]] = {
    "no structure": {"structure": None},
    "a name with an escape": {"structure": {"name": "Les\x1b[31mJardins"}},
    "a SIRET of zeros": {"structure": {"siret": "0" * 14}},
    "no kind": {"structure": {"kinds": []}},
    "an unknown region": {"structure": {"region": "Atlantide"}},
    "a year of words": {"year": "2026"},
    "a year too far": {"year": 99_999},
}


@pytest.mark.parametrize("change", BEGINNINGS)
def test_an_evaluation_that_could_not_have_begun_here_does_not_begin_by_a_file(
    zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path, change: str
) -> None:
    first = dict(begun.entries()[0].data)
    for name, value in BEGINNINGS[change].items():
        first[name] = {**first[name], **value} if isinstance(value, dict) else value
    key = paul.profile.key
    genesis = forged(key, "", Draft(GENESIS, "assessment", "genesis", first), lamport=1)
    from cap_tui.core.entries import digest

    path = bundle(tmp_path / "f.capx", key, digest(genesis.signed), [genesis], pinned(zoe, begun))
    told = preview(paul, path)
    assert isinstance(told.blocked, NoBeginningError)
    with pytest.raises(NoBeginningError):
        accept(paul, told, trust=True)
    assert paul.assessments() == []


def test_a_dossier_without_its_questionnaire_or_its_first_entry_is_refused(
    zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    entries = [strings_of(entry) for entry in begun.entries()]
    key, reference = zoe.profile.key, begun.summary.id
    bare = preview(paul, bundle(tmp_path / "a.capx", key, reference, entries, {}, "Zoé"))
    assert isinstance(bare.blocked, OtherQuestionnaireError)
    headless = preview(
        paul, bundle(tmp_path / "b.capx", key, reference, entries[1:], pinned(zoe, begun), "Zoé")
    )
    assert isinstance(headless.blocked, NoBeginningError | NoRoleError)


def test_an_old_file_cannot_bring_back_what_was_erased(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    begun.write("visit", "constat", "Un nom de trop")
    old = machines.send(zoe, begun, "peer")
    machines.receive(paul, old)
    target = f"{begun.me.id}/visit"
    (head,) = begun.log.heads(target, "constat")
    begun._commit(lambda: [Draft("erasure", f"erasure:{head.hash}", "erased", "À sa demande")])
    receipt = machines.receive(paul, machines.send(zoe, begun, "peer"))
    assert receipt.new == 1
    assert not holds(paul.data_dir, "Un nom de trop")
    fresh = paul.open(begun.summary.id)
    assert fresh.log.value(target, "constat") is None
    told = preview(zoe, old)
    assert (told.erased, told.new, told.filled) == (1, 0, 0)
    accept(zoe, told)
    assert not holds(zoe.data_dir, "Un nom de trop")
