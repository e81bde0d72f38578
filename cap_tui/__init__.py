"""cap-tui: self-evaluation of enterprises of inclusion through work, in the terminal."""

__version__ = "0.1.0"
