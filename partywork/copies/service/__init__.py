"""Use cases of copies: what may be copied, writing a copy, issuing it, binding a year."""
