"""The loyalty programme in force: cached versions, the future ones included, change at the store's midnight."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Set
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.loyalty.programme import (
    BadProgramme,
    Level,
    LevelRules,
    Names,
    OfflineRules,
    Programme,
    RedemptionRules,
    announced,
    announcement_text,
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


#: Answers remembered for different segments of buyers.
ANSWERS_KEPT: Final = 1000


class _Answer(msgspec.Struct, frozen=True):
    """What a buyer sees from one instant to before another."""

    since: Instant
    until: Instant
    programme: Programme
    announced: tuple[Programme, ...]


class Programmes:
    """Versions as they are in the database, decoded once; which of them a buyer of this store sees."""

    def __init__(self, reader: Reader, zone: str, store: str) -> None:
        self._reader = reader
        self._zone = zone
        self._store = store
        self._decoded: dict[tuple[int, bytes], Programme] = {}
        #: All of them, and those that nobody has withdrawn.
        self._known: tuple[Programme, ...] = ()
        self._valid: tuple[Programme, ...] = ()
        #: By the buyer's segments: the answers hold from one instant to before another.
        self._answers: dict[Set[str], _Answer] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look what the feed has brought."""
        read = [(row, self._load(row)) for row in self._reader.programmes()]
        self._known = tuple(programme for _, programme in read if programme is not None)
        valid = tuple(programme for row, programme in read if programme is not None and row.withdrawn_at is None)
        if valid != self._valid:
            self._valid = valid
            self._answers.clear()

    def now(self, now: Instant, segments: Set[str] = frozenset()) -> Programme:
        """The version that a buyer of these segments sees here at an instant; `NO_PROGRAMME` without any."""
        return self._answer(now, segments).programme

    def announcements(self, now: Instant, segments: Set[str], language: str) -> tuple[str, ...]:
        """What such a buyer is told of versions to come, the earliest first."""
        return tuple(announcement_text(coming, language) for coming in self._answer(now, segments).announced)

    def _answer(self, now: Instant, segments: Set[str]) -> _Answer:
        answer = self._answers.get(segments)
        if answer is None or not answer.since <= now < answer.until:
            starts = [starts_at(programme, self._zone) for programme in self._valid]
            answer = _Answer(
                since=max((start for start in starts if start <= now), default=0),
                until=min((start for start in starts if start > now), default=1 << 62),
                programme=in_force(self._valid, self._zone, now, self._store, segments) or NO_PROGRAMME,
                announced=announced(self._valid, self._zone, now, self._store, segments),
            )
            # what buyers have in common are a few sets of segments, but nothing says how few
            if len(self._answers) >= ANSWERS_KEPT:
                self._answers.clear()
            self._answers[frozenset(segments)] = answer
        return answer

    def beginning_on(self, day: datetime.date) -> Programme | None:
        """The version that begins on a day and is meant for this store; safe from any thread."""
        for programme in self._valid:
            if programme.valid_from == day and (programme.pilot is None or self._store in programme.pilot.stores):
                return programme
        return None

    def version(self, number: int | None, now: Instant) -> Programme:
        """The version that a receipt was made under, or the one in force if that is no longer known."""
        return next((programme for programme in self._known if programme.version == number), None) or self.now(now)

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
