"""Figures of the README, runnable by anyone: `make bench`."""
