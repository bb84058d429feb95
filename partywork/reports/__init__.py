"""Reports that go up and the figures in them.

Owns: reports, their sections, frozen figures and comments.
Rules: figures are counted, never typed; what was sent is frozen; a disagreement is a note.
Who: officers write their cell's; office and committee read what was sent, and return or accept it.
Read first: rules.py, queries.py.
"""
