"""A receipt at the opening of payment: from here on neither prices nor the programme nor `now` change."""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.cart import Cart, MemberState
from cashier_app.loyalty.gift_cards import GiftPayment
from cashier_app.loyalty.quoted import Quote
from cashier_app.sales.receipt import CardToLoad, Receipt
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
    #: Gift cards that pay, with the lots that they gave once the sale is committed.
    gifts: tuple[GiftPayment, ...] = ()

    @property
    def accounts(self) -> frozenset[str]:
        """Accounts whose spending rights the sale may use: its buyer's, those of campaigns and of gift cards."""
        own = self.receipt.account_id
        return frozenset(
            (
                *campaigns(self.cart.wallets),
                *((own,) if own is not None else ()),
                *(paid.account_id for paid in self.gifts),
                *(card.account_id for _, card in self.loads),
            )
        )

    @property
    def loads(self) -> tuple[tuple[int, CardToLoad], ...]:
        """The gift cards that the sale loads, by the line that does."""
        return tuple((line.number, line.item.card) for line in self.receipt.goods if line.item.card is not None)

    @property
    def advance(self) -> Kopecks:
        """What of the sum to pay is for gift cards."""
        return sum(line.to_pay for line in self.quote.lines if line.number in self.cart.advances)

    @property
    def net(self) -> Kopecks:
        """The money that counts for levels."""
        return self.quote.to_pay - self.advance


_DECODER = msgspec.json.Decoder(Frozen)


def encode_frozen(frozen: Frozen) -> bytes:
    """As the receipt's row keeps it."""
    return msgspec.json.encode(frozen)


def decode_frozen(body: bytes) -> Frozen:
    """From the receipt's row."""
    return _DECODER.decode(body)
