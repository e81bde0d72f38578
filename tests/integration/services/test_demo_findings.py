"""A structure evaluated against a standard: what keeps it from the audit, and how that is lifted, on a real database."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.folders import find_questionnaires
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import State
from cap_tui.core.positions import NotExcludableError, Stance
from cap_tui.i18n import explain
from cap_tui.i18n.verdict_words import obstacle_words
from cap_tui.services.demo import demo_files
from cap_tui.services.doctor import examine
from cap_tui.services.errors import FutureCheckError, UnansweredFindingsError, UnsettledError
from tests.building import level, not_applicable
from tests.integration.services.comparing import reopened, seen
from tests.phases import go_to

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.catalogue.folders import FoundQuestionnaire
    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

AUDIT, SAFETY = "evaluation.audit.carried-out", "cedre.work.placement-safety"
RECORDS, PROVIDERS, INTERVIEWS = (
    "support.documents.control", "operation.providers.selecting-providers", "cedre.path.regular-interviews",
)  # fmt: skip


@pytest.fixture
def audited(workspace: Workspace) -> Dossier:
    """The demonstration that follows a standard."""
    path = next(path for path in demo_files() if path.stem == "cedre-iso9001-2026")
    return workspace.open(workspace.load_demo(path).id)


def _told(dossier: Dossier) -> list[str]:
    outcome = dossier.verdict()
    assert outcome is not None
    return [item.text.replace("\u00a0", " ") for item in obstacle_words(dossier.findings(), outcome)]


def _codes(dossier: Dossier) -> list[str]:
    return [text.split()[0] for text in _told(dossier)]


def _line(dossier: Dossier, criterion: str) -> Action:
    return next(action for action in dossier.actions() if criterion in action.criteria)


def test_it_says_it_is_fictional_and_loads_again_and_again(workspace: Workspace) -> None:
    first = workspace.load_demos()
    assert workspace.load_demos() == first
    assert all(item.structure.fictional for item in first)
    assert len({item.structure.siret for item in first}) >= 2
    assert all(finding.ok for finding in examine(workspace))


def test_the_questionnaires_are_read_once_for_all_the_demonstrations(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading them is most of the wait of who tries the demonstration for the first time."""
    read: list[Path] = []

    def reading(data_dir: Path, cache: Path) -> list[FoundQuestionnaire]:
        read.append(data_dir)
        return find_questionnaires(data_dir, cache)

    monkeypatch.setattr("cap_tui.services.workspace.find_questionnaires", reading)
    assert len(workspace.load_demos()) == 5
    assert len(read) == 1
    workspace.load_demos()
    assert len(read) == 1, "all of them are here: nothing is to be read again"


def test_every_criterion_of_the_standard_has_a_position(audited: Dossier) -> None:
    assert len(audited.concerned) == 118
    assert audited.options == ("group",)
    positions = audited.official()
    found = Counter(
        position.level if position.stance is Stance.LEVEL else position.stance.value
        for key in audited.concerned
        if (position := positions[key])
    )
    assert found == {
        "major": 2, "minor": 5, "sensitive": 7, "progress": 5, "strength": 3, "not_applicable": 3, "conform": 93,
    }  # fmt: skip
    design = [
        key
        for key in audited.concerned
        if positions[key] and audited.questionnaire.criteria[key].code[:3] == "8.3"
    ]
    assert [bool((one := positions[key]) and one.reason) for key in design] == [True, True, True]


def test_the_verdict_lists_exactly_what_is_missing(audited: Dossier) -> None:
    assert _told(audited) == [
        (
            "9.2.1 Des audits internes menés sur le terrain — ✖ Non-conformité majeure. "
            "Menez à bien l’action 1, vérifiez son efficacité, puis soldez-la."
        ),
        (
            "CE-C5 Santé et sécurité de la mise à disposition et du chantier — ✖ Non-conformité majeure. "
            "Il manque, dans l’action 2 du plan : la cause, l’échéance. Écrivez ce qui manque ; elle sera levée une fois "
            "l’action soldée et reconnue efficace."
        ),
        (
            "7.5.3 Retrouver, protéger, conserver, détruire — ▽ Non-conformité mineure. "
            "Il manque, dans la position : les preuves. Écrivez ce qui manque."
        ),
        (
            "8.4.1 Choisir et réévaluer ses prestataires — ▽ Non-conformité mineure. "
            "Il manque, dans l’action 5 du plan : la correction immédiate. Écrivez ce qui manque."
        ),
        (
            "CE-B4 Entretiens réguliers et tracés — ▽ Non-conformité mineure. "
            "Il manque, dans le plan : une action qui y réponde. Ajoutez une action au plan."
        ),
    ]


