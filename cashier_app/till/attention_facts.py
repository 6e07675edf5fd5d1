"""Gathers what the list of notices is made from, off the screen's thread, and keeps what was put off."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import Instant, local_date
from cashier_app.core.errors import WorldError
from cashier_app.core.words import Words
from cashier_app.till.attention import Around, Concern, Facts, Failure, Seen

if TYPE_CHECKING:
    from cashier_app.config import Places, Settings
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction

#: Key of the meta table: what was put off for a day (`Seen`, JSON).
SEEN_KEY: Final = "attention_seen"
_SEEN: Final = msgspec.json.Decoder(tuple[Seen, ...])


class _Rows(msgspec.Struct, frozen=True):
    """What the database says, of one instant."""

    waiting: int
    rejected: int
    unknown_slips: int
    shift_since: Instant | None
    seen: tuple[Seen, ...]


def gather(
    till: Till, around: Around, settings: Settings, places: Places | None, words: Words
) -> tuple[Facts, tuple[Seen, ...]]:
    """Look at everything, and at what was put off; blocks, so it is called in the background."""
    rows, now = till.database.worker.call(_read), till.clock.now()
    path = till.database.path
    facts = Facts(
        now=now,
        zone=till.zone,
        has_server=bool(settings.server.central_url),
        waiting=rows.waiting,
        rejected=rows.rejected,
        clock_suspect=till.clock.state == "suspect",
        unknown_slips=rows.unknown_slips,
        shift_since=rows.shift_since,
        free=_free(path.parent),
        # nothing of a practice is worth a copy
        copied_at=now if till.practice else _copied_at(path),
        beginning="" if around.sync is not None and around.sync.online else till.identity.beginning,
        journal_broken=till.journal.broken,
        unwritten=till.writer.owed,
        programme_tomorrow=_programme_of_tomorrow(till, now, words),
        settings_broken=_settings_broken(places, words),
        failures=till.failures.all(words),
        **msgspec.structs.asdict(around),
    )
    return facts, rows.seen


def mark_seen(till: Till, concern: Concern) -> Future[None]:
    """Put a concern off for today in the name of who is at the till, journalled.  Raises `NobodyThere`."""
    user, now = till.shifts.who(), till.clock.now()
    zone = till.zone

    def job(transaction: Transaction) -> None:
        today = [each for each in _seen(transaction.unit) if local_date(each.at, zone) == local_date(now, zone)]
        kept = [each for each in today if each.key != concern.key]
        kept.append(Seen(concern.key, concern.grade, concern.degree, user.name, now))
        transaction.unit.meta.put(SEEN_KEY, msgspec.json.encode(kept).decode())
        transaction.journal("notice_seen", user.user_id, "", now, {"name": concern.text})

    return till.writer.submit(job)


def _read(unit: UnitOfWork) -> _Rows:
    waiting, rejected, _ = unit.outbox.backlog()
    shift = unit.shifts.open()
    since = shift.opened_at if shift is not None else None
    return _Rows(waiting, rejected, len(unit.printing.unknown()), since, _seen(unit))


def _seen(unit: UnitOfWork) -> tuple[Seen, ...]:
    """What was put off; nothing where another version of the program wrote it."""
    try:
        return _SEEN.decode(unit.meta.get(SEEN_KEY) or "[]")
    except msgspec.MsgspecError:
        return ()


def _free(folder: Path) -> int | None:
    """Bytes free on the disk of a folder; None where the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _copied_at(path: Path) -> Instant | None:
    """When the newest copy was made: only a copy that was verified has its final name."""
    from cashier_app.storage.backup import backups

    try:
        copies = backups(path)
        return round(copies[0].stat().st_mtime * 1000) if copies else None
    except OSError:  # thrown away between the two looks
        return None


def _programme_of_tomorrow(till: Till, now: Instant, words: Words) -> str:
    coming = till.programmes.beginning_on(local_date(now, till.zone) + timedelta(days=1))
    return coming.name.in_language(words.language) if coming is not None else ""


def _settings_broken(places: Places | None, words: Words) -> Failure | None:
    """Why the settings file would not be taken at the next start."""
    from cashier_app.config_file import load_settings

    if places is None:
        return None
    try:
        load_settings(places)
    except WorldError as error:
        return Failure("settings", *words.error(error), screen="settings")
    return None
