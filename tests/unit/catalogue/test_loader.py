from __future__ import annotations

import hashlib
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.catalogue.loader import read_questionnaire
from cap_tui.catalogue.problems import (
    NotAFileError,
    QuestionnaireMissingError,
    QuestionnaireRefusedError,
    QuestionnaireUnreadableError,
)
from cap_tui.core.questionnaire import Applicability, Indicator, Reference, Suggestion
from tests.people import ordinary_user
from tests.unit.catalogue.corpus import GOOD, changed, good, load_questionnaire

if TYPE_CHECKING:
    from pathlib import Path


def test_everything_written_in_the_file_reaches_the_questionnaire() -> None:
    questionnaire = load_questionnaire(GOOD)

    assert questionnaire.digest == hashlib.sha256(GOOD.read_bytes()).hexdigest()
    assert (questionnaire.id, questionnaire.version, questionnaire.status) == ("small", "2026.1", "proposed")
    assert questionnaire.title.by_language == {"fr": "Petit référentiel", "en": "Small questionnaire"}
    assert [(level.id, level.score, level.rank, level.described) for level in questionnaire.scale.levels] == [
        ("to-build", 0, 0, True),
        ("controlled", Fraction(141, 2), 1, True),
        ("exemplary", 100, 2, False),
    ]
    assert not questionnaire.scale.justify_not_applicable
    assert [(str(band.label), band.below) for band in questionnaire.bands] == [
        ("À travailler", 50),
        ("Acquis", None),
    ]
    assert [source.url for source in questionnaire.sources] == ["https://www.legifrance.gouv.fr/"]
    assert [str(service.title) for service in questionnaire.services_of("people.welcome.visit")] == [
        "Formations"
    ]
    assert [section.code for section in questionnaire.path["people.welcome.visit"]] == ["1", "1.1"]


def test_everything_written_about_a_criterion_reaches_it() -> None:
    criterion = load_questionnaire(GOOD).criteria["people.welcome.booklet"]
    assert criterion.weight == Fraction(3, 2)
    assert criterion.imperative
    assert criterion.expected == "Un livret de quatre pages suffit."
    assert criterion.evidence == ("Le livret daté", "Trois accusés de remise")
    assert criterion.indicators == (
        Indicator("booklets", "Part des arrivées avec livret", "%", "realisation"),
    )
    assert criterion.references == (Reference("Code du travail", "L. 4121-1"),)
    assert criterion.applies_to == Applicability(frozenset({"AI", "ETT ESS"}), frozenset({"group"}))
    assert criterion.actions == (Suggestion("Écrire le livret", "S", "booklets"),)
    assert (criterion.basis, criterion.source) == ("sourced", "Loi 2014-856")
    assert criterion.levels["controlled"].get("en").startswith("A dated booklet")


def test_what_is_omitted_has_its_default() -> None:
    criterion = load_questionnaire(GOOD).criteria["people.welcome.visit"]
    assert (criterion.weight, criterion.basis) == (Fraction(1), "inferred")
    assert not criterion.imperative
    assert criterion.applies_to.concerns(frozenset({"OF"}), frozenset())


def test_a_file_refused_carries_all_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "mien.yaml"
    path.write_bytes(changed("status: proposed", "status: final"))
    with pytest.raises(QuestionnaireRefusedError) as caught:
        load_questionnaire(path)
    assert caught.value.values == {"name": "mien.yaml", "count": 1, "line": 6}
    assert [problem.code for problem in caught.value.problems] == ["bad-choice"]


def test_a_missing_file_or_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireMissingError) as missing:
        load_questionnaire(tmp_path / "absent.yaml")
    assert "absent.yaml" in str(missing.value)
    with pytest.raises(NotAFileError):
        load_questionnaire(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such device")
def test_a_device_without_end_is_not_read() -> None:
    from pathlib import Path

    with pytest.raises(NotAFileError):
        load_questionnaire(Path("/dev/zero"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_file_that_may_not_be_opened_says_so() -> None:
    with ordinary_user() as folder:
        path = folder / "secret.yaml"
        path.write_text(good(), encoding="utf-8")
        path.chmod(0)
        with pytest.raises(QuestionnaireUnreadableError):
            load_questionnaire(path)


def test_a_name_that_no_file_can_have_says_so(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireUnreadableError):
        load_questionnaire(tmp_path / ("x" * 5000))


@given(raw=st.binary(max_size=300))
def test_arbitrary_bytes_give_problems_and_never_raise(raw: bytes) -> None:
    questionnaire, problems = read_questionnaire(raw, "x.yaml")
    assert questionnaire is None
    assert problems


@given(start=st.integers(0, 4000), length=st.integers(0, 40), extra=st.binary(max_size=8))
def test_a_damaged_copy_of_a_good_file_never_raises(start: int, length: int, extra: bytes) -> None:
    raw = GOOD.read_bytes()
    questionnaire, problems = read_questionnaire(raw[:start] + extra + raw[start + length :], "x.yaml")
    assert (questionnaire is None) == any(problem.severity == "error" for problem in problems)
