"""What slips say of gift cards: what was loaded, what is left, what came back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cashier_app.core.clock import Instant
from cashier_app.documents.receipt import GiftCardFacts
from cashier_app.loyalty import gift_cards
from cashier_app.loyalty.gift_cards import GIFT_WALLET, GiftBack
from cashier_app.till.members import lot_state

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.frozen import Frozen
    from cashier_app.till.opening import Till


def card_facts_of(unit: UnitOfWork, till: Till, frozen: Frozen, now: Instant) -> tuple[GiftCardFacts, ...]:
    """The cards that a sale loaded and that paid for it, as they are after it; to be called in its transaction."""
    amounts = {line.number: line.to_pay for line in frozen.quote.lines}
    loaded = [_facts(unit, card.account_id, card.masked, now, loaded=amounts[number]) for number, card in frozen.loads]
    return (*loaded, *(_facts(unit, paid.account_id, paid.masked, now) for paid in frozen.gifts))


def cards_back(unit: UnitOfWork, moved: Iterable[GiftBack], now: Instant) -> tuple[GiftCardFacts, ...]:
    """The cards that a return moved, as they are after it; one brought back as goods is left out."""
    return tuple(
        _facts(unit, back.account_id, unit.ledger.card_of(back.account_id), now, back=back.amount)
        for back in moved
        if back.amount > 0
    )


def _facts(
    unit: UnitOfWork, account_id: str, masked: str, now: Instant, loaded: int = 0, back: int = 0
) -> GiftCardFacts:
    lots = [lot_state(row) for row in unit.ledger.lots(account_id) if row.wallet == GIFT_WALLET]
    return GiftCardFacts(
        card=masked,
        loaded=loaded,
        back=back,
        balance=gift_cards.balance(lots, now),
        expires_at=gift_cards.expiry(lots, now),
    )
