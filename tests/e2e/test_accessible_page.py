"""The web page of a report under axe in a real browser: what keeps someone who cannot see the screen out is found here."""

from __future__ import annotations

import re

import pytest

from tests.system import absent, program
from tools.accessibility import AXE, checked, pages
from tools.provision import BROWSERS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> str:
    found = program(*BROWSERS)
    if not AXE.is_file():
        absent("axe is not installed (npm ci --prefix tools/a11y)")
    return found


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return dict(pages())


NAMES = ("cap-2026, interne", "cap-2026, partenaires", "cedre-iso9001-2026, interne", "cedre-iso9001-2026, partenaires")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_page_breaks_no_rule_of_accessibility(made: dict[str, str], browser: str, name: str) -> None:
    told = checked(made[name], browser)
    assert told["violations"] == []
    assert told["passes"] >= 40


def test_every_page_is_checked(made: dict[str, str]) -> None:
    assert set(made) == set(NAMES)


def test_a_picture_without_words_a_pale_text_and_a_page_without_language_are_found(
    made: dict[str, str], browser: str
) -> None:
    page = made[NAMES[1]]
    spoilt = re.sub(r'<html lang="[^"]*">', "<html>", page)
    assert spoilt != page
    spoilt = spoilt.replace(
        "</main>", '<img src="x.png"><p style="color: #ccc; background: #fff">à peine lisible</p></main>'
    )
    found = {one.split(" ")[0] for one in checked(spoilt, browser)["violations"]}
    assert {"html-has-lang", "image-alt", "color-contrast"} <= found
