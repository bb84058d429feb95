"""What a member earned or incurred, and the duties outside the cell.

Owns: commendations, discipline, residence duty, the yearly commitment, prompts to consider
  striking off.
Rules: form, number, date and where the paper is, never the case; prompts are never acts.
Who: the cell and the organisation desk; discipline is hidden from the other desks.
Read first: rules/discipline.py.
"""
