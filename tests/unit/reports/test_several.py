from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.review import Retained, Voice
from cap_tui.core.text import MAX_TEXT
from cap_tui.reports.report_data import Participant
from cap_tui.reports.runner import run_report
from tests.unit.reports.hostile import HOSTILE, reads
from tests.unit.reports.samples import letters, printed, sample
from tests.unit.reports.several import (
    CHANGES,
    DIRECTOR,
    HOSTILE_NAME,
    KEYS,
    LONG,
    NOON,
    PEER,
    SEVERAL_SECRETS,
    THREADS,
    TIERS,
    VIEWS,
    VISA,
    at,
    note,
    several,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.review import CrossedViews, Thread
    from cap_tui.reports.report_data import ReportData


class Read:
    """A report read back once: its text by page, its chapters, and what a reader of files sees beside the pages."""

    def __init__(self, data: ReportData) -> None:
        reader = printed(data)
        self.pages = [" ".join(page.extract_text().split()) for page in reader.pages]
        self.text = " ".join(self.pages)
        self.beside = f"{reader.outline} {reader.metadata}"
        marks = [item for item in reader.outline if not isinstance(item, list)]
        self._starts = {
            str(item.title).replace("\u00a0", " "): reader.get_destination_page_number(item) or 0
            for item in marks
        }

    @property
    def chapters(self) -> list[str]:
        """Titles of the chapters."""
        return list(self._starts)

    def chapter(self, title: str) -> str:
        """Return the text of a chapter's pages."""
        start = self._starts[title]
        end = min((page for page in self._starts.values() if page > start), default=len(self.pages))
        return " ".join(self.pages[start:end])


@pytest.fixture(scope="module")
def report() -> Read:
    return Read(several())


def test_views_are_side_by_side_with_the_gap_in_words_and_what_was_retained(report: Read) -> None:
    shown = report.chapter("Regards croisés")
    assert "1.1.1 Valeurs écrites et partagées par toute l’équipe ◔ ◔ ◔ ◑ ○–● · 5 = Accord —" in shown
    assert "1.1.2 Gouvernance ◔ ◑ ◔ — ≠ Divergence mineure —" in shown
    assert "1.1.3 Projet ◔ ● ◔ ◑ ○–● · 5 ≠≠ Divergence majeure ◑" in shown
    assert all(f" {criterion.code} " in shown for criterion in several().questionnaire.criteria.values())


def test_the_summary_counts_agreements_and_divergences(report: Read) -> None:
    # of the 30 criteria, every third one agrees, the next is one level apart, the next two levels
    shown = report.chapter("Regards croisés")
    for expected in (
        "30 critères positionnés par au moins deux regards",
        "= 10 où tous les regards s’accordent",
        "≠ 10 divergences mineures",
        "≠≠ 10 divergences majeures",
        "10 positions retenues en commun",
    ):
        assert expected in shown


@pytest.mark.parametrize(
    "expected",
    [
        f"{DIRECTOR} Direction A commencé",
        f"{PEER} (Atelier voisin) Pair A terminé",
        f"{TIERS} Tiers Rien reçu pour l’instant",
        f"{HOSTILE_NAME} Contribution Feuille d’avis reportée par",
        "Rémi Retiré-Secret Ne participe plus —",
    ],
)
def test_everyone_who_takes_part_is_named_with_what_they_are(report: Read, expected: str) -> None:
    assert expected in report.chapter("Regards croisés")


def test_a_criterion_that_one_side_alone_rated_is_not_called_agreed() -> None:
    lonely = replace(VIEWS[KEYS[0]], voices=VIEWS[KEYS[0]].voices[:1], team=None)
    unsure = Voice("p", PEER, Role.PEER, Opinion(Position(Stance.UNKNOWN)))
    doubtful = replace(VIEWS[KEYS[3]], voices=(VIEWS[KEYS[3]].voices[0], unsure), team=None)
    shown = Read(several(views={**VIEWS, KEYS[0]: lonely, KEYS[3]: doubtful})).chapter("Regards croisés")
    assert "1.1.1 Valeurs écrites et partagées par toute l’équipe ◔ · · — — —" in shown
    assert "1.1.4 Accueil ◔ ? · — — —" in shown
    assert "28 critères positionnés par au moins deux regards = 8 où" in shown


def _alone(views: CrossedViews) -> CrossedViews:
    return replace(views, voices=views.voices[:1], team=None, retained=None)


def test_a_director_alone_gets_no_chapter_of_views() -> None:
    alone = {key: _alone(views) for key, views in VIEWS.items()}
    assert "Regards croisés" not in Read(several(views=alone)).chapters
    assert "Regards croisés" not in Read(sample()).chapters


def test_a_side_that_said_nothing_has_no_empty_column() -> None:
    views = {key: replace(one, voices=one.voices[:2], team=None, retained=None) for key, one in VIEWS.items()}
    shown = Read(several(views=views, people=())).chapter("Regards croisés")
    assert "Critère Direction Pair Divergence 1.1" in shown
    assert "Tiers" not in shown


def _with_team(count: int) -> ReportData:
    team = VIEWS[KEYS[0]].team
    assert team is not None
    return several(views={KEYS[0]: replace(VIEWS[KEYS[0]], team=replace(team, count=count))})


def test_a_team_of_two_never_shows_even_if_it_is_given() -> None:
    shown = Read(_with_team(2)).text
    assert "MOT-DE-L-EQUIPE" not in shown
    assert "Équipe" not in shown
    assert "MOT-DE-L-EQUIPE" in Read(_with_team(3)).text


def test_what_one_of_the_team_thinks_is_never_printed_apart() -> None:
    mine = Voice(
        "c", "Camille Equipe-Secrète", Role.CONTRIBUTOR, Opinion(at("low"), constat="AVIS-D-UNE-PERSONNE")
    )
    views = {KEYS[0]: replace(VIEWS[KEYS[0]], voices=(*VIEWS[KEYS[0]].voices, mine))}
    shown = Read(several(views=views)).text
    assert "AVIS-D-UNE-PERSONNE" not in shown
    assert "Camille" not in shown


def test_pooling_tells_what_each_said_what_was_retained_why_and_who_agreed(report: Read) -> None:
    shown = report.chapter("Mise en commun")
    assert "10 critères ont été tranchés ensemble." in shown
    start = shown.index("1.1.3 Projet")
    item = shown[start : shown.index("1.2.1", start)]
    for expected in (
        "Direction : ◔ Engagé Pair : ● Exemplaire Tiers : ◔ Engagé",
        "Équipe : médiane ◑ Maîtrisé · de ○ À construire à ● Exemplaire · 5 personnes",
        "≠≠ Divergence majeure",
        "◑ Maîtrisé",
        "RAISON-RETENUE après échange",
        f"{DIRECTOR}, {HOSTILE_NAME}",
        f"{DIRECTOR}, 03/11/2026 12 h 05",
    ):
        assert expected in item


def test_a_criterion_set_aside_together_keeps_its_reason() -> None:
    aside = Retained(Position(Stance.NOT_APPLICABLE, reason="SANS-OBJET ici"), "", (), DIRECTOR, NOON)
    views = {KEYS[0]: replace(VIEWS[KEYS[0]], retained=aside)}
    assert "∅ Non applicable" in Read(several(views=views)).chapter("Mise en commun")
    assert "SANS-OBJET ici" in Read(several(views=views)).chapter("Mise en commun")


def test_a_thread_of_twelve_answers_is_printed_whole_and_in_order(report: Read) -> None:
    shown = report.chapter("Remarques")
    places = [shown.index(f"REPONSE-{number} du fil") for number in range(1, 13)]
    assert places == sorted(places)
    assert f"{HOSTILE_NAME}, Tiers · 03/11/2026 12 h 05 <b>Pourquoi ?</b>" in shown
    assert f"↳ {DIRECTOR}, Direction · 03/11/2026 13 h 05 REPONSE-1 du fil" in shown
    assert "3 remarques, 1 encore ouverte." in shown
    assert "✓ Close par Claire" in shown
    assert "modifiée depuis" in shown


def test_a_remark_of_five_thousand_characters_runs_over_pages_and_nothing_is_cut(report: Read) -> None:
    assert len(LONG) > 5_000
    shown = report.chapter("Remarques")
    assert shown.count("accueil.") == 74
    assert "LONGUE-REMARQUE" in shown
    assert "FIN-LONGUE" in shown


def test_an_erased_remark_says_so_and_its_place_stays(report: Read) -> None:
    assert "05/11/2026 04 h 05 Ce texte a été effacé à la demande." in report.chapter("Remarques")


def test_proposals_are_printed_with_their_answer_and_follow_up_notes_too(report: Read) -> None:
    shown = report.chapter("Remarques")
    assert "ACTION-PROPOSEE par le pair" in shown
    assert "✗ Écartée" in shown
    assert "REFUS-MOTIVE" in shown
    assert "✓ Acceptée : action 1" in shown
    assert f"{TIERS}, Tiers · 05/11/2026 14 h 05 NOTE-DE-SUIVI du printemps" in shown


def test_the_annex_puts_the_others_beside_the_director(report: Read) -> None:
    shown = report.chapter("Annexe : critère par critère")
    start = shown.index("1.1.3 Projet")
    item = shown[start : shown.index("1.1.4 Accueil")]
    order = [
        "CONSTAT-DIRECTION", f"Pair · {PEER}", "● Exemplaire", "CONSTAT-DU-PAIR", "CONSEIL-DU-PAIR", f"Tiers · {TIERS}",
        "PREUVE-DU-TIERS", "médiane ◑ Maîtrisé", "MOT-DE-L-EQUIPE un", "MOT-DE-L-EQUIPE deux", "Mise en commun", "RAISON-RETENUE",
        "Ce texte a été effacé",
    ]  # fmt: skip
    places = [item.index(text) for text in order]
    assert places == sorted(places)
    assert "REPONSE-12 du fil" in shown
    assert "Le texte entier est au chapitre « Remarques »." in shown


@pytest.mark.parametrize(
    "expected",
    [
        "ce n’est pas une signature électronique qualifiée", TIERS, "Tiers", "Visa du 3 novembre 2026 à 12 h 05", "68,3 %",  # 205 ÷ 3
        "28 sur 30 applicables", "abababababababab", "0123456789abcdef", "COMMENTAIRE-DU-VISA",
        "✓ L’évaluation et le plan sont tels qu’ils ont été visés.", "Actions du plan 12", "Positions retenues 10",
    ],
)  # fmt: skip
def test_the_visa_says_who_signed_what_exactly(report: Read, expected: str) -> None:
    assert expected.lower() in report.chapter("Visa").lower()


def test_the_seal_is_printed_in_its_short_form_only(report: Read) -> None:
    assert "0123456789abcdef0" not in letters(report.text)


def test_the_cover_bears_the_visa_in_one_line(report: Read) -> None:
    cover = report.pages[0]
    assert f"{TIERS}, Tiers, 3 novembre 2026 · sceau 0123456789abcdef" in cover
    assert "modifié" not in cover
    assert "Visa" not in Read(several(visas=())).pages[0]


def test_a_cover_with_many_names_still_ends_above_its_notice() -> None:
    names = tuple(
        Participant(f"Prénom{number} Nom-Composé-Assez-Long", "Contribution") for number in range(40)
    )
    cover = printed(several(participants=names, visas=(replace(VISA, by=PEER * 5, changes=CHANGES),))).pages[
        0
    ]
    heights: dict[str, float] = {}
    cover.extract_text(visitor_text=lambda text, _cm, place, *_font: heights.update({text.strip(): place[5]}))
    notice = next(height for text, height in heights.items() if text.startswith("Proposition, non validée"))
    last = next(height for text, height in heights.items() if text.startswith("1er décembre"))
    assert last > notice + 12


def test_what_changed_after_the_visa_is_counted_and_listed(changed: Read) -> None:
    shown = changed.chapter("Visa")
    assert "Modifié après visa (3 changements)" in shown
    assert "action 3 · échéance avant-cela → VALEUR-CHANGEE" in shown
    assert "Contribution 1.1.1 · cotation" in shown
    assert "tels qu’ils ont été visés" not in shown
    assert "modifié après visa (3 changements)" in changed.pages[0]
    for secret in ("AVIS-D-UNE-PERSONNE", "Camille Equipe-Secrète", "CANARI-PRIVE", "OBJET-PRIVE"):
        assert secret not in changed.text


def test_a_director_who_signs_alone_is_said_to_be_without_a_third_party() -> None:
    reader = Read(several(visas=(replace(VISA, role=Role.DIRECTOR, by=DIRECTOR),)))
    assert "Direction : évaluation sans tiers" in reader.chapter("Visa")
    assert "Direction, sans tiers, 3 novembre 2026" in reader.pages[0]


@pytest.mark.parametrize("audience", ["interne", "partenaires"])
def test_what_the_peer_and_the_third_party_keep_to_themselves_is_in_no_file(audience: str) -> None:
    data = several(visas=(replace(VISA, changes=CHANGES),))
    reader = Read(replace(data, audience=type(data.audience)(audience)))
    everything = letters(reader.text + reader.beside)
    assert "CANARI-PRIVE" not in everything
    assert "OBJET-PRIVE" not in everything


@pytest.fixture(scope="module")
def for_partners() -> Read:
    data = several(visas=(replace(VISA, changes=CHANGES),))
    return Read(replace(data, audience=type(data.audience)("partenaires")))


@pytest.fixture(scope="module")
def changed() -> Read:
    return Read(several(visas=(replace(VISA, changes=CHANGES),)))


@pytest.mark.parametrize("secret", SEVERAL_SECRETS)
def test_partners_never_read_a_name_or_a_remark(for_partners: Read, changed: Read, secret: str) -> None:
    assert letters(secret) not in letters(for_partners.text + for_partners.beside)
    assert letters(secret) in letters(changed.text)


def test_partners_read_levels_by_role_and_that_a_visa_was_given(for_partners: Read) -> None:
    assert "1.1.3 Projet ◔ ● ◔ ◑ ○–● · 5 ≠≠ Divergence majeure ◑" in for_partners.chapter("Regards croisés")
    assert {"Mise en commun", "Remarques"}.isdisjoint(for_partners.chapters)
    visa = for_partners.chapter("Visa")
    assert "En qualité de Tiers" in visa
    assert "Modifié après visa (3 changements)" in visa
    assert "Visé par" not in visa
    assert "Quand" not in visa


def test_public_data_hold_no_key_and_nobody() -> None:
    data = several(visas=(replace(VISA, changes=CHANGES),))
    public = replace(data, audience=type(data.audience)("partenaires")).for_its_audience()
    shown = repr(
        (public.views, public.threads, public.visas, public.people, public.proposals, public.followups)
    )
    for secret in (*SEVERAL_SECRETS, "cle-publique-secrete", "f" * 64):
        assert secret not in shown


def test_hostile_texts_of_anyone_are_printed_verbatim() -> None:
    everything = "\n".join(HOSTILE)
    thread = replace(THREADS[0], notes=(note(0, HOSTILE[0], Role.PEER, everything),))
    retained = Retained(at("high"), everything, HOSTILE, HOSTILE[1], NOON)
    views = {KEYS[0]: replace(VIEWS[KEYS[0]], retained=retained)}
    visa = replace(VISA, by=HOSTILE_NAME, comment=everything)
    reader = Read(several(threads=(thread,), views=views, visas=(visa,)))
    for name in ("Remarques", "Mise en commun", "Visa"):
        shown = letters(reader.chapter(name))
        assert not [text for text in HOSTILE if letters(reads(text)) not in shown]


@pytest.mark.parametrize("text", ["x" * MAX_TEXT, "mot " * (MAX_TEXT // 4), "\n" * 500 + "fin"])
def test_texts_of_any_length_make_a_document(text: str) -> None:
    thread = replace(
        THREADS[0], notes=(note(0, text[:500], Role.PEER, text),), resolved=True, resolved_by=text[:500]
    )
    retained = Retained(at("high"), text, (text[:500],) * 5, text[:500], NOON)
    views = {KEYS[0]: replace(VIEWS[KEYS[0]], retained=retained)}
    change = replace(CHANGES[0], what=text[:500], before=text, after=text, author=text[:500])
    visa = replace(VISA, by=text[:500], comment=text, changes=(change,) * 3)
    people = tuple(replace(one, name=text[:500], organisation=text[:500]) for one in several().people)
    reader = Read(several(threads=(thread,), views=views, visas=(visa,), people=people))
    assert reader.chapters[-1] == "Sources et sceau"


def test_a_remark_on_a_criterion_that_is_gone_is_not_lost() -> None:
    thread: Thread = replace(THREADS[0], criterion="critere-disparu")
    shown = Read(several(threads=(thread,))).chapter("Remarques")
    assert "critere-disparu" in shown
    assert "REPONSE-12 du fil" in shown


def test_all_of_it_travels_to_the_process_that_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    run_report(several(visas=(replace(VISA, changes=CHANGES),)), path)
    assert path.read_bytes().startswith(b"%PDF-")
