"""The rules of badges and cards."""
