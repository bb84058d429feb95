"""Spreadsheets: measured, read into plain cells and written; knows formats, not people."""
