"""What the rules say of prospects and of the way into the Party, without any database."""
