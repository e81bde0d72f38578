"""Several people around one laptop: nobody's key, name or dossier may be lost or written under another's name."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.fingerprints import FingerprintError, fingerprint, spaced
from cap_tui.core.permissions import NotPermittedError
from cap_tui.exchange.cards import read_card
from cap_tui.exchange.keys import LockedKeyError, SigningKey, UnreadableKeyError, WrongPassphraseError
from cap_tui.reports.files import ExportExistsError
from cap_tui.services.environment import Environment
from cap_tui.services.profile import NewerProfileError, UnreadableProfileError, load_profile
from cap_tui.services.profile_errors import (
    AmbiguousProfileError,
    NamelessProfileError,
    ProfileChangedError,
    ShortPassphraseError,
    UnknownProfileError,
)
from cap_tui.services.workspace import Workspace
from cap_tui.storage.errors import UnusableFolderError
from tests.building import environment, level
from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "trois canards à l’étang"
OTHER_PHRASE = "quatre hérons sur le toit"
FIRST_KEY = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIDExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTEx
-----END PRIVATE KEY-----
"""
FIRST_PUBLIC = "48075a597e721a156e2e0799de5cc0c5324dc6e7eaf1cdd46250868ec53215dd"


def _again(workspace: Workspace) -> Workspace:
    return Workspace(workspace.data_dir, environment("again"))


def _names(workspace: Workspace) -> list[str]:
    return [line.name for line in workspace.profiles()]


def _first_release(folder: Path) -> None:
    """Write what the first release kept."""
    (folder / "keys").mkdir(mode=0o700)
    (folder / "keys" / f"{FIRST_PUBLIC[:16]}.pem").write_text(FIRST_KEY, encoding="ascii")
    text = f'{{"name": "Nadia B.", "key": "{FIRST_PUBLIC[:16]}", "installation": "5f3c"}}'
    (folder / "profile.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("round_number", range(3))
def test_two_windows_opened_together_the_first_time_share_one_key(tmp_path: Path, round_number: int) -> None:
    folder = tmp_path / f"data {round_number}"
    folder.mkdir()
    together = Barrier(4)

    def first_run(_number: int) -> str:
        together.wait()
        return load_profile(folder, Environment()).key.public

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(first_run, range(4)))
    assert len(keys) == 1
    assert keys == {load_profile(folder, Environment()).key.public}
    assert len(list((folder / "keys").iterdir())) == 1


