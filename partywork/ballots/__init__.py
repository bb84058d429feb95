"""Votes of every body.

Owns: votes, the frozen roll of each, reserved opinions.
Rules: base N and the number needed are frozen when the vote opens; never changed after closing.
Who: officers of the body's organisation run votes; its members see results.
Read first: rules.py.
"""
