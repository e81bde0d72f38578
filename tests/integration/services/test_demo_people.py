from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.catalogue.loader import accepted_questionnaire
from cap_tui.catalogue.strict_yaml import read_yaml
from cap_tui.core.log import Log
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.review import Divergence, NoteKind, Waiting
from cap_tui.core.threads import threads_of
from cap_tui.services.demo import demo_author, demo_environment, demo_start
from cap_tui.services.demo_people import PEOPLE_FILE, demo_turns
from cap_tui.services.doctor import examine
from cap_tui.services.taking_part import names_of
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.conftest import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.services.dossier import Dossier

PEER, THIRD = "Le pair (démonstration)", "La tierce personne (démonstration)"


@pytest.fixture(scope="module")
def demo(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The demonstration, open; for tests that only read."""
    workspace = Workspace(
        Path(shutil.copytree(prepared, tmp_path_factory.mktemp("demo") / "data")), environment()
    )
    yield workspace.open(workspace.load_demo().id)
    workspace.close()


def _log(demo: Dossier) -> Log:
    log = Log(demo.summary.id)
    log.extend(demo.entries())
    return log


def test_everyone_one_meets_in_the_demonstration_says_they_are_fictional(demo: Dossier) -> None:
    people = demo.people()
    assert [(person.name, person.roles) for person in people] == [
        ("La directrice (démonstration)", (Role.DIRECTOR,)),
        ("Voix 1 (démonstration)", (Role.CONTRIBUTOR,)),
        ("Voix 2 (démonstration)", (Role.CONTRIBUTOR,)),
        ("Voix 3 (démonstration)", (Role.CONTRIBUTOR,)),
        ("Voix 4 (démonstration)", (Role.CONTRIBUTOR,)),
        (PEER, (Role.PEER,)),
        (THIRD, (Role.THIRD_PARTY,)),
    ]
    assert [person.name for person in people if person.finished] == [PEER]
    assert {person.transcribed_by for person in people[1:5]} == {"La directrice (démonstration)"}


def test_nothing_of_the_demonstration_is_without_effect(workspace: Workspace) -> None:
    log = _log(workspace.open(workspace.load_demo().id))
    assert [entry.draft.target for entry in log if not log.effective(entry)] == []
    assert log.conflicts() == []
    assert all(finding.ok for finding in examine(workspace))


def test_there_is_something_to_pool_the_largest_divergences_first(demo: Dossier) -> None:
    codes = [
        (demo.questionnaire.criteria[views.criterion].code, views.divergence) for views in demo.divergences()
    ]
    assert [code for code, size in codes if size is Divergence.MAJOR] == ["1.2.4", "2.1.1", "2.1.11"]
    assert [code for code, size in codes if size is Divergence.MINOR] == [
        "1.1.7", "2.1.2", "2.1.4", "2.1.5", "2.2.3", "2.3.3", "3.1.1", "3.2.3", "3.3.1", "3.4.3", "4.1.2", "4.1.4",
    ]  # fmt: skip


def test_each_divergence_comes_with_what_was_seen(demo: Dossier) -> None:
    for views in demo.divergences():
        sides = {voice.role: voice.opinion for voice in views.voices}
        taken = sides[Role.DIRECTOR].position
        for role in (Role.PEER, Role.THIRD_PARTY):
            said = sides.get(role)
            if said is not None and said.position != taken:
                assert said.constat, (views.criterion, role)


def test_peer_third_party_and_team_each_say_enough_to_be_compared(demo: Dossier) -> None:
    views = [demo.views(key) for key in demo.concerned]
    counts = {role: sum(voice.role is role for item in views for voice in item.voices) for role in Role}
    assert (counts[Role.PEER], counts[Role.THIRD_PARTY], counts[Role.CONTRIBUTOR]) == (41, 22, 0)
    assert sum(item.team is not None for item in views) == 31


def test_a_criterion_with_two_voices_shows_that_nothing_is_told_below_three(demo: Dossier) -> None:
    few = demo.views("identity.values.democratic-governance")
    assert few.team is None
    many = demo.views("services.people.training-access").team
    assert many is not None
    assert (many.count, many.median, many.highest) == (4, "to-build", "engaged")
    assert many.comments == ("On m’a parlé d’une formation l’an dernier. Je n’ai jamais eu de date.",)


def test_threads_of_every_kind_are_there_to_try(demo: Dossier) -> None:
    found = {thread.criterion: thread for thread in demo.threads()}
    assert {key: (thread.kind, len(thread.notes), thread.resolved) for key, thread in found.items()} == {
        "supports.resources.budget-cash": (NoteKind.QUESTION, 2, True),
        "services.people.reception": (NoteKind.QUESTION, 1, False),
        "services.people.empowerment": (NoteKind.GOOD_PRACTICE, 2, False),
        "services.people.pathway-continuity": (NoteKind.DISAGREEMENT, 2, False),
        "supports.compliance.personal-data": (NoteKind.RECOMMENDATION, 1, False),
        "services.people.training-access": (NoteKind.RECOMMENDATION, 1, False),
    }


def test_what_the_reviewers_say_between_them_is_not_shown_to_the_director(demo: Dossier) -> None:
    log = _log(demo)
    private = [
        thread
        for thread in threads_of(log, reader="", roles=[Role.PEER], names=names_of(log))
        if thread.private
    ]
    assert [[note.author for note in thread.notes] for thread in private] == [[THIRD, PEER]]
    assert not any(thread.private for thread in demo.threads())


def test_the_director_finds_what_waits_for_her(demo: Dossier) -> None:
    lines = demo.inbox()
    assert [(line.why, line.criterion) for line in lines] == [
        (Waiting.ANSWER, "services.people.reception"),
        (Waiting.ANSWER, "supports.compliance.personal-data"),
        (Waiting.ANSWER, "services.people.training-access"),
        (Waiting.PROPOSAL, "services.people.reception"),
        (Waiting.FINISH, ""),
        (Waiting.FINISH, ""),
    ]


def test_one_can_answer_accept_finish_and_pool_in_the_demonstration(workspace: Workspace) -> None:
    demo = workspace.open(workspace.load_demo().id)
    before, phase = len(demo.actions()), demo.summary.phase
    (question,) = demo.threads("services.people.reception")
    demo.reply(question.id, "Non : nous allons les compter.")
    (proposal,) = demo.proposals()
    demo.decide(proposal.id, accepted=True)
    assert len(demo.actions()) == before + 1
    assert not demo.finished
    demo.finish()
    demo.advance()
    assert (phase, demo.summary.phase) == (Phase.COLLECTING, Phase.CONSENSUS)


def test_the_others_of_the_demonstration_are_the_same_on_every_machine(
    prepared: Path, tmp_path: Path
) -> None:
    def people(name: str) -> Iterator[tuple[str, str, int]]:
        workspace = Workspace(Path(shutil.copytree(prepared, tmp_path / name)), environment(name))
        demo = workspace.open(workspace.load_demo().id)
        for person in demo.people():
            mine = [entry.hash for entry in demo.entries() if entry.link.author.startswith(person.id)]
            yield person.id, mine[-1], len(mine)
        workspace.close()

    assert list(people("here")) == list(people("there"))


def test_a_questionnaire_without_those_criteria_still_lets_everyone_in() -> None:
    start = demo_start()
    small = accepted_questionnaire(SMALL.read_bytes(), SMALL.name)
    turns = demo_turns(start, small, demo_author("x"), demo_environment(start))
    kinds = {draft.kind for turn in turns for draft in turn.drafts}
    assert kinds == {"grant", "finish"}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif isinstance(value, str) and " " in value:
        yield value


def test_the_french_of_the_others_is_typeset() -> None:
    texts = list(_texts(read_yaml(PEOPLE_FILE.read_bytes()).data))
    assert len(texts) > 80
    assert [text for text in texts if re.search(r"['\"]|\.\.\.|\w[?!;:](\s|$)|  ", text.strip())] == []
