"""`network`: a coordinator keeps the register from a terminal, and sees what expires, who is grouped, where women stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.registers import FIVE, FOUR, ONE, SIX, THREE, TWO, csv_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.cli.conftest import Cli

REGISTER = ("network", "register")


def day(offset: int) -> str:
    return f"{datetime.now(UTC).date() + timedelta(days=offset):%d/%m/%Y}"


@pytest.fixture
def kept(cli: Cli) -> Cli:
    """A register of one structure."""
    done = cli(*REGISTER, "add", ONE, "name=L’Étape fictive", "kinds=AI/ACI", "region=PACA")
    assert done.code == 0, done.err
    return cli


def test_a_structure_is_added_shown_changed_and_removed_once_agreed(kept: Cli) -> None:
    shown = kept(*REGISTER, "set", ONE, "contact=Personne fictive").out
    assert "Contact : Personne fictive" in shown
    assert "Délégation régionale : Provence-Alpes-Côte d’Azur" in shown
    (listed,) = kept(*REGISTER, "--json").json
    assert (listed["siret"], listed["kinds"], listed["contact"]) == (ONE, ["AI", "ACI"], "Personne fictive")
    assert kept(*REGISTER, "show", ONE, "--json").json == listed
    assert kept(*REGISTER, "remove", ONE, "--yes").code == 0
    assert kept(*REGISTER, "list", "--json").json == []
    assert "registre est vide" in kept(*REGISTER).err


def test_engagements_certificates_groups_and_counts_are_written_and_taken_back(kept: Cli) -> None:
    assert "CAP depuis 05/01/2017" in kept(*REGISTER, "engage", ONE, "cap", "since=05/01/2017").out
    said = kept(
        *REGISTER, "certify", ONE, "Cèdre ISO", "number=F-1", "group=Groupe fictif", f"expires={day(-3)}"
    ).out
    assert "CEDRE ISO 9001, n° F-1, avec le groupe Groupe fictif" in said
    assert "femmes 5, hommes 4" in kept(*REGISTER, "count", ONE, "2026", "CA", "5", "4").out
    (late,) = kept("network", "certificates", "--json").json
    assert (late["event"], late["days"], late["number"]) == ("expired", -3, "F-1")
    assert "ÉCHU depuis 3 jours" in kept("network", "certificates").out
    assert "certificat échu" in kept("network", "groups").out
    page = kept("network", "groups", "show", "Groupe fictif")
    assert "aucun dossier ici" in page.out
    assert (
        kept("network", "groups", "rename", "Groupe fictif", "Autre fictif", "--json").json["name"]
        == "Autre fictif"
    )
    assert kept(*REGISTER, "leave", ONE, "Autre fictif").code == 1
    assert kept(*REGISTER, "uncertify", ONE, "cedre-iso").code == 0
    assert kept(*REGISTER, "leave", ONE, "Autre fictif").code == 0
    assert kept(*REGISTER, "disengage", ONE, "CAP", "--json").json["engagements"] == []


def test_an_import_is_shown_then_asked_then_written_once(kept: Cli, tmp_path: Path) -> None:
    path = str(
        csv_file(
            tmp_path,
            "SIRET;Nom;Région",
            f"{ONE};L’Étape fictive;Bretagne",
            f"{TWO};Deux fictive;",
            "12;Trois;",
        )
    )
    shown = kept(*REGISTER, "import", path, "--preview")
    assert shown.code == 1  # a line is refused
    assert "1 structure ajoutée · 1 modifiée · 0 inchangée · 1 ligne refusée" in shown.out
    assert "Délégation régionale : Provence-Alpes-Côte d’Azur → Bretagne" in shown.out
    assert "ligne 4 : REFUSÉE — Trois" in shown.out
    assert len(kept(*REGISTER, "--json").json) == 1
    told = kept(*REGISTER, "import", path, "--yes", "--json").json
    assert (len(told["new"]), len(told["changed"]), told["refused"][0]["line"], told["written"]) == (
        1,
        1,
        4,
        True,
    )
    assert len(kept(*REGISTER, "--json").json) == 2
    assert kept(*REGISTER, "import", path, "--yes", "--json").json["written"] is False


def _lines(shown: str, word: str) -> list[str]:
    return [line.replace("\u00a0", " ") for line in shown.splitlines() if word in line]


def test_a_thousand_lines_with_the_same_defect_are_told_in_a_sentence_and_all_of_them_to_programs(
    kept: Cli, tmp_path: Path
) -> None:
    """ONE ends in 74; every SIRET below is it with another last digit, so none has the right key."""
    lines = [f"{ONE[:-1]}{1 + index % 3};Structure fictive {index};" for index in range(1000)]
    path = str(csv_file(tmp_path, "SIRET;Nom;Région", *lines))
    shown = kept(*REGISTER, "import", path, "--preview").out
    (told,) = _lines(shown, "REFUS")
    first = ", ".join(str(number) for number in range(2, 22))
    assert told.startswith(f"1 000 lignes (les premières : {first}…) : REFUSÉES — ")
    assert "SIRET" in told
    assert len(kept(*REGISTER, "import", path, "--preview", "--json").json["refused"]) == 1000


def test_lost_zeros_are_told_once_for_all_lines_and_few_of_them_one_by_one(kept: Cli, tmp_path: Path) -> None:
    lost = [one.lstrip("0") for one in (THREE, FOUR, FIVE, SIX)]
    lost[:] = [
        one.zfill(12) for one in lost
    ]  # twelve digits: what is left of a SIRET that began with two zeros
    lines = [f"{one};Structure fictive {index};" for index, one in enumerate(lost)]
    head = "SIRET;Nom;Région"
    few = kept(*REGISTER, "import", str(csv_file(tmp_path, head, *lines[:2])), "--preview").out
    one, two = _lines(few, "à vérifier")
    assert one.startswith("ligne 2 : à vérifier — Structure fictive 0 : ")
    assert THREE in one
    assert FOUR in two
    many = kept(*REGISTER, "import", str(csv_file(tmp_path, head, *lines)), "--preview").out
    (told,) = _lines(many, "à vérifier")
    assert told.startswith("4 lignes (2, 3, 4, 5) : à vérifier — Excel a retiré le zéro")


def test_a_page_of_different_defects_ends_with_their_count(kept: Cli, tmp_path: Path) -> None:
    lines = [f"{ONE};Structure fictive;Ville {index}" for index in range(25)]
    path = str(csv_file(tmp_path, "SIRET;Nom;Région", *lines))
    told = _lines(kept(*REGISTER, "import", path, "--preview").out, "REFUS")
    assert len(told) == 21
    assert told[-1] == "et 5 autres lignes : REFUSÉES ; --json les donne toutes."


def test_nothing_to_write_is_explained_by_what_the_file_holds(kept: Cli, tmp_path: Path) -> None:
    """Who is told that the register says it already does not look for what is wrong in the file."""

    def told(*lines: str) -> str:
        path = str(csv_file(tmp_path, "SIRET;Nom", *lines))
        return kept(*REGISTER, "import", path, "--preview").err.replace("\u00a0", " ")

    known = f"{ONE};L’Étape fictive"
    assert "Rien à écrire : toutes les lignes sont refusées." in told("12;Trois", "13;Quatre")
    assert "le registre dit déjà tout ce qui a pu être lu" in told("12;Trois", known)
    assert "Rien à écrire : le registre le dit déjà." in told(known)


def test_changed_structures_are_listed_up_to_a_page_then_counted(
    kept: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cap_tui.cli.commands.network_register_lines.MOST", 2)
    every = (ONE, TWO, THREE, FOUR, FIVE)
    for region in ("Bretagne", "Normandie"):
        lines = [f"{siret};Structure fictive {siret[-4:]};{region}" for siret in every]
        path = str(csv_file(tmp_path, "SIRET;Nom;Région", *lines))
        shown = kept(*REGISTER, "import", path, "--preview").out
        kept(*REGISTER, "import", path, "--yes")
    assert [line.partition(" —")[0] for line in _lines(shown, "modifiée —")] == [
        "ligne 2 : modifiée",
        "ligne 3 : modifiée",
    ]
    assert shown.splitlines()[-1].replace("\u00a0", " ") == "et 3 autres structures"


def test_a_line_without_a_siret_is_found_by_its_number_and_its_name(kept: Cli, tmp_path: Path) -> None:
    path = str(
        csv_file(
            tmp_path, "SIRET;Nom;Contact", ";L’Étape fictive;", ";;Personne fictive", "=1+1;La Halte fictive;"
        )
    )
    named, bare, formula = _lines(kept(*REGISTER, "import", path, "--preview").out, "REFUS")
    assert named.startswith("ligne 2 : REFUSÉE — L’Étape fictive : Cette ligne n’a pas de SIRET")
    assert bare.startswith("ligne 3 : REFUSÉE — Cette ligne n’a pas de SIRET")
    assert formula.startswith("ligne 4 : REFUSÉE — La Halte fictive : ")


def test_what_is_exported_imports_back_with_nothing_to_write(kept: Cli, tmp_path: Path) -> None:
    done = kept(*REGISTER, "export", str(tmp_path))
    path = done.out.strip()
    assert path.endswith("registre.csv")
    again = kept(*REGISTER, "import", path, "--preview")
    assert again.code == 0
    assert "Rien à écrire" in again.err
    assert kept(*REGISTER, "export", str(tmp_path)).code == 1
    assert kept(*REGISTER, "export", str(tmp_path), "--replace").code == 0
    model = kept(*REGISTER, "template", str(tmp_path)).out.strip()
    assert "1 structure ajoutée" in kept(*REGISTER, "import", model, "--preview").out


def test_figures_and_shares_are_printed_and_given_to_programs(kept: Cli) -> None:
    assert kept(*REGISTER, "count", ONE, "2026", "board", "5", "4").code == 0
    found = kept("network", "figures", "--year", "2017", "--json").json
    assert (found["day"], found["structures"], found["kinds"]) == ("2017-12-31", 1, {"AI": 1, "ACI": 1})
    assert "1 structure au 31 décembre 2017" in kept("network", "figures", "--year", "2017").out
    told = kept("network", "equality", "--json").json
    assert told["year"] == 2026
    assert told["balances"] == [
        {"body": "board", "kinds": None, "structures": 1, "women": None, "men": None, "share": None}
    ]
    shown = kept("network", "equality")
    assert "Conseil d’administration" in shown.out
    assert "moins de cinq structures" in shown.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((*REGISTER, "inconnu"), 2), ((*REGISTER, "show"), 2), ((*REGISTER, "show", TWO), 1), ((*REGISTER, "set", ONE), 2),
        ((*REGISTER, "set", ONE, "couleur=bleu"), 2), ((*REGISTER, "set", ONE, "region=Grand Est"), 1),
        ((*REGISTER, "engage", ONE), 2), ((*REGISTER, "certify", ONE, "CAP"), 1), ((*REGISTER, "import", "absent.csv"), 1),
        ((*REGISTER, "add", ONE, "name=X"), 1), (("network", "certificates", "--within", "-1"), 2),
        (("network", "figures", "--year", "17"), 2), (("network", "groups", "show", "Inconnu"), 1),
    ],
)  # fmt: skip
def test_what_is_not_written_right_leaves_with_two_and_what_is_refused_with_one(
    kept: Cli, arguments: tuple[str, ...], code: int
) -> None:
    done = kept(*arguments)
    assert (done.code, done.out) == (code, "")
    assert len(done.err) > 20
