from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cap_tui.core.text import clean
from cap_tui.i18n import activate
from cap_tui.reports.markdown.escaping import line, lines
from cap_tui.reports.markdown.text import make
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
from tests.unit.reports.samples import sample
from tests.unit.reports.several import PRIVATE, several

if TYPE_CHECKING:
    from markdown_it.token import Token

BLOCKS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "bullet_list_open", "bullet_list_close",
    "list_item_open", "list_item_close", "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
    "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
}  # fmt: skip
INLINE = {"text", "strong_open", "strong_close"}
HARD = (
    *HOSTILE, "# titre", "- puce", "1. liste", "2) liste", "===", "---", "***", "    code", "```", "~~~", "> cité", "a | b",
    "|---|---|", "\\", "fin\\", "**gras**", "_x_", "[a]: https://example.org", "![x](y)", "https://example.org", "<b>", "&amp;",
    "+ plus", "#", ": x", "[^1]", "$x$", "``", "`a", "1.", "~~x~~", "titre ###", "* * *",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _french() -> None:
    activate("fr")


def parsed(text: str) -> list[Token]:
    """Return the tokens of CommonMark with tables and struck words."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def check(content: bytes) -> list[Token]:
    """Refuse anything but headings without gaps, paragraphs, lists, tables and strong words."""
    tokens = parsed(content.decode())
    level = 0
    for token in tokens:
        assert token.type in BLOCKS, (token.type, token.content)
        assert {child.type for child in token.children or ()} <= INLINE, token.content
        if token.type == "heading_open":
            assert int(token.tag[1]) <= level + 1
            level = int(token.tag[1])
    assert [token.tag for token in tokens].count("h1") == 2  # opened and closed
    return tokens


def shape(tokens: list[Token]) -> list[str]:
    return [
        name for token in tokens for name in (token.type, *(child.type for child in token.children or ()))
    ]


def texts(tokens: list[Token]) -> list[str]:
    """Return what a person reads, paragraph by paragraph."""
    return ["".join(child.content for child in token.children or ()) for token in tokens if token.children]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", NAMES)
def test_the_report_is_plain_headings_paragraphs_lists_and_tables(name: str, audience: Audience) -> None:
    read = texts(check(make(replace(evaluations()[name], audience=audience))))
    assert read[0] == evaluations()[name].structure.name


@pytest.mark.parametrize("text", HARD)
def test_what_people_wrote_is_read_as_they_wrote_it_and_changes_nothing_else(text: str) -> None:
    shown = clean(text).strip()
    harmless, tokens = check(make(written_by_people(WORD))), check(make(written_by_people(text)))
    assert shape(tokens) == shape(harmless)
    read = texts(tokens)
    assert read[0] == shown
    assert sum(shown in one for one in read) >= sum(WORD in one for one in texts(harmless)) > 200


@given(st.text(alphabet=st.sampled_from("ab1 .)-+#=*_`~|\\<>[]()!&;:/$^\"'\té"), max_size=30))
def test_no_mixture_of_marks_becomes_markup(text: str) -> None:
    found = lines(text)
    tokens = parsed(
        "\n\n".join(
            [*found, f"# {line(text)}x", f"- **x** — {line(text)}", f"| x |\n| --- |\n| {line(text)} |"]
        )
    )
    paragraphs = [one for one in texts(tokens) if one]
    for token in tokens:
        assert token.type in BLOCKS
        assert {child.type for child in token.children or ()} <= INLINE
    wanted = clean(text).strip()
    assert paragraphs[: len(found)] == ([wanted] if wanted else [])
    assert f"{wanted}x" in paragraphs


def test_long_texts_keep_their_lines_as_paragraphs() -> None:
    text = "Première ligne\n\nSeconde ligne " + "a" * 5_000
    read = texts(check(make(written_by_people(text))))
    assert "Première ligne" in read
    assert "Seconde ligne " + "a" * 5_000 in read


def test_marks_that_turn_a_text_round_or_move_a_cursor_never_reach_the_file() -> None:
    content = make(written_by_people("a\u202eb\u2066c\x1b[31md\x00e\u200bf")).decode()
    assert not set("\u202e\u2066\x1b\x00\u200b") & set(content)


def test_nothing_that_people_can_read_is_hidden_behind_marks() -> None:
    content = make(sample()).decode()
    assert content.startswith("# L’Atelier des Possibles\n\nPetit référentiel — ")
    assert "\n## Plan de progrès\n" in content
    assert "\n| 1. Réunir le CA chaque trimestre | 1.1.2 | P1 | Zoé Pilote-Secrète | 30/11/2026 | " in content
    assert "\n- **Pilote** — Zoé Pilote-Secrète\n" in content


def text_for(audience: Audience) -> str:
    return "\n".join(one for data in with_secrets(audience) for one in texts(check(make(data))))


def test_partners_never_read_what_people_wrote_or_who_they_are() -> None:
    ours, theirs = text_for(Audience.INTERNE), text_for(Audience.PARTENAIRES)
    assert [one for one in TOLD if one not in ours] == []
    assert [one for one in TOLD if one in theirs] == []
    assert HIDDEN not in ours + theirs


def test_what_peer_and_third_party_keep_between_them_stays_there() -> None:
    assert PRIVATE not in make(several()).decode()


def test_the_same_evaluation_gives_the_same_bytes_and_stopping_stops() -> None:
    shares: list[float] = []
    assert make(evaluations()["several"], shares.append) == make(evaluations()["several"])
    assert shares[-1] == 1.0
    with pytest.raises(StoppedError):
        make(sample(), telling(None, lambda: True))
