"""Badges and cards as lists, pages and papers show them."""
