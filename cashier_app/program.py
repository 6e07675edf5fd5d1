"""What this program is, as a process: frozen in a package or Python's, with windows or without, and begun how."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def own_command() -> list[str]:
    """How this program is begun again as a process of its own: frozen it is a program, else a package of Python's."""
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "cashier_app"]


def is_frozen() -> bool:
    """Whether this is a package's program, with its own Python."""
    return bool(getattr(sys, "frozen", False))


def has_screens() -> bool:
    """Whether the till's windows are installed: a server's package has none."""
    if not is_frozen():
        return True
    from importlib.util import find_spec

    return find_spec("PySide6") is not None


def first_word(arguments: Sequence[str]) -> str:
    """The command of a command line: the first word that is no option nor an option's value; "" for none."""
    words = iter(arguments)
    for word in words:
        if word in ("--home", "--language"):
            next(words, "")
        elif not word.startswith("-"):
            return word
    return ""
