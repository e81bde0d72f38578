"""The page for those who write a référentiel, followed to the letter: its texts typed, its commands run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.__main__ import main
from tests.integration.cli.conftest import Cli

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[3] / "docs" / "ecrire-un-referentiel.md"
BLOCK = re.compile(r"(?P<before>.*?)```(?P<kind>\w+)\n(?P<text>.*?)```\n", re.DOTALL)
CREATE = re.compile(r"créez le fichier `([\w.-]+)` :\s*$")
ADD = re.compile(r"joutez à la fin de `([\w.-]+)` :\s*$")
REPLACE = re.compile(r"`([\w.-]+)`,\s+remplacez :\s*$")
COPY = re.compile(r"opiez\s+`([\w.-]+)` sous le nom `([\w.-]+)`")
EVALUATION = "73282932000074/accueil/2026"
AUDIT = "73282932000074/accueil-audit/2026"


class Reader:
    """Someone who does what the page says and nothing else.

    Attributes:
        said: What the last command printed.
        done: Commands run, in order.
    """

    def __init__(self, folder: Path, run: Callable[[list[str]], str]) -> None:
        self.folder = folder
        self.said = ""
        self.done: list[str] = []
        self._run = run
        self._replaced: tuple[Path, str] | None = None

    def follow(self, page: str) -> None:
        """Type each text and run each command of a page."""
        for block in BLOCK.finditer(page):
            self._obey(block["before"], block["kind"], block["text"])

    def _obey(self, before: str, kind: str, text: str) -> None:
        for old, new in COPY.findall(before):
            shutil.copy(self.folder / old, self.folder / new)
        if kind == "sh":
            for command in text.splitlines():
                self.said = self._run(shlex.split(command))
                self.done.append(command)
        elif kind == "text":
            self._compare(before, text)
        else:
            self._write(before, text)

    def _compare(self, before: str, text: str) -> None:
        """Check that the last command printed what the page announces: all of it, or these lines among others."""
        if before.endswith("cap-tui répond :\n\n"):
            assert self.said == text
        else:
            assert before.endswith("cap-tui répond, entre autres :\n\n")
            assert text.strip() in self.said

    def _write(self, before: str, text: str) -> None:
        if self._replaced is not None:
            assert before.strip() == "par :"
            path, old = self._replaced
            content = path.read_text(encoding="utf-8")
            assert f"\n{content}".count(f"\n{old}") == 1, f"{path.name} must hold this once:\n{old}"
            path.write_text(f"\n{content}".replace(f"\n{old}", f"\n{text}")[1:], encoding="utf-8")
            self._replaced = None
        elif found := CREATE.search(before):
            (self.folder / found[1]).write_text(text, encoding="utf-8")
        elif found := ADD.search(before):
            path = self.folder / found[1]
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        else:
            found = REPLACE.search(before)
            assert found, f"The page does not say where this goes:\n{text}"
            self._replaced = self.folder / found[1], text


@pytest.fixture
def reader(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader with the two empty folders the page asks for."""
    for name in ("CAP_TUI_LANG", "CAP_TUI_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "essai" / "questionnaires"
    folder.mkdir(parents=True)

    def run(words: list[str]) -> str:
        assert words[0] == "cap-tui"
        code = main(words[1:])
        out, err = capsys.readouterr()
        assert code == 0, f"{words}\n{out}\n{err}"
        return (out + err).replace("\u00a0", " ").replace("\u202f", " ")

    return Reader(folder, run)


def _after(reader: Reader, capsys: pytest.CaptureFixture[str], page: str) -> Cli:
    reader.follow(page)
    return Cli(reader.folder.parent, capsys.readouterr)


def _positions(cli: Cli, evaluation: str) -> dict[str, str | None]:
    shown = cli("show", evaluation, "--json").json
    return {item["code"]: (item["position"] or {}).get("level") for item in shown["criteria"]}


def test_whoever_follows_the_page_to_its_end_has_two_evaluations_that_work(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    cli = _after(reader, capsys, PAGE.read_text(encoding="utf-8"))

    assert cli("questionnaire", "check").code == 0
    assert _positions(cli, EVALUATION) == {
        "1.1.1": "en-place",
        "1.1.2": "absent",
        "1.1.3": "en-place",
        "2.1.1": "exemplaire",
    }
    assert _positions(cli, AUDIT) == {
        "1.1.1": "en-place",
        "1.1.2": "absent",
        "2.1.1": "en-place",
        "2.1.2": "exemplaire",
    }


def test_the_first_evaluation_of_the_page_has_the_score_worked_out_by_hand(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    page, _rest = PAGE.read_text(encoding="utf-8").split("## 9.")
    cli = _after(reader, capsys, page)

    whole = cli("score", EVALUATION, "--json").json[0]
    assert (whole["score"], whole["band"], whole["applicable"]) == (56.6667, "En bonne voie", 3)


def test_going_back_as_the_page_says_finds_the_answers_of_the_first_version(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    page, rest = PAGE.read_text(encoding="utf-8").split("Et pour y retourner")
    cli = _after(reader, capsys, page)

    assert rest
    assert _positions(cli, EVALUATION) == {"1.1.1": "en-place", "1.1.2": "absent", "2.1.1": "exemplaire"}
    shown = cli("show", EVALUATION, "1.1.2", "--json").json
    assert "Le livret date de 2019." in str(shown)
