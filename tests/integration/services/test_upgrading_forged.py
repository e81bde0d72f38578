"""Passages that a director's program at fault writes, or one made to deceive: nobody's answers change question."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import OPTIONS, QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION
from cap_tui.exchange.bundle import Strings, pack, strings_of
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import accept, bundle_bytes, preview
from tests.building import level
from tests.integration.services.test_exchange_hostile import forged
from tests.integration.services.test_upgrading_together import director as director  # noqa: PLC0414 - a fixture
from tests.versioning import Asked, content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

FIRST = content("1", [Asked("kept"), Asked("old"), Asked("one"), Asked("two")])
"""What the evaluation of the fixture began with."""

NEXT = content(
    "2", [Asked("kept"), Asked("old", "Tout autre chose ?", revision=2), Asked("next", replaces=("one",))]
)


def passage(keys: Any, of: bytes = NEXT, **more: Any) -> dict[str, Any]:
    return {"id": "versioned", "version": "2", "digest": sha256(of).hexdigest(), "keys": keys, **more}


def received(
    director: tuple[Workspace, Dossier],
    paul: Workspace,
    path: Path,
    drafts: Iterable[Draft],
    contents: list[bytes],
) -> Dossier:
    """Return Paul's dossier once he took in what the director's program wrote."""
    _machine, dossier = director
    lines: list[Strings] = [strings_of(entry) for entry in dossier.entries()]
    lamport = dossier.log.lamport
    for number, draft in enumerate(drafts, start=1):
        lines.append(
            forged(
                dossier.author.key, dossier.summary.id, draft, lamport=lamport + number, seq=number,
                previous="" if number == 1 else sha256(lines[-1].signed.encode()).hexdigest(),
            )
        )  # fmt: skip
    path.write_bytes(
        pack(
            lines, {sha256(one).hexdigest(): one for one in contents}, dossier.author.key,
            assessment=dossier.summary.id, name="Claire", organisation="", audience="peer",
            created="2026-03-02T09:00:00+00:00", program="autre",
        )
    )  # fmt: skip
    accept(paul, preview(paul, path), trust=True)
    return paul.open(dossier.summary.id)


def test_answers_follow_a_passage_that_an_honest_program_could_have_written(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    draft = Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION, passage({"next": "next"}))
    theirs = received(director, paul, tmp_path / "f.capx", [draft], [FIRST, NEXT])
    assert list(theirs.questionnaire.criteria) == ["kept", "old@2", "next"]
    assert theirs.version_notice() is None


@pytest.mark.parametrize(
    "keys",
    [
        {"kept": "old"},  # the answers given to another question
        {"kept": "old", "old": "kept"},
        {"old": "old"},  # those given before its meaning changed
        {"next": "two"},  # not the one it replaces
        {"next": "old@2.2"},
        {"kept": "one", "next": "kept"},
        {"kept": "next"},  # two names, one key
        {"kept": "kept@@2"},
        {"kept": "Kept"},
        {"kept": ["kept"]},
        {"kept": None},
        {f"c-{number}": f"c-{number}" for number in range(6_000)},
        ["kept"],
        "kept",
        None,
    ],
)
def test_no_passage_makes_a_criterion_read_the_answers_given_to_another(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path, keys: Any
) -> None:
    draft = Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION, passage(keys))
    theirs = received(director, paul, tmp_path / "f.capx", [draft], [FIRST, NEXT])
    assert list(theirs.questionnaire.criteria) == ["kept", "old", "one", "two"]
    assert theirs.version_notice() is not None
    assert theirs.timeline()
    assert all(finding.ok for finding in examine(paul))
    theirs.record("kept", {"position": level("yes")})
    assert bundle_bytes(paul, theirs, "director")


@pytest.mark.parametrize(
    "said",
    [
        passage({}, version="3"),
        passage({}, id="another"),
        passage({}, digest="ab" * 32),
        passage({}, digest="AB"),
        passage({}, digest=3),
        passage({}, version="\x1b[2J\u202e" * 2_000),
        passage({}, version=""),
        {"version": {"a": 1}},
        "2",
        7,
        [],
        True,
    ],
)
def test_a_passage_to_what_is_not_that_version_leaves_everyone_where_they_are(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path, said: Any
) -> None:
    draft = Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION, said)
    theirs = received(director, paul, tmp_path / "f.capx", [draft], [FIRST, NEXT])
    assert list(theirs.questionnaire.criteria) == ["kept", "old", "one", "two"]
    notice = theirs.version_notice()
    assert notice is not None
    assert "\x1b" not in str(notice)
    assert not any("\x1b" in line.after or "\u202e" in line.after for line in theirs.timeline())


@pytest.mark.parametrize("said", ["local", 3, None, {"local": True}, [["local"]], [3, None], {}, ["nowhere"]])
def test_options_of_another_form_hide_no_criterion_and_stop_nobody(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path, said: Any
) -> None:
    draft = Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, OPTIONS, said)
    theirs = received(director, paul, tmp_path / "f.capx", [draft], [FIRST])
    assert theirs.concerned == ("kept", "old", "one", "two")
    assert theirs.timeline()
    assert bundle_bytes(paul, theirs, "director")


def test_a_passage_or_options_that_the_pair_writes_change_nothing_for_the_director(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    machine, dossier = director
    key, assessment = paul.profile.key, dossier.summary.id
    drafts = [
        Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION, passage({})),
        Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, OPTIONS, ["local"]),
    ]
    lines = [forged(key, assessment, draft, installation=f"i{number}") for number, draft in enumerate(drafts)]
    path = tmp_path / "f.capx"
    contents = {sha256(one).hexdigest(): one for one in (FIRST, NEXT)}
    path.write_bytes(
        pack(
            lines, contents, key, assessment=assessment, name="Paul", organisation="", audience="director",
            created="2026-03-02T09:00:00+00:00", program="autre",
        )
    )  # fmt: skip
    told = preview(machine, path)
    assert sum(told.without_effect.values()) == 2
    accept(machine, told, trust=True)
    dossier.reload()
    assert list(dossier.questionnaire.criteria) == ["kept", "old", "one", "two"]
    assert (dossier.version_notice(), dossier.options) == (None, ())
