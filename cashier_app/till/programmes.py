"""The loyalty programme in force: cached versions, the future ones included, change at the store's midnight."""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING, Final

from cashier_app.core.clock import Instant
from cashier_app.loyalty.programme import (
    BadProgramme,
    Level,
    LevelRules,
    Names,
    OfflineRules,
    Programme,
    RedemptionRules,
    in_force,
    load_programme,
    starts_at,
)

if TYPE_CHECKING:
    from cashier_app.storage.reader import Reader
    from cashier_app.storage.rows import ProgrammeRow

_log = logging.getLogger(__name__)

#: What a till works by that has never heard of its server: plain prices, no points.
NO_PROGRAMME: Final = Programme(
    version=1,
    valid_from=datetime.date(1970, 1, 1),
    name=Names(ru="Без программы", en="No programme"),
    levels=LevelRules(ladder=(Level(id="base", name=Names(ru="Базовый", en="Base"), threshold=0),)),
    redemption=RedemptionRules(maximum_share=0),
    offline=OfflineRules(redemption="deny"),
)


class Programmes:
    """Versions as they are in the database, decoded once."""

    def __init__(self, reader: Reader, zone: str) -> None:
        self._reader = reader
        self._zone = zone
        self._decoded: dict[tuple[int, bytes], Programme] = {}
        self._known: tuple[Programme, ...] = ()
        #: The answer holds from one instant to before another.
        self._answer: tuple[Instant, Instant, Programme] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Look what the feed has brought."""
        known = [programme for row in self._reader.programmes() if (programme := self._load(row)) is not None]
        if tuple(known) != self._known:
            self._known = tuple(known)
            self._answer = None

    def now(self, now: Instant) -> Programme:
        """The version in force at an instant; `NO_PROGRAMME` without any."""
        if self._answer is None or not self._answer[0] <= now < self._answer[1]:
            starts = [starts_at(programme, self._zone) for programme in self._known]
            begun = max((start for start in starts if start <= now), default=0)
            ends = min((start for start in starts if start > now), default=1 << 62)
            self._answer = (begun, ends, in_force(self._known, self._zone, now) or NO_PROGRAMME)
        return self._answer[2]

    def version(self, number: int | None, now: Instant) -> Programme:
        """The version that a receipt was made under, or the one in force if that is no longer known."""
        return next((programme for programme in self._known if programme.version == number), self.now(now))

    def _load(self, row: ProgrammeRow) -> Programme | None:
        key = row.version, row.body
        if key not in self._decoded:
            try:
                self._decoded[key] = load_programme(row.body)
            except BadProgramme as error:
                _log.error("programme %s cannot be used: %s", row.version, error)
                return None
        return self._decoded[key]


def version_of(programme: Programme) -> int | None:
    """The version that operations name; None while there is no programme."""
    return None if programme is NO_PROGRAMME else programme.version
