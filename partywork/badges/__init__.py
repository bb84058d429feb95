"""Party badges by batch, and membership cards.

Owns: badge nominations and their dossiers, the batches of 3/2, 19/5, 2/9, 7/11, card numbers.
Rules: thirty years and every five from forty on, counted in Party age; early awards and blocks by
  rule.
Who: the cell sees its own people, the organisation desk all.
Read first: rules/milestones.py.
"""
