"""What the sync worker needs of the database: the outbox upwards, the feed downwards.

All calls block until committed and are made from the sync worker's thread.  Changes are taken by
their shape (`sync.messages` has it), so that storage knows nothing of the wire.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points

if TYPE_CHECKING:
    from cashier_app.storage.rows import OutboxRow
    from cashier_app.storage.worker import DatabaseWorker


class IdentifierLike(Protocol):
    """`sync.messages.IdentifierState`: `hash` is hex."""

    @property
    def hash(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def masked(self) -> str: ...
    @property
    def state(self) -> str: ...


class LotLike(Protocol):
    """`sync.messages.LotChange`."""

    @property
    def lot_id(self) -> str: ...
    @property
    def wallet(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def balance(self) -> int: ...
    @property
    def active_at(self) -> int: ...
    @property
    def expires_at(self) -> int | None: ...
    @property
    def granted(self) -> int: ...


class AccountLike(Protocol):
    """`sync.messages.AccountChange`."""

    @property
    def account_id(self) -> str: ...
    @property
    def display(self) -> str: ...
    @property
    def level_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def birthday(self) -> str | None: ...
    @property
    def net_purchases(self) -> int: ...
    @property
    def purchases(self) -> int: ...
    @property
    def identifiers(self) -> Sequence[IdentifierLike]: ...
    @property
    def lots(self) -> Sequence[LotLike]: ...


class ProgrammeLike(Protocol):
    """`sync.messages.ProgrammeChange`."""

    @property
    def version(self) -> int: ...
    @property
    def valid_from(self) -> int: ...
    @property
    def body(self) -> bytes | msgspec.Raw: ...


class AcknowledgementLike(Protocol):
    """`sync.messages.Acknowledgement`: `hash` is hex."""

    @property
    def seq(self) -> int: ...
    @property
    def hash(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def durable(self) -> bool: ...
    @property
    def reason(self) -> str: ...


class Membership(msgspec.Struct, frozen=True):
    """How this till is known to the server; empty strings until it has been enrolled."""

    node: str = ""
    store: str = ""
    key: str = ""
    #: Hex of the key under which identifiers are hashed.
    identifier_key: str = ""
    incarnation: str = ""


class QueueState(msgspec.Struct, frozen=True):
    """The outbox as the lamp shows it."""

    waiting: int
    rejected: int
    oldest_at: Instant | None
    last_exchange_at: Instant | None


class SyncStore:
    """The sync worker's side of the database."""

    def __init__(self, worker: DatabaseWorker, now: Callable[[], Instant]) -> None:
        self._worker = worker
        self._now = now

    def membership(self) -> Membership:
        """How the server knows this till."""
        raise NotImplementedError

    def enrolled(self, membership: Membership) -> None:
        """Keep what the server answered to the pairing code; the epoch takes its node from it."""
        raise NotImplementedError

    def current_epoch(self) -> str:
        """The epoch that new operations are written under."""
        raise NotImplementedError

    def epochs(self) -> list[str]:
        """Epochs with operations to send, oldest first, the current one always last."""
        raise NotImplementedError

    def batch(self, epoch: str, limit: int) -> list[OutboxRow]:
        """The oldest unacknowledged operations of an epoch, in order of seq; they become `sending`."""
        raise NotImplementedError

    def acknowledge(self, epoch: str, acknowledgements: Sequence[AcknowledgementLike]) -> list[int]:
        """Settle operations by (seq, hash); applied and known → acknowledged, rejected keeps its reason.

        Returns the seqs named with another hash than ours: the history has diverged, nothing of them is touched.
        """
        raise NotImplementedError

    def send_again(self, epoch: str, from_seq: int) -> int:
        """Make acknowledged operations from a seq pending again (a restored server lacks them); how many."""
        raise NotImplementedError

    def retry_rejected(self) -> int:
        """Make rejected operations pending again; how many."""
        raise NotImplementedError

    def rejected(self) -> list[OutboxRow]:
        """Operations the server refused, with its reasons."""
        raise NotImplementedError

    def cursor(self) -> tuple[str, str]:
        """Incarnation and cursor of the feed; empty at first, after a new epoch, and after a change of server."""
        raise NotImplementedError

    def apply(
        self,
        epoch: str,
        accounts: Sequence[AccountLike],
        programmes: Sequence[ProgrammeLike],
        included_seq: int,
        incarnation: str,
        cursor: str,
        server_time: Instant,
    ) -> None:
        """One page of the feed in one transaction, set-wise.

        Accounts, identifiers and lots are replaced by the server's; `granted` becomes the larger of ours and
        the answer's if `epoch` is the current one; entries and purchases of `epoch` up to `included_seq` are
        then inside the server's balances.
        """
        raise NotImplementedError

    def apply_account(self, epoch: str, account: AccountLike, included_seq: int, server_time: Instant) -> None:
        """The answer to `acquire`: one account as it is now; the cursor stays."""
        raise NotImplementedError

    def targets(self, account_id: str, wanted: Points | None = None) -> list[tuple[str, Points]]:
        """Absolute targets of `granted` that would let this till spend `wanted` points (None: all there are).

        (lot_id, target) of the lots that lack right, earliest expiry first; empty when the rights held suffice.
        """
        raise NotImplementedError

    def release(self, account_id: str) -> bool:
        """Give all rights held on an account back: an operation in the outbox; False if there were none."""
        raise NotImplementedError

    def queue(self) -> QueueState:
        """How many operations wait, and since when."""
        raise NotImplementedError
