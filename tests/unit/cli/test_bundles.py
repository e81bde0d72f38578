"""Options declared once: in the order of the help, handed over whole, and the same wherever they are taken."""

from __future__ import annotations

import ast
from collections import Counter
from inspect import signature
from pathlib import Path
from typing import NamedTuple

from typer import Argument, Option

from cap_tui.cli.bundles import spread
from cap_tui.cli.network_options import ASKED
from cap_tui.cli.report_options import CHOICE, WRITTEN

CLI = Path(__file__).parents[3] / "cap_tui" / "cli"
PLACE, PRINTED, NAMES = Argument("ici"), Option(False, "--printed"), Option(None, "--name")  # noqa: FBT003 - a default


class Kept(NamedTuple):
    names: list[str] | None = NAMES
    printed: bool = PRINTED


KEPT = Kept()


class Command:
    def does(self, place: str = PLACE, *, kept: Kept = KEPT, last: int = 3) -> tuple[str, Kept, int]:
        return place, kept, last


def test_the_parser_sees_each_option_where_its_bundle_stands() -> None:
    found = signature(spread(Command().does)).parameters
    assert [(one.name, one.annotation, one.default) for one in found.values()] == [
        ("place", str, PLACE),
        ("names", list[str] | None, NAMES),
        ("printed", bool, PRINTED),
        ("last", int, 3),
    ]


def test_a_command_gets_what_was_typed_in_its_bundle() -> None:
    done = spread(Command().does)(place="là", names=["a", "b"], printed=True, last=4)
    assert done == ("là", Kept(["a", "b"], printed=True), 4)


def test_a_command_without_a_bundle_is_left_as_it_is() -> None:
    def alone(place: str = PLACE) -> str:
        return place

    assert spread(alone) is alone


def test_no_two_bundles_that_go_together_name_an_option_alike() -> None:
    """One would silently take the place of the other."""
    fields = [*WRITTEN._fields, *CHOICE._fields]
    assert len(fields) == len(set(fields))
    assert {"output", "replace"} & set(ASKED._fields) == set()


def test_no_option_is_declared_twice() -> None:
    """Of two that read alike, one is corrected one day and the other is not."""
    declared = Counter(
        ast.unparse(node)
        for path in CLI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Argument", "Option"}
    )
    assert len(declared) > 100
    assert [text for text, count in declared.items() if count > 1] == []
