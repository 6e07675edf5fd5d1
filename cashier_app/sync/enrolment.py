"""How a till joins: a one-time pairing code for a key of its own."""

from __future__ import annotations

import logging

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Phrase, Refused, WorldError
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import EnrolRequest, EnrolResponse
from cashier_app.sync.state import TROUBLES, WAYS_OUT

log = logging.getLogger(__name__)


class ServerNotReached(WorldError):
    """The server did not answer, or what answered is no loyalty server."""

    text = QT_TRANSLATE_NOOP("errors", "{trouble} ({url})")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the address and the network, then try again")


class ServerNotTrusted(ServerNotReached):
    """The server answered, and not as the one that is expected; waiting does not help."""

    way_out = QT_TRANSLATE_NOOP("errors", "{advice}")


class PairingRefused(Refused):
    """The server answered, and did not accept the code."""

    text = QT_TRANSLATE_NOOP(
        "errors",
        "The server does not accept this pairing code: there is no such code, or it was used, or it is too old",
    )
    way_out = QT_TRANSLATE_NOOP("errors", "Make a new code with “cashier-app server pair” and type it within its time")


def enrol(
    url: str, pairing_code: str, node: str, machine: str, ca_file: str = "", seconds: float = 15.0
) -> EnrolResponse:
    """Join the server at `url` under a name; the answer's key is the node's only proof and is shown once.

    Raises `PairingRefused` for a wrong, used or expired code, `ServerNotReached` for everything else.
    Repeating the same request (lost answer) with the same machine is answered with a fresh key.
    """
    link = Link(Address(url, ca_file=ca_file))
    try:
        return link.ask(
            "POST", "/v1/enrol", EnrolResponse, EnrolRequest(pairing_code.strip(), node, machine), limit=seconds
        )
    except LinkFailure as failure:
        if failure.trouble in ("unknown_key", "refused"):
            raise PairingRefused(detail=failure.detail) from failure
        log.info("not enrolled: %s (%s)", failure.trouble, failure.detail)
        trouble = Phrase("sync", TROUBLES[failure.trouble])
        if failure.trouble in WAYS_OUT:
            advice = Phrase("sync", WAYS_OUT[failure.trouble])
            raise ServerNotTrusted(url=url, trouble=trouble, advice=advice) from failure
        raise ServerNotReached(url=url, trouble=trouble) from failure
    finally:
        link.close()
