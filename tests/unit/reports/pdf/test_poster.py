from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from cap_tui.core.plan import State
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.scoring import score
from cap_tui.core.structures import Structure
from cap_tui.i18n import activate
from cap_tui.reports.pdf.poster import make
from cap_tui.reports.report_data import Audience, ReportData
from cap_tui.reports.stopping import StoppedError, telling
from tests.unit.reports.documents import NAMES, evaluations, with_secrets
from tests.unit.reports.hostile import HOSTILE, reads
from tests.unit.reports.pdf.reading import said, text_of
from tests.unit.reports.samples import ACTIONS, QUESTIONNAIRE, SECRETS, french, letters, sample
from tests.unit.reports.several import SEVERAL_SECRETS

A3 = (1190.55, 841.89)
LEAST = 18
"""Points below which a word is not read from two metres."""


@pytest.fixture(autouse=True)
def in_french() -> None:
    activate("fr")


def plan(*states: State, due: date | None = date(2027, 3, 15)) -> ReportData:
    """Return the evaluation with one action per state; they are numbered in the people’s order."""
    actions = tuple(
        replace(ACTIONS[0], id=f"a{n}", number=n, title=f"Action numéro {n}", owner=f"Pilote {n}", state=state, due=due)
        for n, state in enumerate(states, start=1)
    )  # fmt: skip
    return sample(actions=actions)


@pytest.mark.parametrize("name", NAMES)
def test_every_evaluation_has_its_poster_on_one_a3_page_without_any_picture_in_dots(name: str) -> None:
    reader = PdfReader(BytesIO(make(evaluations()[name])))
    (page,) = reader.pages
    assert [round(float(one), 2) for one in page.mediabox[2:]] == list(A3)
    assert not page.images


def test_the_wall_says_whose_evaluation_how_it_stands_and_what_is_done_first() -> None:
    shown = text_of(make(sample(next_meeting=date(2026, 12, 15))))
    for expected in (
        "L’Atelier des Possibles", "Petit référentiel · 2026", "75 %", "Solide",
        "1 Identité", "77 %", "2 Services rendus", "70 %",  # 230 ÷ 3 rounded half up, 70
        "1.1 · 77 %", "2.1 · 70 %", "1.2 · —",
        "● 1.1.1 Valeurs écrites",
        "Réunir le CA chaque trimestre", "▲ 30/11/2026", "Zoé Pilote-Secrète",
        "Écrire le projet", "sans échéance", "à désigner",
        "Prochaine réunion", "15 décembre 2026", "État au 1er décembre 2026", "3 critères positionnés sur 4",
        "Où en est le plan : 2 actions",
    ):  # fmt: skip
        assert expected in shown


def test_the_first_five_still_to_do_are_shown_in_the_order_people_chose() -> None:
    done, go = State.DONE, State.TO_START
    shown = text_of(make(plan(done, go, go, State.DROPPED, go, State.IN_PROGRESS, go, go, State.CLOSED)))
    places = [shown.find(f"Action numéro {n}") for n in (2, 3, 5, 6, 7)]
    assert -1 not in places
    assert places == sorted(places)
    for other in (1, 4, 8, 9):
        assert f"Action numéro {other}" not in shown


def test_how_far_the_plan_is_adds_up_and_forgets_what_was_dropped() -> None:
    states = (State.DONE, State.CLOSED, State.IN_PROGRESS, State.TO_START, State.TO_START, State.DROPPED)
    shown = text_of(make(plan(*states)))
    for expected in ("● 2 Réalisée", "◑ 1 En cours", "▲ 0 En retard", "○ 2 À lancer", "le plan : 5 actions"):
        assert expected in shown
    late = text_of(make(plan(*states, due=date(2026, 11, 30))))
    for expected in ("● 2 Réalisée", "◑ 0 En cours", "▲ 3 En retard", "○ 0 À lancer", "le plan : 5 actions"):
        assert expected in late


def test_a_plan_that_is_done_says_so_and_an_empty_one_too() -> None:
    assert "Il ne reste rien à faire." in text_of(make(plan(State.DONE)))
    empty = text_of(make(sample(actions=())))
    assert "Le plan ne compte encore aucune action." in empty
    assert "Il ne reste rien" not in empty


def test_without_a_meeting_to_come_none_is_announced() -> None:
    assert "Prochaine réunion" not in text_of(make(sample()))


