"""The requirements of a CISO Assistant framework, as sections and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.draft import DraftCriterion, DraftSection
from cap_tui.catalogue.importing.library_questions import read_questions
from cap_tui.catalogue.importing.wording import beginning, first_question
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.importing.entry import Entry, Words
    from cap_tui.catalogue.importing.library_groups import Groups
    from cap_tui.catalogue.importing.library_tree import Branch

_KEYS = frozenset(
    {
        "urn", "parent_urn", "depth", "ref_id", "assessable", "name", "description", "annotation", "typical_evidence",
        "implementation_groups", "question", "questions", "weight", "importance", "visibility_expression", "translations",
        "threats", "reference_controls", "min_score", "max_score", "scores_definition", "scores_definition_ref",
        "display_mode", "order_id", "urn_id", "questions_properties",
    }
)  # fmt: skip
_LEFT = {
    "importance": "importance",
    "visibility_expression": "visibility",
    "min_score": "own-scale",
    "max_score": "own-scale",
    "scores_definition": "own-scale",
    "scores_definition_ref": "own-scale",
    "questions_properties": "question-condition",
    "threats": "threats",
    "reference_controls": "controls",
}
"""Keys that a questionnaire has no place for, to the kind of finding that says so."""
_MAX_SHOWN = 1_000


class Nodes:
    """Turns branches into sections and criteria.

    Args:
        words: The language of the texts.
        groups: What implementation groups become.
        standard: How the framework is called in the references of its criteria.
        title: Of the theme made when criteria stand at the first level.
    """

    def __init__(self, words: Words, groups: Groups, standard: str, title: str) -> None:
        self._words, self._groups = words, groups
        self._standard, self._title = standard, title

    def themes(self, roots: Sequence[Branch]) -> list[DraftSection]:
        """Return the themes; criteria at the first level are gathered in themes of their own."""
        themes: list[DraftSection] = []
        loose: DraftSection | None = None
        for root in roots:
            section, criterion = self._read(root)
            if section is not None:
                themes.append(section)
            elif criterion is not None:
                if loose is None:
                    root.entry.tell("theme-made", self._title)
                    loose = DraftSection("", "requirements", title=self._title)
                    themes.append(loose)
                loose.criteria.append(criterion)
        return [theme for theme in themes if theme.sections or theme.criteria]

    def _read(self, branch: Branch) -> tuple[DraftSection | None, DraftCriterion | None]:
        """Return what a branch becomes: a section when it holds something, else a criterion, or nothing.

        The tree is at most ten deep, which bounds the recursion.
        """
        entry = branch.entry
        entry.tell_unknown(_KEYS)
        assessable = self._assessable(entry)
        section = self._section(branch)
        for child in branch.children:
            inner, criterion = self._read(child)
            if inner is not None:
                if section.criteria:
                    child.entry.tell("order")
                section.sections.append(inner)
            elif criterion is not None:
                section.criteria.append(criterion)
        filled = bool(section.sections or section.criteria)
        if assessable:
            criterion = self._criterion(branch)
            if not filled:
                return None, criterion
            entry.tell("both", criterion.code or criterion.title)
            section.criteria.insert(0, criterion)
            section.title = section.title or criterion.title
            section.intro = ""  # said by the criterion
            return section, None
        self._tell_left(entry, section, filled=filled)
        return (section, None) if filled else (None, None)

    @staticmethod
    def _assessable(entry: Entry) -> bool:
        if entry.text("display_mode").casefold() == "splash":
            return False
        found = entry.flag("assessable")
        if found is None:
            entry.tell("assessable-unclear", entry.data.get("assessable"), key="assessable")
        return bool(found)

    def _section(self, branch: Branch) -> DraftSection:
        entry = branch.entry
        name, text = self._words.of(entry, "name"), self._words.of(entry, "description")
        annotation = self._words.of(entry, "annotation")
        title = name or beginning(text)
        intro = [part for part in (text if title != text else "", annotation) if part]
        return DraftSection(
            entry.place(), _key(branch), code=entry.text("ref_id"), title=title, intro="\n\n".join(intro)
        )

    @staticmethod
    def _tell_left(entry: Entry, section: DraftSection, *, filled: bool) -> None:
        """Tell what a section that is not evaluated cannot keep."""
        if not filled:
            kind = "splash" if entry.text("display_mode").casefold() == "splash" else "section-empty"
            text = f"{section.code} {section.title} {section.intro}".strip()
            entry.tell(kind, text, limit=_MAX_SHOWN)
        if groups := entry.texts("implementation_groups"):
            entry.tell("group-on-section", ", ".join(groups), key="implementation_groups")
        for key in ("question", "questions"):
            if entry.data.get(key):
                entry.tell("question-bad", key=key)
        for key in ("typical_evidence", "weight"):
            if entry.text(key) not in ("", "1"):
                entry.tell("unknown-key", f"{key}: {entry.text(key)}", key=key, limit=_MAX_SHOWN)
        _tell_keys(entry)

    def _criterion(self, branch: Branch) -> DraftCriterion:
        entry = branch.entry
        _tell_keys(entry)
        found = DraftCriterion(entry.place(), _key(branch), code=entry.text("ref_id"))
        self._fill_texts(found, entry)
        if found.code and self._standard:
            found.references.append((self._standard, found.code))
        found.evidence = self._evidence(entry)
        found.options = self._groups.options_of(entry)
        if (weight := entry.text("weight")) not in ("", "1"):
            number = entry.number("weight")
            if number is not None and number > 0:
                found.weight = int(number) if number == number.to_integral_value() else number.normalize()
            else:
                entry.tell("weight-bad", weight, key="weight")
        return found

    def _evidence(self, entry: Entry) -> list[str]:
        listed = isinstance(entry.data.get("typical_evidence"), list)
        texts = entry.texts("typical_evidence") if listed else [self._words.of(entry, "typical_evidence")]
        lines = (line.strip(" \t•–*-") for text in texts for line in text.splitlines())
        return [line for line in lines if line]

    def _fill_texts(self, found: DraftCriterion, entry: Entry) -> None:
        """Give a criterion its title, its question and what is expected; every text goes somewhere."""
        text = self._words.of(entry, "description")
        questions = read_questions(entry, self._words)
        found.title = self._words.of(entry, "name")
        found.question, rest = first_question(text)
        if not text and found.title.endswith("?"):
            found.question = found.title
        if not found.question and len(questions) == 1 and questions[0].text.endswith("?"):
            found.question, questions[0].text = questions[0].text, ""
            entry.tell("question-taken", found.question, key="questions")
        asked_first = questions[0].text if questions else ""
        found.title = found.title or beginning(found.question or rest or asked_first)
        if found.title and not entry.text("name"):
            entry.tell("title-made", found.title)
        found.expected = [part for part in (rest, self._words.of(entry, "annotation")) if part]
        for question in questions:
            asked = [_("Question: {text}").format(text=question.text)] if question.text else []
            found.expected += ["\n".join([*asked, *question.lines])] if asked or question.lines else []


def _key(branch: Branch) -> str:
    """Return what the identifier is made from: the end of the urn, else the reference."""
    return branch.urn.rpartition(":")[2] or branch.entry.text("ref_id") or "requirement"


def _tell_keys(entry: Entry) -> None:
    for key, kind in _LEFT.items():
        value = entry.data.get(key)
        if value not in (None, "", [], {}):
            shown = ", ".join(map(str, value)) if isinstance(value, list | dict) else str(value)
            entry.tell(kind, f"{key}: {shown}" if kind == "own-scale" else shown, key=key, limit=_MAX_SHOWN)
