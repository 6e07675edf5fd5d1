"""What is limited in number across tills, as a receipt needs it: caps and limited promo codes that all buyers share.

What is left of them stands in lots of a campaign's account under spending rights; a lot that nobody has touched
yet holds what the programme says, and this till may use it only with a right acquired from the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.points import ONE_POINT
from cashier_app.loyalty.cart import CAP_WALLETS, Cart, LotState, MemberState
from cashier_app.loyalty.ledger import REDEMPTION, campaign_account, cap_lots
from cashier_app.loyalty.programme import Cap, Programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.till.members import lot_state

if TYPE_CHECKING:
    from cashier_app.storage.rows import LotRow


#: How the lot of a cap is called (`ledger.cap_lot_id`).
_CAP_LOT: Final = "cap."


class Want(msgspec.Struct, frozen=True):
    """Rights that a receipt lacks on lots of one account: (lot, how much it needs of it)."""

    account_id: str
    needs: tuple[tuple[str, int], ...]


class Lots(Protocol):
    """Where lots are looked up: the screen's reader, or a transaction."""

    def named_lots(self, lot_ids: Sequence[str]) -> list[LotRow]:
        """Of the lots named those that are known."""

    def at_home(self, account_ids: Iterable[str]) -> frozenset[str]:
        """Of the accounts named those whose home is here: their untouched caps may be opened without asking."""


def shared_wallets(
    lots: Lots, programme: Programme, codes: Iterable[str], zone: str, now: Instant
) -> tuple[LotState, ...]:
    """The lots of caps that all buyers share and of the promo codes given, as this till knows and may use them.

    The only till of a chain is the campaigns' home: it opens by itself what nobody has touched.
    """
    untouched = cap_lots(programme, zone, now, codes=codes)
    if not untouched:
        return ()
    known = {row.lot_id: row for row in lots.named_lots([lot.lot_id for lot in untouched])}
    homes = lots.at_home({campaign_account(lot.source) for lot in untouched})
    return tuple(
        lot_state(known[lot.lot_id])
        if lot.lot_id in known
        else replace(lot, right=lot.opens if campaign_account(lot.source) in homes else 0)
        for lot in untouched
    )


def campaigns(wallets: Iterable[LotState]) -> tuple[str, ...]:
    """The campaigns' accounts of whose lots something may be spent here."""
    return tuple(
        dict.fromkeys(campaign_account(lot.wallet.removeprefix(CAP_WALLETS)) for lot in wallets if lot.right > 0)
    )


def wants(quoted: Quote, cart: Cart, member: MemberState | None, programme: Programme) -> tuple[Want, ...]:
    """What the server is to be asked for, so that the rules refused for want of a right may give what they would.

    One use of a cap of uses; of kopecks no more than the receipt's sum, at which no cap is needed more; of points what
    that sum is worth, or what the receipt would take of the cap were all rights here, if that is more.
    """
    would_take: dict[str, int] | None = None
    shared = {lot.lot_id for lot in cart.wallets}
    own = {lot.lot_id for lot in member.lots} if member is not None and not member.unclaimed else set()
    needs: dict[str, dict[str, int]] = {}
    for capped in quoted.capped:
        if capped.reason != "no_right" or not capped.lot_id:
            continue
        if capped.lot_id in shared:
            account_id = campaign_account(capped.rule_id)
        elif member is not None and capped.lot_id in own:
            account_id = member.account_id
        else:
            continue
        if would_take is None:
            would_take = _taken_with_all_rights(quoted, cart, member, programme)
        need = max(_need(programme, capped.lot_id, quoted), would_take.get(capped.lot_id, 0))
        needs.setdefault(account_id, {})[capped.lot_id] = need
    return tuple(Want(account_id, tuple(lots.items())) for account_id, lots in needs.items())


def _taken_with_all_rights(
    quoted: Quote, cart: Cart, member: MemberState | None, programme: Programme
) -> dict[str, int]:
    """What the receipt would take of each lot if this till might use all that is left of them."""
    if member is not None:
        member = replace(member, lots=tuple(map(_wholly_here, member.lots)))
    cart = replace(cart, wallets=tuple(map(_wholly_here, cart.wallets)))
    return {use.lot_id: use.amount for use in quote(cart, member, programme, quoted.at).wallet_uses}


def _wholly_here(lot: LotState) -> LotState:
    return replace(lot, right=max(lot.balance, 0))


def _need(programme: Programme, lot_id: str, quoted: Quote) -> int:
    """How much of a cap a receipt of this sum may use; of a coupon one."""
    if not lot_id.startswith(_CAP_LOT):
        return 1
    _, rule_id, number, _ = lot_id.split(".", 3)
    cap = _cap(programme, rule_id, int(number))
    if cap is None or cap.of == "uses":
        return 1
    sum_ = quoted.base if cap.of == "kopecks" else quoted.base * ONE_POINT // programme.points.kopecks_per_point
    return min(cap.amount, max(sum_, 1))


def _cap(programme: Programme, rule_id: str, number: int) -> Cap | None:
    caps = next((rule.all_caps for rule in programme.rules if rule.id == rule_id), ())
    if rule_id == REDEMPTION:
        caps = programme.redemption.caps
    return caps[number] if number < len(caps) else None
