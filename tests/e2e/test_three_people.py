"""A director, a pair and a tiers, three computers, files sent as by e-mail: from the invitation to the follow-up of the plan.

Then what should change nothing: a stale file, and files tampered with.
"""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from cap_tui.exchange.bundle import peek
from tests.e2e.desks import AZERTY, Desk, installed_at
from tests.e2e.shared_day import (
    ANSWER,
    CAUSE,
    COMMENT,
    CONSTAT,
    DIRECTOR,
    OWNER,
    PAIR,
    PRIVATE,
    QUESTION,
    RETAINED,
    STRUCTURE,
    Day,
    assert_everything_arrived,
    assert_printed,
)
from tests.e2e.tampering import rebuilt_with_a_lie, signed_again_with_a_lie, with_a_byte_changed
from tests.e2e.test_wheel import built
from tests.unit.content.test_cap import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


pytestmark = pytest.mark.slow


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    """Three fresh installations of the wheel; the pair's terminal is a small one."""
    site = tmp_path / "site"
    wheel = tmp_path / "wheel"
    wheel.mkdir()
    shutil.unpack_archive(built("wheel", wheel), site, "zip")
    shared = tmp_path / "pièces jointes"
    shared.mkdir()

    def desk(name: str, organisation: str, folder: str, columns: int, rows: int) -> Desk:
        home = tmp_path / folder
        terminal = installed_at(home, site, columns=columns, rows=rows)
        return Desk(name, organisation, home, shared, terminal)

    director = desk("Claire Martin", "", "direction", 120, 36)
    pair = desk("Ousmane Diallo", "L’Étape (fictive)", "pair", 80, 24)
    tiers = desk("Hélène Œuvrard", "Appui fictif", "tiers", 120, 36)
    with director.terminal, pair.terminal, tiers.terminal:
        yield Day(director, pair, tiers, shared)


def create(director: Desk) -> None:
    """Create the structure from the second door, and sign one's name."""
    director.waits("Bienvenue")
    director.press("é")
    director.waits("Nom de la structure")
    director.terminal.paste(STRUCTURE)
    director.press("tab")
    director.terminal.type("732 829 320 00074")
    director.press("tab", " ", "tab", "tab", "tab", "tab")
    director.terminal.type(director.name)
    director.press("enter")
    director.waits(f"{CODES[0]} ")


def rate(desk: Desk, levels: tuple[int, ...]) -> None:
    """Rate the first criteria with the digit row; the cursor ends on the last."""
    for code, level in zip(CODES, levels, strict=False):
        desk.waits(f"{code} ")
        desk.press(AZERTY[level - 1])
        desk.waits(f"▶{level} ")
        if code != CODES[len(levels) - 1]:
            desk.press("down")
    desk.waits("Enregistré à")


def let_in(day: Day) -> None:
    """Let the pair in by his fingerprint, heard over the phone, and the tiers by her card, received by e-mail."""
    director, pair, tiers = day.director, day.pair, day.tiers
    for reviewer in (pair, tiers):
        reviewer.waits("Bienvenue")
        reviewer.introduce()
    pair.back()
    heard = pair.spelt()
    tiers.press("c")
    tiers.waits("Carte écrite")
    tiers.back()
    (card,) = (tiers.home / "Documents").glob("*.capid")
    (director.home / "Downloads").mkdir()
    shutil.copy(card, director.home / "Downloads")
    director.press("f8")
    director.waits("Personnes", director.name)
    director.press("a")
    director.waits("Faire entrer quelqu’un")
    director.terminal.type(heard.lower().replace("-", " "))
    director.waits(f"✓ {heard} : complète")
    director.press("tab", "tab")
    director.terminal.type(pair.name)
    director.press("tab")
    director.terminal.type(pair.organisation)
    director.press("tab", "enter")
    director.waits(f"{pair.name} participe")
    director.press("a")
    director.waits("Cartes reçues", card.name)
    director.press("tab", "enter")
    director.waits("Carte :", tiers.fingerprint())
    director.press("tab", "tab", "right")
    director.waits("‹ Tiers ›")
    director.press("enter")
    director.waits(f"{tiers.name} participe", pair.fingerprint())


def trust(reviewer: Desk, path: Path, director: Desk, entries: int) -> None:
    """Receive a first file from the third door, compare the director's fingerprint with hers, accept, open."""
    reviewer.find_received(path)
    mark = director.fingerprint()
    reviewer.waits("De qui", f"{director.name} · Direction", mark, "pas encore ici")
    reviewer.waits(
        "Nouveau : cette empreinte n’a pas encore été vérifiée", f"{entries} nouvelles inscriptions"
    )
    reviewer.press("a")
    reviewer.go_ahead("Premier fichier de cette personne", director.name, mark.replace("-", " "))
    reviewer.waits("C’est importé", f"{entries} nouvelles inscriptions")
    reviewer.press("o")


