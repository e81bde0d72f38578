from __future__ import annotations

import pytest

from cap_tui.catalogue.importing.convert import convert_library
from cap_tui.catalogue.importing.errors import (
    ForeignBombError,
    ForeignTooBigError,
    ForeignUnreadableError,
    NothingToEvaluateError,
    NotLibraryError,
)
from tests.unit.catalogue.importing.reading import LIBRARY, library, node, told


def test_a_library_becomes_themes_and_criteria_under_its_own_codes() -> None:
    content = convert_library(LIBRARY, "a.yaml", "fr").questionnaire
    assert (content.id, content.version, content.status) == ("atelier-partage", "3", "proposed")
    assert [section.code for section in content.sections] == ["1", "2"]
    assert [one.code for one in content.criteria.values()] == ["1.1", "1.2", "1.3", "2-2", "2.1"]


def test_a_text_that_asks_is_the_question_and_another_is_what_is_expected() -> None:
    content = convert_library(LIBRARY, "a.yaml", "fr").questionnaire
    asked, said = content.find("1.1"), content.find("1.2")
    assert asked is not None
    assert said is not None
    assert (
        str(asked.question) == "Chaque personne fait-elle le tour de l’atelier avant de toucher une machine ?"
    )
    assert asked.expected == "Voir la fiche : une page suffit."
    assert asked.evidence == ("Feuille de visite signée", "Plan de l’atelier")
    assert str(said.question).replace("\u00a0", " ") == "Où en êtes-vous sur : Équipements ?"
    assert said.expected.startswith("Les équipements de protection sont remis le premier jour.\nIls sont")
    assert (int(said.weight), set(said.applies_to.options)) == (2, {"bois"})


def test_the_terms_of_use_travel_in_the_file_and_in_its_source() -> None:
    done = convert_library(LIBRARY, "a.yaml", "fr")
    assert done.text.startswith(
        "# © Association Essai 2026\n# Licence Creative Commons BY-SA 4.0 : citer la source.\n"
    )
    assert done.questionnaire.sources[0].title.endswith("version 3, 2026-02-25 — © Association Essai 2026")


def test_everything_left_behind_is_told_with_its_line() -> None:
    done = convert_library(LIBRARY, "a.yaml", "fr")
    assert told(done, "object") == [("ligne 18", "reference_controls (1)"), ("ligne 22", "threats (1)")]
    assert told(done, "threats") == [("ligne 89, 1.2", "urn:essai:risk:threat:atelier:chute")]
    assert told(done, "importance") == [("ligne 86, 1.2", "mandatory")]
    assert told(done, "section-empty") == [("ligne 123, 3", "3 Pour finir Rien n’est évalué ici.")]
    assert told(done, "language-left") == [("ligne 1", "en (6)")]
    assert told(done, "choice-effects")[0] == (
        "ligne 101, 1.3",
        "Personne (add_score: 0, compute_result: non_compliant)",
    )


def test_choices_are_kept_as_texts_and_the_only_question_is_asked() -> None:
    criterion = convert_library(LIBRARY, "a.yaml", "fr").questionnaire.find("1.3")
    assert criterion is not None
    assert str(criterion.question) == "Qui accompagne la première semaine ?"
    assert (
        criterion.expected.replace("\u00a0", " ") == "Réponses possibles :\n– Personne\n– Une personne nommée"
    )


def test_several_groups_restrict_nobody_since_one_of_them_was_enough() -> None:
    done = convert_library(LIBRARY, "a.yaml", "fr")
    assert [(option.id, str(option.label)) for option in done.questionnaire.options] == [
        ("bois", "Atelier bois")
    ]
    assert told(done, "group-unused") == [("ligne 51", "Atelier métal")]
    criterion = done.questionnaire.find("1.3")
    assert criterion is not None
    assert criterion.applies_to.options == frozenset()
    assert told(done, "groups-several") == [("ligne 95, 1.3", "BOIS, METAL")]


def test_another_language_is_read_when_it_is_asked_for() -> None:
    done = convert_library(LIBRARY, "a.yaml", "en")
    criterion = done.questionnaire.find("1.1")
    assert criterion is not None
    assert str(criterion.title) == "Tour"
    assert str(criterion.question) == "Does everyone walk round the workshop before touching a machine?"
    assert ("ligne 81, 1.2", "name") in told(done, "translation-missing")


def test_evidence_written_twice_does_not_refuse_the_whole_file() -> None:
    done = library([node("1", typical_evidence="- Registre\n- Registre\n- " + "Un mot. " * 100)])
    (criterion,) = done.questionnaire.criteria.values()
    assert criterion.evidence[0] == "Registre"
    assert max(map(len, criterion.evidence)) <= 300
    assert told(done, "item-twice")[0][1] == "Registre"


def test_a_group_that_is_not_defined_restricts_nobody_and_the_likely_one_is_named() -> None:
    done = library(
        [node("1", implementation_groups=["SIlver"])],
        implementation_groups_definition=[{"ref_id": "Silver", "name": "Argent"}],
    )
    assert told(done, "group-unknown")[0][1] == "SIlver (≈ Silver)"
    assert next(iter(done.questionnaire.criteria.values())).applies_to.options == frozenset()


def test_what_is_evaluated_and_divided_is_a_section_and_a_criterion() -> None:
    done = library([node("5"), node("5.1", "5")])
    (section,) = done.questionnaire.sections
    assert [one.code for one in section.criteria] == ["5-2", "5.1"]
    assert len(told(done, "both")) == 1


