"""The poster, chosen among the forms of the export screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader

from cap_tui.tui.widgets.choice import Choice
from tests.tui.dossiers import showing
from tests.tui.export.test_export import made

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_poster_has_a_name_of_its_own_and_never_takes_the_place_of_the_report(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "export") as shown:
        shown.harness.screen.query_one("#form", Choice).focus()
        await shown.press("right")
        assert "Affiche : une page A3 pour le mur de la salle de réunion" in shown.text
        assert "Joindre l’évaluation" not in shown.text  # a wall carries no dossier
        await shown.press("ctrl+s")
        await made(shown)
        path = started[0] / "affiche-les-ateliers-du-pont-2026.pdf"
        assert path.name in "".join(shown.text.split())
        (page,) = PdfReader(path).pages
        assert page.mediabox.width > page.mediabox.height
    assert [one.name for one in started[0].glob("*.pdf")] == [path.name]
