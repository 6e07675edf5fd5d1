"""What is typed to find a buyer: a whole telephone or card number, or a part that the server finds by."""

from __future__ import annotations

from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

#: Fewer digits are everybody's; with more a telephone without its country code is whole.
FEWEST: Final = 4
MOST: Final = 9


class NoPartsOffline(Refused):
    """A part of a number while the server does not answer."""

    text = QT_TRANSLATE_NOOP("errors", "A part of a number finds nobody while the server does not answer")
    way_out = QT_TRANSLATE_NOOP("errors", "Type the whole telephone number, or scan the card")


class NobodyByPart(Refused):
    """A part of a number that nobody has."""

    text = QT_TRANSLATE_NOOP("errors", "Nobody has a telephone or card with {digits}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the digits, or register the buyer")


def is_part(typed: str) -> bool:
    """Whether a text is a part of a number rather than a whole one."""
    return typed.isascii() and typed.isdigit() and FEWEST <= len(typed) <= MOST
