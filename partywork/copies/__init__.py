"""Extracts and certified copies of minutes and resolutions, and the year's book of minutes.

Owns: copies with their own number series «BS», the bound book of a year. Rules: what may be
copied, when it may be numbered. Who: the officers of the organisation make and number them; those
they are given to read them. Read first: service/writing.py.
"""
