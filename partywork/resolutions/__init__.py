"""Resolutions and the other papers a body issues.

Owns: resolutions, from draft to replacement.
Rules: adopted by a recorded vote → signed → numbered → issued, never in another order.
Who: the organisation's officers draft; bí thư and phó bí thư sign; members look issued ones up.
Read first: rules.py, service.py.
"""
