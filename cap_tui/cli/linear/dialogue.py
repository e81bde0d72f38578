"""The conversation: one question a line, the same words answered everywhere, nothing drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cap_tui.core.text import clean, one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cap_tui.cli.linear.lines import Lines

HELP, BACK, QUIT, DOT = "?", "r", "q", "."
LONGEST_ANSWER = 2_000
_SHIFTLESS = str.maketrans("&é\"'(-è_çà", "1234567890")
"""The digit row of a French keyboard without Shift."""


class LeaveError(Exception):
    """The person leaves, or there is nobody left to answer; everything said so far is saved."""


class BackError(Exception):
    """The person goes back to the previous question."""


class Writer(Protocol):
    """Writes a text to the reader."""

    def __call__(self, text: str, *, end: str = "\n") -> None:
        """Write `text`, then `end`, and hand it over at once."""


class Dialogue:
    """Says sentences and asks questions.

    Args:
        lines: Where answers come from.
        write: Writes to the reader; what could drive a terminal is taken out there.
    """

    def __init__(self, lines: Lines, write: Writer) -> None:
        self._lines, self._write = lines, write

    def say(self, *sentences: str) -> None:
        """Say sentences, one a line."""
        for sentence in sentences:
            self._write(sentence)

    def ask(self, question: str, hint: str = "") -> str:
        """Ask one question and return what was answered, on one line without spaces at its ends; empty for Enter.

        Args:
            question: What is asked.
            hint: What `?` says of it, before what it says everywhere.

        Raises:
            BackError: The answer is `r`.
            LeaveError: The answer is `q`, or nobody answers any more.
        """
        while True:
            self._prompt(question)
            answer = one_line(self._line(), limit=LONGEST_ANSWER)
            if answer != HELP:
                return self._meant(answer)
            self.say(*filter(None, (hint, everywhere())))

    def secret(self, question: str) -> str:
        """Ask for a passphrase, which shows nowhere.

        Raises:
            LeaveError: Nobody answers any more.
        """
        self._prompt(question)
        found = self._lines.secret()
        if found is None:
            raise LeaveError
        return found

    def text(self, question: str) -> str:
        """Ask for a text: one line, or several between a point alone and another; return it, empty for Enter.

        Several lines pasted at once are read as one text, up to a point alone. Where nobody answers any more, what was
        written is returned: the next question leaves.

        Raises:
            BackError: The answer is `r`.
            LeaveError: The answer is `q`, or nobody answers any more.
        """
        while True:
            self._prompt(question)
            first = clean(self._line())
            word = first.strip()
            if word == HELP:
                self.say(
                    _(
                        "One line, then Enter. For several lines: a point alone, your lines, then a point alone. Enter "
                        "alone changes nothing."
                    ),
                    everywhere(),
                )
            elif word == DOT:
                return self._several([])
            elif word and self._lines.pasted():
                return self._several([first])
            else:
                return first if self._meant(word) else ""

    def agreed(self, question: str) -> bool:
        """Ask for a yes; anything else, Enter among others, is a no."""
        answer = self.ask(" ".join((question, _("(y for yes, Enter for no)"))))
        return answer.lower() in ("o", "oui", "y", "yes")

    def number(self, question: str, most: int, hint: str = "") -> int | None:
        """Ask for a number from 1 to `most`; None for Enter."""
        while True:
            answer = self.ask(question, hint)
            if not answer:
                return None
            found = digits(answer)
            if found is not None and 1 <= found <= most:
                return found
            self.say(not_a_choice(answer, most))

    def choose(self, question: str, labels: Sequence[str]) -> int | None:
        """Read choices aloud, numbered from 1, and return the place of the one chosen, from 0; None for Enter."""
        self.say(*numbered(labels))
        found = self.number(question, len(labels))
        return None if found is None else found - 1

    def _several(self, gathered: list[str]) -> str:
        self.say(_("Several lines: end with a point alone on its line."))
        while True:
            line = self._lines.line()
            if line is None or line.strip() == DOT:
                return "\n".join(gathered)
            gathered.append(line)

    def _meant(self, answer: str) -> str:
        if answer.lower() == BACK:
            raise BackError
        if answer.lower() == QUIT:
            raise LeaveError
        return answer

    def _line(self) -> str:
        found = self._lines.line()
        if found is None:
            raise LeaveError
        return found

    def _prompt(self, question: str) -> None:
        self._write(question, end=" " if self._lines.echoes else "\n")


def numbered(labels: Iterable[str]) -> list[str]:
    """Return choices as they are read, numbered from 1."""
    return [f"{place}. {label}" for place, label in enumerate(labels, start=1)]


def digits(answer: str) -> int | None:
    """Return the number typed, also without Shift on a French keyboard; None for anything else."""
    found = answer.translate(_SHIFTLESS)
    return int(found) if found.isascii() and found.isdecimal() and len(found) < len("10000") else None


def not_a_choice(answer: str, most: int) -> str:
    """Return the sentence that refuses an answer where a number was asked."""
    return _("“{answer}” is not a choice. Type a number from 1 to {most}, or ? for help.").format(
        answer=one_line(answer, limit=40), most=most
    )


def everywhere() -> str:
    """Return what may be answered to every question."""
    return _("Everywhere: r goes back, q leaves, ? helps. Everything is saved as you go.")
