"""The forms of meetings: shape only, the rules live below."""
