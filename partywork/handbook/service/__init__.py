"""The use cases around Sổ tay đảng viên."""
