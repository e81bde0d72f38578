"""Files and logs changed at random, in search of one that the program does not refuse in a sentence."""
