"""The points of a return: redeemed ones restored, accrued ones taken back; coupons and caps with their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import DAY, Instant
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import CAP_WALLETS, POINTS_WALLET, LotState
from cashier_app.loyalty.ledger import (
    Entry,
    EntryKind,
    Posting,
    RightChange,
    campaign_account,
    consumption_order,
    lot_id_of,
)
from cashier_app.loyalty.programme import ReturnRules
from cashier_app.loyalty.quoted import NewLot, WalletUse
from cashier_app.loyalty.sold import Returned, SoldFacts, Span, all_back, and_then


class WalletBack(msgspec.Struct, frozen=True):
    """What a return moved of a coupon or a cap: back into it (positive), or a coupon that it had given (negative).

    `lapsed`: the lot's life is over, so that nobody can use it.  `amount` 0: a coupon given that is used already.
    """

    rule_id: str
    wallet: str
    lot_id: str
    amount: int
    lapsed: bool = False


class PointsBack:
    """The points of a return while they are being settled: entries, right changes, and the lots as they become."""

    def __init__(self, op_id: str, lots: Sequence[LotState], now: Instant) -> None:
        self.op_id = op_id
        self.now = now
        self.lots = {lot.lot_id: lot for lot in lots}
        self.restored = self.lapsed = self.taken_back = self.from_pending = self.debt = self.forgiven = 0
        self.lapsed_own: dict[str, Points] = {}
        self.wallets: list[WalletBack] = []
        self.stopped = False
        self._entries: dict[tuple[EntryKind, str], Entry] = {}
        self._earned: dict[str, Points] = {}
        self._used: dict[str, Points] = {}
        self._opened = 0

    def write(self, kind: EntryKind, account_id: str, lot: LotState, points: Points) -> None:
        """An entry, and the lot's balance with it; what is written to one lot in one kind is one entry."""
        key = kind, lot.lot_id
        before = self._entries[key].points if key in self._entries else 0
        about = (lot.active_at, lot.expires_at, lot.source)
        self._entries[key] = Entry(kind, account_id, lot.wallet, lot.lot_id, before + points, *about)
        self.lots[lot.lot_id] = replace(lot, balance=lot.balance + points)

    def use(self, lot: LotState, points: Points) -> None:
        """Points that go use up this till's right to them, as far as it has one."""
        covered = max(min(points, lot.right), 0)
        if covered:
            self._used[lot.lot_id] = self._used.get(lot.lot_id, 0) + covered

    def earn(self, lot: LotState, points: Points) -> None:
        """Points that come back may be spent here again."""
        self._earned[lot.lot_id] = self._earned.get(lot.lot_id, 0) + points
        self.lots[lot.lot_id] = replace(self.lots[lot.lot_id], right=lot.right + points)

    def new_lot(self, wallet: str, days: int) -> LotState:
        """A lot of this operation's own that lives so many days from now."""
        self._opened += 1
        until = self.now + days * DAY
        return LotState(lot_id_of(self.op_id, self._opened), 0, 0, self.now, until, wallet, "grace")

    def is_over(self, lot: LotState) -> bool:
        """Whether a lot's life has ended."""
        return lot.expires_at is not None and lot.expires_at <= self.now

    def posting(self) -> Posting:
        """Entries and additions to the right counters, one a lot (and kind)."""
        lot_ids = sorted(self._earned.keys() | self._used.keys())
        changes = (RightChange(lot_id, self._earned.get(lot_id, 0), self._used.get(lot_id, 0)) for lot_id in lot_ids)
        return Posting(tuple(entry for entry in self._entries.values() if entry.points), tuple(changes))


def settle_points(
    op_id: str,
    sold: SoldFacts,
    returned: Returned,
    spans: Mapping[int, Span],
    lots: Sequence[LotState],
    rules: ReturnRules,
    now: Instant,
) -> PointsBack:
    """Redeemed points back to their lots first, then accrued points taken back; coupons and caps in any case."""
    back = PointsBack(op_id, lots, now)
    if sold.account_id is not None:
        _restore(back, sold.account_id, sold, spans, rules)
        _take_back(back, sold.account_id, sold, returned, spans, rules)
        if back.stopped:
            back = PointsBack(op_id, lots, now)
            back.stopped = True
    after = and_then(returned, spans)
    for use in sold.wallet_uses:
        _restore_wallet(back, sold, use, returned, spans, after, rules)
    for number, new in enumerate(sold.new_lots, start=1):
        if new.wallet != POINTS_WALLET and sold.account_id is not None:
            _take_coupon(back, sold, new, lot_id_of(sold.op_id, number), returned, after)
    return back


