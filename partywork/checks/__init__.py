"""Whether the register is right: data checks and difference lists.

Owns: the checks, lists of another source beside ours, what was decided field by field.
Rules: a check names its rule and links to the page that mends it; nothing is mended by itself.
Who: officers their cell, the office all.
Read first: rules.py.
"""
