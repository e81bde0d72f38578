from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cap_tui.catalogue.importing.writing import WIDTH, write
from cap_tui.catalogue.strict_yaml import read_yaml
from cap_tui.core.text import clean

LINES = st.text(max_size=200).map(lambda text: " ".join(clean(text, multiline=False).split()))
TEXTS = st.lists(LINES, max_size=5).map(lambda lines: "\n".join(lines).strip())


@given(
    st.dictionaries(st.sampled_from(["title", "code", "intro", "expected", "question"]), TEXTS, min_size=1)
)
def test_every_text_is_read_back_as_it_was_written(texts: dict[str, str]) -> None:
    assert read_yaml(write({"a": {**texts}, "b": 1}).encode()).data == {"a": texts, "b": 1}


@given(
    st.lists(TEXTS, max_size=4),
    st.lists(st.fixed_dictionaries({"standard": LINES, "clause": LINES}), max_size=3),
)
def test_lists_are_read_back_as_they_were_written(
    evidence: list[str], references: list[dict[str, str]]
) -> None:
    data = {"criteria": [{"id": "a", "evidence": evidence, "references": references}, {"id": "b"}]}
    read = read_yaml(write(data).encode()).data["criteria"]
    assert (read[0].get("evidence") or [], read[0].get("references") or []) == (evidence, references)


def test_the_file_reads_as_a_person_would_write_it() -> None:
    sentence = "Chaque personne accueillie reçoit un livret daté, relu avec elle le premier jour. " * 2
    data = {
        "code": "1.1",
        "title": "Livret d’accueil",
        "expected": sentence.strip() + "\nPuis un bilan.",
        "levels": {},
        "options": [{"id": "bois", "label": "Atelier : bois"}],
        "applies_to": {"options": ["bois"]},
        "weight": Decimal("1.5"),
        "imperative": True,
    }
    assert write(data, "© Essai\nLicence libre").splitlines() == [
        "# © Essai",
        "# Licence libre",
        'code: "1.1"',
        "title: Livret d’accueil",
        "expected: >-",
        "  Chaque personne accueillie reçoit un livret daté, relu avec elle le premier jour. Chaque personne accueillie reçoit",
        "  un livret daté, relu avec elle le premier jour.",
        "",
        "  Puis un bilan.",
        "levels: {}",
        "options:",
        '  - {id: bois, label: "Atelier : bois"}',
        "applies_to: {options: [bois]}",
        "weight: 1.5",
        "imperative: true",
    ]
    assert max(map(len, write(data).splitlines())) <= WIDTH
