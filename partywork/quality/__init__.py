"""The quality of a meeting: an editable template, a sheet for each meeting, what data can answer.

Owns: the template with its versions, the sheets and their lines. Rules: what a line earns, what a
sum is called (Hướng dẫn 42-HD/BTCTW). Who: the chair and the minutes taker mark, a visitor from
above or the office confirms. What the system knows it computes and says from what; what only
people can judge is left to them. Read first: service/sheets.py.
"""
