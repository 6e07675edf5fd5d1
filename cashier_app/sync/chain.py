"""The hash chain of an epoch: how an operation is sealed into the outbox, and how a chain is checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from cashier_app.core.ids import chain_hash
from cashier_app.sync.messages import Operation, SealedOperation

_encoder = msgspec.json.Encoder()


def chain_start(epoch: str) -> bytes:
    """What the first operation of an epoch hangs on (32 bytes): two epochs never share a chain."""
    return hashlib.sha256(epoch.encode()).digest()


def seal(previous: bytes, operation: Operation) -> tuple[bytes, bytes]:
    """The operation's bytes as they are kept and sent, and its hash, bound to the one before it."""
    body = _encoder.encode(operation)
    return body, chain_hash(previous, body)


def sealed(seq: int, digest: bytes, body: bytes) -> SealedOperation:
    """A row of the outbox as it goes over the wire, byte for byte."""
    return SealedOperation(seq, digest.hex(), msgspec.Raw(body))


def first_break(previous: bytes, operations: Iterable[SealedOperation]) -> int | None:
    """Number of the first operation whose content and hash do not agree, or None for a whole chain."""
    for operation in operations:
        digest = bytes.fromhex(operation.hash)
        if chain_hash(previous, bytes(operation.operation)) != digest:
            return operation.seq
        previous = digest
    return None
