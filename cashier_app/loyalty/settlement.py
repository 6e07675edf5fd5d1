"""Returns: money by the original payment kinds, points to the lots they came from, exactly.

Sold lines are never quoted anew.  Every figure of a line goes back in proportion to the returned
quantity with cumulative rounding, so that any number of partial returns sum to the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import DAY, Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import BasisPoints, Kopecks, allocate, divide_half_up
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths, quantity_figure
from cashier_app.loyalty.cart import POINTS_WALLET, LotState
from cashier_app.loyalty.ledger import Entry, EntryKind, Posting, RightChange, consumption_order, lot_id_of
from cashier_app.loyalty.programme import ReturnRules
from cashier_app.loyalty.quoted import NewLot, Quote, Redemption


class SoldLine(msgspec.Struct, frozen=True):
    """A line as it was sold: base - discount - redeemed = to_pay; VAT is inside to_pay."""

    number: int
    product_id: str
    name: str
    price: Kopecks
    quantity: Thousandths
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued_points: Points
    vat_rate: BasisPoints | None = None
    vat: Kopecks = 0
    #: Sold by fractions of the unit.
    fractional: bool = False


class SoldFacts(msgspec.Struct, frozen=True):
    """A sale as it stands in the database: what a return needs of it and nothing else.

    `payments` are kopecks by kind (cash, card, sbp), what each paid, change given back already.
    `op_id` is the operation that opened the sale's lots; `redemption` and `new_lots` are its quote's.
    """

    op_id: str
    account_id: str | None
    lines: tuple[SoldLine, ...]
    payments: tuple[tuple[str, Kopecks], ...]
    redemption: Redemption | None = None
    new_lots: tuple[NewLot, ...] = ()


class Returned(msgspec.Struct, frozen=True):
    """What earlier returns of the same sale took: quantities by line number, kopecks by payment kind."""

    quantities: Mapping[int, Thousandths] = {}
    payments: Mapping[str, Kopecks] = {}


class ReturnedLine(msgspec.Struct, frozen=True):
    """What goes back of one line, all positive."""

    number: int
    quantity: Thousandths
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued_points: Points
    vat: Kopecks


class ReturnSettlement(msgspec.Struct, frozen=True):
    """Everything a return moves.  Money and points are positive; `posting` carries the signs.

    `net` is what the qualification window loses.  `restored` are redeemed points that came back to
    be spent, `lapsed` those whose lot has expired meanwhile.  `taken_back` are accrued points that
    went, of them `from_pending`; `debt` is what stays owed, `forgiven` what policy forgave.
    `stopped`: policy `deny` moved no points, a person decides.
    """

    lines: tuple[ReturnedLine, ...]
    money: Kopecks
    payments: tuple[tuple[str, Kopecks], ...]
    net: Kopecks
    restored: Points
    lapsed: Points
    taken_back: Points
    from_pending: Points
    debt: Points
    forgiven: Points
    stopped: bool
    posting: Posting


class TooMuchReturned(Refused):
    """More is brought back than is left of what was sold."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}”: {asked} cannot be returned, {left} is left of what was sold")
    way_out = QT_TRANSLATE_NOOP("errors", "Return at most what is left")


class NotSold(Refused):
    """A line that the receipt does not have."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt has no line {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose among the lines of the receipt")


class NothingToReturn(Refused):
    """A return without a line."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is chosen for the return")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose at least one line and its quantity")


def sold_facts(
    op_id: str,
    account_id: str | None,
    lines: Sequence[SoldLine],
    payments: Sequence[tuple[str, Kopecks]],
    quoted: Quote | None,
) -> SoldFacts:
    """Facts of a sale from its stored lines, payments (several of a kind are summed) and quote."""
    by_kind: dict[str, Kopecks] = {}
    for kind, amount in payments:
        by_kind[kind] = by_kind.get(kind, 0) + amount
    return SoldFacts(
        op_id=op_id,
        account_id=account_id,
        lines=tuple(lines),
        payments=tuple(by_kind.items()),
        redemption=quoted.redemption if quoted else None,
        new_lots=quoted.new_lots if quoted else (),
    )


