"""What can be done with operations before their turn has come: decoded, held against their hashes, quoted again.

All of it is pure and takes more time than booking does, so it is done before the transaction begins: while one worker
books, others prepare.  Only what an immutable version of the programme says is used, nothing of the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cashier_app.core.ids import chain_hash
from cashier_app.loyalty.programme import Programme
from cashier_app.server.checking import Doubt, contradiction, quote_doubts
from cashier_app.server.database import ServerDatabase
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import Operation, Reason, SaleBody, SealedOperation

_decoder = msgspec.json.Decoder(Operation)


class Prepared(msgspec.Struct, frozen=True):
    """An operation as it came, and what it is: readable, or set aside with a reason.

    `previous` is the hash it hangs on; `doubts` what is odd about its quote, None where that is not known yet.
    """

    sealed: SealedOperation
    previous: bytes
    operation: Operation | None = None
    reason: Reason = ""
    detail: str = ""
    doubts: tuple[Doubt, ...] | None = None


def prepare(
    database: ServerDatabase, programmes: Programmes, epoch: str, previous: bytes, operations: Sequence[SealedOperation]
) -> tuple[Prepared, ...]:
    """Operations of an epoch, the first of which hangs on `previous`."""
    hashes = [previous, *(bytes.fromhex(operation.hash) for operation in operations)]
    judged = [_judged(sealed, epoch, hash_) for sealed, hash_ in zip(operations, hashes, strict=False)]
    return tuple(_quoted(database, programmes, each) for each in judged)


def _judged(sealed: SealedOperation, epoch: str, previous: bytes) -> Prepared:
    raw = bytes(sealed.operation)
    aside = Prepared(sealed, previous)
    if chain_hash(previous, raw).hex() != sealed.hash:
        return msgspec.structs.replace(aside, reason="broken", detail="The hash does not belong to the content")
    try:
        operation = _decoder.decode(raw)
    except msgspec.MsgspecError as error:
        return msgspec.structs.replace(aside, reason="unreadable", detail=_kept(str(error)))
    if (operation.epoch, operation.seq) != (epoch, sealed.seq):
        detail = f"It says {operation.epoch} {operation.seq}"
        return msgspec.structs.replace(aside, reason="misplaced", detail=_kept(detail))
    why = "a text has a character NUL" if holds_nul(raw, operation) else contradiction(operation)
    if why:
        return msgspec.structs.replace(aside, reason="inconsistent", detail=_kept(why))
    return Prepared(sealed, previous, operation)


def _quoted(database: ServerDatabase, programmes: Programmes, prepared: Prepared) -> Prepared:
    operation = prepared.operation
    if operation is None or not isinstance(operation.body, SaleBody):
        return prepared
    programme = _version(database, programmes, operation.programme_version)
    if programme is None:
        # it may be published before our turn comes
        return prepared
    try:
        doubts = quote_doubts(operation, operation.body, programme)
    except Exception:  # noqa: BLE001 - ours: in its turn it fails again, is logged whole and set aside
        return prepared
    return msgspec.structs.replace(prepared, doubts=doubts)


def _version(database: ServerDatabase, programmes: Programmes, number: int | None) -> Programme | None:
    """A version of the programme, without asking the database for what is known."""
    known = programmes.known(number)
    if known is None and number is not None:
        with database.read() as connection:
            known = programmes.version(connection, number)
    return known


def holds_nul(raw: bytes, content: object) -> bool:
    """Whether a text of a message has a character NUL, which PostgreSQL cannot keep; `content` is what `raw` means."""
    return b"\\u0000" in raw and _has_nul(msgspec.to_builtins(content))


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(each) for key, each in value.items())
    return isinstance(value, list | tuple) and any(map(_has_nul, value))


def _kept(detail: str) -> str:
    """A detail as both databases can keep it."""
    return detail.replace("\0", "\N{REPLACEMENT CHARACTER}")[:300]
