"""The rules of the product: pure functions and frozen values, standard library only."""
