"""Use cases of quality: the template, the sheet of a meeting, the year."""
