"""The machinery of secret ballots: three shares of a key, sealed envelopes, and the recount.

Nothing here decides anything or knows a database. What the protocol promises, and what it does
not, is told to the voter on the page (`ballots.terms.PROMISE`).
"""
