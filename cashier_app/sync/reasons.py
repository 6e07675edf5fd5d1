"""Why the server set an operation aside, in words a manager can read."""

from __future__ import annotations

from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.sync.messages import Acknowledgement, Reason

REASONS: Final[dict[Reason, str]] = {
    "": QT_TRANSLATE_NOOP("sync", "The server gave no reason"),
    "unreadable": QT_TRANSLATE_NOOP("sync", "The server cannot read this operation; it may be older than this till"),
    "misplaced": QT_TRANSLATE_NOOP("sync", "The operation says another number or epoch than the queue"),
    "broken": QT_TRANSLATE_NOOP("sync", "The operation was damaged after it was written"),
    "inconsistent": QT_TRANSLATE_NOOP("sync", "The operation's points contradict each other"),
    "mistake": QT_TRANSLATE_NOOP("sync", "The server failed on this operation by a mistake of its own"),
}


def stored(acknowledgement: Acknowledgement) -> str:
    """The reason as the outbox keeps it: `code: detail`."""
    return f"{acknowledgement.reason}: {acknowledgement.detail}"


def reason_text(words: Words, kept: str) -> str:
    """A kept reason in the person's language, the technical detail after it."""
    code, _, detail = kept.partition(": ")
    known = next((text for reason, text in REASONS.items() if reason == code), REASONS[""])
    text = words.translate("sync", known)
    return f"{text} ({detail})" if detail else text
