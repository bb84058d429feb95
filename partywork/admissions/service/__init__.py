"""The use cases of prospects, files, classes and probations."""
