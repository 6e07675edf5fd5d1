"""The outbox, and the epochs that its operations are numbered in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam, case, func, select, update

from cashier_app.storage.rows import EpochRow, OutboxRow
from cashier_app.storage.statements import Link, RowInsert, Statement, columns_of
from cashier_app.storage.tables import OUTBOX_OPEN, OUTBOX_UNDURABLE, epoch, outbox

_EPOCH: Final = Statement(columns_of(epoch, EpochRow).where(epoch.c.epoch == bindparam("epoch")))
_EPOCHS: Final = Statement(columns_of(epoch, EpochRow).order_by(epoch.c.started_at, epoch.c.epoch))
_CURRENT: Final = Statement(columns_of(epoch, EpochRow).where(epoch.c.state == "current"))
_ADD_EPOCH: Final = RowInsert(epoch, EpochRow)
_CLOSE_EPOCHS: Final = Statement(update(epoch).where(epoch.c.state == "current").values(state="closed"))
_COUNT_BOOT: Final = Statement(update(epoch).where(epoch.c.state == "current").values(boots=epoch.c.boots + 1))
_SET_NODE: Final = Statement(update(epoch).where(epoch.c.state == "current").values(node=bindparam("of_node")))
_ADVANCE: Final = Statement(
    update(epoch)
    .where(epoch.c.epoch == bindparam("of_epoch"))
    .values(last_seq=bindparam("seq"), last_hash=bindparam("hash"))
)
_ADD: Final = RowInsert(outbox, OutboxRow)
_OLDEST_OPEN: Final = Statement(
    select(outbox.c.epoch, func.min(outbox.c.seq))
    .join(epoch, epoch.c.epoch == outbox.c.epoch)
    .where(OUTBOX_OPEN, outbox.c.state != "rejected")
    .group_by(outbox.c.epoch)
    .order_by(case((epoch.c.state == "current", 1), else_=0), epoch.c.started_at)
    .limit(1)
)
_OLDEST_UNDURABLE: Final = Statement(
    select(outbox.c.epoch, func.min(outbox.c.seq))
    .join(epoch, epoch.c.epoch == outbox.c.epoch)
    .where(OUTBOX_UNDURABLE, outbox.c.state != "rejected")
    .group_by(outbox.c.epoch)
    .order_by(case((epoch.c.state == "current", 1), else_=0), epoch.c.started_at)
    .limit(1)
)
_FROM: Final = Statement(
    columns_of(outbox, OutboxRow)
    .where(outbox.c.epoch == bindparam("epoch"), outbox.c.seq >= bindparam("seq"))
    .order_by(outbox.c.seq)
    .limit(bindparam("limit"))
)
_ROW: Final = Statement(
    columns_of(outbox, OutboxRow).where(outbox.c.epoch == bindparam("epoch"), outbox.c.seq == bindparam("seq"))
)
_SEND: Final = Statement(
    update(outbox)
    .where(
        outbox.c.epoch == bindparam("of_epoch"),
        outbox.c.seq.between(bindparam("low"), bindparam("high")),
        outbox.c.state == "pending",
    )
    .values(state="sending")
)
_UNSEND: Final = Statement(
    update(outbox)
    .where(
        outbox.c.epoch == bindparam("of_epoch"),
        outbox.c.seq.between(bindparam("low"), bindparam("high")),
        outbox.c.state == "sending",
    )
    .values(state="pending")
)
_SETTLE: Final = Statement(
    update(outbox)
    .where(
        outbox.c.epoch == bindparam("of_epoch"),
        outbox.c.seq == bindparam("of_seq"),
        outbox.c.hash == bindparam("of_hash"),
    )
    .values(
        state=bindparam("state"), durable=func.max(outbox.c.durable, bindparam("durable")), reason=bindparam("reason")
    )
)
_AGAIN: Final = Statement(
    update(outbox)
    .where(outbox.c.epoch == bindparam("of_epoch"), outbox.c.seq > bindparam("above"), outbox.c.state != "rejected")
    .values(state="pending", durable=func.min(outbox.c.durable, bindparam("still_durable")))
)
_MADE_DURABLE: Final = Statement(
    update(outbox)
    .where(
        outbox.c.epoch == bindparam("of_epoch"),
        outbox.c.seq > bindparam("above"),
        outbox.c.seq <= bindparam("up_to"),
        outbox.c.state == "acknowledged",
    )
    .values(durable=1)
)
_RETRY: Final = Statement(
    update(outbox).where(OUTBOX_OPEN, outbox.c.state == "rejected").values(state="pending", reason="", durable=0)
)
_REJECTED: Final = Statement(
    columns_of(outbox, OutboxRow)
    .where(OUTBOX_OPEN, outbox.c.state == "rejected")
    .order_by(outbox.c.at)
    .limit(bindparam("limit"))
)
_WAITING: Final = Statement(
    columns_of(outbox, OutboxRow).where(OUTBOX_OPEN).order_by(outbox.c.at).limit(bindparam("limit"))
)
#: Both conditions are words of the one partial index.
_UNSETTLED_OPEN: Final = Statement(
    select(outbox.c.body).where(OUTBOX_OPEN, outbox.c.kind == bindparam("kind")).order_by(outbox.c.at, outbox.c.seq)
)
_UNSETTLED_UNDURABLE: Final = Statement(
    select(outbox.c.body)
    .where(OUTBOX_UNDURABLE, outbox.c.state == "acknowledged", outbox.c.kind == bindparam("kind"))
    .order_by(outbox.c.at, outbox.c.seq)
)
_BACKLOG: Final = Statement(
    select(
        func.coalesce(func.sum(outbox.c.state != "rejected"), 0),
        func.coalesce(func.sum(outbox.c.state == "rejected"), 0),
        func.min(outbox.c.at),
    ).where(OUTBOX_OPEN)
)
_ACKNOWLEDGED: Final = Statement(
    select(outbox.c.seq)
    .where(outbox.c.epoch == bindparam("epoch"), outbox.c.state == "acknowledged")
    .order_by(outbox.c.seq.desc())
    .limit(1)
)
_DURABLE: Final = Statement(
    select(outbox.c.seq)
    .where(outbox.c.epoch == bindparam("epoch"), outbox.c.state != "rejected", outbox.c.durable == 1)
    .order_by(outbox.c.seq.desc())
    .limit(1)
)
_MOVE: Final = Statement(
    update(outbox)
    .where(outbox.c.epoch == bindparam("of_epoch"), outbox.c.seq == bindparam("of_seq"))
    .values({name: bindparam(f"new_{name}") for name in ("epoch", "seq", "hash", "body", "state", "reason", "durable")})
)
_FORGET: Final = Statement(
    outbox.delete().where(
        outbox.c.epoch == bindparam("epoch"),
        outbox.c.state == "acknowledged",
        outbox.c.durable == 1,
        outbox.c.at < bindparam("before"),
        outbox.c.seq < bindparam("below"),
    )
)


class Outbox:
    """Operations in the order they happened; nothing but their state ever changes."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- epochs ------------------------------------------------------------------------------------------

    def current(self) -> EpochRow | None:
        """The epoch that new operations are numbered in; None before the first."""
        return self._link.row(_CURRENT, EpochRow)

    def epoch(self, name: str) -> EpochRow | None:
        """An epoch by its name."""
        return self._link.row(_EPOCH, EpochRow, epoch=name)

    def begin_epoch(self, row: EpochRow) -> None:
        """Close the current epoch and begin another."""
        self._link.run(_CLOSE_EPOCHS)
        self._link.insert(_ADD_EPOCH, row)

    def count_boot(self) -> None:
        """One more start of the program in this epoch."""
        self._link.run(_COUNT_BOOT)

    def set_node(self, node: str) -> None:
        """The node's name, once the server has given it."""
        self._link.run(_SET_NODE, of_node=node)

    # --- operations --------------------------------------------------------------------------------------

    def append(self, row: OutboxRow) -> None:
        """Append a sealed operation and move its epoch's end, in the same transaction."""
        self._link.insert(_ADD, row)
        self._link.run(_ADVANCE, of_epoch=row.epoch, seq=row.seq, hash=row.hash)

    def oldest_open(self) -> tuple[str, int] | None:
        """Epoch and number of the first operation to send, older epochs first."""
        found = self._link.one(_OLDEST_OPEN)
        return None if found is None else (found[0], found[1])

    def oldest_undurable(self) -> tuple[str, int] | None:
        """Epoch and number of the first operation that the central server is not known to have, older epochs first."""
        found = self._link.one(_OLDEST_UNDURABLE)
        return None if found is None else (found[0], found[1])

    def unsettled(self, kind: str) -> list[bytes]:
        """Bodies of the operations of a kind that the central server is not known to have, the oldest first."""
        return [body for each in (_UNSETTLED_UNDURABLE, _UNSETTLED_OPEN) for (body,) in self._link.all(each, kind=kind)]

    def since(self, epoch: str, seq: int, limit: int) -> list[OutboxRow]:
        """Operations of an epoch from a number on, in order."""
        return self._link.rows(_FROM, OutboxRow, epoch=epoch, seq=seq, limit=limit)

    def row(self, epoch: str, seq: int) -> OutboxRow | None:
        """One operation."""
        return self._link.row(_ROW, OutboxRow, epoch=epoch, seq=seq)

    def mark_sending(self, epoch: str, low: int, high: int) -> None:
        """These are under way now."""
        self._link.run(_SEND, of_epoch=epoch, low=low, high=high)

    def mark_unsent(self, epoch: str, low: int, high: int) -> None:
        """What is still under way of these waits again."""
        self._link.run(_UNSEND, of_epoch=epoch, low=low, high=high)

    def settle(self, epoch: str, fates: Iterable[tuple[int, bytes, str, bool, str]]) -> None:
        """(seq, hash, state, durable, reason); a pair whose hash is not ours is left alone, durable stays."""
        for seq, digest, state, durable, reason in fates:
            self._link.run(
                _SETTLE, of_epoch=epoch, of_seq=seq, of_hash=digest, state=state, durable=durable, reason=reason
            )

    def send_again(self, epoch: str, above: int, durable: bool = False) -> int:
        """Everything above a number waits again, rejected operations excepted; how many.

        `durable`: what the central server has it still has, only a store node lacks it.
        """
        return self._link.run(_AGAIN, of_epoch=epoch, above=above, still_durable=durable)

    def epochs(self) -> list[str]:
        """Every epoch of this till, the present one and those before it."""
        return [row.epoch for row in self._link.rows(_EPOCHS, EpochRow)]

    def made_durable(self, epoch: str, above: int, up_to: int) -> None:
        """The central server has everything between two numbers by now."""
        self._link.run(_MADE_DURABLE, of_epoch=epoch, above=above, up_to=up_to)

    def retry_rejected(self) -> int:
        """Rejected operations wait again; how many."""
        return self._link.run(_RETRY)

    def rejected(self, limit: int = 1000) -> list[OutboxRow]:
        """Operations that the server refused."""
        return self._link.rows(_REJECTED, OutboxRow, limit=limit)

    def waiting(self, limit: int = 1000) -> list[OutboxRow]:
        """Everything not acknowledged yet, oldest first."""
        return self._link.rows(_WAITING, OutboxRow, limit=limit)

    def backlog(self) -> tuple[int, int, int | None]:
        """How many wait, how many were rejected, since when the oldest waits."""
        waiting, rejected, oldest = self._link.all(_BACKLOG)[0]
        return waiting, rejected, oldest

    def acknowledged_seq(self, epoch: str) -> int:
        """The last acknowledged operation of an epoch; 0 without one."""
        return self._link.value(_ACKNOWLEDGED, epoch=epoch) or 0

    def durable_seq(self, epoch: str) -> int:
        """The last operation of an epoch that the central server is known to have; 0 without one."""
        return self._link.value(_DURABLE, epoch=epoch) or 0

    def move(self, row: OutboxRow, sealed: OutboxRow) -> None:
        """An operation sealed anew at the end of another epoch, whose end moves with it; it waits again."""
        names = ("epoch", "seq", "hash", "body", "state", "reason", "durable")
        values = {f"new_{name}": getattr(sealed, name) for name in names}
        self._link.run(_MOVE, of_epoch=row.epoch, of_seq=row.seq, **values)
        self._link.run(_ADVANCE, of_epoch=sealed.epoch, seq=sealed.seq, hash=sealed.hash)

    def shorten(self, epoch: str, first: int, digest: bytes) -> None:
        """An epoch ends before a number, at a hash: what came behind has been moved."""
        self._link.run(_ADVANCE, of_epoch=epoch, seq=first - 1, hash=digest)

    def forget(self, epoch: str, before: int, below: int) -> int:
        """Drop what the central server has had since before an instant; the chain's end stays."""
        return self._link.run(_FORGET, epoch=epoch, before=before, below=below)
