"""Meetings of any body: invitation, roll-call, minutes, votes, closing.

Owns: meetings, agenda, invitations, attendance, statements, minutes, addenda.
Rules: silence is no absence; N comes from statuses on the day; confirmed minutes never change.
Who: officers run their own; members see meetings they belong to; committees what was filed.
Read first: rules.py, service/.
"""
