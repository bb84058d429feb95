"""Counting people by sex, age, Party age and education, and keeping small counts to oneself."""
