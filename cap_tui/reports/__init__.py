"""Documents made from an evaluation: values in, files out. Nothing here reads the log or the database."""
