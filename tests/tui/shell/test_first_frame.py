"""What is on the screen at once, and what the threads share."""

from __future__ import annotations

import subprocess
import sys

from textual.app import App, ComposeResult
from textual.content import Content

from cap_tui.tui.theme import THEMES
from cap_tui.tui.widgets.title_bar import TitleBar


class _Titled(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        bar = TitleBar()
        bar.show(heading=Content("cap-tui › Accueil"), status=Content("Enregistré"))
        yield bar


async def test_the_title_is_drawn_from_its_parts_at_any_width() -> None:
    async with _Titled().run_test(size=(40, 12)) as pilot:
        bar = pilot.app.query_one(TitleBar)
        assert bar.render_line(0).text == "cap-tui › Accueil" + " " * 11 + "Enregistré"
        await pilot.resize_terminal(26, 12)
        await pilot.pause()
        assert bar.render_line(0).text == "cap-tui › Ac… Enregistré"
        assert bar.render_line(1).text.strip() == ""


def test_asking_for_one_heap_harms_nothing_where_there_is_no_such_thing() -> None:
    code = "import sys\nsys.platform = 'darwin'\nfrom cap_tui.tui.memory import share_one_heap\nshare_one_heap()\nprint('ctypes' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"
