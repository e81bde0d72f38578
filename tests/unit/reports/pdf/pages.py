"""How a page looks, compared with a picture kept beside the tests.

A page is drawn in grey at 40 dots per inch and compared by blocks of 8 × 8 dots (5 mm), by the mean grey of each: another
version of the program that draws, or another way to smooth letters, moves the grey of single dots a lot and hardly that of
a block. What is kept is the page in 16 greys, to be looked at.

Tolerance, measured on the pages kept: the same pages smoothed in another way (drawn three times larger, then averaged)
differ by at most 31 greys of 255 in one block and 2.5 on average, and by 7 and 1.2 when thin lines are drawn otherwise. A
bar that is missing makes 98 in some block, a line of a timeline 79, a short text that is lost 64, a table two millimetres
lower 47. `BLOCK` and `MEAN` stand between. One word in the small letters of a table makes 20: it is for the tests that
read the text.
"""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

from tests.system import program

GOLDENS = Path(__file__).parent / "goldens"
DOTS, BLOCK_SIDE = 40, 8
BLOCK, MEAN = 38.0, 3.0
_GREYS = 17
"""Between two of the 16 greys kept."""


class Distance(NamedTuple):
    """How far two pages are, in greys of 255: of the block that differs most, and on average."""

    most: float
    mean: float
    where: tuple[int, int]

    @property
    def same(self) -> bool:
        """Whether they show the same thing."""
        return self.most <= BLOCK and self.mean <= MEAN


def drawn(file: bytes, page: int, *, finer: int = 1) -> Image.Image:
    """Return a page of a PDF, the first being 1, in grey.

    Args:
        file: The PDF.
        page: Its number.
        finer: Drawn so many times larger, then averaged: another way to smooth the same shapes.
    """
    command = [
        program("pdftoppm"), "-r", str(DOTS * finer), "-f", str(page), "-l", str(page), "-gray", "-png", "-singlefile", "-",
    ]  # fmt: skip
    picture = subprocess.run(command, input=file, capture_output=True, check=True).stdout
    return Image.open(BytesIO(picture)).convert("L").reduce(finer)


def sixteen(page: Image.Image) -> Image.Image:
    """Return a page in 16 greys."""
    return page.point([round(grey / _GREYS) * _GREYS for grey in range(256)])


def blocks(page: Image.Image) -> Image.Image:
    """Return a page with one dot per block, of its mean grey; what is left at the edges is margin."""
    width, height = (size // BLOCK_SIDE for size in page.size)
    return page.crop((0, 0, width * BLOCK_SIDE, height * BLOCK_SIDE)).reduce(BLOCK_SIDE)


def distance(one: Image.Image, other: Image.Image) -> Distance:
    """Return how far two pages are, both in 16 greys."""
    if one.size != other.size:
        return Distance(255, 255, (0, 0))
    apart = ImageChops.difference(blocks(sixteen(one)), blocks(sixteen(other)))
    greys = list(apart.tobytes())
    most = max(greys)
    place = greys.index(most)
    return Distance(most, sum(greys) / len(greys), (place % apart.width, place // apart.width))


def look(file: bytes, page: int, name: str) -> None:
    """Compare a page with the picture kept under a name; `UPDATE_GOLDENS=1` writes it. Then look at it.

    Raises:
        AssertionError: It shows something else.
    """
    kept, shown = GOLDENS / f"{name}.png", drawn(file, page)
    if os.environ.get("UPDATE_GOLDENS"):
        kept.parent.mkdir(exist_ok=True)
        sixteen(shown).quantize(16).save(kept, optimize=True, bits=4)
    found = distance(shown, Image.open(kept).convert("L"))
    assert found.same, (
        f"{name}: the page differs from the picture kept, most at {found.where[0] * 5} mm from the left and "
        f"{found.where[1] * 5} mm from the top ({found.most:.0f} greys there, {found.mean:.2f} on average)"
    )
