"""Reading a list of members out of a spreadsheet: nothing is guessed, every repair is stated."""
