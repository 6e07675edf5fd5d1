"""The server's HTTP interface, /v1: bodies are msgspec's, every error is a problem document (RFC 9457)."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, Final, TypeVar

import msgspec
from fastapi import Depends, FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from cashier_app import __version__
from cashier_app.core.errors import WorldError
from cashier_app.server import exchange, feed, jobs, journal, nodes, openapi, problems, return_rights, rights
from cashier_app.server.database import ServerDatabase, read_meta
from cashier_app.server.nodes import Node
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import (
    PROTOCOL,
    AccountAnswer,
    AcquireRequest,
    EnrolRequest,
    EnrolResponse,
    ExchangeRequest,
    ExchangeResponse,
    FoundSales,
    Health,
    LevelHistory,
    MemberSummary,
    ReturnRequest,
    SaleAnswer,
)

log = logging.getLogger(__name__)
T = TypeVar("T")

#: Bytes of a request, as it comes and unpacked.
REQUEST_LIMIT: Final = 8 * 1024 * 1024
UNPACKED_LIMIT: Final = 64 * 1024 * 1024
#: Seconds after which a till asks again when our database cannot be written.
RETRY_AFTER: Final = 5

_encoder = msgspec.json.Encoder()


def create_app(
    database: ServerDatabase,
    request_limit: int = REQUEST_LIMIT,
    jobs_every: float | None = None,
    closed: Callable[[], None] = lambda: None,
) -> FastAPI:
    """The application over an opened database, which it closes when it stops; `closed` is called in the end.

    `jobs_every` (seconds): what comes by itself is done in between (`jobs`); None leaves it to others.
    """
    programmes = Programmes()

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        running = jobs.Jobs(database, programmes, jobs_every) if jobs_every is not None else None
        if running is not None:
            running.start()
        yield
        if running is not None:
            await asyncio.to_thread(running.stop)
        database.close()
        closed()

    app = FastAPI(
        title="cashier-app loyalty server",
        version=__version__,
        description="Operations up, state down; see each body's schema. Every error is a problem document.",
        lifespan=closing,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.state.database = database
    app.state.programmes = programmes
    app.state.request_limit = request_limit
    _add_error_handlers(app)
    _add_routes(app)
    app.openapi = lambda: openapi.describe(app)  # type: ignore[method-assign]
    return app


# --- what every handler needs ----------------------------------------------------------------------------


def _database(request: Request) -> ServerDatabase:
    database: ServerDatabase = request.app.state.database
    return database


def _programmes(request: Request) -> Programmes:
    programmes: Programmes = request.app.state.programmes
    return programmes


def _node(request: Request, authorization: Annotated[str | None, Header(include_in_schema=False)] = None) -> Node:
    """The node that asks, by its key."""
    with _database(request).read() as connection:
        return nodes.authenticate(connection, authorization)


async def _content(request: Request) -> bytes:
    """The request's body, unpacked; raises `ApiError` 413, 415 or 422 before it takes too much memory."""
    limit: int = request.app.state.request_limit
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise ApiError(415, "unknown-encoding", "Only gzip or no compression is understood", encoding[:100])
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > limit:
                raise problems.too_large(limit)
            parts.append(part)
    except ClientDisconnect as error:
        raise problems.unreadable("The connection broke before the body was whole") from error
    content = b"".join(parts)
    return _unpack(content) if encoding == "gzip" else content


