"""What goes wrong under a till: a disk without room, another process's lock; each ends when it is told to."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.gui.hand import Hand

#: Holds the writing lock of a database until its input is closed, as another program that uses the file does.
_HOLDER: Final = """
import sys, sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process takes a byte more: the system refuses every write, as a full disk or a quota does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process holds the database's lock for writing."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.stdin.close()
        holder.wait(10)
        holder.stdout.close()


def plain(text: str) -> str:
    """A text of the screen with ordinary spaces."""
    return re.sub("[\u00a0\u202f]", " ", text)


def sentence(hand: Hand, expected: str | None = None) -> str:
    """What the strip of messages says; waits until it is this, if one is given."""

    def shown() -> str:
        return plain(hand.shell.message.text.text()) if hand.shell.message.isVisible() else ""

    hand.rest()
    until = time.monotonic() + 5
    while not shown() or expected not in (None, shown()):
        assert time.monotonic() < until, f"the strip says {shown()!r}, and not {expected!r}"
        hand.qtbot.wait(5)
    return shown()
