"""The report of a network: its data, and the forms it takes. It names no structure, but those that hold a certificate."""
