from __future__ import annotations

from datetime import date

import pytest

from cap_tui.core.editions import edition_named
from cap_tui.i18n.edition_words import (
    distance,
    edition_dates,
    edition_lines,
    owed_title,
    owed_words,
    whats_new,
)
from tests.building import level
from tests.conformity import questionnaire

NORM = questionnaire()


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 1), "aujourd’hui"),
        (date(2026, 10, 2), "dans 1 jour"),
        (date(2026, 9, 16), "il y a 15 jours"),
        (date(2026, 12, 30), "dans 90 jours"),
        (date(2026, 12, 31), "dans 2 mois"),
        (date(2027, 1, 1), "dans 3 mois"),
        (date(2029, 9, 30), "dans 35 mois"),
        (date(2025, 9, 30), "il y a 12 mois"),
    ],
)
def test_how_far_a_date_is_reads_at_a_glance(day: date, said: str) -> None:
    assert _plain(distance(date(2026, 10, 1), day)) == said


def test_the_dates_of_the_passage_say_how_long_is_left() -> None:
    edition = edition_named(NORM, "2026")
    assert edition is not None
    assert [_plain(text) for text in edition_dates(edition, date(2026, 10, 1))] == [
        "16 septembre 2026, il y a 15 jours : Publication",
        "30 septembre 2029, dans 35 mois : Fin de la transition",
    ]


def test_what_is_owed_says_what_the_edition_adds_and_where_one_stands() -> None:
    found = owed_words(NORM, {"audit": level("sensitive")}, ("culture", "audit"), "2026")
    assert [(item.about, item.adds, item.position) for item in found] == [
        ("5.1 Titre 5.1", "Tout le critère est nouveau.", "· Sans réponse"),
        ("9.2 Titre 9.2", "Le programme dit aussi pourquoi.", "△ Point sensible"),
    ]
    assert owed_title(NORM, "2026", 2) == "Il reste 2 critères dus à Norme 2026."
    assert owed_title(NORM, "2026", 1) == "Il reste 1 critère dû à Norme 2026."
    assert owed_title(NORM, "2026", 0) == "Plus rien n’est dû à Norme 2026."


def test_a_criterion_shows_its_clauses_in_both_editions_what_is_new_and_why_none() -> None:
    lines = {
        key: [_plain(text) for text in edition_lines(NORM, criterion)]
        for key, criterion in NORM.criteria.items()
    }
    assert lines["issues"] == ["Norme 2015 : 4.1", "Norme 2026 : 4.1.1"]
    assert lines["culture"] == [
        "Norme 2015 : non demandé",
        "Norme 2026 : 5.1.1",
        "Norme 2026 : critère nouveau",
    ]
    assert lines["audit"] == [
        "Norme 2015 : 9.2",
        "Norme 2026 : aucun article. Le sujet est passé dans un guide.",
        "Norme 2026 apporte : Le programme dit aussi pourquoi.",
    ]
    assert [_plain(text) for text in edition_lines(NORM, NORM.criteria["audit"], "2015")] == [
        "Norme 2015 : 9.2"
    ]


def test_nothing_is_new_in_the_oldest_edition() -> None:
    assert whats_new(NORM, NORM.criteria["issues"], "2026") == ""
    assert whats_new(NORM, NORM.criteria["audit"], "2015") == ""
