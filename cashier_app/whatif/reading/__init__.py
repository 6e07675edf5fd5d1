"""Where past receipts come from: tables, JSON lines, databases.  Reads, and changes nothing."""
