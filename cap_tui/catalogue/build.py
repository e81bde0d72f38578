"""Plain data, already checked, to a `Questionnaire`; nothing here reads YAML or needs pydantic."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cap_tui.core.editions import Deadline, Edition
from cap_tui.core.keys import default_key
from cap_tui.core.questionnaire import (
    NOTHING_REQUIRED,
    Applicability,
    Band,
    Criterion,
    Indicator,
    Level,
    LocalText,
    Option,
    Questionnaire,
    Reference,
    Requires,
    Scale,
    Section,
    Service,
    Source,
    Suggestion,
)
from cap_tui.core.verdicts import Rule, VerdictRules

if TYPE_CHECKING:
    from collections.abc import Sequence

_Data = dict[str, Any]


def build(data: _Data, digest: str) -> Questionnaire:
    """Return the questionnaire that `data` describes.

    Args:
        data: Keys and values of the YAML format, accepted by the schema and the lint.
        digest: SHA-256 of the file, hexadecimal.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: `data` was not checked.
    """
    return _Builder(data.get("languages") or ["fr"]).questionnaire(data, digest)


def exact(number: object) -> Fraction:
    """Return a number of a file exactly as written: 0.1 is a tenth, not the nearest binary fraction."""
    return Fraction(number) if isinstance(number, int) else Fraction(str(number))


def _applicability(data: _Data) -> Applicability:
    return Applicability(frozenset(data.get("kinds", ())), frozenset(data.get("options", ())))


def _requires(data: _Data) -> Requires:
    return Requires(*(tuple(data.get(name, ())) for name in ("position", "action", "closing")))


EVERYONE = Applicability()
ONE = Fraction(1)


class _Builder:
    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = languages
        self._reference = languages[0]

    def _text(self, value: Any) -> LocalText:
        if isinstance(value, str):
            return LocalText({self._reference: value.strip()})
        return LocalText({name: value[name].strip() for name in self._languages if name in value})

    def questionnaire(self, data: _Data, digest: str) -> Questionnaire:
        return Questionnaire(
            id=data["id"],
            version=data["version"],
            title=self._text(data["title"]),
            status=data["status"],
            scale=self._scale(data["scale"]),
            bands=tuple(self._band(band) for band in data["bands"]),
            sections=tuple(self._section(theme) for theme in data["themes"]),
            services={item["id"]: self._service(item) for item in data.get("services", ())},
            sources=tuple(
                Source(item["id"], item["title"], item.get("url") or "") for item in data.get("sources", ())
            ),
            digest=digest,
            options=tuple(Option(item["id"], self._text(item["label"])) for item in data.get("options", ())),
            editions=tuple(self._edition(item) for item in data.get("editions", ())),
            verdict=self._verdict(data["verdict"]) if data.get("verdict") else None,
        )

    def _edition(self, data: _Data) -> Edition:
        dates = [
            Deadline(date.fromisoformat(item["date"]), self._text(item["label"]))
            for item in data.get("dates", ())
        ]
        return Edition(data["id"], data["standard"], self._text(data["label"]), tuple(dates))

    def _verdict(self, data: _Data) -> VerdictRules:
        rules = [
            Rule(
                item["rule"],
                levels=tuple(item.get("levels", ())),
                at_least=exact(item.get("at_least", 0)),
                count=item.get("count", 0),
            )
            for item in data["rules"]
        ]
        return VerdictRules(self._text(data["ready"]), self._text(data["not_ready"]), tuple(rules))

    def _scale(self, data: _Data) -> Scale:
        levels = tuple(
            Level(
                level["id"],
                self._text(level["label"]),
                level["symbol"],
                exact(level["score"]),
                rank,
                described=level.get("described", True),
                requires=_requires(level["requires"]) if level.get("requires") else NOTHING_REQUIRED,
            )
            for rank, level in enumerate(data["levels"])
        )
        required = data.get("not_applicable", {}).get("justification", "required") == "required"
        return Scale(data["kind"], levels, data["target"], justify_not_applicable=required)

    def _band(self, data: _Data) -> Band:
        below = data.get("below")
        return Band(self._text(data["label"]), None if below is None else exact(below))

    def _service(self, data: _Data) -> Service:
        return Service(data["id"], self._text(data["title"]), data.get("summary") or "")

    def _section(self, data: _Data) -> Section:
        return Section(
            id=data["id"],
            code=data["code"],
            title=self._text(data["title"]),
            intro=self._text(data.get("intro") or ""),
            services=tuple(data.get("services", ())),
            sections=tuple(self._section(child) for child in data.get("objectives", ())),
            criteria=tuple(self._criterion(child) for child in data.get("criteria", ())),
        )

    def _criterion(self, data: _Data) -> Criterion:
        text = self._text
        concerned = data.get("applies_to")
        weight = data.get("weight", 1)
        revision = data.get("revision", 1)
        return Criterion(
            id=default_key(data["id"], revision),
            name=data["id"],
            code=data["code"],
            title=text(data["title"]),
            question=text(data["question"]),
            why=text(data.get("why") or ""),
            levels={name: text(value) for name, value in data["levels"].items()},
            expected=(data.get("expected") or "").strip(),
            evidence=tuple(data.get("evidence", ())),
            indicators=tuple(
                [
                    Indicator(item["id"], item["label"], item["unit"], item["kind"], item.get("better") or "")
                    for item in data.get("indicators", ())
                ]
            ),
            references=tuple(
                [Reference(item["standard"], item["clause"]) for item in data.get("references", ())]
            ),
            applies_to=_applicability(concerned) if concerned else EVERYONE,
            weight=ONE if weight == 1 else exact(weight),
            imperative=data.get("imperative", False),
            actions=tuple(
                [
                    Suggestion(item["title"], item["effort"], item.get("indicator") or "")
                    for item in data.get("actions", ())
                ]
            ),
            basis=data.get("basis", "inferred"),
            source=data.get("source") or "",
            excludable=data.get("excludable", True),
            editions=tuple(data.get("editions", ())),
            changes={name: text(value) for name, value in data.get("changes", {}).items()},
            no_reference=dict(data.get("no_reference", {})),
            replaces=tuple(data.get("replaces", ())),
            revision=revision,
        )