def _unpack(content: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(content, UNPACKED_LIMIT)
    except zlib.error as error:
        raise problems.unreadable(f"The body is not gzip: {error}") from error
    if unpacker.unconsumed_tail:
        raise problems.too_large(UNPACKED_LIMIT)
    if not unpacker.eof:
        raise problems.unreadable("The gzip body is cut off")
    return unpacked


def _read(content: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise problems.unreadable(str(error)[:500]) from error


def _json(body: object) -> Response:
    return Response(_encoder.encode(body), media_type="application/json")


Asker = Annotated[Node, Depends(_node)]
Content = Annotated[bytes, Depends(_content)]
EpochName = Annotated[str, Query(min_length=1, max_length=200, description="The asking node's present epoch")]


# --- endpoints -------------------------------------------------------------------------------------------


def _health(request: Request) -> Response:
    """Whether the server answers and its database can be read."""
    database = _database(request)
    with database.read() as connection:
        status = "restored" if rights.restored(connection) else "ok"
        incarnation = read_meta(connection, "incarnation")
    return _json({**_versions(), "status": status, "incarnation": incarnation, "server_time": database.now()})


def _enrol(request: Request, content: Content) -> Response:
    """Join with a one-time pairing code: a node id, its own key, and the key of identifiers' hashes."""
    asked = _read(content, EnrolRequest)
    with _database(request).write() as transaction:
        answer = nodes.enrol(transaction, asked)
        journal.write(transaction, "node_joined", f"node:{answer.node}", node=answer.node, store=answer.store)
    log.info("node %s (%s) has joined store %s", answer.node, asked.node, answer.store)
    return _json(answer)


def _exchange(request: Request, who: Asker, content: Content) -> Response:
    """Push operations and pull a page of the feed, committed before the answer goes out."""
    asked = _read(content, ExchangeRequest)
    return _json(exchange.exchange(_database(request), _programmes(request), who, asked))


def _acquire(request: Request, who: Asker, content: Content) -> Response:
    """Raise what is granted of an account's lots to absolute targets, as far as their pools go."""
    return _json(exchange.acquire(_database(request), _programmes(request), who, _read(content, AcquireRequest)))


def _acquire_return(request: Request, who: Asker, content: Content) -> Response:
    """A sale of any till with all its returns, and the right to return its goods unless somebody else holds it."""
    asked = _read(content, ReturnRequest)
    return _json(exchange.acquire_return(_database(request), _programmes(request), who, asked))


def _find_sales(request: Request, who: Asker, number: Annotated[int, Query(ge=1, le=10**15)]) -> Response:
    """Sales with a receipt number, of all stores, newest first."""
    with _database(request).write() as transaction:
        return _json(return_rights.find(transaction, number))


def _look_up(request: Request, who: Asker, identifier_hash: str, epoch: EpochName) -> Response:
    """The account of a card, phone or virtual card, by its keyed hash (hex)."""
    return _json(exchange.look_up(_database(request), who, identifier_hash, epoch))


def _member(request: Request, who: Asker, account_id: str) -> Response:
    """What a member may be told about the account."""
    database = _database(request)
    with database.read() as connection:
        return _json(feed.summary(connection, account_id, database.now()))


def _level_history(
    request: Request,
    who: Asker,
    account_id: str,
    cursor: Annotated[str, Query(max_length=40, description="`next` of the page before; empty for the first")] = "",
) -> Response:
    """How a member's level changed and why, the newest first, in pages."""
    database = _database(request)
    with database.read() as connection:
        return _json(feed.level_history(connection, account_id, database.now(), cursor))


def _versions() -> dict[str, object]:
    return {"version": __version__, "protocol": PROTOCOL}


def _add_routes(app: FastAPI) -> None:
    def route(
        method: str,
        path: str,
        handler: Callable[..., Response],
        answer: type,
        body: type | None = None,
        key: bool = True,
    ) -> None:
        described = openapi.operation(answer, body, key)
        app.add_api_route(
            path,
            handler,
            methods=[method],
            response_model=None,
            operation_id=handler.__name__.strip("_"),
            responses=openapi.ERRORS,
            openapi_extra=described,
        )

    route("GET", "/v1/health", _health, Health, key=False)
    route("POST", "/v1/enrol", _enrol, EnrolResponse, EnrolRequest, key=False)
    route("POST", "/v1/exchange", _exchange, ExchangeResponse, ExchangeRequest)
    route("POST", "/v1/rights", _acquire, AccountAnswer, AcquireRequest)
    route("POST", "/v1/returns", _acquire_return, SaleAnswer, ReturnRequest)
    route("GET", "/v1/sales", _find_sales, FoundSales)
    route("GET", "/v1/identifiers/{identifier_hash}", _look_up, AccountAnswer)
    route("GET", "/v1/members/{account_id}", _member, MemberSummary)
    route("GET", "/v1/members/{account_id}/levels", _level_history, LevelHistory)


# --- errors ----------------------------------------------------------------------------------------------


def _add_error_handlers(app: FastAPI) -> None:
    def ours(_: Request, error: Exception) -> Response:
        assert isinstance(error, ApiError)
        return _problem(error)

    def framework(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        problem = ApiError(error.status_code, "http", str(error.detail))
        response = _problem(problem)
        response.headers.update(error.headers or {})
        return response

    def validation(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        where = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        return _problem(problems.unreadable(where[:500]))

    def world(_: Request, error: Exception) -> Response:
        log.error("a request cannot be served: %s", error)
        return _problem(ApiError(503, "unavailable", "The server cannot work just now", str(error), RETRY_AFTER))

    def mistake(_: Request, error: Exception) -> Response:
        # Starlette logs the traceback after this answer
        return _problem(ApiError(500, "mistake", "The server has made a mistake", type(error).__name__))

    app.add_exception_handler(ApiError, ours)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, validation)
    app.add_exception_handler(WorldError, world)
    app.add_exception_handler(Exception, mistake)


def _problem(error: ApiError) -> Response:
    headers: dict[str, Any] = {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(_encoder.encode(error.problem()), error.status, headers, problems.MEDIA_TYPE)
