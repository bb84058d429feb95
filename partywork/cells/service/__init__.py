"""Use cases of organisations, members, offices and imports, by subject."""
