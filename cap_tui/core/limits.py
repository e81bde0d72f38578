"""How much one dossier takes in from a file: far above what people write, far below what stops a program.

Each bounds something that a role holder, or whoever holds their key, could otherwise make endless for everybody else.
"""

from __future__ import annotations

INSTALLATIONS = 32
"""Copies of the program that one key writes on: withdrawing a role names where each of them ended."""

KEYS = 16
"""Keys that follow one another for one person."""

SUCCESSIONS = 64
"""Changes of key that one person signs: one on each of their computers, and some to spare."""

ENTRIES_OF_ONE = 20_000
"""Entries of one person: all criteria of a long questionnaire, each written again dozens of times."""

ENTRIES_OF_STRANGERS = 5_000
"""Entries of all those who hold no role here, kept in case one arrives later."""

ENTRIES = 50_000
"""Entries of a whole dossier: as many as a file carries; with more, it could not leave this computer any more."""

CHAINS_NAMED = 1_000
"""Chains that a grant names where each ended: what fits in a line of a file."""
