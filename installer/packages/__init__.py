"""The program as packages: frozen with its own Python, and everything of it that a system wants to know."""
