"""Organisations, bodies, members and the offices they hold.

Owns: the organisation tree, bodies, terms of office, members, memberships, appointments, imports.
Rules: status on the day decides rights; a role comes from an appointment between two days.
Who: a cell sees its own people, the committee office all; the administrator none.
Read first: models/organisation.py, policy.py.
"""
