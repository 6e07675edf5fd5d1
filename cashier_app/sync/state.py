"""How the till stands with its server, as lamps and diagnoses show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words

#: Why the last exchange did not succeed; `none` while all is well.
Trouble: TypeAlias = Literal[
    "none",
    "not_tried",  # nothing was asked yet
    "unreachable",  # no connection, or it broke
    "no_answer",  # connected, and then silence
    "failing",  # the server says that it has failed (5xx)
    "busy",  # 429 or 503: it asked us to wait
    "not_a_server",  # something answers that is no loyalty server (HTML, half a JSON, a redirect)
    "unknown_key",  # this till is not or no longer known there
    "refused",  # the server does not accept what this till sends
    "diverged",  # the server holds another history of this till: a person decides
    "database",  # our own database cannot be written
    "mistake",  # a mistake of this program; the log has it whole
]

TROUBLES: Final[dict[Trouble, str]] = {
    "none": QT_TRANSLATE_NOOP("sync", "The server answers"),
    "not_tried": QT_TRANSLATE_NOOP("sync", "The server has not been asked yet"),
    "unreachable": QT_TRANSLATE_NOOP("sync", "The server cannot be reached"),
    "no_answer": QT_TRANSLATE_NOOP("sync", "The server does not answer in time"),
    "failing": QT_TRANSLATE_NOOP("sync", "The server reports a failure of its own"),
    "busy": QT_TRANSLATE_NOOP("sync", "The server asks to wait"),
    "not_a_server": QT_TRANSLATE_NOOP("sync", "What answers at this address is not the loyalty server"),
    "unknown_key": QT_TRANSLATE_NOOP("sync", "The server does not know this till: pair it again"),
    "refused": QT_TRANSLATE_NOOP("sync", "The server does not accept what this till sends"),
    "diverged": QT_TRANSLATE_NOOP("sync", "The server knows another history of this till: call support"),
    "database": QT_TRANSLATE_NOOP("sync", "The till's database cannot be written"),
    "mistake": QT_TRANSLATE_NOOP("sync", "The exchange failed by a mistake of the program: the log has it"),
}


class SyncState(msgspec.Struct, frozen=True):
    """One consistent picture.

    `since` is when `online` last changed; `last_sync` the last exchange that succeeded; `waiting` and
    `rejected` the queue; `loading` while pages of the feed are still coming; `clock_offset_ms` how far
    the server's clock is ahead; `next_try` when the worker tries again by itself.
    """

    online: bool = False
    since: Instant = 0
    last_sync: Instant | None = None
    waiting: int = 0
    rejected: int = 0
    loading: bool = False
    trouble: Trouble = "not_tried"
    detail: str = ""
    clock_offset_ms: int = 0
    clock_suspect: bool = False
    next_try: Instant = 0


#: Called on the sync thread after every change; must return at once and never raise.
StateListener: TypeAlias = Callable[[SyncState], None]


def trouble_text(words: Words, state: SyncState) -> str:
    """The state's trouble in the person's language."""
    return words.translate("sync", TROUBLES[state.trouble])
