"""The till's database as it lies there, the till running or not: sound, copied, and what waits in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cashier_app.core.clock import DAY, Instant, local_time
from cashier_app.core.errors import WorldError
from cashier_app.core.words import Words
from cashier_app.storage.backup import backups
from cashier_app.storage.database import NAME
from cashier_app.storage.errors import AlreadyRunning, as_world_error
from cashier_app.storage.lock import FolderLock
from cashier_app.storage.migrations import HEAD, KNOWN
from cashier_app.storage.second_place import PlaceMissing, copies_there
from cashier_app.till.backing_up import owner, second_place
from cashier_app.till.diagnosing import Fact, Finding, age_words
from cashier_app.till.doctor.examination import found

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from cashier_app.config import Settings

#: A copy older than this is worth a word.
OLD_COPY: Final[Instant] = 3 * DAY
#: Operations that wait longer than this for the server.
LONG_WAIT: Final[Instant] = DAY
_COUNTS: Final = {
    "products": "SELECT COUNT(*) FROM product",
    "accounts": "SELECT COUNT(*) FROM account",
    "receipts": "SELECT COUNT(*) FROM receipt WHERE state = 'final'",
    "waiting": "SELECT COUNT(*) FROM outbox WHERE state IN ('pending', 'sending')",
    "rejected": "SELECT COUNT(*) FROM outbox WHERE state = 'rejected'",
    "oldest_waiting": "SELECT COALESCE(MIN(at), 0) FROM outbox WHERE state IN ('pending', 'sending')",
    "unknown_slips": "SELECT COUNT(*) FROM print_job WHERE state = 'unknown'",
    "paying": "SELECT COUNT(*) FROM receipt WHERE state = 'paying'",
}


class DatabaseState(msgspec.Struct, frozen=True):
    """A database as it was read: its version, whether a till holds it, counts by name, the newest copy's instant."""

    path: Path
    bytes: int
    version: str
    running: str
    counts: dict[str, int]
    copies: int
    last_copy: Instant


def read(folder: Path) -> DatabaseState | None:
    """Look into a folder's database without changing anything; None where there is none yet.

    Raises `storage.errors` where it cannot be read or is damaged.
    """
    from cashier_app.storage.engine import create_till_engine

    path = folder / NAME
    if not path.exists():
        return None
    engine = create_till_engine(path, read_only=True)
    try:
        version, counts = _look(engine)
    except Exception as error:
        raise as_world_error(error, path) or error from error
    finally:
        engine.dispose()
    copies = backups(path)
    return DatabaseState(
        path=path,
        bytes=sum(file.stat().st_size for file in folder.glob(f"{NAME}*")),
        version=version,
        running=_runner(folder),
        counts=counts,
        copies=len(copies),
        last_copy=round(copies[0].stat().st_mtime * 1000) if copies else 0,
    )


def finding(folder: Path, zone: str, now: Instant, words: Words) -> tuple[Finding, DatabaseState | None]:
    """How the database stands."""
    try:
        state = read(folder)
    except WorldError as error:
        text, way_out = words.error(error)
        return found("error", text, way_out, [(words.translate("doctor", "File"), str(folder / NAME))]), None
    if state is None:
        text = words.translate("doctor", "There is no database yet: it is made when the till starts first")
        return found("off", text, "", [(words.translate("doctor", "File"), str(folder / NAME))]), None
    return _judged(state, zone, now, words), state


def copies_finding(settings: Settings, state: DatabaseState, now: Instant, words: Words) -> Finding:
    """Copies of the database: how many, how old, and the second place."""
    zone, place = settings.shop.zone, settings.backups.folder
    last = f"{local_time(state.last_copy, zone):%d.%m.%Y %H:%M}" if state.last_copy else "—"
    facts: list[Fact] = [
        (words.translate("doctor", "Copies"), str(state.copies)),
        (words.translate("doctor", "Last copy"), last),
        (words.translate("doctor", "Second place"), place or "—"),
    ]
    if place:
        try:
            there = copies_there(second_place(settings), owner(settings))
            newest = round(there[0].stat().st_mtime * 1000) if there else 0
        except OSError:  # taken out between the two looks
            newest = 0
        told = f"{local_time(newest, zone):%d.%m.%Y %H:%M}" if newest else "—"
        facts.append((words.translate("doctor", "Last copy there"), told))
        if not second_place(settings).is_dir():
            text, way_out = words.error(PlaceMissing(folder=place))
            return found("warning", text, way_out, facts)
        if state.copies and now - newest > OLD_COPY:
            text = words.translate("doctor", "The second place has no copy of the last days")
            return found(
                "warning", text, words.translate("doctor", "“cashier-app backup now” makes one at once"), facts
            )
    if not state.copies and state.counts["receipts"]:
        text = words.translate("doctor", "There are receipts and no copy of the database")
        return found("warning", text, words.translate("doctor", "“cashier-app backup now” makes one at once"), facts)
    return found("good", words.translate("doctor", "The database is copied"), "", facts)


