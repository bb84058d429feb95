"""Pure checks over plain rows of the register."""
