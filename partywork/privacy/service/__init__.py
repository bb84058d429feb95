"""Use cases about one's own data."""