def settle_return(
    op_id: str,
    sold: SoldFacts,
    returned: Returned,
    quantities: Mapping[int, Thousandths],
    lots: Sequence[LotState],
    rules: ReturnRules,
    now: Instant,
) -> ReturnSettlement:
    """Settle a return of quantities by line number, made by operation `op_id`.

    `lots` are the member's lots as this machine knows them (balance and right); none without a member.
    Points taken back use this till's rights as far as they go; the entries stand in full, and what
    they exceed the rights by is a claim that the server meets from its pool.
    Raises `NothingToReturn`, `NotSold` or `TooMuchReturned`; nothing else can go wrong.
    """
    spans = _spans(sold, returned, quantities)
    lines = tuple(_returned_line(line, spans[line.number], sold) for line in sold.lines if line.number in spans)
    money = _money(sold, returned, spans)
    points = _settle_points(op_id, sold, spans, lots, rules, now)
    return ReturnSettlement(
        lines=lines,
        money=money,
        payments=_by_kind(money, sold, returned),
        net=sum(line.to_pay for line in lines),
        restored=points.restored,
        lapsed=points.lapsed,
        taken_back=points.taken_back,
        from_pending=points.from_pending,
        debt=points.debt,
        forgiven=points.forgiven,
        stopped=points.stopped,
        posting=Posting(tuple(points.entries), points.right_changes()),
    )


class _Span(msgspec.Struct, frozen=True):
    """The part of a line that this return takes: from `before` to `after` of `sold` thousandths."""

    before: Thousandths
    after: Thousandths
    sold: Thousandths

    def part(self, whole: int) -> int:
        """This return's part of a figure of the line; parts of consecutive returns sum exactly to it."""
        return divide_half_up(whole * self.after, self.sold) - divide_half_up(whole * self.before, self.sold)


def _spans(sold: SoldFacts, returned: Returned, quantities: Mapping[int, Thousandths]) -> dict[int, _Span]:
    """What each chosen line gives back, checked against what is left of it."""
    by_number = {line.number: line for line in sold.lines}
    spans: dict[int, _Span] = {}
    for number, quantity in quantities.items():
        if number not in by_number:
            raise NotSold(number=number)
        line = by_number[number]
        before = returned.quantities.get(number, 0)
        left = line.quantity - before
        if not 0 <= quantity <= left:
            raise TooMuchReturned(name=line.name, asked=quantity_figure(quantity), left=quantity_figure(left))
        if quantity:
            spans[number] = _Span(before, before + quantity, line.quantity)
    if not spans:
        raise NothingToReturn()
    return spans


def _returned_line(line: SoldLine, span: _Span, sold: SoldFacts) -> ReturnedLine:
    """A line's figures in proportion; its base is the sum of the parts, so that it still explains itself."""
    discount, redeemed, to_pay = span.part(line.discount), span.part(line.redeemed), span.part(line.to_pay)
    allocation = sold.redemption.allocation if sold.redemption else ()
    accrued = [points for lot in sold.new_lots for number, points in lot.lines if number == line.number]
    return ReturnedLine(
        number=line.number,
        quantity=span.after - span.before,
        base=discount + redeemed + to_pay,
        discount=discount,
        redeemed=redeemed,
        redeemed_points=sum(span.part(points) for number, _, points in allocation if number == line.number),
        to_pay=to_pay,
        accrued_points=sum(span.part(points) for points in accrued),
        vat=span.part(line.vat),
    )


def _money(sold: SoldFacts, returned: Returned, spans: Mapping[int, _Span]) -> Kopecks:
    """Money to give back: the lines' part of what was really paid, cash rounding included, cumulatively."""
    total = sum(line.to_pay for line in sold.lines)
    paid = sum(amount for _, amount in sold.payments)
    if total <= 0:
        return 0
    before = after = 0
    for line in sold.lines:
        gone = returned.quantities.get(line.number, 0)
        span = spans.get(line.number, _Span(gone, gone, line.quantity))
        before += divide_half_up(line.to_pay * span.before, line.quantity)
        after += divide_half_up(line.to_pay * span.after, line.quantity)
    money = divide_half_up(paid * after, total) - divide_half_up(paid * before, total)
    return max(min(money, paid - sum(returned.payments.values())), 0)


