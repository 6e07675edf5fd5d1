"""A whole shop on one machine, to try the till out: server, till, scanner, printers, buyers and goods."""
