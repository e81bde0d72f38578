"""The minutes of a follow-up meeting: their data, their outline, and the forms they take."""
