from __future__ import annotations

from tests.integration.services.conftest import machines, paul, zoe

__all__ = ["machines", "paul", "zoe"]
