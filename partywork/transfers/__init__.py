"""Moving the Party life of a member: out, in, between our cells, and for a time.

Owns: transfers with their letters, return slips and the transfer book.
Rules: 60 working days for the procedure, 30 for the letter; a move between our cells nets to
  zero; a temporary guest is counted, and votes, in the own cell.
Who: the officers of the cells concerned and the organisation desk; nobody else, and nobody on
  their own transfer.
Read first: rules.py.
"""