def queue_finding(state: DatabaseState, now: Instant, words: Words) -> Finding:
    """What waits: for the server, for a person."""
    counts = state.counts
    facts: list[Fact] = [
        (words.translate("doctor", "Waiting for the server"), str(counts["waiting"])),
        (words.translate("doctor", "Set aside by the server"), str(counts["rejected"])),
        (words.translate("doctor", "Slips of which nobody knows whether they came out"), str(counts["unknown_slips"])),
        (words.translate("doctor", "Payments in doubt"), str(counts["paying"])),
    ]
    if counts["rejected"]:
        text = words.translate("doctor", "The server has set operations aside")
        return found("error", text, words.translate("doctor", "A manager reads the reasons under Diagnosis"), facts)
    waited = now - counts["oldest_waiting"] if counts["oldest_waiting"] else 0
    if waited > LONG_WAIT:
        text = words.translate("doctor", "Something has waited for the server for {age}")
        way_out = words.translate("doctor", "Nothing is lost; look why the server cannot be reached")
        return found("warning", text.format(age=age_words(waited, words)), way_out, facts)
    if counts["unknown_slips"] or counts["paying"]:
        text = words.translate("doctor", "Something waits for a cashier to say what became of it")
        return found("warning", text, words.translate("doctor", "The till asks when somebody logs in"), facts)
    return found("good", words.translate("doctor", "Nothing waits for a person"), "", facts)


def _judged(state: DatabaseState, zone: str, now: Instant, words: Words) -> Finding:
    copy = f"{local_time(state.last_copy, zone):%d.%m.%Y %H:%M}" if state.last_copy else "—"
    facts: list[Fact] = [
        (words.translate("doctor", "File"), str(state.path)),
        (
            words.translate("doctor", "Size"),
            words.translate("doctor", "{size} MB").format(size=state.bytes // 1_000_000),
        ),
        (words.translate("doctor", "Version of its tables"), state.version),
        (words.translate("doctor", "Held by process"), state.running or "—"),
        (words.translate("doctor", "Products"), str(state.counts["products"])),
        (words.translate("doctor", "Members"), str(state.counts["accounts"])),
        (words.translate("doctor", "Receipts"), str(state.counts["receipts"])),
        (words.translate("doctor", "Copies"), str(state.copies)),
        (words.translate("doctor", "Last copy"), copy),
    ]
    if state.version not in KNOWN:
        text = words.translate("doctor", "The database was made by a newer version of the program")
        return found("error", text, words.translate("doctor", "Install that version, or put back an older copy"), facts)
    if state.version != HEAD:
        text = words.translate(
            "doctor", "The database is of an older version and is brought up to date at the next start"
        )
        return found("warning", text, "", facts)
    if not state.counts["products"]:
        text = words.translate("doctor", "There are no goods yet")
        way_out = words.translate("doctor", "“cashier-app import catalogue FILE” brings them in")
        return found("warning", text, way_out, facts)
    if now - state.last_copy > OLD_COPY and state.counts["receipts"]:
        text = words.translate("doctor", "There is no copy of the last days")
        way_out = words.translate(
            "doctor", "A copy is made with every shift that is closed; Diagnosis makes one at once"
        )
        return found("warning", text, way_out, facts)
    return found("good", words.translate("doctor", "The database can be read and has been copied"), "", facts)


def _look(engine: Engine) -> tuple[str, dict[str, int]]:
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        [(version,)] = driver.execute("SELECT version_num FROM alembic_version").fetchall()
        return str(version), {name: int(_one(driver.execute(sql).fetchall())) for name, sql in _COUNTS.items()}
    finally:
        connection.close()


def _one(rows: Sequence[Sequence[Any]]) -> Any:
    return rows[0][0]


def _runner(folder: Path) -> str:
    """The process that holds the database; empty if no till runs."""
    lock = folder / "till.lock"
    if not lock.exists():
        return ""
    try:
        FolderLock(lock).release()
    except AlreadyRunning as running:
        return str(running.details.get("pid", "?"))
    except OSError:
        return ""
    return ""
