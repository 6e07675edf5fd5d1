"""Points of a wallet, in whole hundredths of a point."""

from __future__ import annotations

from typing import TypeAlias

from cashier_app.core.number import format_scaled, parse_scaled

#: Hundredths of a point.
Points: TypeAlias = int

ONE_POINT: Points = 100
MAXIMUM_POINTS: Points = 10**11


def parse_points(text: str) -> Points:
    """Points a person typed (`300`, `12,5`); raises `MalformedNumber` for anything else."""
    return parse_scaled(text, decimals=2, maximum=MAXIMUM_POINTS)


def format_points(points: Points, decimal_mark: str = ",") -> str:
    """`1 245` or `12,5`: idle zeros are dropped."""
    return format_scaled(points, decimals=2, decimal_mark=decimal_mark)
