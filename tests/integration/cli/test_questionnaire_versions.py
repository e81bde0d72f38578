"""Two versions compared and an evaluation passed from one to the other, from the command line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.corpus.versions import pair
from tests.integration.cli.conftest import SIRET

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


@pytest.fixture
def reference(cli: Cli) -> str:
    """An evaluation in the first version of the real pair, whose second version is on this machine too."""
    folder = cli.folder / "questionnaires"
    (folder / "a.yaml").write_bytes(pair.OLD.read_bytes())
    result = cli(
        "new", "--questionnaire", pair.ID, "--name", "L’Étape", "--siret", SIRET, "--kind", "AI", "--year", "2026"
    )  # fmt: skip
    (folder / "b.yaml").write_bytes(pair.NEW.read_bytes())
    found = result.out.strip()
    assert cli("answer", found, pair.GONE, "engaged", "--constat", "Une affiche au siège").code == 0
    assert cli("answer", found, pair.SPLIT, "controlled", "--constat", "Plan de formation").code == 0
    return found


def test_two_files_are_compared_line_by_line(cli: Cli) -> None:
    result = cli("questionnaire", "diff", str(pair.OLD), str(pair.NEW))
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[:2] == ["CAP — l’essentiel · 2025.1 → 2026.1", "Gardé : 18"]
    assert "Disparu, réponses gardées à part : 1" in lines
    place = lines.index("Disparu, réponses gardées à part : 1")
    assert lines[place + 1].startswith("  1.1.10 Affichage des engagements")


def test_versions_of_this_machine_are_compared_by_their_number(cli: Cli, reference: str) -> None:
    del reference
    told = cli("questionnaire", "diff", f"{pair.ID}@2025.1", pair.ID, "--json").json
    assert (told["from"], told["to"], told["counts"]) == ("2025.1", "2026.1", pair.COUNTS)
    whole = next(one for one in told["changes"] if one["change"] == "merged")
    assert [label["id"] for label in whole["before"]] == list(pair.MERGED)


def test_what_is_not_a_version_of_the_same_is_refused(cli: Cli) -> None:
    result = cli("questionnaire", "diff", "cap", str(pair.NEW))
    assert (result.code, "« cap-essentiel »" in result.err) == (1, True)
    assert cli("questionnaire", "diff", "cap@1999", "cap").code == 1
    assert cli("questionnaire", "diff", "cap", "nulle-part.yaml").code == 1
    assert cli("questionnaire", "diff", "cap").code == 2


def test_the_preview_writes_nothing(cli: Cli, reference: str) -> None:
    result = cli("questionnaire", "upgrade", reference, "--preview")
    assert result.code == 0
    assert "Scindé, à répondre de nouveau : 2" in result.out
    assert "répondu par 1 personne" in result.out
    assert cli("show", reference).out.count("2025.1") == 1
    told = cli("questionnaire", "upgrade", reference, "2026.1", "--preview", "--json").json
    assert (told["to"], told["refusal"], told["counts"]) == ("2026.1", None, pair.COUNTS)


def test_nothing_is_done_without_a_yes(cli: Cli, reference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    result = cli("questionnaire", "upgrade", reference)
    assert (result.code, result.out) == (1, "")
    assert "Passer à la version 2026.1 ?" in result.err
    assert "2025.1" in cli("show", reference).out


def test_an_evaluation_passes_and_goes_back_and_its_orphans_are_shown(cli: Cli, reference: str) -> None:
    before = cli("show", reference).out
    assert cli("questionnaire", "upgrade", reference, "--yes").code == 0
    shown = cli("show", reference).out
    assert "2026.1" in shown
    assert "1.1.10 Affichage des engagements (version 2025.1)" in shown
    assert "Une affiche au siège" in shown
    orphans = {one["id"]: one["constat"] for one in cli("show", reference, "--json").json["orphans"]}
    assert orphans == {pair.GONE: "Une affiche au siège", pair.SPLIT: "Plan de formation"}
    assert "Plan de formation" in cli("show", reference, pair.PARTS[0]).out
    assert "version 2025.1 → version 2026.1" in " ".join(cli("history", reference).out.split())
    assert cli("doctor").code == 0
    assert cli("questionnaire", "upgrade", reference, "--back", "--yes").code == 0
    assert cli("show", reference).out == before
    assert cli("questionnaire", "upgrade", reference, "--back", "--yes").code == 1


def test_the_history_of_a_criterion_that_is_gone_can_still_be_read(cli: Cli, reference: str) -> None:
    assert cli("questionnaire", "upgrade", reference, "--yes").code == 0
    for typed in (pair.GONE, "1.1.10"):
        told = cli("history", reference, typed)
        assert (told.code, "Une affiche au siège" in told.out) == (0, True), told.err
    refused = cli("history", reference, "identity.values.nowhere")
    assert (refused.code, refused.out) == (1, "")


def test_a_version_that_is_not_there_is_refused_with_those_that_are(cli: Cli, reference: str) -> None:
    result = cli("questionnaire", "upgrade", reference, "2031.4", "--yes")
    assert (result.code, "2026.1" in result.err) == (1, True)
    assert cli("questionnaire", "upgrade", reference, str(pair.OLD), "--yes").code == 1
    assert cli("questionnaire", "upgrade", reference, str(pair.NEW), "--yes").code == 0
    result = cli("questionnaire", "upgrade", reference, "--yes")
    assert (result.code, "plus récente que 2026.1" in result.err) == (1, True)


def test_once_pooling_has_begun_the_preview_says_why_not(cli: Cli, reference: str) -> None:
    assert cli("phase", reference, "next").code == 0
    result = cli("questionnaire", "upgrade", reference, "--preview")
    assert (result.code, "2026.1" in result.out) == (1, True)
    assert cli("questionnaire", "upgrade", reference, "--yes").code == 1
