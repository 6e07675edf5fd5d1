"""A clock under the test's control."""

from __future__ import annotations

from cashier_app.simulation.clocks import START, ManualClock

__all__ = ["START", "ManualClock"]
