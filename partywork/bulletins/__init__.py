"""What the office sends every cell for a month: texts to be studied, and the internal bulletin.

Owns: bulletins and their lines.
Rules: a draft is the office's; once issued it is what every cell reads at item B1 of that month's
meeting (Hướng dẫn 42-HD/BTCTW) and is not changed any more.
Who: the office writes and issues, everybody below reads.
Read first: service.py.
"""
