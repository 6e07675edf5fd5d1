"""The till's time: the machine's, put right by the server a little, and not backwards but by the word of both."""

from __future__ import annotations

import logging
import threading
from typing import Final, Literal

from cashier_app.core.clock import SECOND, Clock, Instant

log = logging.getLogger(__name__)

#: A server further away than this does not move the till's time: one of the two is wrong, and a person decides.
LARGEST_CORRECTION: Final[Instant] = 300 * SECOND
_WORTH_CORRECTING: Final[Instant] = 1 * SECOND


class TillClock:
    """Satisfies `core.clock.Clock`.

    After a restart it goes on no earlier than the last operation in the database.  A machine's clock that is
    behind is waited for at half speed, so that time does not stand still where it was set back by years: a PIN
    locked for a minute opens again.  It is `suspect` when the server is more than 300 s away, or when the machine's
    clock has fallen as far behind the till's own time.
    """

    def __init__(self, base: Clock, not_before: Instant = 0) -> None:
        self._base = base
        self._offset = 0
        self._last = not_before
        #: The monotonic reading that belongs to `_last`.
        self._last_ms = base.monotonic_ms()
        self._lock = threading.Lock()
        self._server_is_far = False

    def now(self) -> Instant:
        """The present instant."""
        with self._lock:
            machine, elapsed = self._base.now() + self._offset, self._base.monotonic_ms() - self._last_ms
            steps = max(elapsed, 0) // 2
            if machine >= self._last + steps:
                self._last, self._last_ms = machine, self._last_ms + elapsed
            else:
                self._last, self._last_ms = self._last + steps, self._last_ms + 2 * steps
            return self._last

    def monotonic_ms(self) -> int:
        """Milliseconds that never run backwards within one boot."""
        return self._base.monotonic_ms()

    def not_before(self, instant: Instant) -> None:
        """Time goes on no earlier than here."""
        with self._lock:
            if instant > self._last:
                self._last, self._last_ms = instant, self._base.monotonic_ms()

    def server_says(self, server_time: Instant) -> None:
        """Take the server's time over if it is near the machine's.

        Where both agree and the till's own time is far ahead of them, the machine's clock was wrong once: the till
        goes back, or it would be suspect for as long as that clock was ahead.
        """
        away = server_time - (self._base.now() + self._offset)
        if abs(away) > LARGEST_CORRECTION:
            return
        if abs(away) > _WORTH_CORRECTING:
            self._offset += away
        with self._lock:
            machine = self._base.now() + self._offset
            ahead = self._last - machine
            if ahead > LARGEST_CORRECTION:
                log.warning("the till's time was %d s ahead of machine and server: it goes back", ahead // SECOND)
                self._last, self._last_ms = machine, self._base.monotonic_ms()

    def set_server_is_far(self, far: bool) -> None:
        """Whether the server's clock is too far away to be taken over."""
        self._server_is_far = far

    @property
    def state(self) -> Literal["good", "suspect"]:
        """What operations say of their time."""
        behind = self._last - (self._base.now() + self._offset)
        return "suspect" if self._server_is_far or behind > LARGEST_CORRECTION else "good"
