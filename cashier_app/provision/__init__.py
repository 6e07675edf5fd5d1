"""Unattended installation: one file of answers makes a till, a store node or a server ready to work."""
