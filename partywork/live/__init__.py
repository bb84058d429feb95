"""Live pages: what changed where, told to every open page at once without saying what.

An event names a channel (the id of a meeting) and a topic («agenda»), never content: the page that
hears of it asks again, and its rights are checked again.
"""
