"""A request's body: read within a time and a size, unpacked, and decoded, before it takes too much of anything."""

from __future__ import annotations

import asyncio
import zlib
from typing import Final, TypeVar

import msgspec
from fastapi import Request
from starlette.requests import ClientDisconnect

from cashier_app.server import problems
from cashier_app.server.bounds import STRANGER_LIMIT, Bounds
from cashier_app.server.preparing import holds_nul
from cashier_app.server.problems import ApiError
from cashier_app.sync.messages import ExchangeRequest

T = TypeVar("T")

#: Packed bodies above this are unpacked beside the loop that serves everybody (bytes).
_QUICK: Final = 64 * 1024


async def raw_content(request: Request) -> bytes:
    """A node's body as it comes; raises `ApiError` 408, 413 or 422."""
    bounds: Bounds = request.app.state.bounds
    return await _received(request, bounds.request_bytes, bounds.body_seconds)


async def content(request: Request) -> bytes:
    """A node's body, unpacked; raises `ApiError` 408, 413, 415 or 422."""
    bounds: Bounds = request.app.state.bounds
    packed = _is_packed(request)
    return await _unpacked(await raw_content(request), packed, bounds.unpacked_bytes)


async def small_content(request: Request) -> bytes:
    """The body of somebody without a key, unpacked: it is never long."""
    bounds: Bounds = request.app.state.bounds
    packed = _is_packed(request)
    received = await _received(request, min(STRANGER_LIMIT, bounds.request_bytes), bounds.body_seconds)
    return await _unpacked(received, packed, STRANGER_LIMIT)


def decode(body: bytes, kind: type[T]) -> T:
    """The message that a body is; raises `ApiError` 422 with the place.

    Operations within it are judged one by one (`preparing`): a bad one must not hold up the others.
    """
    try:
        message = msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        raise problems.unreadable(str(error)[:500]) from error
    except RecursionError as error:
        raise problems.unreadable("The body is nested too deeply") from error
    judged: object = message
    if isinstance(message, ExchangeRequest):
        judged = msgspec.structs.replace(message, operations=())
    if holds_nul(body, judged):
        raise problems.unreadable("A text has a character NUL")
    return message


def _is_packed(request: Request) -> bool:
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise ApiError(415, "unknown-encoding", "Only gzip or no compression is understood", encoding[:100])
    return encoding == "gzip"


async def _received(request: Request, limit: int, seconds: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > limit:
                    raise problems.too_large(limit)
                parts.append(part)
    except ClientDisconnect as error:
        raise problems.unreadable("The connection broke before the body was whole") from error
    except TimeoutError as error:
        raise problems.too_slow(seconds) from error
    return b"".join(parts)


async def _unpacked(received: bytes, packed: bool, limit: int) -> bytes:
    if not packed:
        return received
    if len(received) <= _QUICK and limit <= _QUICK:
        return _unpack(received, limit)
    return await asyncio.to_thread(_unpack, received, limit)


def _unpack(packed: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(packed, limit)
    except zlib.error as error:
        raise problems.unreadable(f"The body is not gzip: {error}") from error
    if unpacker.unconsumed_tail:
        raise problems.too_large(limit)
    if not unpacker.eof:
        raise problems.unreadable("The gzip body is cut off")
    return unpacked
