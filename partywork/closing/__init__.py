"""What comes out of a meeting: one guided page, its papers as PDF and as Word, the Word templates.

Owns: the Word templates of the office. Rules: which file may be a template. Who: the officers and
the minutes taker of the meeting; the office keeps the templates. Read first: service/steps.py.
"""
