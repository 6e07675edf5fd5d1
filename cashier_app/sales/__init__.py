"""The receipt and what happens to it: lines, payments, returns, shifts, cash.  Pure."""
