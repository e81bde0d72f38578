from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.services.errors import UnknownEntryError
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.exchange import Meeting, share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director and a peer."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    yield held
    held.leave()


@pytest.fixture
def twice(meeting: Meeting, tmp_path: Path) -> Iterator[Dossier]:
    """The director's dossier, written apart on two of her machines."""
    claire = meeting.claire
    claire.add_action(title="Nommer")
    meeting.machines["claire"].close()
    folder = tmp_path / "claire"
    shutil.copytree(folder, tmp_path / "desk")
    home = Workspace(folder, environment("home"))
    desk = Workspace(tmp_path / "desk", environment("desk"))
    profile = (tmp_path / "desk" / "profile.json").read_text()
    (tmp_path / "desk" / "profile.json").write_text(profile.replace(home.profile.installation, "desk"))
    one, two = home.open(claire.summary.id), desk.open(claire.summary.id)
    action = one.actions()[0].id
    one.write("visit", "constat", "Écrit au bureau")
    two.write("visit", "constat", "Écrit à la maison")
    one.set_action(action, title="Nommer deux tuteurs")
    two.set_action(action, title="Nommer trois tutrices")
    share(desk, two, home)
    one.refresh()
    yield one
    home.close()
    desk.close()


def test_two_versions_written_apart_are_both_shown_and_the_one_kept_is_the_only_one_left(
    twice: Dossier,
) -> None:
    fields = {field.field: field for field in twice.versions()}
    assert set(fields) == {"constat", "title"}
    texts = {version.text: version for version in fields["constat"].versions}
    assert set(texts) == {"Écrit au bureau", "Écrit à la maison"}
    assert sum(version.shown for version in texts.values()) == 1
    assert fields["constat"].criterion == "visit"
    kept = texts["Écrit au bureau"]
    twice.keep_version(fields["constat"].target, "constat", kept.hash)
    assert twice.opinion("visit").constat == "Écrit au bureau"
    assert [field.field for field in twice.versions()] == ["title"]
    assert {line.after for line in twice.timeline(criterion="visit")} >= set(texts)


def test_a_version_that_is_not_live_any_more_cannot_be_kept(twice: Dossier) -> None:
    (of, *_others) = [field for field in twice.versions() if field.field == "title"]
    twice.set_action(of.target, title="Nommer quatre personnes")
    with pytest.raises(UnknownEntryError):
        twice.keep_version(of.target, "title", of.versions[0].hash)


def test_nobody_chooses_between_the_versions_of_another_person(meeting: Meeting, twice: Dossier) -> None:
    paul = meeting.open["paul"]
    paul.answer("visit", level("engaged"))
    theirs = paul._journal.log.heads(f"{paul.me.id}/visit", "position")[0]
    with pytest.raises(UnknownEntryError):
        twice.keep_version(theirs.draft.target, "position", theirs.hash)
