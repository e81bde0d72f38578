"""Référentiels written for other tools, turned into the YAML of questionnaires: what fits is carried, the rest is told."""
