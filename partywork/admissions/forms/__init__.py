"""What people send about prospects, files and classes."""
