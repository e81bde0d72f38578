"""What screens are made of; none of them knows the services."""
