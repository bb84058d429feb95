"""What the rule texts leave open or may change, as dated values with a legal basis.

Owns: legal texts, provisions, holidays.
Rules: a value holds from its day on; the newest one on a day counts; nothing here is law by itself.
Who: everybody signed in reads them; the committee office changes them.
Read first: service.py, seeds.csv.
"""
