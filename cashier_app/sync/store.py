"""What the sync worker needs of the till's database: implemented in `till`, over the one writing thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.sync.messages import (
    AccountAnswer,
    ChainHead,
    ExchangeResponse,
    FinishedEpoch,
    HeldRight,
    SaleAnswer,
    SealedOperation,
)

#: Whom an exchange is with: the `central` server of a till without a store node, the shop's `node`, or the central
#: server `past` a node that does not answer or has asked for it: nothing but operations goes there then.
Route: TypeAlias = Literal["central", "node", "past"]


class Outgoing(msgspec.Struct, frozen=True):
    """Where the till stands before an exchange, read in one transaction.

    `epoch` is the present life; `operations` (may be empty) are the next of `operations_epoch`, in
    order without a gap, and hang on `previous` (hex).  `last_seq` and `last_hash` (hex) are the end
    of that epoch's own chain; `acknowledged_seq` its last operation that this server has to know: what any
    has acknowledged, `past` the node what the central server is known to have.  `cursor` is empty `past` the node.
    `finished` are earlier lives that this machine knows to be over.
    """

    epoch: str
    cursor: str
    incarnation: str
    operations_epoch: str
    previous: str
    operations: tuple[SealedOperation, ...]
    last_seq: int
    last_hash: str
    acknowledged_seq: int
    route: Route = "central"
    #: The central server's incarnation, as it is known here.
    upstream: str = ""
    finished: tuple[FinishedEpoch, ...] = ()
    #: The last number of its feed that the life of the server known here named with an account; 0: none.
    heard: int = 0
    #: Of what the asked store node has lent, what is held still.
    lent: tuple[HeldRight, ...] = ()


class Backlog(msgspec.Struct, frozen=True):
    """The queue as a person sees it: operations waiting, and those a server set aside."""

    waiting: int
    rejected: int


class SyncStore(Protocol):
    """The till's side of an exchange; every method is one transaction of the database worker.

    Called from the sync threads only.  Raises `WorldError` when the database cannot be written
    (locked, disk full); the worker then backs off and tries again.
    """

    def outgoing(self, operations: int, size: int, route: Route = "central") -> Outgoing:
        """The next operations to send: at most so many, at most so many bytes together (but one at least).

        The oldest epoch with operations `pending` or `sending` comes first; what is chosen becomes `sending`.
        To the central server goes also what only a store node has acknowledged.
        """

    def take(self, sent: Outgoing, response: ExchangeResponse, received_at: Instant) -> None:
        """Book an exchange in one transaction.

        Acknowledged (seq, hash) pairs of `sent.operations_epoch` become `acknowledged` with their
        `durable` mark, or `rejected` with `reasons.stored(acknowledgement)`; a pair whose hash differs
        from the row's is left alone.  Rows sent and not named go back to `pending`.  Each account
        change replaces that account, its identifiers and lots (`granted` = the larger; a lot no longer
        named keeps its counters, with balance 0; a lot may move to another account), sets `as_of` to
        `server_time`, and marks as included, of each `included` epoch up to its seq, the purchases of
        that account and the entries of that account or of its lots.  Programme versions are kept.
        Cursor and incarnation are remembered, each server's by itself; of a server that was put back whatever it
        lacks waits again, of all epochs (`included`).

        Who answers is the till's parent from then on (`response.server`), unless `past` the node; of another one
        before, everything held is released first, by an operation that leaves it.  Granted counts for the parent
        who told it.  What of an account is older than the central server has told directly adds but the grants.
        """

    def take_account(self, answer: AccountAnswer, received_at: Instant) -> None:
        """Book one account as `take` does; the cursor stays."""

    def take_sale(self, answer: SaleAnswer, epoch: str, received_at: Instant) -> None:
        """Keep what the server told of a sale, its buyer as `take` does, and the right granted to `epoch`."""

    def send_again(self, head: ChainHead, route: Route = "central") -> int:
        """Make `pending` every operation of `head.epoch` above `head.seq`, rejected ones excepted; their count.

        What a store node lacks the central server may have all the same.
        """

    def part(self, sent: Outgoing, response: ExchangeResponse) -> bool:
        """Where the server's history of the epoch that was sent is another, go on under a new one; whether it did.

        What the server cannot know is sealed anew there and waits again.  The till judges, by the answer to its own
        question: a server judging by delayed messages would take them for another history.
        """

    def held(self, server: str = "") -> Sequence[HeldRight]:
        """All counters of the present epoch under one parent that are not zero."""

    def backlog(self) -> Backlog:
        """The length of the queue."""

    def note_server_time(self, offset_ms: int, suspect: bool) -> None:
        """Remember how far the server's clock is ahead of the till's; `suspect` marks operations from now on."""
