"""Receipts put aside: with a name or a number, on this till, surviving a restart."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.till.rights import Permission

if TYPE_CHECKING:
    from cashier_app.till.opening import Till
    from cashier_app.till.selling import Outcome


class Parked(msgspec.Struct, frozen=True):
    """A parked receipt as its list shows it; texts are ready."""

    parked_id: str
    name: str
    detail: str
    total: str


class Parking:
    """Put the receipt on the screen aside, take one up again."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def list(self) -> list[Parked]:
        """Parked receipts, oldest first."""
        raise NotImplementedError

    def park(self, name: str = "") -> Future[None]:
        """Put the receipt aside and begin an empty one once that is committed.  Refused for an empty receipt."""
        raise NotImplementedError

    def take_up(self, parked_id: str) -> Future[Outcome]:
        """Bring a parked receipt back (the one on the screen must be empty); the outcome tells what changed since."""
        raise NotImplementedError

    def drop(self, parked_id: str, permission: Permission | None = None) -> Future[None]:
        """Throw a parked receipt away (right `cancel_receipt`); journalled.  Raises `NeedsPermission`."""
        raise NotImplementedError
