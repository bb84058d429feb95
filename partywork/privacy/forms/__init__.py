"""Forms about one's own data."""
