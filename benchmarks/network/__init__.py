"""Networks made up for measuring; plainly fictional."""
