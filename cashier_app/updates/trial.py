"""What a version on trial says of itself to the program that has started it; nothing without a trial."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

TOKEN: Final = "CASHIERAPP_TRIAL"
FILE: Final = "CASHIERAPP_TRIAL_FILE"
#: Exit code by which the till asks to be started anew.
RESTART: Final = 75


def on_trial() -> bool:
    """Whether this process is to show that it works."""
    return TOKEN in os.environ and FILE in os.environ


def passed() -> None:
    """Somebody can log in and scan: this version stays.  Raises `OSError`; safe to say again."""
    if on_trial():
        _say(os.environ.pop(TOKEN))


def failed(reason: str) -> None:
    """Nobody will be able to scan with this version: it is given up at once.  Raises `OSError`."""
    if on_trial():
        _say(f"failed {os.environ.pop(TOKEN)} {reason}")


def verdict(file: Path, token: str) -> str | None:
    """What a trial has said: "" for passed, why not, or None while it has said nothing."""
    try:
        said = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if said == token:
        return ""
    word, _, rest = said.partition(" ")
    of, _, reason = rest.partition(" ")
    return (reason or "–") if (word, of) == ("failed", token) else None


def _say(text: str) -> None:
    from cashier_app.updates.state import put

    put(Path(os.environ[FILE]), text.encode("utf-8", "replace"))
