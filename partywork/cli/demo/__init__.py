"""The demo: an invented Đảng bộ with a year of invented work, on this machine only.

Owns: nothing of the product; it fills the tables of the others, with people who do not exist.
Rules: the same seed and day give the same people, texts and numbers; a folder used again is
brought to today; a production start refuses it.
Read first: story.py (what happens when), seeding.py, then lives (what befell members).
"""
