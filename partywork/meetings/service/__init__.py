"""The use cases of meetings: preparing, inviting, calling the roll, writing, closing."""
