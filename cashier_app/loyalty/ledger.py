"""The ledger: append-only entries, lots consumed in one order, spending rights that only grow.

A lot's balance is the sum of its entries, a wallet's the sum of its lots.  Applying an operation
twice changes nothing: there is one entry per (operation, kind, lot).  Points are hundredths.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import DAY, Instant, local_date, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.points import Points
from cashier_app.loyalty.birthdays import nearest_birthday
from cashier_app.loyalty.cart import CAP_WALLETS, POINTS_WALLET, LotState
from cashier_app.loyalty.programme import Cap, Programme
from cashier_app.loyalty.quoted import LotUse, NewLot, Quote, WalletUse

#: The caps of the programme's redemption rules stand in wallets like those of a rule of this id.
REDEMPTION: Final = "redemption"

EntryKind: TypeAlias = Literal["accrual", "redemption", "expiry", "reversal", "adjustment"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the ledger, `points` signed.

    `active_at`, `expires_at` and `source` describe the lot, so that a ledger which has never seen it can open it.
    """

    kind: EntryKind
    account_id: str
    wallet: str
    lot_id: str
    points: Points
    active_at: Instant = 0
    expires_at: Instant | None = None
    source: str = ""


class RightChange(msgspec.Struct, frozen=True):
    """What an operation adds to a till's own counters of one lot; never negative."""

    lot_id: str
    earned: Points = 0
    used: Points = 0


class Posting(msgspec.Struct, frozen=True):
    """What an operation writes: entries and additions to the right counters, in one transaction."""

    entries: tuple[Entry, ...] = ()
    rights: tuple[RightChange, ...] = ()


class Counters(msgspec.Struct, frozen=True):
    """Cumulative spending-right counters of one lot in one epoch; each only grows."""

    granted: Points = 0
    earned: Points = 0
    used: Points = 0
    released: Points = 0

    @property
    def right(self) -> Points:
        """What may be spent: granted + earned - used - released."""
        return self.granted + self.earned - self.used - self.released


class RightExceeded(Refused):
    """A redemption of more than may be spent at this till."""

    text = QT_TRANSLATE_NOOP("errors", "These points can no longer be spent at this till")
    way_out = QT_TRANSLATE_NOOP("errors", "Press the points button again: the sum has been recalculated")


def lot_id_of(op_id: str, number: int) -> str:
    """Id of the n-th lot (from 1) that an operation opens; the same on every machine."""
    return f"{op_id}.{number}"


def campaign_account(rule_id: str) -> str:
    """The account on which a rule's shared wallets stand: caps for everyone, codes with a number of uses."""
    return f"campaign-{rule_id}"


def cap_lot_id(rule_id: str, cap: int, period: str, holder: str) -> str:
    """Id of the lot that holds what is left of a rule's n-th cap (from 0) in a period; the same on every machine.

    `period` is `campaign`, a local date, month or year (`2026-11-21`, `2026-11`, `2026`); `holder` the account, or
    the promo code where each code is counted apart.
    """
    return f"cap.{rule_id}.{cap}.{period}.{holder}"


