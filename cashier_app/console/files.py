"""Files that a command is given: read whole, `-` for the standard input, refused in words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

#: What stands for the standard input.
STANDARD_INPUT: Final = "-"


class FileNotRead(Refused):
    """A file that is not there or may not be read."""

    text = QT_TRANSLATE_NOOP("errors", "{file} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the name and the right to read it")


class FileNotWritten(Refused):
    """A file that cannot be written where it was asked for."""

    text = QT_TRANSLATE_NOOP("errors", "{file} cannot be written: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the name, the right to write there and the room on the disk")


def read_bytes(file: Path) -> bytes:
    """The whole of a file, or of the standard input (`-`), without a byte order mark.  Raises `FileNotRead`."""
    try:
        content = sys.stdin.buffer.read() if str(file) == STANDARD_INPUT else file.read_bytes()
    except OSError as error:
        raise FileNotRead(file=file, reason=error) from error
    return content.removeprefix(b"\xef\xbb\xbf")


def write_bytes(file: Path, content: bytes) -> None:
    """Put a whole file in place at once: a reader sees the old one or the new one.  Raises `FileNotWritten`."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise FileNotWritten(file=file, reason=error) from error
