"""Moving the Party life of a member: out, in, between our cells, and for a time.

Owns: transfers with their letters, return slips and the transfer book.
Rules: 60 working days for the procedure, 30 for the letter; a move between our cells nets to
  zero.
Who: the cells concerned and the organisation desk; nobody else.
Read first: rules.py.
"""
