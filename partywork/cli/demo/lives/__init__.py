"""The lives of the demo's people: every state of a record, told through the use cases.

Owns: nothing; each chapter acts as the person whose work it is, on the day it was done.
Rules: days are counted back from today, people are chosen by name from the invented list, so that
the same day gives the same lives.
Read first: stage.py, then careers.py.
"""
