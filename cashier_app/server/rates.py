"""How often somebody may ask: a moving minute for each node, and for each address that shows no valid key.

Counted in the memory of one process.
"""

from __future__ import annotations

import ipaddress
import math
import time
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from cashier_app.server import problems
from cashier_app.server.bounds import Bounds

#: One customer of a provider gets at least so many bits of an IPv6 address.
_IPV6_PREFIX: Final = 64


class Rates:
    """Counts requests; raises `ApiError` 429 with Retry-After for one too many."""

    def __init__(self, bounds: Bounds) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._node = RateLimitItemPerMinute(bounds.node_requests, namespace="node")
        self._stranger = RateLimitItemPerMinute(bounds.stranger_requests, namespace="stranger")

    def node(self, node_id: str) -> None:
        """A request of a node that is known."""
        self._hit(self._node, node_id)

    def stranger(self, address: str) -> None:
        """A request without a key, or with one that nobody knows."""
        self._hit(self._stranger, _network(address))

    def _hit(self, item: RateLimitItem, who: str) -> None:
        if self._limiter.hit(item, who):
            return
        # the library counts by the same clock
        until = self._limiter.get_window_stats(item, who).reset_time
        raise problems.too_many(item.amount, max(1, math.ceil(until - time.time())))


def _network(address: str) -> str:
    """An address as it is counted: IPv6 by its network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, _IPV6_PREFIX), strict=False))
    return address