def review(pair: Desk) -> None:
    """Give one's positions, a constat and a question, and say that one has finished."""
    pair.waits("Vous êtes pair", "On attend votre propre position sur chaque critère", "F7")
    rate(pair, PAIR)
    pair.press("enter")
    pair.waits("Enregistrer et revenir")
    pair.terminal.type(CONSTAT)
    pair.press("esc")
    pair.waits("•Constat", "c’est ça ?", "Enregistré à")
    pair.press("m")
    pair.waits("Lue par", "tout le monde")
    pair.terminal.type(QUESTION)
    pair.press("shift+tab", "shift+tab", "left")
    pair.waits("‹ Question ›")
    pair.press("ctrl+s")
    pair.waits("Remarque enregistrée sur 1.2.4")
    pair.press("t")
    pair.go_ahead("48 critères n’ont pas encore de réponse", "Dire « J’ai terminé »")
    pair.waits("Vous avez terminé. Renvoyez maintenant votre dossier : F7.")


def answer(director: Desk) -> None:
    """Answer what the pair asked, from what waits."""
    director.press("b")
    director.waits("Ce qui m’attend", "Ousmane Diallo a écrit sur le critère 1.2.4")
    director.down_to("▶ Ousmane")
    director.press("r")
    director.waits("Votre réponse", QUESTION)
    director.terminal.type(ANSWER)
    director.press("ctrl+s")
    director.waits("Réponse enregistrée")


def pool(director: Desk) -> None:
    """Retain a position wherever the views differ, saying why."""
    director.press(">")
    director.go_ahead("44 critères n’ont pas encore de réponse", "Mise en commun")
    director.waits("Phase : Mise en commun")
    director.press("f3")
    director.waits("Aller où ?", "9 Mise en commun")
    director.press("ç")
    director.waits("4 écarts, 4 à trancher")
    for code, (level, reason) in RETAINED.items():
        director.waits(f"▌{code} ")
        director.press(AZERTY[level - 1])
        director.waits(
            f"Position retenue : {code}", "[x] Claire Martin [x] Ousmane Diallo [ ] Hélène Œuvrard"
        )
        director.terminal.type(reason)
        director.press("enter")
        director.waits(f"{reason} D’accord Claire Martin, Ousmane Diallo")
        director.press("u")
    director.waits("4 écarts, 0 à trancher")


def plan(director: Desk) -> None:
    """Have the plan proposed from what was retained; name an owner, a date and a cause for its first line, an imperative."""
    director.press(">")
    director.go_ahead("Plan de progrès")
    director.waits("Phase : Plan de progrès")
    director.press("f3")
    director.waits("Aller où ?", "3 Plan de progrès")
    director.press('"')
    director.waits("Plan de progrès ·")
    director.press("o")
    director.waits("7 actions proposées d’après les résultats")
    director.press("enter")
    director.waits("Qui et quand")
    director.press(*["tab"] * 5)
    director.terminal.type(OWNER)
    director.press(*["tab"] * 3)
    director.terminal.type("15/3/2027")
    director.press(*["tab"] * 9)
    director.terminal.type(CAUSE)
    director.press("ctrl+s")
    director.waits("Action enregistrée", "15/03/2027")


def sign(tiers: Desk) -> None:
    """Read what was retained, leave the pair a private remark, and sign the visa."""
    tiers.waits("Vous êtes tiers", "Plan de progrès", "Les réponses sont figées")
    tiers.press("down", "down")
    tiers.waits("Direction ◑ Maîtrisé", "Pair ○ À construire", "≠≠ Divergence majeure", "✔ Retenu ◔ Engagé")
    tiers.press("m")
    tiers.waits("Lue par")
    tiers.terminal.type(PRIVATE)
    tiers.press("shift+tab", "right")
    tiers.waits("‹ le pair et le tiers seulement ›")
    tiers.press("ctrl+s")
    tiers.waits("Remarque enregistrée sur 1.1.3")
    tiers.press("f9")
    tiers.waits(
        "Critères positionnés 16 sur 60", "Positions retenues 4", "Actions du plan 7", "Vous pouvez signer"
    )
    tiers.press("s")
    tiers.waits("Un commentaire avec votre visa ?")
    tiers.terminal.type(COMMENT)
    tiers.press("enter")
    tiers.go_ahead("Signer ce plan ?", "16 critères positionnés sur 60")
    tiers.waits("C’est signé", COMMENT, "rien n’a changé depuis")


