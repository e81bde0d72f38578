"""The network: many structures, seen together."""
