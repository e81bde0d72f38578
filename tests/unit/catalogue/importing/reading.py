"""Small libraries made from one that is right, and what their import says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from cap_tui.catalogue.importing.convert import Converted, convert_csv, convert_library

if TYPE_CHECKING:
    from collections.abc import Sequence

LIBRARIES = Path(__file__).parents[3] / "corpus" / "libraries"
LIBRARY = (LIBRARIES / "atelier.yaml").read_bytes()
URN = "urn:essai:risk:req_node:a:"


def told(done: Converted, kind: str) -> list[tuple[str, str]]:
    """Return the places and details of the findings of a kind."""
    return [(one.place, one.detail) for one in done.findings.by_kind().get(kind, ())]


def node(ref: str, parent: str = "", **keys: Any) -> dict[str, Any]:
    """Return a requirement that is evaluated, unless told otherwise."""
    above = {"parent_urn": URN + parent} if parent else {}
    return {
        "urn": URN + ref, "assessable": True, "ref_id": ref, "name": f"Exigence {ref}", **above, **keys
    }  # fmt: skip


def library(nodes: Sequence[Any], **framework: Any) -> Converted:
    """Return what a library of these requirements gives."""
    content = {
        "urn": "urn:essai:risk:framework:a",
        "ref_id": "a",
        "name": "Essai",
        "requirement_nodes": list(nodes),
    }
    head = {"urn": "urn:essai:risk:library:a", "locale": "fr", "ref_id": "a", "name": "Essai", "version": 1}
    whole = {**head, "objects": {"framework": {**content, **framework}}}
    return convert_library(
        yaml.safe_dump(whole, allow_unicode=True, sort_keys=False).encode(), "a.yaml", "fr"
    )


def table(*lines: str, name: str = "essai", encoding: str = "utf-8") -> Converted:
    """Return what a table of these lines gives."""
    return convert_csv("\n".join(lines).encode(encoding), name)
