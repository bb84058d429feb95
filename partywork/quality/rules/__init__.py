"""The rules of the quality of meetings: what a line earns, what a sum is called.

The groups and their maxima are those of Hướng dẫn 42-HD/BTCTW (28/10/2025), known from two
provincial applications; the lines below them are one ward's and so a template, not constants.
Points are whole tenths: 89,9 is 899 and is not rounded up to «Tốt».
"""
