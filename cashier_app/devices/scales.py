"""Scales on the counter: the port that every driver fills, and what a scale says."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.quantity import Thousandths
from cashier_app.devices.watched_port import PortCause

#: Why what lies on the platform cannot be sold by its weight.
WeightTrouble: TypeAlias = Literal[
    "",
    "overload",  # more than the scale can carry
    "under_zero",  # the platform is lighter than when it was set to zero, or than its tare
    "not_weighing",  # a menu is open on the scale, or it counts pieces
    "loaded_at_start",  # something lay on it when it was switched on: it has no zero
    "faulty",  # its weighing module does not answer, or it is broken
]


class NoSteadyWeight(Refused):
    """A weight was to be taken while the platform moves, or is empty."""

    text = QT_TRANSLATE_NOOP("errors", "The scale has no weight to take")
    way_out = QT_TRANSLATE_NOOP("errors", "Put the goods on the scale and wait until the weight stands still")


class Weight(msgspec.Struct, frozen=True):
    """One answer of a scale: net weight and tare in thousandths of a kilogram."""

    net: Thousandths
    stable: bool = False
    tare: Thousandths = 0
    trouble: WeightTrouble = ""

    @property
    def takable(self) -> bool:
        """Whether goods may be sold by it: it stands still, above zero, and nothing is wrong."""
        return self.stable and self.net > 0 and not self.trouble


class ScaleStatus(msgspec.Struct, frozen=True):
    """`unknown` before the first try, `ready` while it answers, else `down` with the cause."""

    state: Literal["unknown", "ready", "down"] = "unknown"
    cause: PortCause = ""


class ScaleTest(msgspec.Struct, frozen=True):
    """What a look at a scale has shown: its state, its last weight, and how its answers fared since the start."""

    status: ScaleStatus
    weight: Weight | None
    answers: int
    #: Answers whose checksum was wrong or that broke off: a bad cable, or another speed or parity.
    broken: int


class Scale(Protocol):
    """A driver.  It asks the scale by itself, on a thread of its own; nothing here waits for the scale."""

    @property
    def status(self) -> ScaleStatus:
        """What was last known."""

    @property
    def weight(self) -> Weight | None:
        """The last answer while it is fresh; None as soon as the scale is silent."""

    def start(self) -> None:
        """Begin to ask."""

    def stop(self, timeout: float = 2.0) -> bool:
        """End the thread; whether it ended in time."""

    def look(self) -> ScaleTest:
        """What a test of the scale shows."""


class ScaleSettings(Protocol):
    """Which scale, as the settings say it."""

    @property
    def port(self) -> str:
        """The serial port; empty without a scale."""

    @property
    def baud(self) -> int:
        """Its speed."""

    @property
    def parity(self) -> Literal["none", "even", "odd"]:
        """Its parity."""
