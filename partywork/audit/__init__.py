"""The append-only trail of who did what.

Owns: audit entries, each carrying the hash of the one before.
Rules: one use case, one entry, in the same transaction; no path changes or deletes one.
Who: the inspection commission and the committee read it.
Read first: service.py.
"""
