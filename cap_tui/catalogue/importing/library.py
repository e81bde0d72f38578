"""A CISO Assistant library: one framework of it, read as a draft.

The format is that of the project's own libraries and of its documentation (github.com/intuitem/ciso-assistant-community).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.importing.draft import Draft
from cap_tui.catalogue.importing.entry import Entry, Words
from cap_tui.catalogue.importing.errors import ForeignTooBigError, NothingToEvaluateError, NotLibraryError
from cap_tui.catalogue.importing.foreign_yaml import read_foreign
from cap_tui.catalogue.importing.library_groups import Groups
from cap_tui.catalogue.importing.library_nodes import Nodes
from cap_tui.catalogue.importing.library_scale import read_scale
from cap_tui.catalogue.importing.library_tree import read_tree
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.catalogue.importing.findings import Findings

_HEAD_KEYS = frozenset(
    {
        "urn", "locale", "ref_id", "name", "description", "copyright", "version", "publication_date", "provider",
        "packager", "dependencies", "translations", "convert_library_version", "objects", "annotation", "labels",
    }
)  # fmt: skip
_FRAMEWORK_KEYS = frozenset(
    {
        "urn", "ref_id", "name", "description", "annotation", "translations", "min_score", "max_score",
        "scores_definition", "implementation_groups_definition", "outcomes_definition", "requirement_nodes",
        "requirements", "locale", "provider",
    }
)  # fmt: skip
_FRAMEWORKS = ("framework", "frameworks")
_MAX_SHOWN = 4_000
MAX_REQUIREMENTS = 20_000
"""Requirements of one framework: three times the largest."""


def read_library(text: str, wanted: str, findings: Findings) -> Draft:
    """Return the first framework of a library.

    Args:
        text: The whole file.
        wanted: Language to take where the library has it, two letters.
        findings: Learns everything that is not carried.

    Raises:
        ForeignRefusedError: One of its subclasses: it is not a library, or nothing of it can be evaluated.
    """
    foreign = read_foreign(text, findings)
    if not isinstance(foreign.data, dict):
        raise NotLibraryError
    head = Entry(foreign.data, foreign, findings, line=1)
    framework = _framework(head)
    words = _words(head, framework, wanted)
    _tell_head(head, framework, words)
    return _Reading(head, framework, words, findings).draft()


def _framework(head: Entry) -> Entry:
    """Return the framework to read, the others told.

    Raises:
        NotLibraryError: There is none.
    """
    objects = head.entry("objects")
    if objects is None:
        raise NotLibraryError
    found: list[Entry] = []
    for key, value in objects.data.items():
        if key in _FRAMEWORKS:
            one = [objects.entry(key)] if isinstance(value, dict) else objects.entries(key)
            found += [entry for entry in one if entry is not None]
        elif value:
            count = len(value) if isinstance(value, list | dict) else 1
            objects.tell("object", f"{key} ({count})", key=key)
    usable = [
        entry for entry in found if entry.data.get("requirement_nodes") or entry.data.get("requirements")
    ]
    if not usable:
        raise NotLibraryError
    for entry in usable[1:]:
        entry.tell("other-framework", entry.text("name") or entry.text("ref_id"))
    return usable[0]


def _words(head: Entry, framework: Entry, wanted: str) -> Words:
    """Return which texts to take: those wanted when the framework or its nodes have them, else the library's own."""
    written = head.text("locale") or framework.text("locale")
    own = written[:2].casefold()
    if re.fullmatch("[a-z]{2}", own) is None:
        own = "fr"
        head.tell("missing-head", f"locale: {own}")
    elif own != written:
        head.tell("missing-head", f"locale: {written} → {own}", key="locale")
    counts = _translations(framework)
    used = wanted if wanted != own and counts.get(wanted) else own
    head.tell("language-used", used)
    for language, count in sorted(counts.items()):
        if language != used:
            head.tell("language-left", f"{language} ({count})")
    return Words(used, own)


