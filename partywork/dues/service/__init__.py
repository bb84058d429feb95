"""The use cases of đảng phí."""
