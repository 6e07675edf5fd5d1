"""Which life of which till this is: a new epoch on installation, restore, clone or another machine.

A new epoch has no spending rights; the outbox of the old one is still delivered, unchanged.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id, IdSource
from cashier_app.storage.life import COPY_KEY, RESTORED_KEY, START_KEY, Life, LifeFile, Mark
from cashier_app.storage.rows import EpochRow
from cashier_app.sync.chain import chain_start
from cashier_app.sync.messages import MOST_FINISHED, FinishedEpoch
from cashier_app.till.writing import append_to_journal

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.storage.worker import DatabaseWorker

#: Key of the meta table: lives that are over (`sync.messages.FinishedEpoch`, JSON).
FINISHED: Final = "finished_epochs"

#: Why an epoch began.
Beginning: TypeAlias = Literal["none", "installed", "restored", "moved"]


class Identity(msgspec.Struct, frozen=True):
    """This start of the program."""

    epoch: str
    start: Id
    beginning: Beginning
    #: Instant and number of the epoch's last operation (its beginning and 0 before the first).
    last_at: Instant
    last_seq: int


def begin_start(
    worker: DatabaseWorker, life_file: LifeFile, mark: Mark, machine: str, ids: IdSource, now: Instant
) -> Identity:
    """Begin a start of the program: compare the database with the files beside it, begin an epoch where they part.

    The file names the coming start before the database does, so that a crash between the two is no restore.
    """
    life = life_file.read()
    start = ids()
    known = life.start if life else ""
    life_file.write(Life(machine=machine, start=known, next_start=start))
    marked = mark.read()

    def job(unit: UnitOfWork) -> Identity:
        beginning = _beginning(unit, life, machine, marked)
        if beginning == "none":
            unit.outbox.count_boot()
        else:
            if life is not None and life.machine == machine:
                _finish(unit, beginning, marked)
            begin_epoch(unit, machine, ids(), now)
            _write_down(unit, beginning, now)
        unit.meta.put(START_KEY, start)
        unit.meta.drop(COPY_KEY)
        epoch = unit.outbox.current()
        assert epoch is not None
        last = unit.outbox.row(epoch.epoch, epoch.last_seq)
        return Identity(epoch.epoch, start, beginning, last.at if last else epoch.started_at, epoch.last_seq)

    identity = worker.call(job)
    life_file.write(Life(machine=machine, start=start))
    mark.write(identity.epoch, identity.last_seq)
    mark.keep()
    return identity


def _beginning(unit: UnitOfWork, life: Life | None, machine: str, marked: tuple[str, int]) -> Beginning:
    epoch = unit.outbox.current()
    if epoch is None:
        return "installed"
    if epoch.machine != machine or (life is not None and life.machine != machine):
        return "moved"
    if life is None or unit.meta.get(COPY_KEY) is not None:
        return "restored"
    start = unit.meta.get(START_KEY)
    if not start or start not in (life.start, life.next_start):
        return "restored"
    name, seq = marked
    # after a power cut the mark may still name the life before, of which the database knows as much
    known = unit.outbox.epoch(name)
    if name and (known is None or seq > known.last_seq):
        return "restored"
    return "none"


def _write_down(unit: UnitOfWork, beginning: Beginning, now: Instant) -> None:
    """A database that was put back, or comes from elsewhere, is an act of the journal, whoever did it."""
    act = {"restored": "database_restored", "moved": "database_moved"}.get(beginning)
    if act is not None:
        append_to_journal(unit, act, "", "", now, {"name": unit.meta.get(RESTORED_KEY) or ""})
    unit.meta.drop(RESTORED_KEY)


def _finish(unit: UnitOfWork, beginning: Beginning, marked: tuple[str, int]) -> None:
    """Remember the life of this machine that has ended, where the file beside the database says how far it went.

    What the lost database had not told any more, nobody else knows: the server compares the number with what it has.
    """
    name, seq = marked
    if beginning not in ("installed", "restored") or not name:
        return
    known = unit.outbox.epoch(name)
    digest = ""
    if known is not None and known.last_seq >= seq:
        # the file may be behind after a power cut
        seq, digest = known.last_seq, known.last_hash.hex()
    before = [one for one in finished_epochs(unit) if one.epoch != name]
    words = [*before, FinishedEpoch(name, seq, digest)][-MOST_FINISHED:]
    unit.meta.put(FINISHED, msgspec.json.encode(words).decode())


def finished_epochs(unit: UnitOfWork) -> tuple[FinishedEpoch, ...]:
    """Earlier lives of this machine that are over and that the server has not closed yet."""
    kept = unit.meta.get(FINISHED)
    return msgspec.json.decode(kept, type=tuple[FinishedEpoch, ...]) if kept else ()


def forget_finished(unit: UnitOfWork, closed: Collection[str]) -> None:
    """The server has closed lives: they need not be told any more."""
    if closed:
        left = [one for one in finished_epochs(unit) if one.epoch not in closed]
        unit.meta.put(FINISHED, msgspec.json.encode(left).decode())


def begin_epoch(unit: UnitOfWork, machine: str, name: str, now: Instant) -> None:
    """Another life of the database: rights begin at zero, and the feed from the start, whose grants were to the old."""
    old = unit.outbox.current()
    unit.outbox.begin_epoch(EpochRow(name, old.node if old else "", now, machine, 1, 0, chain_start(name), "current"))
    unit.ledger.clear_rights()
    unit.meta.put("feed_cursor", "")
    unit.meta.put("node_feed_cursor", "")