def _translations(framework: Entry) -> Counter[str]:
    """Return how many texts a framework holds in each language of its translations."""
    counts: Counter[str] = Counter()
    waiting: list[Any] = [framework.data]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            waiting += [item for item in value if isinstance(item, list | dict)]
        elif isinstance(value, dict):
            waiting += [item for item in value.values() if isinstance(item, list | dict)]
            translations = value.get("translations")
            for language, texts in translations.items() if isinstance(translations, dict) else ():
                counts[one_line(language, limit=20)] += len(texts) if isinstance(texts, dict) else 0
    return counts


def _tell_head(head: Entry, framework: Entry, words: Words) -> None:
    head.tell_unknown(_HEAD_KEYS)
    framework.tell_unknown(_FRAMEWORK_KEYS)
    shown: set[str] = set()
    for entry in (head, framework):
        for key in ("description", "annotation"):
            text = words.of(entry, key)
            if text and text not in shown:
                entry.tell("description", text, key=key, limit=_MAX_SHOWN)
            shown.add(text)
    for urn in head.texts("dependencies"):
        head.tell("dependencies", urn, key="dependencies")
    if framework.data.get("outcomes_definition"):
        framework.tell("outcomes", key="outcomes_definition")


class _Reading:
    """One framework on its way to a draft."""

    def __init__(self, head: Entry, framework: Entry, words: Words, findings: Findings) -> None:
        self._head, self._framework = head, framework
        self._words, self._findings = words, findings

    def draft(self) -> Draft:
        """Return the draft.

        Raises:
            NothingToEvaluateError: No requirement can be evaluated.
            ForeignTooBigError: There are more than `MAX_REQUIREMENTS`.
        """
        title, version = self._title(), self._version()
        groups = Groups(self._framework, self._words)
        scale = read_scale(self._framework, self._words)
        standard = one_line(title, limit=250)
        themes = Nodes(self._words, groups, standard, title).themes(read_tree(list(self._nodes())))
        if not themes:
            raise NothingToEvaluateError
        return Draft(
            key=self._head.text("ref_id") or self._framework.text("ref_id") or _tail(self._head) or title,
            version=version,
            title=title,
            language=self._words.wanted,
            scale=scale,
            themes=themes,
            sources={"origin": self._source(title, version)},
            options=groups.options(),
            remarks=self._head.text("copyright"),
        )

    def _nodes(self) -> Iterator[Entry]:
        data: Any = self._framework.data
        key = "requirement_nodes" if data.get("requirement_nodes") else "requirements"
        if len(data[key]) > MAX_REQUIREMENTS:
            raise ForeignTooBigError(limit=_("{count} requirements").format(count=MAX_REQUIREMENTS))
        for entry in self._framework.entries(key, "node-bad"):
            entry.name = one_line(
                _plain(entry, "ref_id") or _plain(entry, "urn") or _plain(entry, "name"), limit=100
            )
            yield entry

    def _title(self) -> str:
        title = self._words.of(self._framework, "name") or self._words.of(self._head, "name")
        if not title:
            title = self._head.text("ref_id") or _tail(self._head) or _("Imported référentiel")
            self._head.tell("missing-head", f"name: {title}")
        return title

    def _version(self) -> str:
        version = one_line(self._head.text("version"), limit=100)
        if not version:
            self._head.tell("missing-head", "version: 1")
        return version or "1"

    def _source(self, title: str, version: str) -> str:
        """Return what says where the contents come from, the terms of use included."""
        head = self._head
        makers = dict.fromkeys(part for key in ("provider", "packager") if (part := head.text(key)))
        parts = [
            self._words.of(head, "name") or title,
            *makers,
            _("version {version}").format(version=version),
        ]
        if head.text("publication_date"):
            parts.append(head.text("publication_date"))
        terms = head.text("copyright").split("\n", 1)[0].strip()
        return ", ".join(parts) + (f" — {terms}" if terms else "")


def _tail(head: Entry) -> str:
    return head.text("urn").rpartition(":")[2]


def _plain(entry: Entry, key: str) -> str:
    value = entry.data.get(key)
    return value if isinstance(value, str) else ""
