"""Dues as pages and papers show them."""
