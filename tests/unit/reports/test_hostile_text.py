from __future__ import annotations

from dataclasses import replace

import pytest

from cap_tui.core.positions import TEXT_FIELDS, Opinion, Position, Stance
from cap_tui.core.structures import Structure
from cap_tui.core.text import clean
from tests.unit.reports.hostile import HOSTILE, reads
from tests.unit.reports.samples import ACTIONS, OPINIONS, letters, printed, sample, words


@pytest.fixture(scope="module")
def page_letters() -> str:
    actions = tuple(
        replace(ACTIONS[0], id=str(n), number=n, title=text, owner=f"pilote {text}", notes=f"suivi {text}")
        for n, text in enumerate(HOSTILE, start=1)
    )
    everything = "\n".join(HOSTILE)
    opinion = Opinion(OPINIONS["c1.1.1"].position, everything, everything, everything, everything)
    data = sample(actions=actions, opinions={**OPINIONS, "c1.1.1": opinion})
    return letters(words(printed(data)))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_printed_as_they_wrote_it(page_letters: str, text: str) -> None:
    expected = letters(reads(text))
    # table (pilote), sheet banner (title), pilote, notes, timeline or excerpt, and the four texts of the annex
    assert page_letters.count(expected) >= 4 + len(TEXT_FIELDS)
    assert letters("pilote" + reads(text)) in page_letters
    assert letters("suivi" + reads(text)) in page_letters


@pytest.mark.parametrize("text", HOSTILE)
def test_the_corpus_is_what_the_text_gate_lets_in(text: str) -> None:
    assert letters(clean(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_structure_of_any_name_gets_its_cover_and_its_file_title(text: str) -> None:
    reader = printed(sample(structure=Structure(text, "53200123400017", ("AI",)), actions=()))
    assert letters(reads(text)) in letters(reader.pages[0].extract_text())
    assert reader.metadata is not None
    assert text in str(reader.metadata.title)


def test_a_reason_not_to_apply_is_printed_verbatim() -> None:
    position = Position(Stance.NOT_APPLICABLE, reason="<b>rien</b> & tout")
    reader = printed(sample(opinions={**OPINIONS, "c2.1.1": Opinion(position)}))
    assert "<b>rien</b> & tout" in " ".join(page.extract_text() for page in reader.pages)


def test_spaces_and_empty_lines_that_people_typed_are_kept() -> None:
    text = "un\n\n   retrait\n- puce  double"
    reader = printed(sample(opinions={"c1.1.1": Opinion(None, constat=text)}, actions=()))
    lines = "\n".join(page.extract_text() for page in reader.pages).replace("\u00a0", " ").split("\n")
    start = lines.index("un")
    shown = [line for line in lines[start : start + 4] if line.strip()]
    assert shown == ["un", "   retrait", "- puce  double"]


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "mot " * 5_000, "\n" * 3_000 + "fin", "<&>" * 6_000, "é" * 20_000, "🧑" * 2_000],
    ids=["no space", "words", "empty lines", "markup", "accents", "no glyph"],
)
def test_a_very_long_answer_runs_over_pages_and_nothing_is_cut(text: str) -> None:
    opinions = {**OPINIONS, "c1.1.1": replace(OPINIONS["c1.1.1"], constat=f"DEBUT{text}FIN")}
    actions = (replace(ACTIONS[0], notes=f"DEBUT{text}FIN", owner=text, title=text[:500].strip() or "x"),)
    shown = letters(words(printed(sample(opinions=opinions, actions=actions))))
    expected = letters("DEBUT" + text.replace("🧑", "[U+1F9D1]") + "FIN")
    assert "DEBUT" in shown
    assert shown.count("FIN") >= 2
    assert shown.count(expected[5:6]) >= 2 * expected.count(expected[5:6])