# --- points ----------------------------------------------------------------------------------------------


def _restore(back: PointsBack, account_id: str, sold: SoldFacts, spans: Mapping[int, Span], rules: ReturnRules) -> None:
    """Redeemed points to the lots they came from, with their own expiry.

    A lot that lapsed meanwhile comes back lapsed: the points stand in it and nobody can spend them
    until the server posts their expiry.  Or they live for the programme's grace period, counted from
    now, as a lot of their own.
    """
    if sold.redemption is None:
        return
    parts: dict[str, Points] = {}
    for number, lot_id, used in sold.redemption.allocation:
        if number in spans:
            parts[lot_id] = parts.get(lot_id, 0) + spans[number].part(used)
    for use in sold.redemption.uses:
        restored = parts.get(use.lot_id, 0)
        if not restored:
            continue
        unseen = LotState(use.lot_id, 0, 0, use.active_at, use.expires_at, POINTS_WALLET, use.source)
        lot = back.lots.get(use.lot_id, unseen)
        if back.is_over(lot):
            if not rules.grace_days:
                back.write("reversal", account_id, lot, restored)
                back.lapsed += restored
                continue
            lot = back.new_lot(POINTS_WALLET, rules.grace_days)
        back.write("reversal", account_id, lot, restored)
        back.earn(back.lots[lot.lot_id], restored)
        back.restored += restored


class _Own(msgspec.Struct):
    """A lot that the sale opened: what is asked of it, what it gives, and what is missing then."""

    lot: LotState
    wanted: Points
    taken: Points = 0
    missing: Points = 0


def _take_back(
    back: PointsBack,
    account_id: str,
    sold: SoldFacts,
    returned: Returned,
    spans: Mapping[int, Span],
    rules: ReturnRules,
) -> None:
    """Accrued points: from the sale's own lots, pending ones first, then from the balance, then by policy."""
    own = _own_lots(back, sold, spans)
    lapsed_own: dict[str, Points] = {}
    for each in own:
        lot, held = each.lot, max(each.lot.balance, 0)
        if back.is_over(lot):
            # what lapsed is gone already and is not asked for again, but each point of it only once
            gone = held + lot.lapsed - returned.lapsed.get(lot.lot_id, 0)
            lapsed_own[lot.lot_id] = max(min(each.wanted, gone), 0)
            each.missing = each.wanted - lapsed_own[lot.lot_id]
        else:
            each.taken = min(each.wanted, held)
            each.missing = each.wanted - each.taken
            back.from_pending += each.taken if lot.active_at > back.now else 0
    rest = sum(each.missing for each in own)
    from_others = _draw(back, rest, {each.lot.lot_id for each in own})
    rest -= sum(part for _, part in from_others)
    if rest and rules.debt == "deny":
        back.stopped = True
        return
    owed = _owed(own, rest) if rules.debt == "debt" else {}
    for each in own:
        owing = owed.get(each.lot.lot_id, 0)
        if each.taken + owing:
            back.write("reversal", account_id, each.lot, -each.taken - owing)
            back.use(each.lot, each.taken)
    for lot, taken in from_others:
        back.write("adjustment", account_id, lot, -taken)
        back.use(lot, taken)
    back.taken_back = sum(each.taken for each in own) + sum(part for _, part in from_others)
    back.lapsed_own = {lot_id: points for lot_id, points in lapsed_own.items() if points}
    back.debt = sum(owed.values())
    back.forgiven = rest - back.debt


