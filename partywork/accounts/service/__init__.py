"""Use cases of sign-in, by subject: actors, sessions, accounts, cases."""