def follow_up(director: Desk) -> None:
    """Go to follow-up under the visa, and note progress on the first action."""
    director.waits("CAP 2026", "Plan de progrès")
    director.press(">")
    director.go_ahead("Passer à la phase « Suivi » ?")
    director.waits("Phase : Suivi")
    director.press("p")
    director.waits("Plan de progrès ·", "À lancer 7")
    for percent in (10, 20, 30):
        director.press("+")
        director.waits(f"{percent} %")
    director.waits("En cours 1", "Enregistré à")


def test_from_the_invitation_to_the_follow_up_nothing_is_lost_and_nothing_false_gets_in(day: Day) -> None:
    director, pair, tiers = day.director, day.pair, day.tiers
    create(director)
    rate(director, DIRECTOR)
    let_in(day)
    sent = director.send(1, "Pour le pair", "aller au pair.capx")
    trust(pair, sent, director, peek(sent.read_bytes()).entries)
    review(pair)
    first = pair.send(1, "Pour la direction", "retour du pair.capx")
    director.look_at(first)
    director.take_in("Ousmane Diallo · Pair", "15 nouvelles inscriptions", "1.2.4", pair.fingerprint())
    answer(director)
    pool(director)
    plan(director)
    sent = director.send(2, "Pour le tiers", "aller au tiers.capx")
    trust(tiers, sent, director, peek(sent.read_bytes()).entries)
    sign(tiers)
    signed = tiers.send(1, "Pour la direction", "retour du tiers.capx")
    between = tiers.send(2, "Pour le pair", "du tiers au pair.capx")
    director.look_at(signed)
    director.take_in("Hélène Œuvrard · Tiers", "2 nouvelles inscriptions")
    follow_up(director)
    stale = refuse_what_is_old_or_false(day, first)
    printed = export(director, day.shared / "plan de progrès.pdf")
    catch_up(day, between)
    for desk in (director, pair, tiers):
        desk.leave()
    assert_printed(printed)
    assert_everything_arrived(day, stale, first)


def refuse_what_is_old_or_false(day: Day, first: Path) -> int:
    """Open the pair's first file again, then three made false on their way; return how many entries the old one lacks."""
    director, shared = day.director, day.shared
    director.look_at(first)
    shown = director.waits("De qui", "Ce fichier n’apporte rien qui ne soit déjà ici", "il lui manque")
    found = re.search(r"Ce dossier est plus ancien : il lui manque (\d+) inscriptions\.", shown)
    assert found is not None, shown
    director.press("o")
    director.waits("CAP 2026", "Suivi")
    altered = with_a_byte_changed(first, shared / "octet changé.capx")
    rebuilt = rebuilt_with_a_lie(first, shared / "refait.capx", CONSTAT)
    signed = signed_again_with_a_lie(first, shared / "resigné.capx", CONSTAT, day.pair.data)
    told = (
        (altered, "Ce fichier .capx est abîmé ou a été fabriqué pour tromper"),
        (rebuilt, "La signature de ce fichier .capx n’est pas celle de la personne qui l’envoie"),
        (signed, "1 inscription refusée", "le texte n’est pas celui qui a été signé"),
    )
    database = director.data / "cap-tui.db"
    before = sha256(database.read_bytes()).digest()
    for path, *sentences in told:
        director.look_at(path)
        director.waits(*sentences)
        director.press("a")
        shown = director.terminal.settle()
        if path != signed:
            assert "C’est importé" not in shown
            assert sha256(database.read_bytes()).digest() == before
        director.back()
        director.waits("RECEVOIR")
    return int(found[1])


def export(director: Desk, path: Path) -> Path:
    """Make the PDF of the director."""
    director.press("f3")
    director.waits("Aller où ?", "4 Exporter")
    director.press("'")
    director.waits("Où enregistrer le fichier")
    director.press("shift+tab", "ctrl+u")
    director.terminal.paste(str(path))
    director.press("enter")
    director.waits("Le fichier est créé", seconds=60)
    director.back()
    return path


def catch_up(day: Day, between: Path) -> None:
    """Have the pair receive what the tiers sent him, then both what the director has now."""
    director, pair, tiers = day.director, day.pair, day.tiers
    pair.look_at(between)
    pair.take_in(f"{tiers.name} · Tiers", tiers.fingerprint(), "empreinte connue ici")
    for number, whom, desk in ((1, "Pour le pair", pair), (2, "Pour le tiers", tiers)):
        sent = director.send(number, whom, f"suivi {number}.capx")
        desk.look_at(sent)
        desk.take_in("Claire Martin · Direction", "empreinte connue")
        desk.waits("Suivi", "Les réponses sont figées")
