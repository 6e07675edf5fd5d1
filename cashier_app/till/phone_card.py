"""The changing code of a card in a telephone: what is asked about it, and what the cashier is told."""

from __future__ import annotations

from typing import Final

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.sync.questions import CodeVerdict
from cashier_app.till.selling_view import Notice


class CodeToVerify(msgspec.Struct, frozen=True):
    """A telephone's changing code, to be asked about: `card` is the keyed hash (hex) of its number."""

    receipt_id: str
    card: str
    code: str
    attempt: str


#: What became of a code, and the way out.
_TEXTS: Final[dict[CodeVerdict, tuple[str, str]]] = {
    "verified": (QT_TRANSLATE_NOOP("selling", "The card in the telephone is verified: points may be spent"), ""),
    "used": (
        QT_TRANSLATE_NOOP("selling", "This code has been used already"),
        QT_TRANSLATE_NOOP("selling", "Ask the buyer to wait for the next code, then scan it; points are earned anyway"),
    ),
    "wrong": (
        QT_TRANSLATE_NOOP("selling", "The code on the telephone is out of date"),
        QT_TRANSLATE_NOOP("selling", "Ask the buyer to open the card anew, then scan it; points are earned anyway"),
    ),
    "unknown": (
        QT_TRANSLATE_NOOP("selling", "The server does not know this card yet"),
        QT_TRANSLATE_NOOP("selling", "Points are earned and wait for its owner"),
    ),
    "no_secret": (
        QT_TRANSLATE_NOOP("selling", "This card's codes cannot be verified"),
        QT_TRANSLATE_NOOP("selling", "Ask the buyer to renew the card in the app, or for another card"),
    ),
    "blocked": (
        QT_TRANSLATE_NOOP("selling", "The card in the telephone is blocked"),
        QT_TRANSLATE_NOOP("selling", "Ask the buyer for another card"),
    ),
    "unreachable": (
        QT_TRANSLATE_NOOP("selling", "The code on the telephone cannot be verified now: points are earned, not spent"),
        QT_TRANSLATE_NOOP("selling", "To spend points, scan the telephone again when the server answers"),
    ),
}


def code_notice(verdict: CodeVerdict, words: Words) -> Notice:
    """What the server says of a code, for the cashier."""
    text, way_out = (words.translate("selling", each) if each else "" for each in _TEXTS[verdict])
    return Notice(text, way_out, "success" if verdict == "verified" else "warning")
