"""What is left of a programme's caps, as a document states it or as nobody has touched it yet.

A lot of a cap needs no id in a document: the first lot of the wallet `cap:<rule>` is the rule's first cap of that
holder now, the second its second.  Caps that no lot tells of are untouched and may be used here, as on a till that
has just asked the server; `"caps": "unknown"` on the receipt leaves them out, as on a till without a network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.loyalty.cart import CAP_WALLETS, Cart, LotState, MemberState
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.reading import Wrong, shown
from cashier_app.loyalty.rules import fold_code
from cashier_app.quotes.documents import LotDocument, MemberDocument, ReceiptDocument, birthday_of


def own_caps(member: MemberDocument, programme: Programme, zone: str, at: Instant) -> tuple[LotState, ...]:
    """The member's own caps as nobody has touched them."""
    birthday = birthday_of(member)
    return cap_lots(programme, zone, at, account_id=member.account_id, birthday=birthday, may_open=True)


def shared_caps(receipt: ReceiptDocument, programme: Programme, at: Instant) -> tuple[LotState, ...]:
    """The caps of all buyers, and of the promo codes given, as nobody has touched them."""
    codes = dict.fromkeys(fold_code(code) for code in receipt.promo_codes)
    return cap_lots(programme, receipt.zone, at, codes=codes, may_open=True)


def wrong_caps(path: str, lots: Sequence[LotDocument], caps: Sequence[LotState]) -> Iterator[Wrong]:
    """Lots of caps without an id that are none of the programme's."""
    left = [cap.wallet for cap in caps]
    known = " | ".join(shown(wallet) for wallet in dict.fromkeys(left)) or "—"
    for place, lot in enumerate(lots):
        if lot.wallet.startswith(CAP_WALLETS) and not lot.lot_id:
            if lot.wallet in left:
                left.remove(lot.wallet)
            else:
                yield f"{path}[{place}].wallet", lot.wallet, known


def named(lots: Sequence[LotDocument], caps: Sequence[LotState]) -> tuple[LotDocument, ...]:
    """The lots, those of caps with their ids."""
    left = list(caps)
    found = []
    for lot in lots:
        cap = next((each for each in left if each.wallet == lot.wallet), None) if not lot.lot_id else None
        if cap is not None:
            left.remove(cap)
        found.append(lot if cap is None else replace(lot, lot_id=cap.lot_id))
    return tuple(found)


def with_untouched(
    cart: Cart,
    member: MemberState | None,
    shared: Sequence[LotState],
    own: Sequence[LotState],
) -> tuple[Cart, MemberState | None]:
    """The cart and the member with all caps that no lot tells of."""
    known = {lot.lot_id for lot in cart.wallets}
    cart = replace(cart, wallets=(*cart.wallets, *(cap for cap in shared if cap.lot_id not in known)))
    if member is not None and not member.unclaimed:
        known = {lot.lot_id for lot in member.lots}
        member = replace(member, lots=(*member.lots, *(cap for cap in own if cap.lot_id not in known)))
    return cart, member
