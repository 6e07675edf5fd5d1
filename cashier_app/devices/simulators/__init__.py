"""Devices that behave like the hardware, faults included, over real sockets and pseudo-terminals."""
