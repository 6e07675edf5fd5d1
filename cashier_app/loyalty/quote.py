"""The quote: what a cart costs, what points do to it, and why; pure, the same on every machine."""

from __future__ import annotations

from cashier_app.core.clock import Instant
from cashier_app.loyalty.cart import Cart, MemberState
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quoted import Quote


def quote(cart: Cart, member: MemberState | None, programme: Programme, now: Instant, language: str = "ru") -> Quote:
    """Price a cart for a member (None: nobody showed a card) under a programme version at an instant.

    Amounts are kopecks, points hundredths.  `language` only chooses the words of discounts and lots.
    Never fails on a cart whose lines have positive prices and quantities and distinct numbers.
    """
    raise NotImplementedError


def quote_digest(quoted: Quote) -> str:
    """SHA-256 (hex) of everything in a quote but its words: two machines compare their answers by it."""
    raise NotImplementedError
