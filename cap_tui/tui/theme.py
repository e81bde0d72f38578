"""Two themes, light and dark, readable on a projector: every text reaches a contrast of 4.5 (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from textual.theme import Theme

DARK_NAME, LIGHT_NAME = "cap-dark", "cap-light"

DARK = Theme(
    name=DARK_NAME,
    primary="#1d5fa8",
    secondary="#5aa9e6",
    accent="#ffb454",
    warning="#f0a020",
    error="#b3261e",
    success="#4cc38a",
    foreground="#eef2f6",
    background="#0f141a",
    surface="#151c24",
    panel="#263342",
    dark=True,
    variables={"muted": "#a9b6c3", "on-primary": "#ffffff", "good": "#5fd39b", "alert": "#ff9d94"},
)
LIGHT = Theme(
    name=LIGHT_NAME,
    primary="#1d5fa8",
    secondary="#1d5fa8",
    accent="#8a3b00",
    warning="#7a4f00",
    error="#b3261e",
    success="#17653a",
    foreground="#14202b",
    background="#ffffff",
    surface="#f5f7f9",
    panel="#dfe6ee",
    dark=False,
    variables={"muted": "#4a5866", "on-primary": "#ffffff", "good": "#17653a", "alert": "#a1201a"},
)
THEMES = (DARK, LIGHT)
