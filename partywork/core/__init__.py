"""The ground floor: time, text, identity, the database session and the refusals.

Owns: the tables of submitted forms and of background jobs.
Rules: one use case is one transaction; nothing is read outside a policy.
Who: everybody; this package depends on nothing of ours.
Read first: db.py.
"""
