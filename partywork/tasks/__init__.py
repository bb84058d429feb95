"""Who does what by when.

Owns: tasks and the people who support them.
Rules: «quá hạn» is computed from the day, never typed; a task may point at the clause it came from.
Who: the organisation's officers give them, the lead reports on them.
Read first: rules.py.
"""
