"""One module per family of commands; each function says what its help says."""