def _own_lots(back: PointsBack, sold: SoldFacts, spans: Mapping[int, Span]) -> list[_Own]:
    """Lots of points that the sale opened, as they are now, pending ones first."""
    own: list[_Own] = []
    for number, new in enumerate(sold.new_lots, start=1):
        wanted = sum(spans[line].part(part) for line, part in new.lines if line in spans)
        lot_id = lot_id_of(sold.op_id, number)
        unseen = LotState(lot_id, 0, 0, new.active_at, new.expires_at, POINTS_WALLET, new.rule_id)
        if wanted and new.wallet == POINTS_WALLET:
            own.append(_Own(back.lots.get(lot_id, unseen), wanted))
    return sorted(own, key=lambda each: each.lot.active_at <= back.now)


def _draw(back: PointsBack, wanted: Points, own: set[str]) -> list[tuple[LotState, Points]]:
    """Points from the rest of the balance: active lots as they are consumed, then pending ones."""
    drawn: list[tuple[LotState, Points]] = []
    for lot in sorted(back.lots.values(), key=lambda lot: (lot.active_at > back.now, *consumption_order(lot))):
        taken = min(lot.balance, wanted)
        if taken > 0 and not back.is_over(lot) and lot.wallet == POINTS_WALLET and lot.lot_id not in own:
            drawn.append((lot, taken))
            wanted -= taken
    return drawn


def _owed(own: Sequence[_Own], rest: Points) -> dict[str, Points]:
    """A debt stands on the lots that could not be taken back in full: they go below zero."""
    owed: dict[str, Points] = {}
    for each in own:
        owed[each.lot.lot_id] = min(each.missing, rest)
        rest -= owed[each.lot.lot_id]
    return owed


# --- coupons and caps ------------------------------------------------------------------------------------


def _restore_wallet(
    back: PointsBack,
    sold: SoldFacts,
    use: WalletUse,
    returned: Returned,
    spans: Mapping[int, Span],
    after: Mapping[int, int],
    rules: ReturnRules,
) -> None:
    """What a rule took from a coupon or a cap goes back into it, with the lot's own expiry.

    Kopecks and points in proportion to the lines they were counted on; uses, which cannot be divided, when the last
    of the lines they paid for is back.  A coupon that expired meanwhile comes back as points do: expired, or for the
    programme's grace period; a cap's period is not prolonged.
    """
    amount = _coming_back(sold, use, returned, spans, after)
    account_id = campaign_account(use.rule_id) if use.shared else sold.account_id
    if not amount or account_id is None:
        return
    unseen = LotState(use.lot_id, 0, 0, use.active_at, use.expires_at, use.wallet, use.rule_id)
    lot = back.lots.get(use.lot_id, unseen)
    cap, over = use.wallet.startswith(CAP_WALLETS), back.is_over(lot)
    if over and not cap and rules.grace_days:
        lot, over = back.new_lot(use.wallet, rules.grace_days), False
    back.write("reversal", account_id, lot, amount)
    if not over:
        back.earn(back.lots[lot.lot_id], amount)
    back.wallets.append(WalletBack(use.rule_id, use.wallet, lot.lot_id, amount, over))


def _coming_back(
    sold: SoldFacts, use: WalletUse, returned: Returned, spans: Mapping[int, Span], after: Mapping[int, int]
) -> int:
    """How much of a use this return brings back."""
    if any(part for _, part in use.lines):
        return sum(spans[number].part(part) for number, part in use.lines if number in spans)
    numbers = [number for number, _ in use.lines]
    done = all_back(sold, numbers, after) and not all_back(sold, numbers, returned.quantities)
    return use.amount if done else 0


def _take_coupon(
    back: PointsBack, sold: SoldFacts, new: NewLot, lot_id: str, returned: Returned, after: Mapping[int, int]
) -> None:
    """A coupon that the sale gave goes when the last line that earned it is back; one used already is not asked for."""
    assert sold.account_id is not None
    numbers = [number for number, _ in new.lines]
    if not all_back(sold, numbers, after) or all_back(sold, numbers, returned.quantities):
        return
    lot = back.lots.get(lot_id, LotState(lot_id, 0, 0, new.active_at, new.expires_at, new.wallet, new.rule_id))
    taken = 0 if back.is_over(lot) else min(max(lot.balance, 0), new.points)
    if taken:
        back.write("reversal", sold.account_id, lot, -taken)
        back.use(lot, taken)
    back.wallets.append(WalletBack(new.rule_id, new.wallet, lot_id, -taken, back.is_over(lot)))