@pytest.mark.parametrize("name", ["cap", "cedre"])
def test_what_one_must_read_from_two_metres_is_never_smaller_than_eighteen_points(name: str) -> None:
    data = replace(evaluations()[name], next_meeting=date(2026, 12, 15))
    small = [one.text for one in said(make(data)) if one.size < LEAST]
    titles = [str(one.title) for one in data.questionnaire.section_by_id.values()]
    near = letters("".join(titles)).replace("'", "’")
    # around the radar the names of objectives, whose code and score are large; below, the line for who comes near
    for text in small:
        allowed = "État au", "positionnés sur", "Proposition", "suspens", "COORACE"
        assert letters(text).strip("…·") in near or any(one in text for one in allowed), text
    assert len(said(make(data))) > 2 * len(small)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_goes_off_the_page_or_over_the_part_below(name: str) -> None:
    for one in said(make(evaluations()[name])):
        assert 30 <= one.x <= A3[0] - 34, one
        assert 10 <= one.y <= A3[1] - 10, one


def long_ones() -> ReportData:
    themes = tuple(
        replace(QUESTIONNAIRE.sections[1], id=f"t{n}", code=str(n), title=french("Un thème au nom très long " * 4),
                sections=(), criteria=tuple(replace(one, id=f"{one.id}-{n}") for one in QUESTIONNAIRE.sections[1].sections[0].criteria))
        for n in range(1, 31)
    )  # fmt: skip
    content = replace(QUESTIONNAIRE, sections=themes)
    keys = tuple(content.criteria)
    opinions = {key: Opinion(Position(Stance.LEVEL, "high")) for key in keys}
    positions = {key: one.position for key, one in opinions.items()}
    actions = tuple(replace(ACTIONS[0], id=str(n), number=n, title="Mettre en place " * 30, owner="Camille " * 20) for n in range(1, 8))  # fmt: skip
    return sample(
        questionnaire=content, concerned=keys, opinions=opinions, totals=score(content, positions, keys), actions=actions,
        structure=Structure("Association " * 20, "53200123400017", ("AI",)),
    )  # fmt: skip


def test_long_names_and_thirty_themes_are_shortened_not_piled_up() -> None:
    file = make(long_ones())
    lines = said(file)
    assert all(10 <= one.y <= A3[1] - 10 and one.x <= A3[0] - 34 for one in lines)
    shown = text_of(file)
    assert "et 19 autres thèmes" in shown
    assert shown.count("…") >= 3 + 5  # the name, three strong points, five actions among others
    strip = max(one.y for one in lines if one.text.startswith("Où en est"))
    assert min(one.y for one in lines if "Mettre en place" in one.text) > strip + 18


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_wrote_is_on_the_wall_as_they_wrote_it(text: str) -> None:
    action = replace(ACTIONS[0], title=text, owner="")
    shown = letters(
        text_of(make(sample(actions=(action,), structure=Structure(text, "53200123400017", ("AI",)))))
    )
    begins = letters(reads(text))[:30]
    assert shown.count(begins) == 2


@pytest.mark.parametrize("number", range(3))
def test_partners_read_no_name_and_nothing_people_said_to_each_other(number: int) -> None:
    data = replace(with_secrets(Audience.PARTENAIRES)[number], next_meeting=date(2026, 12, 15))
    file = make(data)
    shown = text_of(file) + str(PdfReader(BytesIO(file)).metadata)
    assert not [secret for secret in (*SECRETS, *SEVERAL_SECRETS, "Secrète") if secret in shown]
    assert "à désigner" not in shown
    assert "Prochaine réunion" not in shown


def test_the_same_evaluation_on_the_same_day_gives_the_same_bytes() -> None:
    assert make(sample()) == make(sample())
    assert make(sample()) != make(sample(generated=date(2026, 12, 2)))
    about = PdfReader(BytesIO(make(sample()))).metadata
    assert about is not None
    assert str(about["/CreationDate"]) == "D:20261201000000Z"  # the day of the report, no clock


def test_the_poster_tells_how_far_it_is_and_stops_when_asked() -> None:
    shares: list[float] = []
    make(sample(), shares.append)
    assert (shares[0], shares[-1]) == (0, 1)
    with pytest.raises(StoppedError):
        make(sample(), telling(None, lambda: True))


def test_a_demonstration_says_so_on_the_wall() -> None:
    assert "STRUCTURE FICTIVE — démonstration" in text_of(make(evaluations()["cap"]))
    assert "FICTIVE" not in text_of(make(sample()))
