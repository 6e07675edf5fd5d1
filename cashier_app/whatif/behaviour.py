"""How buyers spend their points in a replay: an assumption, stated in the report and the same for every programme."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from cashier_app.core.money import BasisPoints
from cashier_app.loyalty.cart import Asked
from cashier_app.whatif.history import Purchase


class Behaviour(msgspec.Struct, frozen=True):
    """Which buyers ask for their points.

    `never`; `maximum`: every member, all that the rules allow; `share`: so every receipt of `share` basis
    points, drawn from the seed and the receipt's id alone, so that two programmes meet the same wishes;
    `history`: what the receipts themselves say.
    """

    kind: Literal["never", "maximum", "share", "history"] = "maximum"
    share: BasisPoints = 10_000
    seed: int = 1

    def asked(self, purchase: Purchase) -> Asked:
        """What the buyer of a receipt asks for."""
        match self.kind:
            case "maximum":
                return "maximum"
            case "share":
                return "maximum" if _drawn(self.seed, purchase.receipt_id) < self.share else 0
            case "history":
                return purchase.cart.redeem
            case "never":
                return 0


def _drawn(seed: int, receipt_id: str) -> int:
    """A number of 0 to 9,999 that belongs to a receipt, evenly spread, the same on every machine."""
    digest = hashlib.blake2b(f"{seed}:{receipt_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) % 10_000
