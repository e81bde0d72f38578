"""Whatever comes in, nothing leaves for the terminal that it would obey: pasted, received, named or wrongly written."""

from __future__ import annotations

from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import (
    ACTION,
    ANNOTATION,
    FOLLOWUP,
    MEASURE,
    MEETING,
    OPINION,
    PROPOSAL,
    RETAINED,
    opinion_target,
    target_of,
)
from cap_tui.core.permissions import NotPermittedError, Phase, Role
from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.ways import INDICATORS, PLACES, VERSIONS
from cap_tui.tui.widgets.text_field import TextField
from tests.corpus.hostile_texts import READER, TERMINAL, obeyed
from tests.phases import go_to
from tests.tui.crossed import FIRST, SECOND, Shared, at
from tests.tui.harness import LARGE, SMALL, Harness, environment, running

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

BAD = "".join((*TERMINAL.values(), *READER.values())).replace("\ud800", "")
SHOWN = "]52;c;cm0gLXJmIH4="
"""What is left of `BAD` once a terminal obeys none of it."""

OUTSIDE = frozenset({"app.leave", "app.quit", "edit_outside"})
"""Commands that leave the application."""

MOST = 40
"""Gestures tried from one screen."""


def harmless(harness: Harness) -> None:
    """Fail when the screen holds a character that a terminal obeys."""
    assert obeyed(harness.text()) == [], harness.text()


@pytest.mark.parametrize("field", ["line", "page"])
async def test_what_is_pasted_never_reaches_the_terminal_as_it_came(
    started: tuple[Path, str], field: str
) -> None:
    folder, reference = started
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("enter" if field == "page" else "n")
        await harness.until(lambda: isinstance(harness.app.focused, TextField if field == "page" else Input))
        for name, text in {**TERMINAL, **READER, "all": BAD}.items():
            await harness.paste(text)
            assert obeyed(harness.text()) == [], name
            if isinstance(harness.app.focused, TextField):
                assert obeyed(harness.app.focused.text) == [], name
        await harness.press("escape" if field == "page" else "enter")
        harmless(harness)
        dossier = harness.app.workspace.open(reference)
        kept = [repr(dossier.opinion(key)) for key in dossier.concerned]
        assert any("]52;c" in text for text in kept)
        assert not any("\\x1b" in text or "\\u202e" in text for text in kept)


async def test_a_file_may_bear_any_name(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = tmp_path / "post"
    post.mkdir()
    for number, text in enumerate((*TERMINAL.values(), *READER.values())):
        name = text.replace("\0", "").replace("/", "-").replace("\ud800", "")[:40]
        (post / f"a{number}{name}.capx").write_bytes(b"PK\x03\x04")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(post))
    async with running(shared.director, size=LARGE) as harness:
        await harness.press("i")
        assert ".capx" in harness.text()
        harmless(harness)
        for _place in range(8):
            await harness.press("down", "enter")
            harmless(harness)
            await harness.press("escape")
        await harness.press("c")
        for start in range(12):
            await harness.press("ctrl+u")
            await harness.paste(f"{post}/a{start}")
            harmless(harness)
            await harness.press("right", "enter")
            harmless(harness)


