"""The machine's clock."""

from __future__ import annotations

import sys
import time

from cashier_app.core.clock import Instant


class SystemClock:
    """The operating system's time (`core.clock.Clock`)."""

    def now(self) -> Instant:
        """The present instant, as the operating system believes it."""
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> int:
        """Milliseconds since the machine started, its sleep included where the system counts it.

        The same for every process of one boot, so that a till can carry its time over a restart.
        """
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        else:  # noqa: RET505 - only one of the two exists for whoever checks types
            return time.monotonic_ns() // 1_000_000
