"""What is owed, when it is paid, what is passed up."""
