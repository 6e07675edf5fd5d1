"""How often somebody may ask: a moving minute for each node, and for each address that shows no valid key.

Counted in the memory of one process.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import deque
from typing import Final

from cashier_app.server import problems
from cashier_app.server.bounds import Bounds

#: One customer of a provider gets at least so many bits of an IPv6 address.
_IPV6_PREFIX: Final = 64
MINUTE_S: Final = 60.0


class Rates:
    """Counts requests; raises `ApiError` 429 with Retry-After for one too many."""

    def __init__(self, bounds: Bounds) -> None:
        self._nodes = _Windows(bounds.node_requests)
        self._strangers = _Windows(bounds.stranger_requests)

    def node(self, node_id: str) -> None:
        """A request of a node that is known."""
        self._nodes.hit(node_id)

    def stranger(self, address: str) -> None:
        """A request without a key, or with one that nobody knows."""
        self._strangers.hit(_network(address))


class _Windows:
    """A moving minute for each of many; whoever has not asked for a minute is forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._asked: dict[str, deque[float]] = {}
        self._swept = time.monotonic()

    def hit(self, who: str) -> None:
        """Count a request that is let in; raises `ApiError` 429 for one that is not."""
        now = time.monotonic()
        with self._lock:
            self._sweep(now)
            asked = self._asked.setdefault(who, deque())
            while asked and asked[0] <= now - MINUTE_S:
                asked.popleft()
            if len(asked) < self._most:
                asked.append(now)
                return
            wait = asked[0] + MINUTE_S - now if asked else MINUTE_S
        raise problems.too_many(self._most, max(1, math.ceil(wait)))

    def _sweep(self, now: float) -> None:
        if now - self._swept < MINUTE_S:
            return
        self._swept = now
        for who in [who for who, asked in self._asked.items() if not asked or asked[-1] <= now - MINUTE_S]:
            del self._asked[who]


def _network(address: str) -> str:
    """An address as it is counted: IPv6 by its network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, _IPV6_PREFIX), strict=False))
    return address
