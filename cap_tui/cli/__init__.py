"""The command line: the same use-cases as the screens. Standard output is data, standard error is narration."""
