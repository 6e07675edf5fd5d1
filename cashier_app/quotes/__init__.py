"""A receipt quoted as documents: what is asked in JSON, the engine's whole answer, and all of it in words; pure."""
