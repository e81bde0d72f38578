"""The web page of the report under axe, in a headless Chromium: `make a11y`; needs npm and Chromium, nothing else does.

The pages of both demonstrations are made for each audience. A copy of each, without its policy so that a script may run,
holds axe and writes what axe found in the page itself; Chromium loads it and gives it back.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.i18n import activate
from cap_tui.reports.html.page import make
from cap_tui.reports.report_data import Audience
from cap_tui.services.demo import DEMO_FILE, FOLDER
from cap_tui.services.exports import report_data
from tools.demonstration import MOMENT, demonstration
from tools.provision import BROWSERS

if TYPE_CHECKING:
    from collections.abc import Iterator

AXE = Path(__file__).parent / "a11y" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_SCRIPT = """<script src="axe.js"></script><script>
axe.run(document, {runOnly: %s}).then(function (found) {
  var told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify({passes: found.passes.length, violations: found.violations.map(function (one) {
    return one.id + " (" + one.nodes.length + "): " + one.help + " " + one.nodes[0].html.slice(0, 200);
  })});
  document.body.appendChild(told);
});
</script></body>"""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
_TOLD = re.compile(r'<pre id="told">(.*?)</pre>', re.DOTALL)
_SECONDS = 120


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each page."""
    activate("fr")
    for file, moment in (
        (DEMO_FILE, MOMENT),
        (FOLDER / "cedre-iso9001-2026.yaml", datetime(2026, 12, 1, tzinfo=UTC)),
    ):
        with demonstration(file, moment) as (workspace, reference):
            data = report_data(workspace.open(reference), Audience.INTERNE)
        for audience in Audience:
            yield f"{file.stem}, {audience.value}", make(replace(data, audience=audience)).decode()


def checked(page: str, browser: str) -> dict[str, Any]:
    """Return how many rules a page passes, and those it breaks.

    Raises:
        ValueError: The browser did not give the page back with what axe found.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copy(AXE, place / "axe.js")
        script = _SCRIPT % json.dumps(TAGS)
        place.joinpath("page.html").write_text(
            _POLICY.sub("", page).replace("</body>", script), encoding="utf-8"
        )
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={place / 'profile'}",
            f"--virtual-time-budget={_SECONDS * 1000}", "--dump-dom", str(place / "page.html"),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    found = _TOLD.search(done.stdout)
    if found is None:
        message = "The browser did not give back what axe found."
        raise ValueError(message)
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    return told


def main() -> int:
    """Check every page; return 1 if one breaks a rule, 2 if they cannot be checked here."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("Install Chromium first (Debian: apt-get install chromium).")
        return 2
    broken = 0
    for name, page in pages():
        told = checked(page, browser)
        broken += len(told["violations"])
        print(f"{name}: {told['passes']} rules passed, {len(told['violations'])} broken")
        print(*(f"  {one}" for one in told["violations"]), sep="\n", end="")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
