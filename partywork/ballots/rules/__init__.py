"""The rules of votes: who counts, how many must agree, on what people may vote."""
