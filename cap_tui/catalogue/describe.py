"""A `Questionnaire` back to plain data with the keys of the YAML format, ready for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.structures import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from cap_tui.core.editions import Edition
    from cap_tui.core.questionnaire import Applicability, Criterion, LocalText, Questionnaire, Scale, Section
    from cap_tui.core.verdicts import Rule, VerdictRules

FORMAT = 1
"""The value of the key `schema`."""

_Data = dict[str, Any]


def describe(questionnaire: Questionnaire) -> _Data:
    """Return the whole tree as dicts, lists, texts, numbers and booleans.

    Reading the result back as YAML gives an equal questionnaire; only texts left empty are omitted.
    """
    return {
        "schema": FORMAT,
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": _text(questionnaire.title),
        "status": questionnaire.status,
        "languages": list(dict.fromkeys(name for text in _texts(questionnaire) for name in text.by_language)),
        "sources": [
            {"id": source.id, "title": source.title, **_filled(url=source.url)}
            for source in questionnaire.sources
        ],
        "services": [
            {"id": service.id, "title": _text(service.title), **_filled(summary=service.summary)}
            for service in questionnaire.services.values()
        ],
        **_listed(
            options=[{"id": item.id, "label": _text(item.label)} for item in questionnaire.options],
            editions=[_edition(item) for item in questionnaire.editions],
        ),
        "scale": _scale(questionnaire.scale),
        "bands": [
            {**({} if band.below is None else {"below": _number(band.below)}), "label": _text(band.label)}
            for band in questionnaire.bands
        ],
        **({"verdict": _verdict(questionnaire.verdict)} if questionnaire.verdict else {}),
        "themes": [_section(section) for section in questionnaire.sections],
    }


def _filled(**texts: str) -> _Data:
    return {key: text for key, text in texts.items() if text}


def _listed(**values: _Data | list[Any] | tuple[Any, ...]) -> _Data:
    """Return the lists and mappings that hold something."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value}


def _edition(edition: Edition) -> _Data:
    dates = [{"date": item.date.isoformat(), "label": _text(item.label)} for item in edition.dates]
    return {
        "id": edition.id,
        "standard": edition.standard,
        "label": _text(edition.label),
        **_listed(dates=dates),
    }


def _verdict(verdict: VerdictRules) -> _Data:
    return {
        "ready": _text(verdict.ready),
        "not_ready": _text(verdict.not_ready),
        "rules": [_rule(rule) for rule in verdict.rules],
    }


def _rule(rule: Rule) -> _Data:
    if rule.name in ("coverage", "score"):
        return {"rule": rule.name, "at_least": _number(rule.at_least)}
    counted = {"count": rule.count} if rule.name == "at-most" else {}
    return {"rule": rule.name, "levels": list(rule.levels), **counted}


def _text(text: LocalText) -> str | dict[str, str]:
    return dict(text.by_language) if len(text.by_language) > 1 else str(text)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _texts(questionnaire: Questionnaire) -> Iterator[LocalText]:
    """Yield every text that may have several languages, the title first: it is in the language of reference."""
    yield questionnaire.title
    yield from (level.label for level in questionnaire.scale.levels)
    yield from (option.label for option in questionnaire.options)
    for edition in questionnaire.editions:
        yield from (edition.label, *(item.label for item in edition.dates))
    if questionnaire.verdict:
        yield from (questionnaire.verdict.ready, questionnaire.verdict.not_ready)
    yield from (band.label for band in questionnaire.bands)
    yield from (service.title for service in questionnaire.services.values())
    for section in questionnaire.section_by_id.values():
        yield from (section.title, section.intro)
    for criterion in questionnaire.criteria.values():
        yield from (criterion.title, criterion.question, criterion.why, *criterion.levels.values())
        yield from criterion.changes.values()


def _scale(scale: Scale) -> _Data:
    return {
        "kind": scale.kind,
        "target": scale.target,
        "levels": [
            {
                "id": level.id,
                "label": _text(level.label),
                "symbol": level.symbol,
                "score": _number(level.score),
                "described": level.described,
                **_listed(
                    requires=_listed(
                        position=level.requires.position,
                        action=level.requires.action,
                        closing=level.requires.closing,
                    )
                ),
            }
            for level in scale.levels
        ],
        "not_applicable": {"justification": "required" if scale.justify_not_applicable else "optional"},
    }


def _section(section: Section) -> _Data:
    return {
        "id": section.id,
        "code": section.code,
        "title": _text(section.title),
        **({"intro": _text(section.intro)} if str(section.intro) else {}),
        "services": list(section.services),
        "objectives": [_section(child) for child in section.sections],
        "criteria": [_criterion(child) for child in section.criteria],
    }


def _criterion(criterion: Criterion) -> _Data:
    return {
        "id": criterion.name or criterion.id,
        "code": criterion.code,
        "title": _text(criterion.title),
        "question": _text(criterion.question),
        **({"why": _text(criterion.why)} if str(criterion.why) else {}),
        "levels": {name: _text(text) for name, text in criterion.levels.items()},
        **_filled(expected=criterion.expected),
        "evidence": list(criterion.evidence),
        "indicators": [
            {
                "id": item.id,
                "label": item.label,
                "unit": item.unit,
                "kind": item.kind,
                **_filled(better=item.better),
            }
            for item in criterion.indicators
        ],
        "references": [{"standard": item.standard, "clause": item.clause} for item in criterion.references],
        "applies_to": _applicability(criterion.applies_to),
        "weight": _number(criterion.weight),
        "imperative": criterion.imperative,
        "actions": [
            {"title": item.title, "effort": item.effort, **_filled(indicator=item.indicator)}
            for item in criterion.actions
        ],
        "basis": criterion.basis,
        **_filled(source=criterion.source),
        **({} if criterion.excludable else {"excludable": False}),
        **_listed(
            editions=criterion.editions,
            changes={name: _text(text) for name, text in criterion.changes.items()},
            no_reference=dict(criterion.no_reference),
            replaces=criterion.replaces,
        ),
        **({"revision": criterion.revision} if criterion.revision > 1 else {}),
    }


def _applicability(concerned: Applicability) -> dict[str, list[str]]:
    return {
        "kinds": [kind for kind in KINDS if kind in concerned.kinds],
        "options": sorted(concerned.options),
    }
