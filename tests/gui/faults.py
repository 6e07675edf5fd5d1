"""What a person reads on the window while something goes wrong."""

from __future__ import annotations

import re
import time

from tests.gui.hand import Hand


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
