"""A member's books as a till keeps them: the ledger and the counters of spending rights, for tests of sequences."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from cashier_app.core.money import vat_inside
from cashier_app.loyalty.cart import Cart, LotState, MemberState
from cashier_app.loyalty.ledger import Counters, Entry, Ledger, Posting, apply_change, sale_posting
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.sold import SoldFacts, SoldLine, SoldPayment, sold_facts


class Books:
    """The ledger of one account, the counters of one epoch, and all that was ever posted."""

    def __init__(self, lots: Iterable[LotState]) -> None:
        self.ledger = Ledger()
        self.counters: dict[str, Counters] = {}
        self.history: list[tuple[str, tuple[Entry, ...]]] = []
        for lot in lots:
            if lot.opens:  # a cap that nobody has touched is nowhere yet
                continue
            about = (lot.active_at, lot.expires_at, lot.source)
            opening = Entry("accrual", "account", lot.wallet, lot.lot_id, lot.balance, *about)
            self.post(f"before-{lot.lot_id}", Posting((opening,)))
            self.counters[lot.lot_id] = Counters(granted=lot.right)

    def post(self, op_id: str, posting: Posting) -> None:
        """What the sale's transaction does: entries and counters together."""
        for change in posting.rights:
            self.counters[change.lot_id] = apply_change(self.counters.get(change.lot_id, Counters()), change)
        self.ledger.post(op_id, posting.entries)
        self.history.append((op_id, posting.entries))

    def lots(self) -> tuple[LotState, ...]:
        """The lots as the next quote or return sees them."""
        return tuple(
            replace(lot, right=self.counters.get(lot.lot_id, Counters()).right) for lot in self.ledger.lots.values()
        )

    def balances(self) -> dict[str, int]:
        """What is in each lot that is not empty."""
        return {lot.lot_id: lot.balance for lot in self.ledger.lots.values() if lot.balance}

    def rights(self) -> dict[str, int]:
        """What may be spent here of each lot, where anything may."""
        return {lot_id: counters.right for lot_id, counters in self.counters.items() if counters.right}

    def sell(self, op_id: str, cart: Cart, quoted: Quote, who: MemberState | None) -> SoldFacts:
        """Commit a quote, paid in two kinds, and the facts of the sale."""
        self.post(op_id, sale_posting(op_id, "account" if who is not None else "", quoted, self.lots()))
        by_card = quoted.to_pay // 3
        payments = [
            SoldPayment("a", "card", by_card // 2),
            SoldPayment("b", "card", by_card - by_card // 2),
            SoldPayment("c", "cash", quoted.to_pay - by_card),
        ]
        return sold_facts(op_id, who and "account", sold_lines(cart, quoted), payments, quoted)


def sold_lines(cart: Cart, quoted: Quote) -> list[SoldLine]:
    """The lines of a sale as they stand in the database."""
    return [
        SoldLine(
            number=line.number,
            product_id=source.product_id,
            name=source.product_id,
            price=source.price,
            quantity=source.quantity,
            base=line.base,
            discount=line.base - line.discounted,
            redeemed=line.redeemed,
            redeemed_points=line.redeemed_points,
            to_pay=line.to_pay,
            accrued_points=line.accrued,
            vat_rate=2000,
            vat=vat_inside(line.to_pay, 2000),
            fractional=True,
        )
        for line, source in zip(quoted.lines, cart.lines, strict=True)
    ]
