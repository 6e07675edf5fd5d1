"""The engine's decisions in the cashier's words."""

from __future__ import annotations

from cashier_app.core.words import Words
from cashier_app.loyalty.quoted import Redemption


def explain_limit(redemption: Redemption, words: Words) -> str:
    """Why no more points may be redeemed: the one limit that binds; empty when none does."""
    raise NotImplementedError
