"""What differs each time a screen is drawn, keys being drawn at random, and fixed words of the same width in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.harness import Harness

FINGERPRINT = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}")
LARGE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}(?:   [0-9A-HJKMNP-TV-Z]{5}){3}")
SEAL = re.compile(r"[0-9a-f]{4}(?: [0-9a-f]{4}){3}|\b[0-9a-f]{16}\b")
NAMELESS = re.compile(r"(?<=· )[0-9a-f]{8}(?= ·)")
"""Start of a key, shown for someone who gave no name."""

MACHINE = re.compile(r"(ordinateur ).{1,8}$", re.MULTILINE)


def masked(text: str) -> str:
    """Return a screen on which fingerprints, seals and machines are always the same."""
    text = FINGERPRINT.sub("ABCDE-FGHJK-MNPQR-STVWX", text)
    text = LARGE.sub("ABCDE   FGHJK   MNPQR   STVWX", text)
    text = SEAL.sub(lambda found: "0123 4567 89ab cdef" if " " in found[0] else "0123456789abcdef", text)
    text = NAMELESS.sub("01234567", text)
    return MACHINE.sub(r"\1xxxx", text)


def flat(harness: Harness) -> str:
    """Return the screen as one line, without the frames of dialogs."""
    return " ".join(harness.text().replace("\u00a0", " ").replace("│", " ").split())
