"""The one loyalty engine: programme, quote, ledger, levels, rights.  Pure: no I/O, no clock, no Qt, no SQL."""
