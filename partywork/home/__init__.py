"""The first page: what is due and the one next step.

Owns: nothing; it reads what the packages below say.
Rules: at most one primary button; late things first.
Who: each role sees its own month.
Read first: rules.py, service/steps.py.
"""
