"""The meeting room: who comes in, where the meeting is, who speaks; live on every screen.

Attendance, votes and minutes stay where they are kept; the room shows them and says when they
change.
"""