def uncleaned(dossier: Dossier) -> None:
    """Write in every kind of entry what no program of ours would: another one may, and sign it."""
    mine = dossier.me.id
    note = {"criterion": FIRST, "kind": "remark", "thread": "", "text": BAD}
    line = {
        "title": BAD,
        "criteria": [FIRST, BAD],
        "owner": BAD,
        "cause": BAD,
        "due": "2026-11-30",
        "means": BAD,
    }
    drafts = [
        *(Draft(OPINION, opinion_target(mine, FIRST), field, BAD) for field in ("constat", "strengths", "evidence")),
        Draft(OPINION, opinion_target(mine, SECOND), "position", {"stance": "not_applicable", "reason": BAD}),
        Draft(ANNOTATION, target_of(ANNOTATION, mine, "x"), "note", note),
        Draft(PROPOSAL, target_of(PROPOSAL, mine, "x"), "line", line),
        Draft(ACTION, target_of(ACTION, "x"), "line", line),
        Draft(ACTION, target_of(ACTION, "y"), "line", {**line, "priority": BAD, "kind": BAD, "state": BAD}),
        Draft(MEASURE, target_of(MEASURE, "identity-values-1", "2025"), "value", "12"),
        Draft(MEASURE, target_of(MEASURE, "identity-values-1", "2025"), "source", BAD),
        Draft(FOLLOWUP, target_of(FOLLOWUP, mine, "x"), "note", {"action": "x", "text": BAD}),
        Draft(MEETING, target_of(MEETING, mine, "x"), "note", {"decisions": BAD, "present": [BAD], "text": BAD}),
        Draft(RETAINED, target_of(RETAINED, FIRST), "position",
              {"position": at("engaged").to_json(), "reason": BAD, "agreed": [BAD]}),
    ]  # fmt: skip
    for draft in drafts:
        with suppress(NotPermittedError):  # what the role and the phase open
            dossier._commit(partial(list, (draft,)))


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[Phase, Shared]:
    """The evaluation of two people, whose programs clean nothing, in two phases."""
    from tests.tui.crossed import shared_folders

    found = {}
    for phase in (Phase.COLLECTING, Phase.CONSENSUS, Phase.FOLLOW_UP):
        shared = shared_folders(
            tmp_path_factory.mktemp(phase.value), director=uncleaned, peer=uncleaned, peer_name=BAD[:200]
        )
        with closing(Workspace(shared.director, environment())) as workspace:
            dossier = workspace.open(shared.reference)
            if phase is Phase.FOLLOW_UP:  # the third party would have to sign
                (third,) = [one for one in dossier.people() if Role.THIRD_PARTY in one.roles]
                dossier.revoke(third.fingerprint)
            if phase is not Phase.COLLECTING:
                go_to(dossier, phase)
                uncleaned(dossier)
        found[phase] = shared
    return found


async def _tour(harness: Harness, tried: set[tuple[str, str]]) -> None:
    """Ask for all that the screen offers, one after the other, and for what the screens it leads to offer."""
    screen = harness.screen
    harmless(harness)
    if not isinstance(screen, CommandScreen):
        return
    begun: CommandScreen = screen
    for command in begun.commands():
        place = (type(screen).__name__, command.id)
        if command.action in OUTSIDE or place in tried or len(tried) > MOST or harness.screen is not screen:
            continue
        tried.add(place)
        await begun.ask(command)
        await harness.settle()
        harmless(harness)
        if harness.screen is not screen:
            await _tour(harness, tried)
        for _try in range(6):
            if harness.screen is screen or screen not in harness.app.screen_stack:
                break
            await harness.press("escape")
            harmless(harness)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phase", "size"), [(Phase.COLLECTING, SMALL), (Phase.CONSENSUS, LARGE), (Phase.FOLLOW_UP, SMALL)]
)
async def test_no_screen_hands_on_what_another_program_wrote_uncleaned(
    wrong: dict[Phase, Shared], phase: Phase, size: tuple[int, int]
) -> None:
    shared = wrong[phase]
    tried: set[tuple[str, str]] = set()
    seen = ""
    async with running(shared.director, size=size) as harness:
        harmless(harness)
        for where in (*PLACES, INDICATORS, VERSIONS, *((MEETING,) if phase is Phase.FOLLOW_UP else ())):
            dossier = harness.app.workspace.open(shared.reference)
            harness.app.go(where, dossier)
            await harness.settle()
            for keys in ((), ("down",), ("down", "down"), ("enter",), ("escape",)):
                await harness.press(*keys)
                harmless(harness)
                seen += harness.text()
            while len(harness.app.screen_stack) > 1:
                harness.app.pop_screen()
                await harness.settle()
        await _tour(harness, tried)
    assert SHOWN in "".join(seen.split())
