"""A draft, given the form of a questionnaire: identifiers, codes, clean texts, in the order people read them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.importing.slugs import LONGEST_ID, LONGEST_WORD, Names, slug
from cap_tui.catalogue.importing.wording import pieces
from cap_tui.catalogue.schema import MAX_DEPTH
from cap_tui.core.text import MAX_TEXT, clean, one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.catalogue.importing.draft import Draft, DraftCriterion, DraftSection
    from cap_tui.catalogue.importing.findings import Findings

_MAX_LINE, _MAX_CODE, _MAX_DOTTED = 300, 20, 200
_ROOM = 12  # characters kept for each deeper word of an identifier, its dot included
_BLANKS = re.compile(r"[ \t]+")
_Data = dict[str, Any]


def form(draft: Draft, findings: Findings) -> _Data:
    """Return the plain data of a questionnaire, keys in the order of the documentation."""
    return _Former(findings).questionnaire(draft)


class _Former:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._ids, self._codes = Names(_MAX_DOTTED), Names(_MAX_CODE)
        self._written: set[str] = set()

    def questionnaire(self, draft: Draft) -> _Data:
        self._written = {_code(item.code) for item in _walk(draft.themes)}
        data: _Data = {
            "schema": 1,
            "id": slug(draft.key, otherwise="referentiel"),
            "version": self.line(draft.version, "") or "1",
            "languages": [draft.language],
            "title": self.line(draft.title, "") or _("Imported référentiel"),
            "status": "proposed",
        }
        if draft.sources:
            data["sources"] = [
                {"id": key, "title": self.line(text, "")} for key, text in draft.sources.items()
            ]
        scale = draft.scale
        levels = [
            {
                "id": level.id, "label": self.line(level.label, "") or level.id, "symbol": level.symbol,
                "score": level.score, **({} if level.described else {"described": False}),
            }
            for level in scale.levels
        ]  # fmt: skip
        data["scale"] = {
            "kind": scale.kind, "target": scale.target, "levels": levels, "not_applicable": {"justification": "required"},
        }  # fmt: skip
        data["bands"] = _bands(levels)
        if draft.options:
            data["options"] = [
                {"id": key, "label": self.line(label, "") or key} for key, label in draft.options
            ]
        source = next(iter(draft.sources), "")
        data["themes"] = [
            self.section(theme, None, 0, number, source) for number, theme in enumerate(draft.themes, 1)
        ]
        return data

    def section(
        self, draft: DraftSection, above: _Data | None, depth: int, number: int, source: str
    ) -> _Data:
        """Return a section and what it holds; drafts are at most nine sections deep."""
        data: _Data = {
            "id": self.identifier(draft.key, above, depth),
            "code": self.code(draft, above, number),
        }
        data["title"] = self.title(draft, data["code"])
        if intro := self.paragraph(draft.intro, draft.place):
            data["intro"] = intro
        if draft.sections:
            data["objectives"] = [
                self.section(child, data, depth + 1, place, source)
                for place, child in enumerate(draft.sections, 1)
            ]
        if draft.criteria:
            start = len(draft.sections) + 1
            data["criteria"] = [
                self.criterion(child, data, depth + 1, place, source)
                for place, child in enumerate(draft.criteria, start)
            ]
        return data

    def question(self, draft: DraftCriterion, title: str) -> str:
        """Return the question of a criterion, made from its title when it has none."""
        asked = self.paragraph(draft.question, draft.place)
        if asked.endswith("?"):
            return asked
        if title.endswith("?"):
            return title
        return _("Where do you stand on: {title}?").format(title=title.rstrip(" .:;,"))

    def criterion(self, draft: DraftCriterion, above: _Data, depth: int, number: int, source: str) -> _Data:
        data: _Data = {
            "id": self.identifier(draft.key, above, depth),
            "code": self.code(draft, above, number),
        }
        title = data["title"] = self.title(draft, data["code"])
        data["question"] = self.question(draft, title)
        if why := self.paragraph(draft.why, draft.place):
            data["why"] = why
        if expected := self.paragraph("\n\n".join(draft.expected), draft.place):
            data["expected"] = expected
        data["levels"] = {key: self.paragraph(text, draft.place) for key, text in draft.levels.items()}
        if evidence := self.evidence(draft):
            data["evidence"] = evidence
        if references := self.references(draft):
            data["references"] = references
        concerned = {"kinds": draft.kinds, "options": draft.options}
        if draft.kinds or draft.options:
            data["applies_to"] = {
                key: self.once(names, draft.place) for key, names in concerned.items() if names
            }
        if draft.weight != 1:
            data["weight"] = draft.weight
        if draft.imperative:
            data["imperative"] = True
        if source:
            data |= {"basis": "sourced", "source": source}
        return data

    def evidence(self, draft: DraftCriterion) -> list[str]:
        """Return pieces of evidence of one line each; a longer one is divided."""
        found: list[str] = []
        for text in draft.evidence:
            lines = pieces(self.paragraph(text, draft.place))
            if len(lines) > 1:
                self._findings.tell("text-split", draft.place, lines[0])
            found += lines
        return self.once(found, draft.place)

    def references(self, draft: DraftCriterion) -> list[_Data]:
        pairs = [
            (self.line(one, draft.place), self.line(other, draft.place)) for one, other in draft.references
        ]
        named = {
            f"{standard} {clause}": (standard, clause) for standard, clause in pairs if standard and clause
        }
        if len(named) < len(pairs):
            self._findings.tell("item-twice", draft.place, ", ".join(" ".join(pair) for pair in pairs))
        return [{"standard": standard, "clause": clause} for standard, clause in named.values()]

    def once(self, items: list[str], place: str) -> list[str]:
        """Return items without repeats; those written twice are told."""
        met: set[str] = set()
        for item in items:
            if item in met:
                self._findings.tell("item-twice", place, item)
            met.add(item)
        return list(dict.fromkeys(items))

    def identifier(self, key: str, above: _Data | None, depth: int) -> str:
        """Return an identifier under that of the section above, with room left for those beneath."""
        word = slug(key, limit=LONGEST_WORD)
        if above is None:
            return self._ids.give(word, limit=LONGEST_ID)
        most = _MAX_DOTTED - _ROOM * max(0, MAX_DEPTH - depth)
        room = max(_ROOM - 1, most - len(above["id"]) - 1)
        return self._ids.give(
            f"{above['id']}.{slug(word, limit=room)}", limit=max(most, len(above["id"]) + _ROOM)
        )

    def code(self, draft: DraftSection | DraftCriterion, above: _Data | None, number: int) -> str:
        """Return a code without spaces, used once: that of the source as far as possible."""
        written = one_line(draft.code[:400], limit=200)
        wanted = _code(draft.code)
        if not wanted:
            wanted = f"{above['code']}.{number}" if above else str(number)
            if wanted in self._written:  # the source comes first
                wanted = f"{above['code']}.T{number}" if above else f"T{number}"
            self._findings.tell("code-made", draft.place, wanted)
        code = self._codes.give(wanted)
        if written and code != written:
            self._findings.tell("code-changed", draft.place, f"{written} → {code}")
        return code

    def title(self, draft: DraftSection | DraftCriterion, code: str) -> str:
        title = self.line(draft.title, draft.place)
        if not title:
            self._findings.tell("untitled", draft.place, draft.code or draft.key)
        return title or self.line(draft.code or draft.key, draft.place) or code

    def line(self, text: str, place: str) -> str:
        """Return a text on one line, cleaned and cut; what was lost is told."""
        whole = " ".join(self.paragraph(text, place).split())
        if len(whole) > _MAX_LINE:
            self._findings.tell("text-cut", place, f"{len(whole)} → {_MAX_LINE} : {whole}", limit=5_000)
            return whole[: _MAX_LINE - 1].rstrip() + "…"
        return whole

    def paragraph(self, text: str, place: str) -> str:
        """Return a text cleaned, its lines without spaces at their ends; what was lost is told."""
        if not text:
            return ""
        kept = text[: MAX_TEXT * 2].replace("\r\n", "\n").replace("\r", "\n")  # far more than will stay
        normal = unicodedata.normalize("NFC", kept)
        cleaned = clean(normal, limit=len(normal) + 1)
        if len(cleaned) != len(normal):
            self._findings.tell("text-cleaned", place, f"{cleaned[:80]}")
        lines = [_BLANKS.sub(" ", line).strip() for line in cleaned.split("\n")]
        whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        if len(whole) > MAX_TEXT:
            self._findings.tell("text-cut", place, f"{len(text)} → {MAX_TEXT} : {whole[:80]}")
            return whole[: MAX_TEXT - 1].rstrip() + "…"
        return whole


def _code(written: str) -> str:
    """Return a code of the source as far as the format accepts it: on one line, without spaces."""
    return "".join("-" if char.isspace() else char for char in one_line(written[:400], limit=200))[:_MAX_CODE]


def _walk(sections: Sequence[DraftSection]) -> Iterator[DraftSection | DraftCriterion]:
    for section in sections:
        yield section
        yield from _walk(section.sections)
        yield from section.criteria


def _bands(levels: Sequence[_Data]) -> list[_Data]:
    """Return bands named as the levels, their edges halfway between two scores."""
    found: list[_Data] = []
    before: Any = 0
    for level, after in zip(levels, [*levels[1:], None], strict=True):
        if after is None:
            found.append({"label": level["label"]})
        elif (edge := (level["score"] + after["score"]) / 2) > before:
            before = edge
            found.append(
                {"below": int(edge) if edge == int(edge) else round(edge, 2), "label": level["label"]}
            )
    return found
