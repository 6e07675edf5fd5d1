"""`cashier-app join CODE`: this till joins a loyalty server by a one-time pairing code."""

from __future__ import annotations

import argparse
import platform
import sys
from typing import TYPE_CHECKING

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.till.opening import Till


class NoServer(Refused):
    """The settings name no server that could be joined."""

    text = QT_TRANSLATE_NOOP("errors", "The settings name no loyalty server")
    way_out = QT_TRANSLATE_NOOP("errors", "Set url in the section [server] of {file}, then try again")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The code alone: the server's address is a setting."""
    parser.add_argument("code", help=QT_TRANSLATE_NOOP("cli", "what “cashier-app server pair” has printed"))


def run(arguments: argparse.Namespace) -> int:
    """Join, and keep the key; the till must not be running meanwhile."""
    from cashier_app.clock import SystemClock
    from cashier_app.till.opening import open_till

    settings, places, words = arguments.settings, arguments.places, arguments.words
    if not settings.server.central_url:
        raise NoServer(file=places.settings_file)
    till = open_till(settings, places.till_folder(settings), SystemClock(), words)
    try:
        store = join(till, settings, arguments.code)
    finally:
        till.close()
    text = words.translate("cli", "Till {number} has joined {url} as part of store {store}")
    sys.stdout.write(text.format(number=settings.till.number, url=settings.server.central_url, store=store) + "\n")
    return 0


def join(till: Till, settings: Settings, code: str) -> str:
    """Exchange a pairing code for this till's key; the store it belongs to.

    Raises `sync.enrolment.PairingRefused` or `ServerNotReached`.
    """
    from cashier_app.sync.enrolment import enrol

    name = f"{settings.shop.store}-{settings.till.number}"
    answer = enrol(settings.server.central_url, code, name, platform.node() or "till", settings.server.central_ca_file)
    till.sync_store.enrolled(answer)
    return answer.store
