from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cap_tui.core.text import clean
from cap_tui.i18n import activate
from cap_tui.reports.html import style
from cap_tui.reports.html.page import make
from cap_tui.reports.report_data import Audience
from cap_tui.reports.stopping import StoppedError, telling
from tests.unit.reports.documents import (
    HIDDEN,
    NAMES,
    TOLD,
    WORD,
    evaluations,
    with_secrets,
    written_by_people,
)
from tests.unit.reports.hostile import HOSTILE
from tests.unit.reports.html.checking import Element, check, page, shape
from tests.unit.reports.samples import sample
from tests.unit.reports.several import PRIVATE, several

LEAST_TEXT, LEAST_SHAPE = 4.5, 3.0
"""Contrasts asked by WCAG 2.2: 1.4.3 for texts, 1.4.11 for what must be seen in a picture."""


@pytest.fixture(autouse=True)
def _french() -> None:
    activate("fr")


def read(**changes: object) -> Element:
    return page(make(sample(**changes)))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_finds_its_way_through_the_page(name: str, audience: Audience) -> None:
    root = page(make(replace(evaluations()[name], audience=audience)))
    check(root)
    assert root.attributes["lang"] == "fr"
    assert root.all("h1")[0].text == evaluations()[name].structure.name


def test_the_first_thing_reached_by_tab_leads_to_the_report() -> None:
    root = read()
    first = root.all("a")[0]
    assert (first.text, first.attributes["href"]) == ("Aller au rapport", "#content")
    assert root.all("main")[0].attributes["id"] == "content"
    assert [link.text for link in root.all("nav")[0].all("a")] == [one.text for one in root.all("h2")]


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    for name in NAMES:
        content = make(evaluations()[name]).decode()
        root = page(content.encode())
        policies = [one.attributes for one in root.all("meta") if "http-equiv" in one.attributes]
        assert policies == [
            {
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; style-src 'unsafe-inline'",
            }
        ]
        [css] = root.all("style")
        assert "url(" not in str(css.children)
        assert "@import" not in str(css.children)


def test_an_english_reader_hears_it_in_english() -> None:
    activate("en")
    root = read()
    check(root)
    assert root.attributes["lang"] == "en"
    assert "Progress plan" in [one.text for one in root.all("h2")]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_read_as_they_wrote_it_and_changes_nothing_else(text: str) -> None:
    harmless, root = page(make(written_by_people(WORD))), page(make(written_by_people(text)))
    check(root)
    assert shape(root) == shape(harmless)
    written = clean(text)
    assert root.text.count(written) >= harmless.text.count(WORD) > 300
    assert root.all("h1")[0].text == written


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '" onclick="x', "&lt;b&gt;", "]]>"])
def test_a_text_in_the_questionnaire_is_no_markup_either(text: str) -> None:
    data = sample()
    book = data.questionnaire
    theme = replace(book.sections[0], code=text, title=replace(book.title, by_language={"fr": text}))
    changed = replace(book, sections=(theme, *book.sections[1:]))
    root = page(make(replace(data, questionnaire=changed)))
    assert shape(root) == shape(page(make(data)))


def test_five_thousand_characters_are_all_there_with_their_lines() -> None:
    text = "Première ligne\n\n   retrait\n" + "a" * 5_000 + " fin"
    root = page(make(written_by_people(text)))
    check(root)
    assert text in [one.text for one in root.all("dd")]


def test_marks_that_turn_a_text_round_or_move_a_cursor_never_reach_the_page() -> None:
    root = page(make(written_by_people("a\u202eb\u2066c\x1b[31md\x00e\u200bf")))
    assert not set("\u202e\u2066\x1b\x00\u200b") & set(root.text)
    assert root.all("h1")[0].text == "abc[31mdef"


def text_for(audience: Audience) -> str:
    return "".join(page(make(data)).text for data in with_secrets(audience))


def test_partners_never_read_what_people_wrote_or_who_they_are() -> None:
    ours, theirs = text_for(Audience.INTERNE), text_for(Audience.PARTENAIRES)
    assert [one for one in TOLD if one not in ours] == []
    assert [one for one in TOLD if one in theirs] == []
    assert HIDDEN not in ours + theirs


def test_what_peer_and_third_party_keep_between_them_stays_there() -> None:
    assert PRIVATE not in page(make(several())).text


def test_pictures_say_in_words_what_they_draw_and_a_table_gives_the_same_figures() -> None:
    root = read()
    told = root.all("desc")[-1].text.replace("\u00a0", " ")
    assert told == "Scores par thème : 1 Identité 77 % ; 2 Services rendus 70 %. Cible : 70 %."
    table = next(one for one in root.all("table") if one.inner[0].text == "Scores par thème et par objectif")
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.inner] for row in table.all("tr")]
    assert rows[1] == ["1 Identité", "77 %", "Solide", "2/3", "entre 58 % et 83 %"]
    assert (
        rows[3] == ["1.2 Projet", "—", "Aucun critère positionné pour l’instant", "0/1", "—"]
        or rows[3][1] == "—"
    )


def test_a_theme_without_score_has_no_mark_in_the_radar() -> None:
    radar = page(make(sample())).all("svg")[0]
    assert len(radar.all("circle")) == 2  # three objectives, one of them without any level


def test_the_same_evaluation_gives_the_same_bytes() -> None:
    for name in NAMES:
        assert make(evaluations()[name]) == make(evaluations()[name])


def test_progress_is_told_to_the_end_and_stopping_stops() -> None:
    shares: list[float] = []
    make(sample(), shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with pytest.raises(StoppedError):
        make(sample(), telling(None, lambda: True))


def _luminance(code: str) -> float:
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, paper: str) -> float:
    high, low = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_text_can_be_read_by_weak_eyes() -> None:
    pairs = set()
    for body in re.findall(r"{([^{}]*)}", style.STYLE):
        rule = dict(re.findall(r"(?:^|[ ;])(color|background):\s*(#\w{6})", body))
        if "color" in rule:
            pairs.add((rule["color"], rule.get("background", style.WHITE)))
    assert pairs
    assert pairs <= set(style.PAIRS)
    assert all(contrast(*pair) >= LEAST_TEXT for pair in style.PAIRS)
    assert all(contrast(*pair) >= LEAST_SHAPE for pair in style.SHAPES)
