"""Sign-in and what a signed-in person is allowed to be.

Owns: users, sessions, sign-in attempts, administrator mandates, inspection cases.
Rules: roles come from appointments on the day; failed tries slow down; a printed code works once.
Who: everybody has one account; the organisation desk opens them; administrators lock them.
Read first: service.py.
"""
