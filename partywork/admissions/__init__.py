"""Prospects, and the two procedures that make members: admission and confirmation.

Owns: prospects, their classes and letters, the checklists of both procedures, the votes of the
  cell.
Rules: working-day clocks run from the holiday table; a late meeting never moves the official day.
Who: the cell sees its own prospects, the organisation desk all; a văn thư none.
Read first: rules.py.
"""
