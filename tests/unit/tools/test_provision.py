"""What is missing is installed where nobody is at the keyboard, told elsewhere, and never in the way."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.system import program
from tools import provision
from tools.provision import Need, commands, main

if TYPE_CHECKING:
    from pathlib import Path

HERE = Need("coreutils", ("no-such-program", "ls"), "listing")
GONE = Need("no-such-package", ("no-such-program",), "nothing at all")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Everything but the commands, which are noted: nothing is installed on the machine that tests."""
    run: list[list[str]] = []
    (tmp_path / "tools" / "a11y" / "node_modules" / "axe-core").mkdir(parents=True)
    monkeypatch.setattr(provision, "ROOT", tmp_path)
    monkeypatch.setattr(provision, "NEEDS", (HERE, GONE))

    def note(command: list[str], **_more: object) -> subprocess.CompletedProcess[str]:
        run.append(command)
        return subprocess.CompletedProcess(command, int("fails" in command))

    monkeypatch.setattr("tools.provision.subprocess.run", note)
    return run


def as_root(monkeypatch: pytest.MonkeyPatch, number: int = 0) -> None:
    monkeypatch.setattr("tools.provision.os.geteuid", lambda: number, raising=False)


def test_ci_installs_what_is_missing_and_only_that(
    told: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch)
    assert main([], {"CI": "true"}) == 0
    assert [command[-1] for command in told] == ["-qq", "no-such-package"]
    assert all("coreutils" not in command for command in told)


def test_a_person_s_machine_is_never_changed_unasked(
    told: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_root(monkeypatch)
    assert main([], {}) == 0
    as_root(monkeypatch, 1000)
    assert main([], {"CI": "true"}) == 0
    assert told == []
    assert "no-such-package" in capsys.readouterr().err
    assert main(["--install"], {}) == 0
    assert len(told) == 2


def test_quiet_when_all_is_there(
    told: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(provision, "NEEDS", (HERE,))
    as_root(monkeypatch)
    assert main(["--install"], {"CI": "true"}) == 0
    assert (told, capsys.readouterr()) == ([], ("", ""))


def test_an_installation_that_fails_is_not_hidden(
    told: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_root(monkeypatch)
    monkeypatch.setattr(provision, "NEEDS", (Need("fails", ("no-such-program",), ""),))
    assert main([], {"CI": "true"}) == 1
    assert told[-1][-1] == "fails"


def test_axe_comes_by_npm_and_a_place_off_the_path_counts() -> None:
    assert commands([], checker=True)[0][:2] == ["npm", "ci"]
    assert Need("x", (), "", places="etc/host*").met
    assert not Need("x", (), "", places="etc/no-such-*").met


def test_what_is_missing_skips_here_and_fails_on_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="NOT CHECKED HERE: no-such-program"):
        program("no-such-program")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program is not installed"):
        program("no-such-program")
