"""Kiến nghị: who asked what of whom, who answers by when, and whether the answer was heard.

Owns the register of recommendations of every organisation. What is asked of the Đảng ủy is read
and answered by its office; the answer is read out at the next meeting of who asked (step C3 of
Hướng dẫn 42-HD/BTCTW). Read `rules.py` first.
"""
