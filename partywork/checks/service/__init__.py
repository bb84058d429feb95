"""Use cases: looking over the register, comparing it with another list."""
