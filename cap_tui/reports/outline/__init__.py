"""What a report says, in which order, whatever it is written in."""
