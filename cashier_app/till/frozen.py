"""A receipt at the opening of payment: from here on neither prices nor the programme nor `now` change."""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.loyalty.cart import Cart, MemberState
from cashier_app.loyalty.quoted import Quote
from cashier_app.sales.receipt import Receipt
from cashier_app.till.wallets import campaigns


class Frozen(msgspec.Struct, frozen=True):
    """Everything a sale is made of but its payments; kept with the receipt, so that a crash loses none of it."""

    receipt: Receipt
    cart: Cart
    member: MemberState | None
    quote: Quote
    programme_version: int | None
    at: Instant
    shift: int
    user_id: str
    #: Mask of the buyer's card.
    card: str = ""

    @property
    def accounts(self) -> frozenset[str]:
        """Accounts whose spending rights the sale may use: its buyer's, and those of campaigns."""
        own = self.receipt.account_id
        return frozenset((*campaigns(self.cart.wallets), *((own,) if own is not None else ())))


_DECODER = msgspec.json.Decoder(Frozen)


def encode_frozen(frozen: Frozen) -> bytes:
    """As the receipt's row keeps it."""
    return msgspec.json.encode(frozen)


def decode_frozen(body: bytes) -> Frozen:
    """From the receipt's row."""
    return _DECODER.decode(body)