def _by_kind(money: Kopecks, sold: SoldFacts, returned: Returned) -> tuple[tuple[str, Kopecks], ...]:
    """Money by the kinds it was paid with, pro rata to what has not gone back yet."""
    left = [max(amount - returned.payments.get(kind, 0), 0) for kind, amount in sold.payments]
    money = min(money, sum(left))
    parts = allocate(money, left, caps=left)
    return tuple((kind, part) for (kind, _), part in zip(sold.payments, parts, strict=True) if part)


class _Points:
    """The points of a return while they are being settled: entries, right changes, and the lots as they become."""

    def __init__(self, op_id: str, account_id: str, lots: Sequence[LotState], now: Instant) -> None:
        self.op_id = op_id
        self.account_id = account_id
        self.now = now
        self.lots = {lot.lot_id: lot for lot in lots}
        self.entries: list[Entry] = []
        self.earned: dict[str, Points] = {}
        self.used: dict[str, Points] = {}
        self.restored = self.lapsed = self.taken_back = self.from_pending = self.debt = self.forgiven = 0
        self.stopped = False

    def write(self, kind: EntryKind, lot: LotState, points: Points) -> None:
        """One entry, and the lot's balance with it."""
        about = (lot.active_at, lot.expires_at, lot.source)
        self.entries.append(Entry(kind, self.account_id, lot.wallet, lot.lot_id, points, *about))
        self.lots[lot.lot_id] = replace(lot, balance=lot.balance + points)

    def use(self, lot: LotState, points: Points) -> None:
        """Points that go use up this till's right to them, as far as it has one."""
        covered = max(min(points, lot.right), 0)
        if covered:
            self.used[lot.lot_id] = self.used.get(lot.lot_id, 0) + covered

    def earn(self, lot: LotState, points: Points) -> None:
        """Points that come back may be spent here again."""
        self.earned[lot.lot_id] = self.earned.get(lot.lot_id, 0) + points
        self.lots[lot.lot_id] = replace(self.lots[lot.lot_id], right=lot.right + points)

    def right_changes(self) -> tuple[RightChange, ...]:
        """Additions to the right counters, by lot."""
        lot_ids = sorted(self.earned.keys() | self.used.keys())
        return tuple(RightChange(lot_id, self.earned.get(lot_id, 0), self.used.get(lot_id, 0)) for lot_id in lot_ids)


def _settle_points(
    op_id: str,
    sold: SoldFacts,
    spans: Mapping[int, _Span],
    lots: Sequence[LotState],
    rules: ReturnRules,
    now: Instant,
) -> _Points:
    """Redeemed points back to their lots first, then accrued points taken back."""
    points = _Points(op_id, sold.account_id or "", lots, now)
    if sold.account_id is None:
        return points
    _restore(points, sold, spans, rules)
    _take_back(points, sold, spans, rules)
    if points.stopped:
        stopped = _Points(op_id, sold.account_id, lots, now)
        stopped.stopped = True
        return stopped
    return points


