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
    "wants_tls",  # http:// to a server that encrypts
    "no_tls",  # https:// to a server that does not
    "foreign_certificate",  # signed by somebody else than expected
    "other_name",  # a certificate for another address
    "certificate_expired",  # over, or not valid yet: perhaps a clock is wrong
    "no_ca_file",  # the certificate to compare with cannot be read
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
    "wants_tls": QT_TRANSLATE_NOOP("sync", "The server wants to be spoken to encrypted"),
    "no_tls": QT_TRANSLATE_NOOP("sync", "What answers at this address does not encrypt"),
    "foreign_certificate": QT_TRANSLATE_NOOP("sync", "The server's certificate is not the one expected"),
    "other_name": QT_TRANSLATE_NOOP("sync", "The server's certificate is for another address"),
    "certificate_expired": QT_TRANSLATE_NOOP(
        "sync", "The server's certificate is not valid today, or this machine's clock is wrong"
    ),
    "no_ca_file": QT_TRANSLATE_NOOP("sync", "The certificate to compare the server's with cannot be read"),
    "busy": QT_TRANSLATE_NOOP("sync", "The server asks to wait"),
    "not_a_server": QT_TRANSLATE_NOOP("sync", "What answers at this address is not the loyalty server"),
    "unknown_key": QT_TRANSLATE_NOOP("sync", "The server does not know this till: pair it again"),
    "refused": QT_TRANSLATE_NOOP("sync", "The server does not accept what this till sends"),
    "diverged": QT_TRANSLATE_NOOP("sync", "The server knows another history of this till: call support"),
    "database": QT_TRANSLATE_NOOP("sync", "The till's database cannot be written"),
    "mistake": QT_TRANSLATE_NOOP("sync", "The exchange failed by a mistake of the program: the log has it"),
}


#: What to do about troubles that do not pass by themselves; nothing is sent to a server that is not the one expected.
WAYS_OUT: Final[dict[Trouble, str]] = {
    "wants_tls": QT_TRANSLATE_NOOP("sync", "Its address has to begin with https://: [server] url"),
    "no_tls": QT_TRANSLATE_NOOP(
        "sync", "Its address begins with http:// ([server] url), unless somebody is in between: ask whoever runs it"
    ),
    "foreign_certificate": QT_TRANSLATE_NOOP(
        "sync", "Ask whoever runs the server for its CA's certificate, and name the file in [server] ca_file"
    ),
    "other_name": QT_TRANSLATE_NOOP(
        "sync", "Use an address that the certificate names ([server] url), or get one for this address"
    ),
    "certificate_expired": QT_TRANSLATE_NOOP(
        "sync", "Compare this machine's clock; if it is right, whoever runs the server has to renew the certificate"
    ),
    "no_ca_file": QT_TRANSLATE_NOOP("sync", "Check the file named by [server] ca_file: a certificate in PEM"),
}

#: Troubles that last until a person does something.
LASTING: Final[frozenset[Trouble]] = frozenset({"diverged", "unknown_key", "database", *WAYS_OUT})


class SyncState(msgspec.Struct, frozen=True):
    """One consistent picture.

    `since` is when `online` last changed; `last_sync` the last exchange that succeeded; `waiting` and
    `rejected` the queue; `loading` while pages of the feed are still coming; `clock_offset_ms` how far
    the server's clock is ahead; `next_try` when the worker tries again by itself.  `node_trouble` says why the
    shop's store node did not answer when it was asked last; `past_node`: the central server did.  `central_silent`:
    the node answers, and the central server did not when it was asked last for more than the node could grant.
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
    past_node: bool = False
    node_trouble: Trouble = "none"
    node_detail: str = ""
    central_silent: bool = False


#: Called on the sync thread after every change; must return at once and never raise.
StateListener: TypeAlias = Callable[[SyncState], None]


def trouble_text(words: Words, state: SyncState) -> str:
    """The state's trouble in the person's language."""
    return words.translate("sync", TROUBLES[state.trouble])


def trouble_way_out(words: Words, state: SyncState) -> str:
    """What to do about the state's trouble; empty where waiting is enough."""
    return words.translate("sync", WAYS_OUT[state.trouble]) if state.trouble in WAYS_OUT else ""
