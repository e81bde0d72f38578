"""What a person reads: translations, French typography, dates and numbers.

The language is a context variable rather than a global, so that two front ends (or two tests) in one process
do not disturb each other; threads started with a copied context read the same language.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from pathlib import Path

from cap_tui.core.errors import CapError, Phrase
from cap_tui.i18n.typography import typeset

LANGUAGES = ("fr", "en")
DOMAIN = "cap_tui"
LOCALES = Path(__file__).parent / "locales"


class Catalogue:
    """The sentences of one language, typeset once each."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._translations = gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True)
        self._ready: dict[tuple[str, str, int], str] = {}

    def one(self, message: str) -> str:
        """Return the translation of `message`."""
        key = (message, "", 0)
        if key not in self._ready:
            self._ready[key] = self._finish(self._translations.gettext(message) if message else "")
        return self._ready[key]

    def several(self, one: str, many: str, count: int) -> str:
        """Return the singular or plural translation for `count`."""
        key = (one, many, count)
        if key not in self._ready:
            self._ready[key] = self._finish(self._translations.ngettext(one, many, count))
        return self._ready[key]

    def _finish(self, text: str) -> str:
        return typeset(text) if self.language == "fr" else text


_current: ContextVar[Catalogue | None] = ContextVar("cap_tui_catalogue", default=None)


def activate(language: str) -> None:
    """Speak `language` (one of `LANGUAGES`) in this context and those copied from it."""
    _current.set(Catalogue(language if language in LANGUAGES else LANGUAGES[0]))


def _catalogue() -> Catalogue:
    catalogue = _current.get()
    if catalogue is None:
        catalogue = Catalogue(LANGUAGES[0])
        _current.set(catalogue)
    return catalogue


def language() -> str:
    """Return the language in use, `fr` or `en`."""
    return _catalogue().language


def _(message: str) -> str:
    """Return `message` in the language in use, typeset."""
    return _catalogue().one(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a counted message for `count`, in the language in use."""
    return _catalogue().several(one, many, count)


def explain(error: CapError) -> str:
    """Return the sentence of `error` in the language in use, its values that are phrases or errors too."""
    return _(error.sentence).format(**{name: _said(value) for name, value in error.values.items()})


def _said(value: object) -> object:
    if isinstance(value, CapError):
        return explain(value)
    if isinstance(value, tuple):
        return ", ".join(str(_said(item)) for item in value)
    return _(value) if isinstance(value, Phrase) else value
