"""What people are told: the inbox.

Owns: notices.
Rules: a notice is written in the transaction of the use case that causes it.
Who: everybody reads their own.
Read first: service.py.
"""
