"""Use cases of badges and cards."""
