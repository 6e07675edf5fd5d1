"""The till of the simulation, for tests that are written against it."""

from __future__ import annotations

from cashier_app.simulation.small_till import FAST, SmallTill, Sold

__all__ = ["FAST", "SmallTill", "Sold"]