def cap_period(
    cap: Cap, zone: str, now: Instant, birthday: tuple[int, int] | None = None
) -> tuple[str, Instant | None] | None:
    """Key of the period in which a cap counts at an instant, and when its lot may be cleared away (None: never).

    `campaign`, a local date, month or year; `birthday` is the year of the birthday nearest to today, which a window
    around New Year shares.  None for caps per receipt, and around a birthday that is not known.  The end is the same
    in every time zone, so that machines of different zones open the same lot: a day later than the last of them.
    """
    if cap.per == "receipt":
        return None
    today = local_date(now, zone)
    match cap.period:
        case "campaign":
            return "campaign", None
        case "day":
            return today.isoformat(), _cleared(today)
        case "month":
            first = datetime.date(today.year + today.month // 12, today.month % 12 + 1, 1)
            return f"{today:%Y-%m}", _cleared(first - datetime.timedelta(days=1))
        case "year":
            return f"{today:%Y}", _cleared(datetime.date(today.year, 12, 31))
        case "birthday":
            if birthday is None:
                return None
            nearest = nearest_birthday(birthday, today)
            return f"birthday-{nearest.year}", _cleared(nearest + datetime.timedelta(days=184))


def _cleared(last: datetime.date) -> Instant:
    """When the lot of a period that ends with a day is of no use in any time zone."""
    return start_of_day(last, "UTC") + 2 * DAY


def cap_lots(
    programme: Programme,
    zone: str,
    now: Instant,
    *,
    account_id: str = "",
    birthday: tuple[int, int] | None = None,
    codes: Iterable[str] = (),
    known: Collection[str] = (),
    may_open: bool = False,
) -> tuple[LotState, ...]:
    """The lots of caps as nobody has touched them yet, each holding the cap's amount by the programme.

    With `account_id` those that count the member's own; without it those that everybody shares, the ones of the
    promo codes given (`codes`, folded) among them.  `known` are ids of lots that exist already: they are left out.
    `may_open`: this machine may open them (it is the accounts' home, or the server), so its right is the amount;
    elsewhere 0 until acquired.  In the order of the programme.
    """
    made = []
    for rule_id, number, cap in _caps(programme):
        if (cap.per == "member") is not bool(account_id):
            continue
        period = cap_period(cap, zone, now, birthday)
        if period is None:
            continue
        key, ends = period
        for holder in codes if cap.per == "code" else (account_id or campaign_account(rule_id),):
            lot_id = cap_lot_id(rule_id, number, key, holder)
            if lot_id not in known:
                right = cap.amount if may_open else 0
                made.append(
                    LotState(lot_id, cap.amount, right, 0, ends, CAP_WALLETS + rule_id, rule_id, opens=cap.amount)
                )
    return tuple(made)


def _caps(programme: Programme) -> Iterator[tuple[str, int, Cap]]:
    """Every cap of a programme: the rule's id, the cap's number from 0, the cap."""
    for rule in programme.rules:
        for number, cap in enumerate(rule.all_caps):
            yield rule.id, number, cap
    for number, cap in enumerate(programme.redemption.caps):
        yield REDEMPTION, number, cap


def consumption_order(lot: LotState) -> tuple[bool, Instant, Instant, str]:
    """Sort key of lots as they are consumed: earliest expiry (never-expiring last), activation, id."""
    return (lot.expires_at is None, lot.expires_at or 0, lot.active_at, lot.lot_id)


def apply_change(counters: Counters, change: RightChange) -> Counters:
    """Counters after an operation; raises `RightExceeded` when the right would become negative."""
    after = replace(counters, earned=counters.earned + change.earned, used=counters.used + change.used)
    if after.right < 0:
        raise RightExceeded()
    return after


def sale_posting(op_id: str, account_id: str, quoted: Quote, lots: Sequence[LotState] = ()) -> Posting:
    """Entries of a sale: points redeemed, what rules took of coupons and caps, and what they gave as new lots.

    `lots` are the member's lots as quoted; those of points below zero are debts, which new points repay first.  What is
    shared by all buyers stands on the campaign's account; `account_id` is empty for a buyer without a card.  A cap
    that nobody had touched is opened with its amount before it is used.  One entry a kind and lot.
    """
    draft = _Draft(account_id)
    for use in quoted.redemption.uses:
        about = (use.active_at, use.expires_at, use.source)
        draft.write("redemption", account_id, POINTS_WALLET, use.lot_id, -use.points, about)
        draft.change(use.lot_id, used=use.points)
    for wallet_use in quoted.wallet_uses:
        _post_use(draft, wallet_use)
    given = []
    for number, new in enumerate(quoted.new_lots, start=1):
        lot_id = lot_id_of(op_id, number)
        draft.write("accrual", account_id, new.wallet, lot_id, new.points, (new.active_at, new.expires_at, new.rule_id))
        draft.change(lot_id, earned=new.points)
        if new.wallet == POINTS_WALLET:
            given.append((lot_id, new))
    _repay(draft, given, lots)
    return Posting(tuple(draft.entries.values()), tuple(draft.rights.values()))


class _Draft:
    """A posting while it is being written: one entry a kind and lot, one change of rights a lot."""

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id
        self.entries: dict[tuple[EntryKind, str], Entry] = {}
        self.rights: dict[str, RightChange] = {}

    def write(
        self,
        kind: EntryKind,
        account_id: str,
        wallet: str,
        lot_id: str,
        points: Points,
        about: tuple[Instant, Instant | None, str],
    ) -> None:
        """An entry, added to the one there is of its kind and lot."""
        key = kind, lot_id
        before = self.entries[key].points if key in self.entries else 0
        self.entries[key] = Entry(kind, account_id, wallet, lot_id, before + points, *about)

    def change(self, lot_id: str, earned: Points = 0, used: Points = 0) -> None:
        """An addition to this till's counters of a lot."""
        before = self.rights.get(lot_id, RightChange(lot_id))
        self.rights[lot_id] = RightChange(lot_id, before.earned + earned, before.used + used)


def _post_use(draft: _Draft, use: WalletUse) -> None:
    """What a rule took of a coupon or a cap, after opening the lot where nobody had touched it."""
    account_id = campaign_account(use.rule_id) if use.shared else draft.account_id
    about = (use.active_at, use.expires_at, use.rule_id)
    if use.opens:
        draft.write("adjustment", account_id, use.wallet, use.lot_id, use.opens, about)
        draft.change(use.lot_id, earned=use.opens)
    draft.write("redemption", account_id, use.wallet, use.lot_id, -use.amount, about)
    draft.change(use.lot_id, used=use.amount)


def _repay(draft: _Draft, given: Iterable[tuple[str, NewLot]], lots: Iterable[LotState]) -> None:
    """New points repay debts, one after the other by id; coupons and caps never do."""
    owing = {lot.lot_id: lot for lot in lots if lot.wallet == POINTS_WALLET and lot.balance < 0}
    owed = {lot_id: -owing[lot_id].balance for lot_id in sorted(owing)}
    for lot_id, new in given:
        left = new.points
        for debt_id, debt in owed.items():
            part = min(debt, left)
            if part:
                owed[debt_id] -= part
                left -= part
                about = (owing[debt_id].active_at, owing[debt_id].expires_at, owing[debt_id].source)
                draft.write("adjustment", draft.account_id, POINTS_WALLET, debt_id, part, about)
        if left < new.points:
            about = (new.active_at, new.expires_at, new.rule_id)
            draft.write("adjustment", draft.account_id, POINTS_WALLET, lot_id, left - new.points, about)
            draft.change(lot_id, used=new.points - left)


class Standing(msgspec.Struct, frozen=True):
    """A wallet at an instant, as the cashier reads it out."""

    active: Points
    pending: Points
    #: Of the active points, what may be spent at this till.
    spendable: Points
    debt: Points
    #: Active points that expire first, and when; None where none ever does.
    expiring: Points = 0
    expiring_at: Instant | None = None
    #: Pending points that become active first, and when.
    pending_first: Points = 0
    pending_at: Instant | None = None


def standing(lots: Iterable[LotState], now: Instant, wallet: str = POINTS_WALLET) -> Standing:
    """Sum up a member's lots at an instant; lots expired count for nothing."""
    active = pending = spendable = debt = 0
    soonest: LotState | None = None
    expiring = pending_first = 0
    pending_at: Instant | None = None
    for lot in lots:
        if lot.wallet != wallet or lot.balance == 0:
            continue
        if lot.balance < 0:
            debt -= lot.balance
        elif lot.active_at > now:
            pending += lot.balance
            if pending_at is None or lot.active_at < pending_at:
                pending_at, pending_first = lot.active_at, 0
            if lot.active_at == pending_at:
                pending_first += lot.balance
        elif is_active(lot, now):
            active += lot.balance
            spendable += max(min(lot.balance, lot.right), 0)
            if lot.expires_at is not None:
                if soonest is None or lot.expires_at < (soonest.expires_at or 0):
                    soonest, expiring = lot, 0
                if lot.expires_at == soonest.expires_at:
                    expiring += lot.balance
    return Standing(
        active=max(active - debt, 0),
        pending=pending,
        spendable=max(min(spendable, active - debt), 0),
        debt=debt,
        expiring=expiring,
        expiring_at=soonest.expires_at if soonest else None,
        pending_first=pending_first,
        pending_at=pending_at,
    )


def is_active(lot: LotState, now: Instant) -> bool:
    """Whether a lot may be spent: active_at ≤ now < expires_at."""
    return lot.active_at <= now and (lot.expires_at is None or now < lot.expires_at)


def redemption_uses(lots: Iterable[LotState], points: Points, now: Instant, beyond: Points = 0) -> tuple[LotUse, ...]:
    """Which lots a redemption takes, within balances and rights, earliest expiry first.

    What the rights do not reach is taken `beyond` them, at most so much, of the same lots in the same order.
    Raises `RightExceeded` when they do not hold as much.
    """
    active = [lot for lot in lots if lot.wallet == POINTS_WALLET and lot.balance > 0 and is_active(lot, now)]
    active.sort(key=consumption_order)
    taken, left = [0] * len(active), points
    for n, lot in enumerate(active):
        taken[n] = max(min(lot.balance, lot.right, left), 0)
        left -= taken[n]
    if left > beyond:
        raise RightExceeded()
    for n, lot in enumerate(active):
        part = min(lot.balance - taken[n], left)
        taken[n] += part
        left -= part
    if left:
        raise RightExceeded()
    return tuple(
        LotUse(lot.lot_id, part, lot.active_at, lot.expires_at, lot.source)
        for lot, part in zip(active, taken, strict=True)
        if part
    )


def beyond_rights(uses: Iterable[LotUse], lots: Iterable[LotState]) -> Points:
    """How much of a redemption the rights on its lots do not reach."""
    held = {lot.lot_id: max(lot.right, 0) for lot in lots}
    return sum(max(use.points - held.get(use.lot_id, 0), 0) for use in uses)


def expiries(lots: Iterable[LotState], account_id: str, now: Instant) -> tuple[Entry, ...]:
    """Entries that take what is left of every lot whose life has ended; a second run gives none."""
    return tuple(
        Entry("expiry", account_id, lot.wallet, lot.lot_id, -lot.balance, lot.active_at, lot.expires_at, lot.source)
        for lot in sorted(lots, key=consumption_order)
        if lot.expires_at is not None and lot.expires_at <= now and lot.balance > 0
    )


class Ledger:
    """Balances kept while entries come in; equal to a replay of the same entries in any state."""

    def __init__(self) -> None:
        self.lots: dict[str, LotState] = {}
        self._known: set[tuple[str, str, str]] = set()

    def post(self, op_id: str, entries: Iterable[Entry]) -> int:
        """Apply an operation's entries; how many were new (0 when it is applied again)."""
        new = 0
        for entry in entries:
            key = (op_id, entry.kind, entry.lot_id)
            if key in self._known:
                continue
            self._known.add(key)
            new += 1
            lot = self.lots.get(entry.lot_id)
            if lot is None:
                lot = LotState(entry.lot_id, 0, 0, entry.active_at, entry.expires_at, entry.wallet, entry.source)
            self.lots[entry.lot_id] = replace(lot, balance=lot.balance + entry.points)
        return new

    def balance(self, wallet: str = POINTS_WALLET) -> Points:
        """Sum of a wallet's lots."""
        return sum(lot.balance for lot in self.lots.values() if lot.wallet == wallet)


def replay(operations: Iterable[tuple[str, Sequence[Entry]]]) -> dict[str, Points]:
    """Balance of every lot from all entries (operation id, its entries)."""
    balances: dict[str, Points] = {}
    known: set[tuple[str, str, str]] = set()
    for op_id, entries in operations:
        for entry in entries:
            key = (op_id, entry.kind, entry.lot_id)
            if key not in known:
                known.add(key)
                balances[entry.lot_id] = balances.get(entry.lot_id, 0) + entry.points
    return balances
