from __future__ import annotations

import ast
from textwrap import dedent
from typing import TYPE_CHECKING

from tools.copied import ROOT
from tools.mutants import Mutant, mutants
from tools.mutate import TESTS, path_of, survivors

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = dedent(
    '''
    """A text, never changed."""

    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        LATER = 1


    @dataclass(frozen=True)
    def allowed(role: str = "none", most: int = 3) -> bool:
        names = [name for name in role if name]
        if not names:
            raise ValueError
        return len(names) <= most and role in ("a", "b")
    '''
)


def test_every_place_where_a_rule_could_be_wrong_is_tried_once() -> None:
    assert sorted(mutant.change for mutant in mutants(SOURCE)) == sorted(
        [
            "3 → 4",
            "for … if name → for …",
            "if not names → if not not names",
            "not names → names",
            "raise ValueError → pass",
            "len(names) <= most and role in ('a', 'b') → len(names) <= most or role in ('a', 'b')",
            "len(names) <= most and role in ('a', 'b') → role in ('a', 'b')",
            "len(names) <= most and role in ('a', 'b') → len(names) <= most",
            "len(names) <= most → len(names) < most",
            "role in ('a', 'b') → role not in ('a', 'b')",
        ]
    )


def test_a_change_is_made_in_one_place_and_runs() -> None:
    bounds = {}
    for mutant in mutants("chosen = [n for n in range(12) if n < 3 or n > 9]"):
        space: dict[str, list[int]] = {}
        exec(compile(mutant.tree, "changed", "exec"), space)  # noqa: S102 - the changed source above
        bounds[mutant.change] = space["chosen"]
    assert bounds["n < 3 → n <= 3"] == [0, 1, 2, 3, 10, 11]
    assert bounds["9 → 10"] == [0, 1, 2, 11]
    assert bounds["n < 3 or n > 9 → n < 3 and n > 9"] == []


def test_what_is_run_is_there_so_that_no_module_is_passed_over_in_silence() -> None:
    for module, (quick, thorough) in TESTS.items():
        assert (ROOT / path_of(module)).is_file(), module
        assert [name for name in (*quick, *thorough) if not (ROOT / name).is_file()] == []


def test_a_change_that_a_test_notices_is_not_told_and_one_that_none_notices_is(tmp_path: Path) -> None:
    module = "cap_tui.core.effects"
    (tmp_path / path_of(module)).parent.mkdir(parents=True)
    for package in ("cap_tui", "cap_tui/core"):
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / path_of(module)).write_text("LEAST = 3\nUNSEEN = 5\n")
    name = TESTS[module][0][0]
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(
        "from cap_tui.core.effects import LEAST\n\n\ndef test_least():\n    assert LEAST == 3\n"
    )
    seen, unseen = mutants((tmp_path / path_of(module)).read_text())
    whole = Mutant(0, "nothing", ast.parse("LEAST = 3\nUNSEEN = 5\n"))
    left = survivors([(module, seen), (module, unseen), (module, whole)], tmp_path)
    assert {mutant.change for _module, mutant in left} == {"5 → 6", "nothing"}
