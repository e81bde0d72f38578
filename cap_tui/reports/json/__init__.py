"""A report for other programs; `models` is its published schema."""
