"""The report as one accessible web page."""
