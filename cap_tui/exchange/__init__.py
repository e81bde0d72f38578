"""What travels between people: keys and signatures."""
