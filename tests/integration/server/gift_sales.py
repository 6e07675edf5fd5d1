"""Sales of gift cards and by gift cards, sealed by hand as a till does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from cashier_app.core.ids import new_id
from cashier_app.loyalty.cart import Cart, CartLine
from cashier_app.loyalty.gift_cards import GiftLoad, GiftPayment, gift_lot, gift_posting
from cashier_app.loyalty.ledger import Posting
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import LotUse
from cashier_app.sync.messages import (
    EntryMessage,
    GiftCardMessage,
    LineMessage,
    PaymentMessage,
    RightCounters,
    SaleBody,
    SealedOperation,
)
from tests.clock import START
from tests.integration.server.till_side import ZONE, Chain

#: A year after the tests begin.
ENDS = START + 365 * 86_400_000


def load(
    chain: Chain,
    account_id: str,
    amount: int,
    release: bool = True,
    topped_up: bool = False,
    at: int = START,
    **more: Any,
) -> str:
    """A card is sold for cash; the lot that it is loaded with.  `release`: the right to it is given back."""
    op_id = new_id()
    posting = gift_posting(op_id, [GiftLoad(1, account_id, amount, ENDS)], [])
    lot_id = gift_lot(op_id, 1)
    rights = (chain.count(lot_id, earned=amount, released=amount if release else 0),)
    card = GiftCardMessage(account_id, "..1234", topped_up)
    _sale(chain, op_id, amount, posting, rights, (PaymentMessage("cash", amount, payment_id="p"),), card, at, **more)
    return lot_id


def pay(
    chain: Chain,
    account_id: str,
    uses: Sequence[tuple[str, int]],
    release: Sequence[tuple[str, int]] = (),
    at: int = START,
) -> SealedOperation:
    """Bread is paid for with (lot, kopecks) of a card; (lot, kopecks) of `release` are given back with it."""
    op_id, amount = new_id(), sum(points for _, points in uses)
    taken = tuple(LotUse(lot_id, points, 0, ENDS, "sold") for lot_id, points in uses)
    posting = gift_posting(op_id, [], [GiftPayment("p", account_id, amount, "..1234", taken)])
    left = dict(release)
    rights = tuple(chain.count(lot_id, used=points, released=left.get(lot_id, 0)) for lot_id, points in uses)
    payments = (PaymentMessage("gift", amount, account_id, "p"),)
    return _sale(chain, op_id, amount, posting, rights, payments, None, at)


def _sale(
    chain: Chain,
    op_id: str,
    amount: int,
    posting: Posting,
    rights: tuple[RightCounters, ...],
    paid: tuple[PaymentMessage, ...],
    card: GiftCardMessage | None,
    at: int,
    **more: Any,
) -> SealedOperation:
    line = CartLine(1, "gift" if card else "bread", price=amount, quantity=1000)
    cart = Cart(lines=(line,), zone=ZONE, advances=frozenset({1} if card else ()))
    quoted = quote(cart, None, chain.programme, at)
    told = LineMessage(1, line.product_id, "", 1000, amount, amount, 0, 0, 0, amount, 0, None, 0, gift_card=card)
    body = SaleBody(
        receipt_id=op_id,
        number=chain.seq + 1,
        shift=1,
        user_id="u",
        account_id=None,
        unclaimed="",
        lines=(told,),
        payments=paid,
        entries=tuple(
            EntryMessage(e.kind, e.account_id, e.wallet, e.lot_id, e.points, e.active_at, e.expires_at, e.source)
            for e in posting.entries
        ),
        rights=rights,
        net=0 if card else amount,
        cart=cart,
        member=None,
        quoted_at=at,
    )
    body = msgspec.structs.replace(body, **more)
    return chain.add(body, op_id, at, quote_digest=quote_digest(quoted))
