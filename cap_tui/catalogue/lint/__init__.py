"""What a questionnaire says, checked: references, scale, verdict, editions, wording.

Whatever is well-formed is looked at, even when the rest of the file is not, so that all problems come at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.lint.demands import check_demands
from cap_tui.catalogue.lint.editions import check_editions
from cap_tui.catalogue.lint.identity import check_identity
from cap_tui.catalogue.lint.languages import check_languages
from cap_tui.catalogue.lint.links import check_links
from cap_tui.catalogue.lint.options import check_options, check_replaced
from cap_tui.catalogue.lint.repeats import check_repeats
from cap_tui.catalogue.lint.scale import check_scale
from cap_tui.catalogue.lint.tree import Tree
from cap_tui.catalogue.lint.typography import check_typography
from cap_tui.catalogue.lint.verdict import check_verdict
from cap_tui.catalogue.lint.wording import check_wording

if TYPE_CHECKING:
    from cap_tui.catalogue.document import Document
    from cap_tui.catalogue.problems import Flaw


_CHECKS = (
    *(check_identity, check_links, check_repeats, check_options, check_replaced),
    *(check_scale, check_verdict, check_demands, check_editions),
    *(check_wording, check_languages, check_typography),
)


def meaning_flaws(document: Document) -> list[Flaw]:
    """Return everything that is well-formed and yet wrong or doubtful in `document`."""
    tree = Tree(document)
    for check in _CHECKS:
        check(tree)
    return tree.flaws
