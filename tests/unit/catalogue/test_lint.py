from __future__ import annotations

import re

import pytest

from cap_tui.catalogue.lint.wording import asks_two_things
from cap_tui.catalogue.loader import read_questionnaire
from tests.unit.catalogue.corpus import AUDIT, changed, good


def warnings(raw: bytes) -> list[tuple[int, str]]:
    questionnaire, problems = read_questionnaire(raw, "x.yaml")
    assert questionnaire is not None, problems
    assert all(problem.severity == "warning" for problem in problems)
    return [(problem.line, problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: people.welcome.visit", "id: people.visit", (62, "id-prefix")),
        ('"1.1.2"', '"2.1.2"', (63, "code-prefix")),
        (", indicator: booklets", "", (59, "action-without-indicator")),
        (
            "Une visite des lieux a-t-elle lieu avant la prise de poste ?",
            "Une visite a-t-elle lieu et le poste est-il montré ?",
            (66, "double-question"),
        ),
        ('            source: "Loi 2014-856"', "", (60, "source-missing")),
        ("{fr: Visite, en: Visit}", "{fr: Visite}", (64, "translation-missing")),
        ("{fr: Visite, en: Visit}", "Visite", (64, "translation-missing")),
        ("Livret d’accueil,", "Livret d'accueil,", (37, "straight-apostrophe")),
        ("Écrire le livret", "Ecrire le livret", (59, "accent-missing")),
        ("{fr: Visite,", "{fr: Accueil de coeur.,", (64, "accent-missing")),
    ],
)
def test_a_doubt_is_said_without_refusing_the_file(old: str, new: str, expected: tuple[int, str]) -> None:
    assert warnings(changed(old, new)) == [expected]


@pytest.mark.parametrize(
    "question",
    [
        "Qui décide ? Et quand ?",
        "Le livret est-il remis et la personne est-elle accompagnée ?",
        "Comment le livret est-il remis et combien de personnes le lisent ?",
        "L’équipe a-t-elle un plan et le suit-elle ?",
    ],
)
def test_a_question_with_two_answers_is_noticed(question: str) -> None:
    assert asks_two_things(question)


@pytest.mark.parametrize(
    "question",
    [
        "Chaque salarié·e dispose-t-il ou elle d’un engagement écrit, qui porte ses axes et les moyens consacrés ?",
        "Les responsabilités sont-elles attribuées, écrites et connues de celles et ceux qu’elles concernent ?",
        "Les décisions se prennent-elles dans nos instances, après un vrai débat ?",
    ],
)
def test_one_question_is_not_taken_for_two(question: str) -> None:
    assert not asks_two_things(question)


def test_english_inside_a_file_is_not_held_to_french_typography() -> None:
    assert warnings(changed("on the first day’s schedule", "on the first day's schedule")) == []


def test_two_levels_alike_on_one_line_are_refused() -> None:
    text = "Un même texte, assez long pour dire quelque chose."
    raw = changed(
        good()[
            good().index("            levels:\n              to-build:\n                fr: La personne") :
        ],
        f'            levels: {{to-build: "{text}", controlled: "{text}"}}\n',
    )
    _, problems = read_questionnaire(raw, "x.yaml")
    assert [(p.line, p.code, p.values["other"]) for p in problems if p.severity == "error"] == [
        (69, "level-repeated", 69)
    ]


def test_an_audit_scale_may_have_two_levels_of_equal_worth() -> None:
    assert warnings(changed("score: 60}\n    - {id: conf", "score: 90}\n    - {id: conf", AUDIT)) == []