def test_a_parent_that_is_not_there_and_parents_in_a_circle_lose_no_requirement() -> None:
    done = library([node("1", "absent"), node("2", "3"), node("3", "2"), node("4", "4")])
    assert sorted(one.references[0].clause for one in done.questionnaire.criteria.values()) == [
        "1",
        "2",
        "3",
        "4",
    ]
    assert [detail for _place, detail in told(done, "parent-unknown")] == ["urn:essai:risk:req_node:a:absent"]
    assert len(told(done, "parent-loop")) == 2


def test_a_urn_and_a_code_used_twice_are_kept_apart() -> None:
    done = library([node("1"), node("1", name="Autre")])
    assert [one.code for one in done.questionnaire.criteria.values()] == ["1", "1-2"]
    assert len(told(done, "duplicate-urn")) == 1
    assert told(done, "code-changed")[0][1] == "1 → 1-2"
    assert [section.code for section in done.questionnaire.sections] == ["T1"]


def test_what_is_deeper_than_nine_levels_goes_up_and_is_told() -> None:
    names = [str(number) for number in range(1, 15)]
    chain = [
        node(name, names[place - 1] if place else "", assessable=False)
        for place, name in enumerate(names[:-1])
    ]
    done = library([*chain, node("14", "13")])
    criterion = done.questionnaire.find("14")
    assert criterion is not None
    assert len(done.questionnaire.path[criterion.id]) <= 9
    assert told(done, "too-deep")[-1] == (told(done, "too-deep")[-1][0], "urn:essai:risk:req_node:a:13")


def test_identifiers_stay_within_their_bound_nine_sections_deep() -> None:
    long = "un-nom-vraiment-tres-long-qui-ne-finit-jamais-"
    names = [f"{long}{number}" for number in range(10)]
    nodes = [
        node(name, names[place - 1] if place else "", assessable=place == 9)
        for place, name in enumerate(names)
    ]
    (criterion,) = library(nodes).questionnaire.criteria.values()
    assert len(criterion.id) <= 200
    assert criterion.id.count(".") == 9


def test_requirements_without_a_section_are_gathered_in_a_theme() -> None:
    done = library([node("1"), node("2")])
    (theme,) = done.questionnaire.sections
    assert (str(theme.title), len(theme.criteria)) == ("Essai", 2)
    assert len(told(done, "theme-made")) == 1


def test_several_frameworks_give_the_first_and_name_the_others() -> None:
    text = LIBRARY.decode().replace("  framework:\n    urn", "  frameworks:\n  - urn", 1)
    frameworks = (
        text + "  - urn: x\n    name: Le second\n    requirement_nodes: [{urn: y, assessable: true}]\n"
    )
    done = convert_library(frameworks.encode(), "a.yaml", "fr")
    assert len(done.questionnaire.criteria) == 5
    assert [detail for _place, detail in told(done, "other-framework")] == ["Le second"]


def test_an_unquoted_reference_keeps_its_last_zero() -> None:
    done = convert_library(LIBRARY.replace(b"ref_id: '1.1'", b"ref_id: 1.10"), "a.yaml", "fr")
    assert done.questionnaire.find("1.10") is not None


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", NotLibraryError),
        (b"- a\n- b\n", NotLibraryError),
        (b"objects: {framework: {name: x}}", NotLibraryError),
        (b"objects: {framework: {requirement_nodes: [{urn: a, assessable: false}]}}", NothingToEvaluateError),
        (b"a: [1, 2", ForeignUnreadableError),
        (b"[" * 100_000, ForeignBombError),
        (b"a: &a [*a]\n", ForeignBombError),
        (b"- x\n" * 1_000_001, ForeignTooBigError),
        (
            b"a: &a [1,1,1,1,1,1,1,1,1,1]\n"
            + b"".join(
                b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 10)) for n in range(6)
            ),
            ForeignTooBigError,
        ),
    ],
    ids=["empty", "list", "no-nodes", "nothing-evaluated", "unclosed", "deep", "self", "many", "billion"],
)
def test_a_file_that_gives_nothing_is_refused_with_a_sentence(raw: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        convert_library(raw, "a.yaml", "fr")


def test_a_library_that_writes_its_questions_the_older_way_loses_none_of_them() -> None:
    asked = {"question_type": "unique_choice", "question_choices": ["Oui", "Non"]}
    one = {"urn": "u:1", "text": "Prévenez-vous vos clients d’un changement ?"}
    two = {"urn": "u:2", "text": "Si oui, donnez la procédure."}
    nodes = [
        node("1", name=None, question={**asked, "questions": [one]}),
        node("2", name=None, question={**asked, "questions": [one, two]}),
        node("2.1", "2", name="Procédure"),
    ]
    done = library(nodes)
    assert told(done, "unknown-key") == []
    first, second = done.questionnaire.find("1"), done.questionnaire.find("2-2")
    assert first is not None
    assert second is not None
    assert str(first.question) == str(first.title) == "Prévenez-vous vos clients d’un changement ?"
    assert first.expected.replace("\u00a0", " ") == "Réponses possibles :\n– Oui\n– Non"
    assert "Si oui, donnez la procédure." in second.expected
    assert str(second.question) == "Prévenez-vous vos clients d’un changement ?"
    assert "Prévenez-vous vos clients d’un changement ?" in [
        str(section.title) for section in done.questionnaire.sections
    ]
