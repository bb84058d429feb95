"""The rules of transfers: their clocks, what each step asks, who comes."""
