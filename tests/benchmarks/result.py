"""What a benchmark has measured, and the limit it was held to in the same run."""

from __future__ import annotations

import msgspec


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One promise about speed or size.

    `measured` and `limit` are in `unit`; the promise holds if measured ≤ limit.  Where the promise is a ratio
    to something simpler measured in the same run, `reference` is that, `limit` = reference × the factor
    promised, and `note` says what the reference is.  `informative` results are printed and never fail.
    """

    name: str
    measured: float
    limit: float
    unit: str
    #: What the simplest possible program needs for the same, in the same run; None for an absolute limit.
    reference: float | None = None
    note: str = ""
    informative: bool = False

    @property
    def ratio(self) -> float:
        """Measured over limit: 1 or less keeps the promise."""
        return self.measured / self.limit if self.limit else float("inf")

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.informative or self.measured <= self.limit
