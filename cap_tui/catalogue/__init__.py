"""Questionnaires: YAML files read strictly, checked, explained and cached."""