def _restore(points: _Points, sold: SoldFacts, spans: Mapping[int, _Span], rules: ReturnRules) -> None:
    """Redeemed points to the lots they came from, with their own expiry.

    A lot that lapsed meanwhile comes back lapsed: the points stand in it and nobody can spend them
    until the server posts their expiry.  Or they live for the programme's grace period, counted from
    now, as a lot of their own.
    """
    if sold.redemption is None:
        return
    back: dict[str, Points] = {}
    for number, lot_id, used in sold.redemption.allocation:
        if number in spans:
            back[lot_id] = back.get(lot_id, 0) + spans[number].part(used)
    fresh = 0
    for use in sold.redemption.uses:
        restored = back.get(use.lot_id, 0)
        if not restored:
            continue
        unseen = LotState(use.lot_id, 0, 0, use.active_at, use.expires_at, POINTS_WALLET, use.source)
        lot = points.lots.get(use.lot_id, unseen)
        if lot.expires_at is not None and lot.expires_at <= points.now:
            if not rules.grace_days:
                points.write("reversal", lot, restored)
                points.lapsed += restored
                continue
            fresh += 1
            until = points.now + rules.grace_days * DAY
            lot = LotState(lot_id_of(points.op_id, fresh), 0, 0, points.now, until, POINTS_WALLET, "grace")
        points.write("reversal", lot, restored)
        points.earn(points.lots[lot.lot_id], restored)
        points.restored += restored


def _take_back(points: _Points, sold: SoldFacts, spans: Mapping[int, _Span], rules: ReturnRules) -> None:
    """Accrued points: from the sale's own lots, pending ones first, then from the balance, then by policy.

    What lapsed in an own lot is gone already and is not asked for again.
    """
    own: list[tuple[LotState, Points]] = []
    for number, new in enumerate(sold.new_lots, start=1):
        wanted = sum(spans[line].part(part) for line, part in new.lines if line in spans)
        lot_id = lot_id_of(sold.op_id, number)
        unseen = LotState(lot_id, 0, 0, new.active_at, new.expires_at, POINTS_WALLET, new.rule_id)
        if wanted:
            own.append((points.lots.get(lot_id, unseen), wanted))
    own.sort(key=lambda pair: pair[0].active_at <= points.now)
    missing: list[tuple[LotState, Points]] = []
    from_own: dict[str, Points] = {}
    for lot, wanted in own:
        taken = min(wanted, max(lot.balance, 0))
        if lot.expires_at is not None and lot.expires_at <= points.now:
            missing.append((lot, wanted - min(wanted, taken + lot.lapsed)))
            continue
        from_own[lot.lot_id] = taken
        points.from_pending += taken if lot.active_at > points.now else 0
        missing.append((lot, wanted - taken))
    own_ids = {lot.lot_id for lot, _ in own}
    rest = sum(part for _, part in missing)
    from_others = _draw(points, rest, own_ids)
    rest -= sum(part for _, part in from_others)
    if rest and rules.debt == "deny":
        points.stopped = True
        return
    owed = _owed(missing, rest) if rules.debt == "debt" else {}
    for lot, _ in own:
        taken, owing = from_own.get(lot.lot_id, 0), owed.get(lot.lot_id, 0)
        if taken + owing:
            points.write("reversal", lot, -taken - owing)
            points.use(lot, taken)
    for lot, taken in from_others:
        points.write("adjustment", lot, -taken)
        points.use(lot, taken)
    points.taken_back = sum(from_own.values()) + sum(part for _, part in from_others)
    points.debt = sum(owed.values())
    points.forgiven = rest - points.debt


def _draw(points: _Points, wanted: Points, own: set[str]) -> list[tuple[LotState, Points]]:
    """Points from the rest of the balance: active lots as they are consumed, then pending ones."""
    drawn: list[tuple[LotState, Points]] = []
    for lot in sorted(points.lots.values(), key=lambda lot: (lot.active_at > points.now, *consumption_order(lot))):
        alive = lot.expires_at is None or points.now < lot.expires_at
        taken = min(lot.balance, wanted)
        if taken > 0 and alive and lot.wallet == POINTS_WALLET and lot.lot_id not in own:
            drawn.append((lot, taken))
            wanted -= taken
    return drawn


def _owed(missing: Sequence[tuple[LotState, Points]], rest: Points) -> dict[str, Points]:
    """A debt stands on the lots that could not be taken back in full: they go below zero."""
    owed: dict[str, Points] = {}
    for lot, part in missing:
        owed[lot.lot_id] = min(part, rest)
        rest -= owed[lot.lot_id]
    return owed
