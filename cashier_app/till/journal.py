"""The journal of privileged acts: who, when, allowed by whom; each record bound to all before it."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Instant

if TYPE_CHECKING:
    from cashier_app.till.opening import Till


class Record(msgspec.Struct, frozen=True):
    """A privileged act as the journal's screen shows it."""

    number: int
    at: Instant
    user: str
    allowed_by: str
    act: str
    details: dict[str, str | int | None]


class Journal:
    """Append and read; nothing is ever changed."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def write(self, act: str, allowed_by: str = "", **details: str | int | None) -> Future[None]:
        """Record an act of the current user; the screen does not wait for it."""
        raise NotImplementedError

    def latest(self, limit: int = 200) -> Future[list[Record]]:
        """The newest records first."""
        raise NotImplementedError

    def verify(self) -> Future[int | None]:
        """Number of the first record that does not follow from those before it; None if the chain holds."""
        raise NotImplementedError
