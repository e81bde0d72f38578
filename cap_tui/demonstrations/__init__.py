"""Fictional dossiers, marked as such everywhere."""
