"""The questions that a requirement asks in CISO Assistant: read as texts, for their answers are not levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.catalogue.importing.entry import Entry, Words

_KEYS = frozenset(
    {
        "type",
        "text",
        "choices",
        "urn",
        "ref_id",
        "translations",
        "annotation",
        "weight",
        "depends_on",
        "config",
    }
)
_CHOICE_KEYS = frozenset(
    {
        "urn", "value", "translations", "color", "add_score", "compute_result", "select_implementation_groups",
        "description", "annotation", "ref_id",
    }
)  # fmt: skip
_OLDER_KEYS = frozenset({"question_type", "question_choices", "questions"})
_EFFECTS = ("add_score", "compute_result", "select_implementation_groups")
_YES_NO = ("yes_no", "boolean")


class Question:
    """One question: what it asks, and the lines that say its choices.

    Args:
        shared: What holds the type and the choices of all the questions of a requirement, as older libraries write it.

    Attributes:
        text: What is asked.
        lines: Its choices and explanations, one paragraph each.
    """

    def __init__(self, entry: Entry, words: Words, shared: Entry | None = None) -> None:
        self.text = words.of(entry, "text")
        self.lines: list[str] = []
        self._entry, self._words, self._shared = entry, words, shared
        entry.tell_unknown(_KEYS)
        for key in ("depends_on", "config"):
            if entry.data.get(key):
                entry.tell("question-condition", self.text, key=key)
        if entry.text("weight") not in ("", "1"):
            entry.tell("choice-effects", f"weight: {entry.text('weight')}", key="weight")
        if annotation := words.of(entry, "annotation"):
            entry.tell("question-detail", annotation, key="annotation")
            self.lines.append(annotation)
        self._read_choices()

    def _read_choices(self) -> None:
        choices = [] if _only_texts(self._entry.data.get("choices")) else self._entry.entries("choices")
        values = self._entry.texts("choices") if not choices else []
        kind = self._entry.text("type")
        if self._shared is not None:
            values += self._shared.texts("question_choices")
            kind = kind or self._shared.text("question_type")
        for choice in choices:
            choice.tell_unknown(_CHOICE_KEYS)
            value = self._words.of(choice, "value")
            more = [part for key in ("description", "annotation") if (part := self._words.of(choice, key))]
            if more:
                choice.tell("question-detail", value)
            values.append(" — ".join([value, *more]) if value else " — ".join(more))
            effects = [f"{key}: {_shown(choice.data[key])}" for key in _EFFECTS if choice.data.get(key)]
            if effects:
                choice.tell("choice-effects", f"{value} ({', '.join(effects)})")
        values = [value for value in values if value]
        if values:
            self._entry.tell("choices", " / ".join(values), key="choices", limit=1_000)
            self.lines.append("\n".join([_("Possible answers:"), *(f"– {value}" for value in values)]))
        elif kind.casefold() in _YES_NO:
            self.lines.append(_("Possible answers: yes or no."))


def read_questions(node: Entry, words: Words) -> list[Question]:
    """Return the questions of a requirement, in order; those without a text are told and left out."""
    found = []
    older = node.entry("question")
    asked: list[tuple[Entry, Entry | None]] = []
    if older is not None:
        older.tell_unknown(_OLDER_KEYS)
        asked += [(entry, older) for entry in older.entries("questions", "question-bad")]
    asked += [(entry, None) for entry in node.entries("questions", "question-bad")]
    for entry, shared in asked:
        question = Question(entry, words, shared)
        if question.text:
            found.append(question)
        else:
            entry.tell("question-bad")
    return found


def _only_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _shown(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
