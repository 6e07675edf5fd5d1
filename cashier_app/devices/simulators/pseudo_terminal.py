"""Two ends of a serial line within the operating system; Windows has no such thing."""

from __future__ import annotations

import os
import sys


class NoPseudoTerminals(OSError):
    """This system has none: a simulator can be reached over TCP alone."""


def open_pair() -> tuple[int, int]:
    """The simulator's end and the till's, raw and without a wait.  Raises `NoPseudoTerminals`."""
    if sys.platform == "win32":
        raise NoPseudoTerminals("no pseudo-terminals on this system")
    import tty

    ours, theirs = os.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    return ours, theirs


def name_of(end: int) -> str:
    """The path under which a program opens the till's end."""
    if sys.platform == "win32":
        raise NoPseudoTerminals("no pseudo-terminals on this system")
    return os.ttyname(end)


def unread(end: int) -> int:
    """Bytes that wait at the till's end."""
    if sys.platform == "win32":
        raise NoPseudoTerminals("no pseudo-terminals on this system")
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(end, termios.FIONREAD, bytes(4)), sys.byteorder)
