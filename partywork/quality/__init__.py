"""The quality of a meeting: an editable template, a sheet for each meeting, what data can answer.

What the system knows it computes and says from what; what only people can judge is left to them.
Meetings hand down the facts; this package knows nothing of meetings.
"""
