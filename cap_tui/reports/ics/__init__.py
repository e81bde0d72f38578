"""The due dates of the plan, for the calendar of a person."""
