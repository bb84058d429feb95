"""Resolutions and the other papers a body issues.

Owns: resolutions and decisions, from draft to replacement.
Rules: adopted by a recorded vote → signed → numbered → issued, never in another order.
Who: who runs the body drafts; bí thư and phó bí thư sign, for the inspection commission chủ nhiệm
and phó chủ nhiệm; members look issued ones up.
Read first: rules.py, service/drafting.py, service/deciding.py, service/issuing.py.
"""
