"""Tables as Excel opens them in France; see `dialect` for their form."""

from __future__ import annotations
