"""The linear mode: the whole way in plain questions and answers, for screen readers, braille lines and scripts."""
