"""Past receipts sold again under a programme, in the order of time, by the engine that sells at the till.

Every purchase is quoted (`loyalty.quote`), posted (`ledger.sale_posting`), every return settled
(`settlement.settle_return`); lots lapse (`ledger.expiries`) and levels change between them.  What buyers
bought stays as it was: nobody buys more or less because of the programme.  Pure: the same history, programme and
behaviour give the same figures on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from cashier_app.core.clock import MINUTE, Instant, local_date
from cashier_app.loyalty.cart import Cart
from cashier_app.loyalty.ledger import Posting, cap_lots, sale_posting
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules.purchase import fold_code
from cashier_app.loyalty.settlement import settle_return
from cashier_app.loyalty.sold import SoldFacts, SoldLine, SoldPayment, sold_facts
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.figures import Outcome
from cashier_app.whatif.history import GoodsBack, History, Person, Purchase
from cashier_app.whatif.holder import Holder, Lots, Terms
from cashier_app.whatif.tally import SoldBefore, Tally

#: Told after so many events.
Progress = Callable[[int], None]
_TOLD_EVERY = 100


def replay(
    history: History, programme: Programme, behaviour: Behaviour, progress: Progress = lambda count: None
) -> Outcome:
    """Sell the whole history under a programme, whatever its `valid_from` and pilot say."""
    run = _Run(history, programme, behaviour)
    done = 0
    for done, event in enumerate(history.events, start=1):
        if isinstance(event, GoodsBack):
            run.bring_back(event)
        else:
            run.sell(event)
        if done % _TOLD_EVERY == 0:
            progress(_TOLD_EVERY)
    progress(done % _TOLD_EVERY)
    return run.end(history.until)


class _Run:
    """One replay under way."""

    def __init__(self, history: History, programme: Programme, behaviour: Behaviour) -> None:
        self._programme = programme
        self._terms = Terms(programme, history.zone)
        self._behaviour = behaviour
        self._zone = history.zone
        self._people = history.people
        self._holders: dict[str, Holder] = {}
        #: Caps that all buyers share.
        self._shared = Lots()
        #: Receipts of which goods come back later.
        self._wanted = {event.original for event in history.events if isinstance(event, GoodsBack)}
        self._sold: dict[str, SoldBefore] = {}
        self._tally = Tally(programme)
        self._month = _Months(history.zone)

    def sell(self, purchase: Purchase) -> None:
        """One receipt."""
        now, month = purchase.at, self._month.of(purchase.at)
        holder = self._holder(purchase.member, now) if purchase.member else None
        cart = self._cart(purchase)
        state = holder.state(now, cart.zone) if holder else None
        quoted = quote(cart, state, self._programme, now)
        level_id = holder.level_id if holder else ""
        first = holder is not None and holder.purchases == 0
        self._tally.sale(purchase, quoted, level_id, first, month)
        if purchase.receipt_id in self._wanted:
            self._sold[purchase.receipt_id] = SoldBefore(purchase, quoted, _facts(purchase, quoted), level_id, first)
        lots = state.lots if state else ()
        self._apply(sale_posting(purchase.receipt_id, purchase.member, quoted, lots), holder, month, selling=True)
        if holder is not None:
            holder.purchases += 1
            self._tally.level_changes(holder.bought(now, quoted.to_pay))

    def bring_back(self, event: GoodsBack) -> None:
        """Goods of an earlier receipt come back."""
        sold = self._sold[event.original]
        now, month = event.at, self._month.of(event.at)
        member = sold.purchase.member
        holder = self._holder(member, now) if member else None
        settled = settle_return(
            event.return_id,
            sold.facts,
            sold.returned,
            dict(event.quantities),
            holder.lots.of_sale(sold.facts) if holder else (),
            self._programme.returns,
            now,
        )
        self._tally.goods_back(sold, settled, month)
        self._apply(settled.posting, holder, month, selling=False)
        if holder is not None:
            self._tally.level_changes(holder.returned(sold.purchase.at, now, settled.net))

    def end(self, now: Instant) -> Outcome:
        """Everybody's points and level as they stand after the last receipt."""
        for holder in self._holders.values():
            self._bring_up_to(holder, now)
        return self._tally.outcome(self._holders.values(), self._zone, now)

    def _holder(self, member: str, now: Instant) -> Holder:
        """The member as of an instant: what has lapsed is gone, the level is what it has become."""
        holder = self._holders.get(member)
        if holder is None:
            person = self._people.get(member) or Person()
            holder = self._holders[member] = Holder(member, person, self._terms, now)
            self._tally.opening(holder)
        self._bring_up_to(holder, now)
        return holder

    def _bring_up_to(self, holder: Holder, now: Instant) -> None:
        for entry in holder.expire(now):
            # What was put back into a lot that had lapsed already lapses when it was put there.
            lapsed_at = max(entry.expires_at or 0, holder.touched_at)
            self._tally.entry(entry, self._month.of(lapsed_at), selling=False)
        holder.touched_at = now
        self._tally.level_changes(holder.advance(now))

    def _apply(self, posting: Posting, holder: Holder | None, month: str, selling: bool) -> None:
        for entry in posting.entries:
            lots = holder.lots if holder and entry.account_id == holder.member else self._shared
            lots.post(entry)
            self._tally.entry(entry, month, selling)

    def _cart(self, purchase: Purchase) -> Cart:
        """The cart with what its buyer asks for (points need a card) and with what is left of everybody's caps."""
        cart = purchase.cart
        asked = self._behaviour.asked(purchase) if purchase.member else 0
        if self._terms.caps_everybody:
            codes = [fold_code(code) for code in cart.promo_codes]
            untouched = cap_lots(self._programme, cart.zone, purchase.at, codes=codes, may_open=True)
            return replace(cart, redeem=asked, wallets=self._shared.or_untouched(untouched))
        return cart if cart.redeem == asked else replace(cart, redeem=asked)


class _Months:
    """The store's calendar month of an instant, remembered by the day."""

    def __init__(self, zone: str) -> None:
        self._zone = zone
        self._known: dict[int, str] = {}

    def of(self, instant: Instant) -> str:
        """`2026-03`."""
        quarter = instant // (15 * MINUTE)  # the midnights of all time zones are whole quarters of an hour of UTC
        month = self._known.get(quarter)
        if month is None:
            month = self._known[quarter] = f"{local_date(instant, self._zone):%Y-%m}"
        return month


def _facts(purchase: Purchase, quoted: Quote) -> SoldFacts:
    """The sale as a return wants it; all of it paid in money of one kind."""
    lines = [
        SoldLine(
            number=line.number,
            product_id=line.product_id,
            name="",
            price=line.price,
            quantity=line.quantity,
            base=sold.base,
            discount=sold.base - sold.discounted,
            redeemed=sold.redeemed,
            redeemed_points=sold.redeemed_points,
            to_pay=sold.to_pay,
            accrued_points=sold.accrued,
        )
        for line, sold in zip(purchase.cart.lines, quoted.lines, strict=True)
    ]
    return sold_facts(
        purchase.receipt_id, purchase.member or None, lines, (SoldPayment("money", "card", quoted.to_pay),), quoted
    )
