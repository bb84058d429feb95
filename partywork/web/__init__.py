"""What every section's pages share: the door, forms, errors, menu, downloads.

Owns: no table, no business word.
Rules: signed in by default; one CSRF check; strict CSP; every refusal has one page.
Who: every package's views.
Read first: guards.py, forms.py.
"""
