"""The history of the schema, one change a file, in both directions."""
