"""What is left of every cap and coupon while a receipt is being quoted, and what the receipt takes of it.

A cap per receipt needs nothing but the receipt.  All others are counted across tills: what is left of them is a lot
in the member's lots or, where all buyers share it, in `Cart.wallets`, and only what this machine has a right to may
be taken; a lot that is not there at all gives nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.loyalty.cart import CAP_WALLETS, COUPON_WALLETS, Cart, LotState, MemberState
from cashier_app.loyalty.ledger import campaign_account, cap_lot_id, cap_period, consumption_order, is_active
from cashier_app.loyalty.programme import Cap
from cashier_app.loyalty.quoted import Capped, WalletUse

#: Why a cap leaves too little: only the server knows whether there is more, nothing is left, or not enough is.
Shortage: TypeAlias = Literal["no_right", "used_up", "cut"]


class Room(msgspec.Struct, frozen=True):
    """What a rule may still give: None where no cap of that kind limits it.

    `reason` says why there is too little, if there is; `lot_id` is the lot to acquire, empty for a cap per receipt.
    """

    uses: int | None = None
    kopecks: int | None = None
    points: int | None = None
    reason: Shortage = "cut"
    lot_id: str = ""

    @property
    def is_closed(self) -> bool:
        """Nothing at all may be given."""
        return self.uses == 0 or self.kopecks == 0 or self.points == 0


class Caps:
    """The caps of all rules on one receipt: what is left of each, and the uses and refusals so far."""

    def __init__(self, cart: Cart, member: MemberState | None, now: Instant) -> None:
        self.uses: list[WalletUse] = []
        self.capped: list[Capped] = []
        self._zone = cart.zone
        self._member = member
        #: Keys of the periods asked for so far.
        self._periods: dict[str, str] = {}
        self._now = now
        lots = (*member.lots, *cart.wallets) if member is not None else cart.wallets
        self._lots = {lot.lot_id: lot for lot in lots if lot.wallet.startswith(CAP_WALLETS)}
        coupons = [lot for lot in lots if lot.wallet.startswith(COUPON_WALLETS) and is_active(lot, now)]
        self._coupons = sorted((lot for lot in coupons if lot.balance >= 1), key=consumption_order)

    def room(self, rule_id: str, caps: Sequence[Cap], code: str = "", coupon: str = "") -> Room:
        """What a rule may give on this receipt; `code` is the promo code by which it works, `coupon` the wallet of the
        coupon that it needs.
        """
        if coupon and self._coupon(coupon) is None:
            shut = [lot.lot_id for lot in self._coupons if lot.wallet == coupon]
            return Room(uses=0, reason="no_right" if shut else "used_up", lot_id=shut[0] if shut else "")
        left: dict[str, tuple[int, Shortage, str]] = {}
        for number, cap in enumerate(caps):
            if cap.per == "receipt":
                found: tuple[int, Shortage, str] = cap.amount, "cut", ""
            else:
                found = self._left(rule_id, number, cap, code)
            if cap.of not in left or found[0] < left[cap.of][0]:
                left[cap.of] = found
        # what is shut says why before what is merely short; a receipt takes one use, so that one is enough of them
        telling = [each for each in left.values() if each[0] == 0]
        telling = telling or [each for of, each in left.items() if of != "uses"]
        _, reason, binding = telling[0] if telling else (0, "cut", "")
        amounts = {of: amount for of, (amount, _, _) in left.items()}
        return Room(amounts.get("uses"), amounts.get("kopecks"), amounts.get("points"), reason, binding)

    def refuse(self, rule_id: str, name: str, room: Room) -> None:
        """Remember that a rule gave nothing, or less than it would have."""
        self.capped.append(Capped(rule_id, name, room.reason, room.lot_id))

    def take(
        self,
        rule_id: str,
        caps: Sequence[Cap],
        lines: Sequence[tuple[int, int]],
        *,
        kopecks: int = 0,
        points: int = 0,
        code: str = "",
        coupon: str = "",
    ) -> None:
        """Count what a rule gave: one use a receipt, kopecks off and points, each on the caps that count them.

        `lines` are (line number, its part of the kopecks or points); a cap of uses takes their numbers alone, and so
        does a coupon, which a receipt uses once.
        """
        lot = self._coupon(coupon) if coupon else None
        if lot is not None:
            self._use(rule_id, lot, 1, tuple((line, 0) for line, _ in lines), shared=False)
        for number, cap in enumerate(caps):
            amount = {"uses": 1, "kopecks": kopecks, "points": points}[cap.of]
            lot = self._lot(rule_id, number, cap, code) if cap.per != "receipt" else None
            if lot is None or amount <= 0:
                continue
            parts = tuple((line, 0 if cap.of == "uses" else part) for line, part in lines)
            self._use(rule_id, lot, amount, parts, shared=cap.per != "member")

    def _use(self, rule_id: str, lot: LotState, amount: int, parts: tuple[tuple[int, int], ...], shared: bool) -> None:
        """Take an amount of a lot, once; a rule that uses the same coupon after another adds its lines."""
        for place, use in enumerate(self.uses):
            if use.lot_id == lot.lot_id:
                lines = dict((*use.lines, *parts))
                self.uses[place] = replace(use, lines=tuple(sorted(lines.items())))
                return
        self.uses.append(
            WalletUse(
                rule_id=rule_id,
                wallet=lot.wallet,
                lot_id=lot.lot_id,
                amount=amount,
                active_at=lot.active_at,
                expires_at=lot.expires_at,
                lines=parts,
                shared=shared,
                opens=lot.opens,
            )
        )

    def _coupon(self, wallet: str) -> LotState | None:
        """The coupon of a kind that is used next; None where none may be."""
        return next((lot for lot in self._coupons if lot.wallet == wallet and lot.right >= 1), None)

    def _left(self, rule_id: str, number: int, cap: Cap, code: str) -> tuple[int, Shortage, str]:
        """What may be taken of a cap's lot here, why it is not more, and the lot's id."""
        lot = self._lot(rule_id, number, cap, code)
        if lot is None:
            return 0, "no_right", self._lot_id(rule_id, number, cap, code)
        if lot.balance <= 0:
            return 0, "used_up", lot.lot_id
        amount = max(min(lot.balance, lot.right), 0)
        return amount, "no_right" if amount < lot.balance else "cut", lot.lot_id

    def _lot(self, rule_id: str, number: int, cap: Cap, code: str) -> LotState | None:
        return self._lots.get(self._lot_id(rule_id, number, cap, code))

    def _lot_id(self, rule_id: str, number: int, cap: Cap, code: str) -> str:
        """Id of the lot in which a cap counts now; empty where none can be: no member, no birthday, no code."""
        member = self._member
        birthday = member.birthday if member is not None else None
        holder = campaign_account(rule_id) if cap.per == "everyone" else code
        if cap.per == "member":
            holder = member.account_id if member is not None and not member.unclaimed else ""
        period = self._periods.get(cap.period)
        if period is None:
            found = cap_period(cap, self._zone, self._now, birthday)
            period = self._periods[cap.period] = found[0] if found is not None else ""
        return cap_lot_id(rule_id, number, period, holder) if period and holder else ""
