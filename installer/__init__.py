"""What brings the program onto a machine: the bootstrap of a checkout, translations, packages."""