def test_two_windows_adding_someone_at_the_same_moment_lose_nobody(workspace: Workspace) -> None:
    windows = [workspace, *(_again(workspace) for _number in range(3))]
    together = Barrier(4)

    def add(number: int) -> None:
        together.wait()
        for turn in range(3):
            windows[number].add_profile(f"Personne {number}{turn}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    wanted = ["", *(f"Personne {number}{turn}" for number in range(4) for turn in range(3))]
    assert sorted(_names(workspace)) == sorted(wanted)
    for line in workspace.profiles():
        assert _again(workspace).use_profile(line.fingerprint).public == line.public
    for path in [workspace.data_dir / "profile.json", *(workspace.data_dir / "keys").iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not list(workspace.data_dir.rglob("*.partial"))


def test_someone_from_the_first_release_keeps_name_key_and_installation(
    workspace: Workspace, folder: Path
) -> None:
    _first_release(folder)
    before = (folder / "profile.json").read_bytes()
    assert (workspace.profile.name, workspace.profile.key.public) == ("Nadia B.", FIRST_PUBLIC)
    assert (folder / "profile.json").read_bytes() == before, "reading is not writing"
    workspace.add_profile("Fatou")
    kept = json.loads((folder / "profile.json").read_bytes())
    assert (kept["version"], kept["installation"], kept["current"]) == (2, "5f3c", FIRST_PUBLIC)
    again = _again(workspace)
    assert (again.profile.name, again.profile.key.public, again.profile.installation) == (
        "Nadia B.",
        FIRST_PUBLIC,
        "5f3c",
    )
    assert _names(again) == ["Nadia B.", "Fatou"]


def test_passing_the_keyboard_signs_with_the_other_key_and_lasts(workspace: Workspace) -> None:
    workspace.rename_profile("Nadia B.")
    nadia = workspace.profile.key.public
    added = workspace.add_profile(" Fatou\x1b[31m\u202e D.\n", "L’Étape")
    assert workspace.profile.key.public == nadia, "adding does not take the keyboard"
    assert (added.name, added.organisation, added.current, added.locked) == (
        "Fatou[31m D.",
        "L’Étape",
        False,
        False,
    )
    used = workspace.use_profile(spaced(added.fingerprint).lower())
    assert used.current
    assert (workspace.profile.name, workspace.profile.organisation) == ("Fatou[31m D.", "L’Étape")
    assert workspace.profile.key.public == added.public != nadia
    assert added.fingerprint == fingerprint(added.public)
    assert [line.current for line in _again(workspace).profiles()] == [False, True]
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    workspace.open(made.id).answer("booklet", level("engaged"))
    workspace.use_profile(fingerprint(nadia))
    with pytest.raises(NotPermittedError):
        workspace.open(made.id).answer("booklet", level("exemplary"))


def test_another_window_goes_on_under_the_name_it_had(workspace: Workspace) -> None:
    workspace.rename_profile("Nadia")
    other = _again(workspace)
    assert other.profile_name() == "Nadia"
    workspace.use_profile(workspace.add_profile("Fatou").fingerprint)
    other.rename_profile("Nadia B.")
    assert other.profile.name == "Nadia B."
    assert (workspace.profile.name, _names(workspace)) == ("Fatou", ["Nadia B.", "Fatou"])


def test_a_fingerprint_that_names_nobody_or_several_changes_nobody(workspace: Workspace) -> None:
    mine = workspace.profile.key.public
    for number in range(40):  # 41 people: two begin alike, there being 32 characters
        workspace.add_profile(f"Personne {number}")
    firsts = [line.fingerprint[0] for line in workspace.profiles()]
    twice = next(first for first in firsts if firsts.count(first) > 1)
    with pytest.raises(AmbiguousProfileError):
        workspace.use_profile(twice)
    with pytest.raises(UnknownProfileError):
        workspace.use_profile("0" * 20)
    with pytest.raises(FingerprintError):
        workspace.use_profile("")
    with pytest.raises(NamelessProfileError):
        workspace.add_profile(" \n ")
    assert workspace.profile.key.public == mine
    assert len(workspace.profiles()) == 41


def test_with_a_passphrase_all_can_be_read_and_nothing_written_until_it_is_given(
    workspace: Workspace,
) -> None:
    workspace.rename_profile("Nadia")
    made = workspace.new_assessment(STRUCTURE, "small", 2026)
    workspace.open(made.id).answer("booklet", level("engaged"))
    with pytest.raises(ShortPassphraseError):
        workspace.set_passphrase("1234567")
    with pytest.raises(ShortPassphraseError):
        workspace.set_passphrase("")
    workspace.set_passphrase(PHRASE)
    workspace.open(made.id).answer("booklet", level("controlled"))  # whoever set it need not type it

    again = _again(workspace)
    assert again.profile_locked()
    assert (again.profile_name(), again.current_profile().locked) == ("Nadia", True)
    dossier = again.open(made.id)
    assert dossier.positions()["booklet"] == level("controlled")
    assert [type(notice) for notice in again.notices] == [LockedKeyError]
    with pytest.raises(NotPermittedError):
        dossier.answer("booklet", level("exemplary"))
    with pytest.raises(LockedKeyError):
        again.profile  # noqa: B018 - read for what it raises
    with pytest.raises(WrongPassphraseError):
        again.unlock(OTHER_PHRASE)
    assert again.profile_locked()
    again.unlock(PHRASE)
    assert not again.profile_locked()
    again.open(made.id).answer("booklet", level("exemplary"))


def test_a_wrong_passphrase_does_not_pass_the_keyboard(workspace: Workspace) -> None:
    mine = workspace.profile.key.public
    fatou = workspace.add_profile("Fatou", passphrase=PHRASE)
    assert fatou.locked
    with pytest.raises(WrongPassphraseError):
        workspace.use_profile(fatou.fingerprint, OTHER_PHRASE)
    assert workspace.profile.key.public == mine
    workspace.use_profile(fatou.fingerprint, PHRASE)
    assert workspace.profile.key.public == fatou.public
    _old, new = workspace.replace_key()
    fatou = workspace.current_profile()
    assert (fatou.public, fatou.locked) == (new.public, True), "the new key is locked as the old one was"
    workspace.use_profile(fingerprint(mine))
    workspace.use_profile(fatou.fingerprint)
    assert workspace.profile_locked(), "whoever takes the keyboard next gives the passphrase again"


def test_a_script_gives_the_passphrase_from_outside(workspace: Workspace) -> None:
    workspace.set_passphrase(PHRASE)
    again = _again(workspace)
    again.offer_passphrase(OTHER_PHRASE)
    assert again.profile_locked()
    again.offer_passphrase(PHRASE)
    assert again.profile.key.public == workspace.profile.key.public


def test_the_passphrase_is_changed_then_taken_away(workspace: Workspace) -> None:
    workspace.set_passphrase(PHRASE)
    workspace.set_passphrase(OTHER_PHRASE)
    again = _again(workspace)
    again.unlock(OTHER_PHRASE)
    again.set_passphrase(None)
    assert not _again(workspace).profile_locked()


def test_a_replaced_key_leaves_the_old_one_able_to_name_its_successor(workspace: Workspace) -> None:
    workspace.rename_profile("Nadia")
    workspace.set_passphrase(PHRASE)
    first = workspace.profile.key.public
    old, new = workspace.replace_key()
    assert (old.public, workspace.profile.key.public) == (first, new.public)
    assert new.public != first
    _old, newest = workspace.replace_key()
    workspace.set_passphrase(OTHER_PHRASE)
    again = _again(workspace)
    assert again.current_profile().locked
    again.unlock(OTHER_PHRASE)
    assert (again.profile.name, again.profile.key.public) == ("Nadia", newest.public)
    assert [key.public for key in again.former_keys()] == [new.public, first]
    assert len(again.profiles()) == 1


def test_two_windows_replacing_one_key_leave_one_successor(workspace: Workspace) -> None:
    other = _again(workspace)
    assert other.profile.key.public == workspace.profile.key.public
    _old, new = workspace.replace_key()
    with pytest.raises(ProfileChangedError):
        other.replace_key()
    assert _again(workspace).profile.key.public == new.public
    assert len(list((workspace.data_dir / "keys").iterdir())) == 2


def test_one_lost_key_does_not_stop_the_others(workspace: Workspace) -> None:
    fatou = workspace.add_profile("Fatou")
    (workspace.data_dir / "keys" / f"{workspace.profile.key.public[:16]}.pem").unlink()
    again = _again(workspace)
    with pytest.raises(UnreadableKeyError):
        again.profile  # noqa: B018 - read for what it raises
    assert not again.profile_locked()
    assert _names(again) == ["", "Fatou"]
    again.use_profile(fatou.fingerprint)
    assert again.profile.key.public == fatou.public


def test_my_card_says_who_i_am_and_goes_where_i_ask_never_over_a_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "moi.capid"
    with pytest.raises(NamelessProfileError):
        workspace.write_card(path)
    workspace.rename_profile("Nadia Bœuf")
    workspace.set_organisation("L’Étape")
    assert workspace.write_card(path) == path
    card = read_card(path.read_bytes())
    assert (card.public, card.name, card.organisation) == (
        workspace.profile.key.public,
        "Nadia Bœuf",
        "L’Étape",
    )
    with pytest.raises(ExportExistsError):
        workspace.write_card(path)
    start = workspace.current_profile().fingerprint[:5].lower()
    assert workspace.card_path().name == f"carte-nadia-boeuf-{start}.capid"


def _version_2(**changes: Any) -> dict[str, Any]:
    person = {"public": FIRST_PUBLIC, "name": "Nadia", "organisation": "", "former": []}
    return {"version": 2, "installation": "i", "current": FIRST_PUBLIC, "profiles": [person], **changes}


DAMAGED = {
    "a list": [1],
    "another kind of version": _version_2(version="2"),
    "nobody": _version_2(profiles=[]),
    "someone who is not there": _version_2(current="0" * 64),
    "a key outside the folder": _version_2(
        current="../../x", profiles=[{"public": "../../x", "name": "", "organisation": "", "former": []}]
    ),
    "a former key outside the folder": _version_2(
        profiles=[{"public": FIRST_PUBLIC, "name": "", "organisation": "", "former": ["../../x"]}]
    ),
    "a first key outside the folder": {"name": "", "key": "../x", "installation": "i"},
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_profile_is_said_and_left_as_it_is(workspace: Workspace, folder: Path, name: str) -> None:
    (folder / "profile.json").write_text(json.dumps(DAMAGED[name]), encoding="utf-8")
    before = (folder / "profile.json").read_bytes()
    for gesture in (
        workspace.profiles,
        lambda: workspace.rename_profile("X"),
        lambda: workspace.add_profile("Y"),
    ):
        with pytest.raises(UnreadableProfileError):
            gesture()
    assert (folder / "profile.json").read_bytes() == before


def test_the_profile_of_a_newer_version_is_never_written_over(workspace: Workspace, folder: Path) -> None:
    (folder / "profile.json").write_text('{"version": 3}', encoding="utf-8")
    with pytest.raises(NewerProfileError):
        workspace.rename_profile("X")
    assert (folder / "profile.json").read_text(encoding="utf-8") == '{"version": 3}'


def test_no_profile_is_kept_without_its_key(workspace: Workspace, folder: Path) -> None:
    (folder / "keys").write_text("", encoding="utf-8")
    with pytest.raises(UnusableFolderError):
        workspace.profile  # noqa: B018 - read for what it raises
    assert not (folder / "profile.json").exists()


def test_the_first_key_of_the_tests_is_the_one_it_says() -> None:
    assert SigningKey.from_seed(b"1" * 32).public == FIRST_PUBLIC
