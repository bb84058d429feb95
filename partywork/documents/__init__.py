"""The archive: papers, their files, numbers and clauses.

Owns: documents, stored files, number series, clauses.
Rules: a number is taken at issue after signing; bytes never change; state secrets are refused.
Who: drafts belong to their organisation; filed papers go up; published ones down.
Read first: service.py, store.py.
"""