def test_a_scale_on_which_everything_is_worth_the_same_is_noticed() -> None:
    flat = re.sub(rb"(?<= score: )\d+", b"90", AUDIT.read_bytes())
    assert (35, "scale-flat") in warnings(flat)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("count: 1}", "count: 2}", (48, "at-most-idle")),
        ("levels: [minor, sensitive], count: 1", "levels: [major], count: 1", (48, "at-most-barred")),
        ("at_least: 100}", "at_least: 0}", (43, "rule-idle")),
        ("label: Sensible", "label: mineur", (34, "label-twice")),
        (
            'symbol: "4", score: 90}',
            'symbol: "4", score: 90, requires: {position: [constat]}}',
            (35, "requires-reached"),
        ),
        ("            applies_to: {options: [group]}\n", "", (8, "unused-option")),
        ("            why: Sans repères le premier jour s’oublie.\n", "", (58, "why-missing")),
        ("            expected: Un livret de quatre pages suffit.\n", "", (58, "expected-missing")),
        ("Prêt pour l’audit", "Prêt pour l'audit", (40, "straight-apostrophe")),
        ("label: Fin du passage", "label: Fin de l'échéance", (16, "straight-apostrophe")),
    ],
)
def test_a_doubt_about_an_audit_is_said_at_its_line(old: str, new: str, expected: tuple[int, str]) -> None:
    assert warnings(changed(old, new, AUDIT)) == [expected]


def test_a_text_that_no_criterion_has_is_asked_for_once() -> None:
    lines = AUDIT.read_text(encoding="utf-8").splitlines()
    silent = [line for line in lines if not line.strip().startswith(("why:", "expected:"))]
    assert warnings("\n".join(silent).encode()) == [(49, "expected-nowhere"), (49, "why-nowhere")]


def test_a_language_in_which_nothing_is_written_is_said_once() -> None:
    assert warnings(changed("languages: [fr, en]", "languages: [fr, en, xx]")) == [(7, "language-unused")]


def test_translations_of_the_verdict_the_editions_and_the_options_are_asked_for_too() -> None:
    raw = changed("title: Petit audit", "languages: [fr, en]\ntitle: {fr: Petit audit, en: Audit}", AUDIT)
    lines = {line for line, code in warnings(raw) if code == "translation-missing"}
    assert {9, 11, 14, 16, 17, 41, 42, 78} <= lines


def test_an_indicator_shared_by_two_criteria_may_be_written_in_both() -> None:
    assert AUDIT.read_text(encoding="utf-8").count("{id: booklets,") == 2
    assert warnings(AUDIT.read_bytes()) == []


def test_replacing_one_criterion_by_two_is_a_split_and_no_contradiction() -> None:
    raw = changed("            revision: 2", "            replaces: [people.tour]", AUDIT)
    assert warnings(raw) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml",
        b"%PDF-1.7 ...",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    ],
)
def test_a_document_of_another_kind_is_not_taken_for_a_badly_encoded_text(raw: bytes) -> None:
    questionnaire, problems = read_questionnaire(raw, "x.yaml")
    assert questionnaire is None
    assert [(problem.line, problem.code) for problem in problems] == [(1, "not-text")]


def test_a_text_saved_as_utf_16_is_to_be_saved_again() -> None:
    _, problems = read_questionnaire("schema: 1 é".encode("utf-16"), "x.yaml")
    assert [problem.code for problem in problems] == ["not-utf8"]


def test_objectives_nested_beyond_nine_are_refused_at_the_first_too_many() -> None:
    lines = []
    for depth in range(11):
        indent = "  " + "    " * depth
        key = f"{indent}  objectives:" if depth < 10 else f"{indent}  criteria: []"
        lines += [f"{indent}- id: s{depth}", f"{indent}  code: C{depth}", f"{indent}  title: Titre", key]
    head = good()[: good().index("themes:\n")].replace("languages: [fr, en]", "languages: [fr]")
    _, problems = read_questionnaire((head + "themes:\n" + "\n".join(lines) + "\n").encode(), "x.yaml")
    deep = [problem.line for problem in problems if problem.code == "section-too-deep"]
    assert deep == [25 + 4 * 9, 25 + 4 * 10]
