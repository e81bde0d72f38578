"""What a person reads: translations, French typography, dates and numbers.

The language is a context variable rather than a global, so that two front ends (or two tests) in one process
do not disturb each other; threads started with a copied context read the same language.
"""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

from cap_tui.core.errors import CapError, Phrase
from cap_tui.i18n.sentences import Sentences
from cap_tui.i18n.typography import typeset

LANGUAGES = ("fr", "en")
LOCALES = Path(__file__).parent / "locales"
SENTENCES = Path("LC_MESSAGES", "cap_tui.mo")
"""The compiled catalogue in the folder of a language; English, the language of the ids, has none."""


class Catalogue:
    """The sentences of one language, looked up and typeset once each."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._sentences = Sentences.read(LOCALES / language / SENTENCES)
        self._ready: dict[tuple[str, str, int], str] = {}

    def one(self, message: str) -> str:
        """Return the translation of `message`."""
        key = (message, "", 0)
        if key not in self._ready:
            found = self._sentences.one(message) if self._sentences and message else None
            self._ready[key] = self._finish(message if found is None else found)
        return self._ready[key]

    def several(self, one: str, many: str, count: int) -> str:
        """Return the singular or plural translation for `count`; French says “0 ligne”, English “0 lines”."""
        plural = count > 1 if self.language == "fr" else count != 1
        key = (one, many, int(plural))
        if key not in self._ready:
            found = self._sentences.several(one, many, int(plural)) if self._sentences else None
            self._ready[key] = self._finish((many if plural else one) if found is None else found)
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
