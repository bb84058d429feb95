"""The rules of membership, of offices and of importing people from a workbook."""
