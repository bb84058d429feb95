"""The use cases of votes and secret ballots."""
