"""Registre on the screen: what is typed is written once right, nothing goes unasked, a file is read before it is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.network.register import Certificate, Engagement, Record
from cap_tui.i18n import activate
from cap_tui.services.network.register import record_of, register, writing_register
from cap_tui.services.network.register_rows import rows_of
from cap_tui.services.workspace import Workspace
from cap_tui.storage.register import save_members
from cap_tui.tui.screens.network import NetworkScreen
from cap_tui.tui.widgets.rows import RowList
from tests.registers import FOUR, ONE, SIX, TWO, csv_file, member
from tests.tui.harness import LARGE, SMALL, Harness, environment, running
from tests.tui.masking import flat
from tests.tui.network.networks import GROUP, at_network, read
from tests.tui.network.test_dashboard_screen import line_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
HEADS = "SIRET;Nom;Types;Délégation régionale;Couleur"


def of(harness: Harness, siret: str) -> Record:
    return record_of(harness.app.workspace, siret)


async def fill(harness: Harness, *texts: str) -> None:
    """Paste texts in the fields, one after the other; an empty one leaves its field as it is."""
    for place, text in enumerate(texts):
        if place:
            await harness.press("tab")
        if text:
            await harness.paste(text)


async def import_file(harness: Harness, path: Path) -> None:
    """Ask for a file by its path, and wait until it was read."""
    await harness.press("i")
    await harness.press("ctrl+u")
    await harness.paste(str(path))
    await harness.press("enter")
    await harness.until(lambda: "Lecture et vérification" not in harness.text())
    await harness.settle()


async def test_what_was_typed_stays_when_it_is_refused_until_it_is_right_and_is_then_under_the_cursor(
    network: Path,
) -> None:
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("n")
        await fill(harness, "123", "Nouvelle fictive")
        await harness.press("enter")
        await harness.until(lambda: "Un SIRET compte 14 chiffres" in flat(harness))
        assert "Nouvelle fictive" in harness.text()
        await harness.press("escape")
        assert "Nouvelle fictive" in harness.text(), "a first Esc only warns"
        while harness.app.focused is None or harness.app.focused.id != "siret":
            await harness.press("tab")
        await harness.press("ctrl+u")
        await harness.paste("35600000049837")
        await harness.press("enter")
        await read(harness)
        await harness.until(lambda: "Structure ajoutée" in flat(harness))
        assert of(harness, "35600000049837").member.name == "Nouvelle fictive"
        assert line_here(harness).startswith("Nouvelle fictive")


async def test_changing_one_field_leaves_all_the_others(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("enter")
        await fill(harness, "", "", "", "Camille (fictif)")
        await harness.press("enter")
        await harness.until(lambda: "Registre modifié." in flat(harness))
        after = of(harness, ONE)
        assert after.member == member(ONE, "Atelier fictif de l’Étang", contact="Camille (fictif)")
        assert after.engagements == (Engagement("cap", date(2025, 1, 5)),)


async def test_removing_says_what_goes_and_asks_first(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("w")
        assert "Retirer Atelier fictif de l’Étang du registre, avec 4 lignes" in flat(harness)
        await harness.press("enter")
        assert of(harness, ONE).member.siret == ONE
        await harness.press("w", "tab", "enter")
        await harness.until(lambda: "Structure retirée du registre." in flat(harness))
        await read(harness)
        assert ONE not in {one.member.siret for one in register(harness.app.workspace)}
        assert line_here(harness).startswith("Chantier fictif")


async def test_a_certificate_is_written_and_taken_away_without_touching_the_rest(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("down", "m", "2")
        await fill(harness, "", "F-2", "", "Organisme fictif", "", "01/06/2026", "", "31/05/2029")
        await harness.press("enter")
        await harness.until(lambda: "Registre modifié." in flat(harness))
        await read(harness)
        expected = Certificate(
            "cap-rse", "F-2", "", "Organisme fictif", "", date(2026, 6, 1), None, date(2029, 5, 31)
        )
        assert expected in of(harness, TWO).certificates
        assert len(of(harness, TWO).certificates) == 2
        await harness.press("m", "5", "tab", "enter")
        await harness.until(lambda: "C’est retiré." in flat(harness))
        kept = of(harness, TWO)
        assert [one.scheme for one in kept.certificates] == ["cedre-iso"]
        assert kept.groups == (GROUP,)


async def test_women_and_men_are_counted_by_body_and_a_group_is_joined(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("end", "m", "3")
        await harness.paste("Groupe fictif du Sud")
        await harness.press("enter")
        await harness.until(lambda: "Registre modifié." in flat(harness))
        await read(harness)
        await harness.press("m", "4")
        await fill(harness, "2025", "", "7", "8")
        await harness.press("enter")
        await harness.until(lambda: of(harness, SIX).headcounts[0].year == 2025)
        assert of(harness, SIX).groups == ("Groupe fictif du Sud",)
        assert [(one.year, one.body, one.women, one.men) for one in of(harness, SIX).headcounts] == [
            (2025, "bureau", 7, 8),
            (2026, "board", 3, 2),
        ]


async def test_a_search_finds_without_accents_and_escape_shows_everything_again(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("/")
        await harness.paste("eco lieu")
        await harness.press("enter")
        await read(harness)
        assert "1 structure" not in line_here(harness)
        assert "1 sur 6 structures au registre" in flat(harness)
        assert line_here(harness).startswith("Éco-lieu fictif")
        await harness.press("escape")
        await read(harness)
        assert "6 structures au registre" in flat(harness)
        assert line_here(harness).startswith("Éco-lieu fictif"), "one stays where one was"


async def test_a_certificate_leads_to_its_structure(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "6")
        await harness.press("enter")
        await read(harness)
        assert "1 sur 6 structures au registre" in flat(harness)
        assert line_here(harness).startswith("Atelier fictif")


async def test_what_is_in_the_register_is_never_markup(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("down", "down", "down")
        assert harness.text().count("Ferme fictive [b]Hostile[/b]") == 2
        await harness.press("m")
        assert harness.text().count("Ferme fictive [b]Hostile[/b]") >= 2
        await harness.press("escape", "w")
        assert "Retirer Ferme fictive [b]Hostile[/b] du registre" in flat(harness)
        assert of(harness, FOUR).member.name == "Ferme fictive [b]Hostile[/b]"


@SIZES
async def test_a_file_is_shown_whole_before_it_is_written_and_written_once(
    network: Path, size: tuple[int, int], golden: Callable[[Harness, str], None], tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path,
        HEADS,
        f"{ONE};Atelier fictif de l’Étang;AI;Bretagne;bleu",
        "356 000 000 49837;Les Jardins fictifs;ACI;Normandie;vert",
        "123;Trop court;AI;Bretagne;rouge",
    )
    async with running(network, size=size) as harness:
        await at_network(harness, "5")
        await import_file(harness, path)
        golden(harness, "import")
        assert len(register(harness.app.workspace)) == 6
        await harness.press("a")
        await harness.until(lambda: "C’est importé." in flat(harness))
        assert of(harness, ONE).member.region == "Bretagne"
        await harness.press("escape")
        await read(harness)
        assert "7 structures au registre" in flat(harness)
        await import_file(harness, path)
        assert "Rien à écrire" in flat(harness)
        await harness.press("a")
        assert "0 structure ajoutée" in flat(harness)
        assert "C’est importé." not in flat(harness)


async def test_a_file_that_is_no_register_is_refused_with_a_sentence_and_one_goes_back(
    network: Path, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, "Nom;Ville", "Structure fictive;Nantes")
    async with running(network) as harness:
        await at_network(harness, "5")
        await import_file(harness, path)
        assert "SIRET" in flat(harness)
        await harness.press("escape")
        assert isinstance(harness.screen, NetworkScreen)


async def test_thousands_of_refused_lines_make_no_endless_page(network: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADS, *(f"{ONE};Fictive;AI;Ville {number};" for number in range(2_000)))
    async with running(network) as harness:
        await at_network(harness, "5")
        await import_file(harness, path)
        assert "2000 lignes refusées" in flat(harness)
        page = harness.screen.query_one("LinesView").plain  # type: ignore[attr-defined]
        assert "et 1800 de plus" in page
        assert page.count("n’est pas une délégation") == 200


async def test_lines_refused_for_the_same_reason_are_told_once_with_the_first_of_them(
    network: Path, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path, HEADS, *(f"{number};Fictive {number};AI;Bretagne;" for number in range(1_000, 3_000))
    )
    async with running(network) as harness:
        await at_network(harness, "5")
        await import_file(harness, path)
        page = harness.screen.query_one("LinesView").plain.replace("\u00a0", " ")  # type: ignore[attr-defined]
        assert page.count("Un SIRET compte 14 chiffres") == 1
        assert "2 000 lignes (les premières : 2, 3, 4, 5," in page
        assert "20, 21…)" in page


async def test_exporting_never_replaces_a_file_that_is_there(network: Path, tmp_path: Path) -> None:
    there = tmp_path / "registre.csv"
    there.write_text("à garder", encoding="utf-8")
    async with running(network) as harness:
        await at_network(harness, "5")
        await harness.press("x", "1", "ctrl+u")
        await harness.paste(str(there))
        await harness.press("enter")
        await harness.until(lambda: "registre.csv" in flat(harness) and "existe" in flat(harness))
        assert there.read_text(encoding="utf-8") == "à garder"
        await harness.press("ctrl+u")
        await harness.paste(str(tmp_path / "autre.csv"))
        await harness.press("enter")
        await harness.until((tmp_path / "autre.csv").exists)
        assert "Atelier fictif de l’Étang" in (tmp_path / "autre.csv").read_text(encoding="utf-8-sig")


async def test_ten_thousand_structures_are_listed_without_a_widget_each(empty: Path) -> None:
    workspace = Workspace(empty, environment())
    many = [Record(member(f"{number:014}", f"Structure fictive {number:05}")) for number in range(10_000)]
    with writing_register(workspace) as connection:
        save_members(connection, rows_of(many))
    workspace.close()
    async with running(empty) as harness:
        await at_network(harness)
        before = len(list(harness.screen.walk_children()))
        await harness.press("5")
        await read(harness)
        assert "10000 structures au registre" in flat(harness)
        await harness.press("end")
        assert line_here(harness).startswith("Structure fictive 09999")
        assert len(list(harness.screen.walk_children())) == before
        assert isinstance(harness.app.focused, RowList)


async def test_a_year_of_counts_is_chosen_among_those_that_were_made(network: Path) -> None:
    activate("fr")
    async with running(network) as harness:
        await at_network(harness, "8")
        assert "2026 · il faut au moins cinq structures" in flat(harness)
        await harness.press("a", "1")
        await read(harness)
        assert "18 femmes, 12 hommes : 60,0 % de femmes" in flat(harness)


async def test_a_group_is_read_on_one_page_with_what_is_missing(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "7")
        await harness.press("enter")
        shown = flat(harness)
        assert "Atelier fictif de l’Étang : certificat échu le 13/11/2026" in shown
        assert shown.count("aucun dossier ici") == 3
