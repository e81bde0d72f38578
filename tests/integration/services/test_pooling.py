from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import NotPermittedError, Role
from cap_tui.core.positions import ReasonNeededError, UnknownLevelError
from cap_tui.services.review_errors import ReasonNeededForRetainedError
from tests.building import UNKNOWN, level, not_applicable
from tests.exchange import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """Views that differ on one criterion and agree on another, in the pooling phase."""
    held = Meeting(prepared, tmp_path)
    paul = held.joins("paul", Role.PEER)
    held.joins("tina", Role.THIRD_PARTY)
    held.claire.answer("visit", level("engaged"))
    held.claire.answer("tutor", level("controlled"))
    paul.answer("visit", level("exemplary"))
    paul.answer("tutor", level("controlled"))
    held.meet()
    held.claire.advance()
    held.meet()
    yield held
    held.leave()


def test_the_position_retained_counts_in_the_place_of_the_directors(meeting: Meeting) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    claire.retain(
        "1.1.2", level("exemplary"), reason=" Vu sur place ", agreed=(claire.me.id, paul.me.id, "Zoé", "Zoé")
    )
    meeting.meet()
    for dossier in meeting.open.values():
        retained = dossier.retained("visit")
        assert retained is not None
        assert (retained.position, retained.reason) == (level("exemplary"), "Vu sur place")
        assert (retained.agreed, retained.by) == (("Claire", "Paul", "Zoé"), "Claire")
        assert dossier.views("visit").retained == retained
        assert dossier.official()["visit"] == level("exemplary")
        assert dossier.scores["visit"].score == 100
    assert claire.opinion("visit").position == level("engaged"), "what she said herself is kept"


def test_a_reason_is_asked_where_views_differ_and_only_there(meeting: Meeting) -> None:
    claire = meeting.claire
    before = len(claire.entries())
    for position in (level("engaged"), level("exemplary"), not_applicable()):
        with pytest.raises(ReasonNeededForRetainedError) as refused:
            claire.retain("visit", position, reason="  ")
        assert refused.value.values == {"code": "1.1.2"}
    with pytest.raises(ReasonNeededForRetainedError):
        claire.retain("tutor", level("engaged"))
    assert len(claire.entries()) == before
    claire.retain("tutor", level("controlled"))
    claire.retain("partners", level("engaged"))
    retained = claire.retained("tutor")
    assert retained is not None
    assert retained.reason == ""


def test_withdrawn_the_directors_position_counts_again(meeting: Meeting) -> None:
    claire = meeting.claire
    claire.retain("visit", level("exemplary"), reason="Vu")
    claire.retain("visit", None)
    assert claire.retained("visit") is None
    assert claire.official()["visit"] == level("engaged")
    assert not claire.retain("visit", None), "withdrawn twice, written once"
    assert claire.retained("booklet") is None


def test_a_position_the_scale_does_not_have_is_refused(meeting: Meeting) -> None:
    with pytest.raises(UnknownLevelError):
        meeting.claire.retain("visit", level("perfect"), reason="Pourquoi pas")
    with pytest.raises(ReasonNeededError):
        meeting.claire.retain("visit", not_applicable(" "), reason="Pourquoi pas")
    assert meeting.claire.retained("visit") is None


def test_only_the_director_retains_and_only_while_pooling(meeting: Meeting) -> None:
    for name in ("paul", "tina"):
        with pytest.raises(NotPermittedError):
            meeting.open[name].retain("visit", level("engaged"), reason="Moi")
    meeting.claire.advance()
    with pytest.raises(NotPermittedError):
        meeting.claire.retain("visit", level("engaged"), reason="Trop tard")


def test_what_was_settled_stays_in_the_list_to_be_looked_at_again(meeting: Meeting) -> None:
    claire = meeting.claire
    assert [views.criterion for views in claire.divergences()] == ["visit"]
    claire.retain("visit", level("controlled"), reason="Entre les deux")
    (views,) = claire.divergences()
    assert views.retained is not None
    assert views.retained.position == level("controlled")
    assert next(views.criterion for views in claire.pooling()) == "visit"


def test_retaining_that_nobody_knows_opens_the_criterion_again(meeting: Meeting) -> None:
    meeting.claire.retain("visit", UNKNOWN, reason="À vérifier ensemble")
    assert meeting.claire.scores["visit"].unknown == 1


def test_a_blind_reviewer_who_has_not_finished_does_not_read_what_is_retained(meeting: Meeting) -> None:
    meeting.claire.set_blind(True)
    meeting.claire.retain("visit", level("controlled"), reason="Entre les deux")
    meeting.meet()
    tina = meeting.open["tina"]
    assert tina.retained("visit") is None
    assert tina.views("visit").retained is None
    assert [line for line in tina.timeline() if line.kind == "retained"] == []
    assert tina.visa_state().score is None
    tina.finish()
    assert tina.retained("visit") is not None
    assert "Entre les deux" in str([line for line in tina.timeline() if line.kind == "retained"])
    assert tina.visa_state().score is not None
