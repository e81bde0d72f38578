"""A questionnaire in two versions, and what each criterion becomes between them, written by hand."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
OLD = HERE / "cap-2025.1.yaml"
NEW = HERE / "cap-2026.1.yaml"
SMALL_LATER = HERE / "small-2027.1.yaml"
"""The small questionnaire of the tests under a later number."""

ID = "cap-essentiel"

SPLIT = "services.people.training"
PARTS = ("services.people.training-access", "services.people.skills-recognition")
MERGED = ("identity.values.ethics", "identity.values.confidentiality")
WHOLE = "identity.values.ethics-confidentiality"
RENAMED = ("identity.values.parity", "identity.values.equality")
MOVED = ("identity.project.ownership", "services.people.empowerment")
GONE = "identity.values.poster"
NEW_ONE = "services.people.rights-access"
REWORDED = "identity.values.board-renewal"
REVISED = "services.people.exits"
KEPT = "identity.values.shared-values"

COUNTS = {
    "kept": 18, "reworded": 1, "moved": 3, "changed": 1, "split": 2, "merged": 1, "new": 1, "back": 0, "gone": 1,
}  # fmt: skip
"""What becomes of the 27 criteria of the first version in the 27 of the second."""
