"""Lists of people become facts: read, compared with the register, shown, written in one act."""
