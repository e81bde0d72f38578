from __future__ import annotations

from typing import TYPE_CHECKING

from tools.copied import COPIED, ROOT, copy_tree

if TYPE_CHECKING:
    from pathlib import Path


def test_a_trial_never_touches_the_tree_and_has_all_that_its_tests_need(tmp_path: Path) -> None:
    copy = copy_tree(tmp_path)
    assert {path.name for path in copy.iterdir()} == set(COPIED)
    one = copy / "cap_tui" / "__init__.py"
    before = (ROOT / "cap_tui" / "__init__.py").read_bytes()
    one.write_bytes(b"changed")
    assert (ROOT / "cap_tui" / "__init__.py").read_bytes() == before
    assert not list(copy.rglob("__pycache__"))
