"""The terminal application: screens over the services."""
