"""The cash drawer's switch, as its printer reports it on drawer pin 3: open or shut, and opened by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import msgspec

#: Which level of pin 3 an open drawer gives; drawers are wired both ways.  `none`: it has no switch.
DrawerSensor: TypeAlias = Literal["none", "high", "low"]

#: A drawer that is found open within this after the till's own pulse was opened by it, in seconds.
OURS_SECONDS: Final = 20.0


class DrawerStatus(msgspec.Struct, frozen=True):
    """`open` is None before the printer was heard; `by_till` says whether the till's pulse opened it."""

    open: bool | None = None
    by_till: bool = False


class DrawerWatch:
    """Makes news of what the printer says; called on the printer's thread, `told` too: hand over, never block.

    `seconds` is a clock that only goes forward.
    """

    def __init__(
        self, sensor: DrawerSensor, told: Callable[[DrawerStatus], None], seconds: Callable[[], float]
    ) -> None:
        self._open_is_high = sensor == "high"
        self._told = told
        self._seconds = seconds
        self._pulsed_at: float | None = None
        self.status = DrawerStatus()

    def pulsed(self) -> None:
        """The till has sent its pulse."""
        self._pulsed_at = self._seconds()

    def heard(self, pin_high: bool) -> None:
        """The printer has told the level of pin 3."""
        is_open = pin_high == self._open_is_high
        if is_open == self.status.open:
            return
        ours = self._pulsed_at is not None and self._seconds() - self._pulsed_at <= OURS_SECONDS
        # one that was open before the till looked was opened by nobody knows whom: no accusation
        by_till = is_open and (ours or self.status.open is None)
        if not is_open:
            self._pulsed_at = None
        self.status = DrawerStatus(is_open, by_till)
        self._told(self.status)