def _complete(dossier: Dossier) -> None:
    """Write what is missing, one thing after the other, and see each leave the list."""
    dossier.write(RECORDS, "evidence", "Liste des comptes du 5 octobre ; journal des connexions")
    assert _codes(dossier) == ["9.2.1", "CE-C5", "8.4.1", "CE-B4"]
    dossier.set_action(_line(dossier, PROVIDERS).id, correction="Avis écrits le 6 octobre")
    assert _codes(dossier) == ["9.2.1", "CE-C5", "CE-B4"]
    dossier.add_action(
        title="Rappeler les deux personnes sans entretien", criteria=(INTERVIEWS,), owner="La CIP"
    )
    assert (
        "Il manque, dans l’action 9 du plan : la cause, la correction immédiate, l’échéance."
        in _told(dossier)[-1]
    )
    dossier.set_action(
        _line(dossier, INTERVIEWS).id,
        cause="Agenda tenu de mémoire",
        correction="Vues le 7",
        due=date(2026, 11, 30),
    )
    assert _codes(dossier) == ["9.2.1", "CE-C5"]
    dossier.set_action(
        _line(dossier, SAFETY).id, cause="La fiche n’est demandée par personne", due=date(2026, 11, 13)
    )
    assert _told(dossier)[1].endswith("Menez à bien l’action 2, vérifiez son efficacité, puis soldez-la.")


def test_the_plan_is_not_signed_while_a_finding_lacks_something(audited: Dossier) -> None:
    go_to(audited, Phase.PLANNING)
    with pytest.raises(UnansweredFindingsError) as refused:
        audited.sign_visa(expected=audited.visa_state().state)
    assert explain(refused.value).replace("\u00a0", " ") == (
        "Le plan ne répond pas encore à tout ce qu’il doit avant d’être visé et suivi. Il manque : "
        "action 5 (8.4.1) : la correction immédiate ; CE-B4 : aucune action ; action 2 (CE-C5) : la cause, l’échéance. "
        "Complétez-le, puis visez."
    )
    with pytest.raises(UnansweredFindingsError):
        audited.advance()
    assert audited.summary.phase is Phase.PLANNING


def test_lifting_the_findings_turns_the_verdict(audited: Dossier, folder: Path) -> None:
    _complete(audited)
    go_to(audited, Phase.FOLLOW_UP)
    for criterion, left in ((AUDIT, ["CE-C5"]), (SAFETY, [])):
        line = _line(audited, criterion)
        with pytest.raises(UnsettledError):
            audited.set_action(line.id, state=State.CLOSED)
        audited.set_action(line.id, state=State.DONE, progress=100)
        assert audited.questionnaire.criteria[criterion].code in _codes(audited), "done is not effective yet"
        audited.set_action(
            line.id,
            state=State.CLOSED,
            effectiveness="yes",
            effectiveness_date=audited.today(),
            effectiveness_proof="Dix dossiers revus, tous complets",
        )
        assert _codes(audited) == left
    outcome = audited.verdict()
    assert outcome is not None
    assert outcome.ready
    assert str(outcome.label) == "Prêt pour l’audit"
    assert reopened(folder, audited.summary.id) == seen(audited)


def test_a_finding_settled_without_effect_stays_open(audited: Dossier) -> None:
    _complete(audited)
    go_to(audited, Phase.FOLLOW_UP)
    audited.set_action(
        _line(audited, AUDIT).id,
        state=State.CLOSED,
        effectiveness="no",
        effectiveness_date=audited.today(),
        effectiveness_proof="Le chantier n’a pas été audité",
    )
    assert _told(audited)[0].endswith("L’action 1 est soldée sans avoir été reconnue efficace : rouvrez-la.")


def test_a_check_that_has_not_taken_place_settles_nothing(audited: Dossier) -> None:
    _complete(audited)
    go_to(audited, Phase.FOLLOW_UP)
    line = _line(audited, AUDIT)
    tomorrow = audited.today() + timedelta(days=1)
    proof = {"effectiveness": "yes", "effectiveness_proof": "Quatre rapports"}
    with pytest.raises(FutureCheckError):
        audited.set_action(line.id, state=State.CLOSED, effectiveness_date=tomorrow, **proof)
    assert "9.2.1" in _codes(audited)
    audited.set_action(line.id, state=State.CLOSED, effectiveness_date=audited.today(), **proof)
    assert "9.2.1" not in _codes(audited)


def test_positioning_again_lifts_a_finding_too(audited: Dossier) -> None:
    audited.answer(AUDIT, level("conform"))
    assert "9.2.1" not in _codes(audited)


def test_what_concerns_everyone_is_not_set_aside(audited: Dossier) -> None:
    with pytest.raises(NotExcludableError):
        audited.answer(AUDIT, not_applicable())
    assert len(_told(audited)) == 5


def test_each_edition_has_its_verdict_and_what_is_owed(audited: Dossier) -> None:
    owed = [audited.questionnaire.criteria[key].code for key in audited.owed("2026")]
    assert owed == ["5.1.1-3", "6.1-1", "6.1-2", "6.3-2", "7.3-1", "9.3.2"]
    assert audited.owed("2015") == ()
    audited.answer("leadership.commitment.culture", None)
    for edition, rules in (("2015", {"no-open", "treated"}), ("2026", {"coverage", "no-open", "treated"})):
        outcome = audited.verdict(edition)
        assert outcome is not None
        assert {item.rule for item in outcome.obstacles} == rules


def test_without_the_group_its_criteria_are_not_asked_and_their_answers_wait(audited: Dossier) -> None:
    before = audited.opinion("cedre.group.shared-practices")
    audited.choose_options(())
    assert len(audited.concerned) == 113
    audited.choose_options(("group",))
    assert len(audited.concerned) == 118
    assert audited.opinion("cedre.group.shared-practices") == before
