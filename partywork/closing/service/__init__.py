"""The use cases after a meeting."""
