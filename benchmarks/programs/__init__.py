"""The programs we compare with."""
