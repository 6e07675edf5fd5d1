"""Clocks that move when they are told to."""

from __future__ import annotations

from cashier_app.core.clock import Clock, Instant

#: Saturday, 21 November 2026, 09:00 UTC.
START: Instant = 1_795_251_600_000


class ManualClock:
    """A `core.clock.Clock` that moves only when told; both readings move together unless set apart."""

    def __init__(self, now: Instant = START, monotonic_ms: int = 1_000_000) -> None:
        self._now = now
        self._monotonic_ms = monotonic_ms

    def now(self) -> Instant:
        """The instant it was set to."""
        return self._now

    def monotonic_ms(self) -> int:
        """Milliseconds since an arbitrary start; never set back."""
        return self._monotonic_ms

    def advance(self, milliseconds: int) -> None:
        """Let time pass."""
        if milliseconds < 0:
            raise ValueError("time does not run backwards; see set_wall_clock")
        self._now += milliseconds
        self._monotonic_ms += milliseconds

    def set_wall_clock(self, now: Instant) -> None:
        """Somebody sets the machine's clock, forward or back; the monotonic one does not notice."""
        self._now = now


class HardwareClock:
    """A machine's own clock: the true time, and how far off somebody has set it (`off`, milliseconds)."""

    def __init__(self, true: Clock) -> None:
        self._true = true
        self.off: Instant = 0

    def now(self) -> Instant:
        """What it shows."""
        return self._true.now() + self.off

    def monotonic_ms(self) -> int:
        """Milliseconds since the machine was switched on."""
        return self._true.monotonic_ms()
