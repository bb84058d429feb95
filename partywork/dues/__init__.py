"""The register of đảng phí.

Owns: groups and bases of members, reliefs, monthly collections, quarterly settlements.
Rules: rates, exemptions and reductions of 01-QĐ/TW 2026, each a dated provision; whole đồng.
Who: officers see their cell, the office all; a member only their own.
Read first: rules.py.
"""
