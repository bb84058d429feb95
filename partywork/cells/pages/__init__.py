"""What pages and papers about organisations and people show, as plain values."""
