"""The loyalty server and the shop's store node, asked as the till asks them, with nothing that says who this is."""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import urlsplit

import msgspec

from cashier_app.config import Server
from cashier_app.core.clock import Clock
from cashier_app.core.words import Words
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import PROTOCOL, Health
from cashier_app.sync.state import SyncState, trouble_text, trouble_way_out
from cashier_app.till.diagnosing import Fact, Finding, age_words
from cashier_app.till.doctor.examination import found

#: Clocks that differ by more are worth a word (ms); from the second on points near their expiry are held back.
DIFFERENT: Final = 30_000
SUSPECT: Final = 300_000
_LIMIT_S: Final = 5.0


def finding(url: str, ca_file: str, clock: Clock, words: Words) -> Finding:
    """Whether a loyalty server answers there, and whether its clock is ours."""
    facts: list[Fact] = [(words.translate("doctor", "Address"), _without_secrets(url) or "—")]
    if not url:
        return found("off", words.translate("doctor", "None is set: the till works without it"), "", facts)
    link = Link(Address(url, ca_file=ca_file))
    begun = clock.monotonic_ms()
    try:
        health = link.ask("GET", "/v1/health", Health, connect=_LIMIT_S, limit=_LIMIT_S)
    except LinkFailure as failure:
        state = SyncState(trouble=failure.trouble)
        facts.append((words.translate("doctor", "In detail"), failure.detail))
        way_out = trouble_way_out(words, state) or words.translate(
            "doctor", "Check the network cable and the address; the till goes on selling"
        )
        return found("error", trouble_text(words, state), way_out, facts)
    finally:
        link.close()
    took = clock.monotonic_ms() - begun
    drift = abs(health.server_time - clock.now() + took // 2)
    facts += [
        (words.translate("doctor", "Version"), health.version),
        (words.translate("doctor", "Answered in"), words.translate("doctor", "{count} ms").format(count=took)),
        (words.translate("doctor", "Clocks differ by"), age_words(drift, words)),
    ]
    return _judged(url, health, drift, facts, words)


def _judged(url: str, health: Health, drift: int, facts: list[Fact], words: Words) -> Finding:
    if health.protocol != PROTOCOL:
        text = words.translate("doctor", "The server speaks another version of the protocol")
        return found("error", text, words.translate("doctor", "Bring server and tills to versions of one time"), facts)
    if drift > DIFFERENT:
        text = words.translate("doctor", "The clocks of this machine and the server differ by {drift}")
        way_out = words.translate("doctor", "Set this machine's clock, best by a time server")
        return found(
            "error" if drift > SUSPECT else "warning", text.format(drift=age_words(drift, words)), way_out, facts
        )
    if not health.ready:
        text = words.translate("doctor", "The server was put back from a copy and waits for every till to report")
        return found(
            "warning", text, words.translate("doctor", "Start the tills that have not been heard since"), facts
        )
    if _is_readable_on_the_wire(url):
        text = words.translate("doctor", "It answers, unencrypted: whoever is on the wire reads the till's key")
        way_out = words.translate("doctor", "Give the server a certificate and the till an address with https://")
        return found("warning", text, way_out, facts)
    return found("good", words.translate("doctor", "It answers"), "", facts)


def _is_readable_on_the_wire(url: str) -> bool:
    """Plain HTTP that leaves this machine."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not parts.hostname or parts.hostname == "localhost":
        return False
    try:
        return not ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return True


def of_settings(server: Server, clock: Clock, words: Words) -> list[tuple[str, Finding]]:
    """The server, and the store node if the shop has one: (key, finding)."""
    things = [("server", finding(server.url, server.ca_file, clock, words))]
    if server.node_url:
        things.append(("node", finding(server.node_url, server.node_ca_file, clock, words)))
        if not server.url:
            # the node passes on what only the centre can answer
            off = msgspec.structs.replace(
                things[0][1], text=words.translate("doctor", "None is set: the store node passes on what it is asked")
            )
            things[0] = ("server", off)
    return things


def _without_secrets(url: str) -> str:
    """An address without a user's name and password."""
    head, separator, rest = url.partition("://")
    return f"{head}{separator}{rest.rpartition('@')[2]}" if separator else url
