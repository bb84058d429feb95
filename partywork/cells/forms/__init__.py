"""Forms of people, offices, organisations and imports."""
