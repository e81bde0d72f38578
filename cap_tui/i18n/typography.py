"""French typography at display: non-breaking spaces and apostrophes.

Source: Imprimerie nationale, *Lexique des règles typographiques en usage*. Content and translations are written with
ordinary spaces; what people type is never passed here, it is shown verbatim.
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
"""Used everywhere rather than the narrow U+202F, which several terminals draw as a box."""

_BEFORE = re.compile(r"[ \u202f](?=[:;?!%»€])")
_AFTER = re.compile(r"(?<=«)[ \u202f]")
_THOUSANDS = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def typeset(text: str) -> str:
    """Return `text` with French non-breaking spaces and curly apostrophes."""
    text = _BEFORE.sub(NBSP, text)
    text = _AFTER.sub(NBSP, text)
    text = _THOUSANDS.sub(NBSP, text)
    return _APOSTROPHE.sub("’", text)
