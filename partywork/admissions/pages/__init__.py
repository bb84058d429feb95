"""What the pages and papers of this package show, as frozen values."""
