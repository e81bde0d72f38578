"""Texts of others, cut where they may be: titles out of paragraphs, questions out of texts, lines out of evidence."""

from __future__ import annotations

import re

MAX_TITLE = 120
"""Characters of a title that is made from the beginning of a text."""
MAX_EVIDENCE = 300
_SENTENCE_END = re.compile(r"(?<=[.!?;:…])\s")


def beginning(text: str) -> str:
    """Return the first line of a text, or as many of its words as a title may have, with `…` when cut."""
    line = " ".join(text.strip().split("\n", 1)[0].split())
    if len(line) <= MAX_TITLE:
        return line
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0]
    if len(sentence) <= MAX_TITLE:
        return sentence
    return line[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def first_question(text: str) -> tuple[str, str]:
    """Return the question that a text is or begins with, and the rest; the question is empty when there is none."""
    whole = text.strip()
    if whole.endswith("?"):
        return whole, ""
    line, _separator, rest = whole.partition("\n")
    return (line.strip(), rest.strip()) if line.strip().endswith("?") else ("", whole)


def pieces(text: str, limit: int = MAX_EVIDENCE) -> list[str]:
    """Return a text as lines of at most `limit` characters, divided after sentences, else between words."""
    found = []
    rest = " ".join(text.split())
    while len(rest) > limit:
        ends = [match.start() for match in _SENTENCE_END.finditer(rest[: limit + 1])]
        cut = ends[-1] if ends else rest.rfind(" ", 0, limit + 1)
        cut = cut if cut > 0 else limit
        found.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*found, rest] if rest else found
