"""`--simple`: a date moved in follow-up, or an action dropped, asks why there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.cli.talking import talk

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def test_a_date_moved_and_an_action_dropped_ask_why(cli: Cli) -> None:
    reference = cli.new()
    assert cli("plan", reference, "add", "Écrire le livret", "due=01/03/2027").code == 0
    for _move in range(2):
        assert cli("phase", reference, "next").code == 0
    assert cli("visa", reference, "--sign", "--yes").code == 0
    assert cli("phase", reference, "next").code == 0
    said = talk(
        cli.folder,
        *("Claire", "1", "1", "7", "1", "livret"),
        *("2", "01/06/2027", "Imprimeur en retard"),
        *("2", "01/07/2027", "", "1", "5", "Fait par le siège", "q"),
    )
    assert said.count("Pourquoi cette échéance change-t-elle ?") == 2
    assert "ce changement demande un motif" in said
    assert "Pourquoi cette action est-elle abandonnée ?" in said
    (line,) = cli("plan", reference, "--json").json
    assert (line["due"], line["due_reason"]) == ("2027-06-01", "Imprimeur en retard")
    assert (line["state"], line["drop_reason"]) == ("dropped", "Fait par le siège")
