"""The server's HTTP interface, /v1: bodies are msgspec's, every error is a problem document (RFC 9457)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from cashier_app import __version__
from cashier_app.core import decoding
from cashier_app.core.errors import WorldError
from cashier_app.server import (
    exchange,
    gift_cards_api,
    intake,
    jobs,
    journal,
    members_api,
    nodes,
    openapi,
    phone_cards_api,
    problems,
    releases_api,
    return_rights,
    rights,
    site_api,
)
from cashier_app.server.asking import (
    Asker,
    Content,
    Cursor,
    EpochName,
    IdentifierHash,
    RawContent,
    Route,
    SmallContent,
    database_of,
    json,
    programmes_of,
)
from cashier_app.server.bounds import Bounds
from cashier_app.server.database import ServerDatabase, read_meta
from cashier_app.server.gate import Gate, address
from cashier_app.server.metrics import MEDIA_TYPE as METRICS_TYPE
from cashier_app.server.metrics import Metrics, may_read_metrics
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.rates import Rates
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
    ReturnRequest,
    SaleAnswer,
)

if TYPE_CHECKING:
    from cashier_app.server.upstream.passing import Passed
    from cashier_app.server.upstream.worker import UpstreamWorker

log = logging.getLogger(__name__)

#: Why a server that answers is not ready.
RESTORED: Final = "Restored from a backup: no rights are granted until every till has reported what it holds"
BOUNDS: Final = Bounds()
#: Seconds after which a till asks again when our database cannot be written.
RETRY_AFTER: Final = 5


def create_app(
    database: ServerDatabase,
    bounds: Bounds = BOUNDS,
    jobs_every: float | None = None,
    closed: Callable[[], None] = lambda: None,
    upstream: UpstreamWorker | None = None,
) -> FastAPI:
    """The application over an opened database, which it closes when it stops; `closed` is called in the end.

    `jobs_every` (seconds): what comes by itself is done in between (`jobs`); None leaves it to others.  With an
    `upstream`, which is started and stopped with it, this is a store node.
    """
    # the threads that serve share every type of message
    decoding.make_ready("cashier_app")
    programmes = Programmes()

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        running = jobs.Jobs(database, programmes, jobs_every) if jobs_every is not None else None
        if running is not None:
            running.start()
        if upstream is not None:
            upstream.start()
        yield
        if upstream is not None:
            await asyncio.to_thread(upstream.stop)
        if running is not None:
            await asyncio.to_thread(running.stop)
        database.close()
        closed()

    app = FastAPI(
        title="cashier-app loyalty server",
        version=__version__,
        description=openapi.ABOUT,
        lifespan=closing,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    rates, metrics = Rates(bounds), Metrics(database)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Gate, bounds=bounds, rates=rates, metrics=metrics)
    app.state.database = database
    app.state.programmes = programmes
    app.state.bounds = bounds
    app.state.upstream = upstream
    app.state.rates = rates
    app.state.metrics = metrics
    _add_error_handlers(app)
    _add_routes(app)
    if upstream is not None:
        path = "/upstream/{path:path}"
        methods = ["GET", "POST"]
        app.add_api_route(path, _pass_on, methods=methods, response_model=None, include_in_schema=False)
    app.openapi = lambda: openapi.describe(app, ROUTES)  # type: ignore[method-assign]
    return app


# --- endpoints -------------------------------------------------------------------------------------------


def _health(request: Request) -> Response:
    """Whether the server is ready, and if not, why; 503 where its database does not answer."""
    database = database_of(request)
    with database.read() as connection:
        waiting = rights.restored(connection)
        incarnation = read_meta(connection, "incarnation")
    return json(
        Health(
            status="restored" if waiting else "ok",
            version=__version__,
            protocol=PROTOCOL,
            incarnation=incarnation,
            server_time=database.now(),
            ready=not waiting,
            why=RESTORED if waiting else "",
        )
    )


def _metrics(request: Request) -> Response:
    """Figures in Prometheus' text format, for this machine alone or by the token of the settings."""
    bounds: Bounds = request.app.state.bounds
    authorization = request.headers.get("authorization")
    if not may_read_metrics(address(request.scope), authorization, bounds.metrics_token):
        if authorization is not None:
            rates: Rates = request.app.state.rates
            rates.stranger(address(request.scope))
        raise problems.not_for_you()
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.text(), media_type=METRICS_TYPE)


def _enrol(request: Request, content: SmallContent) -> Response:
    """Join with a one-time pairing code: a node id, its own key, and the key of identifiers' hashes."""
    asked = intake.decode(content, EnrolRequest)
    upstream: UpstreamWorker | None = request.app.state.upstream
    if upstream is not None:
        from cashier_app.server.upstream import passing

        return _passed(passing.enrol(database_of(request), upstream.upstream, asked))
    with database_of(request).write() as transaction:
        answer = nodes.enrol(transaction, asked)
        journal.write(transaction, "node_joined", f"node:{answer.node}", node=answer.node, store=answer.store)
    log.info("node %s (%s) has joined store %s", answer.node, asked.node, answer.store)
    return json(answer)


def _exchange(request: Request, who: Asker, content: Content) -> Response:
    """Push operations and pull a page of the feed, committed before the answer goes out."""
    asked = intake.decode(content, ExchangeRequest)
    answer = exchange.exchange(database_of(request), programmes_of(request), who, asked)
    metrics: Metrics = request.app.state.metrics
    for each in answer.acknowledged:
        metrics.operations.labels(each.state).inc()
    upstream: UpstreamWorker | None = request.app.state.upstream
    if upstream is not None and answer.acknowledged:
        upstream.wake()
    return json(answer)


def _acquire(request: Request, who: Asker, content: Content) -> Response:
    """Raise what is granted of an account's lots to absolute targets, as far as their pools go."""
    return json(
        exchange.acquire(database_of(request), programmes_of(request), who, intake.decode(content, AcquireRequest))
    )


def _acquire_return(request: Request, who: Asker, content: Content) -> Response:
    """A sale of any till with all its returns, and the right to return its goods unless somebody else holds it."""
    asked = intake.decode(content, ReturnRequest)
    return json(exchange.acquire_return(database_of(request), programmes_of(request), who, asked))


def _find_sales(
    request: Request,
    who: Asker,
    number: Annotated[int, Query(ge=1, le=10**15, description="The receipt's number")],
    cursor: Cursor = "",
) -> Response:
    """Sales with a receipt number, of all stores, newest first, in pages."""
    database = database_of(request)
    with database.read() as connection:
        return json(return_rights.find(connection, number, database.now(), cursor))


def _look_up(request: Request, who: Asker, identifier_hash: IdentifierHash, epoch: EpochName) -> Response:
    """The account of a card, phone or virtual card, by its keyed hash (hex)."""
    return json(exchange.look_up(database_of(request), who, identifier_hash, epoch))


def _pass_on(request: Request, who: Asker, content: RawContent, path: str) -> Response:
    """A till's question that only the central server can answer, passed on by a store node as it came."""
    from cashier_app.server.upstream import passing

    upstream: UpstreamWorker = request.app.state.upstream
    query = request.url.query
    return _passed(passing.pass_on(upstream.upstream, request.method, path, query, request.headers, content))


def _passed(answer: Passed) -> Response:
    return Response(answer.content, answer.status, answer.headers)


ROUTES: Final = (
    Route("GET", "/v1/health", _health, Health, key=False),
    Route("POST", "/v1/enrol", _enrol, EnrolResponse, EnrolRequest, key=False),
    Route("POST", "/v1/exchange", _exchange, ExchangeResponse, ExchangeRequest),
    Route("POST", "/v1/rights", _acquire, AccountAnswer, AcquireRequest),
    Route("POST", "/v1/returns", _acquire_return, SaleAnswer, ReturnRequest),
    Route("GET", "/v1/sales", _find_sales, FoundSales),
    Route("GET", "/v1/identifiers/{identifier_hash}", _look_up, AccountAnswer),
    *phone_cards_api.TILLS,
    *gift_cards_api.ROUTES,
    *members_api.ROUTES,
    *site_api.ROUTES,
    *releases_api.ROUTES,
)
_METRICS: Final = Route("GET", "/metrics", _metrics, str, key=False, errors=(403,))


def _add_routes(app: FastAPI) -> None:
    described = {_METRICS: openapi.metrics_operation(), releases_api.FILES: openapi.file_operation()}
    for each in (*ROUTES, *described):
        app.add_api_route(
            each.path,
            each.handler,
            methods=[each.method],
            response_model=None,
            operation_id=each.handler.__name__.strip("_"),
            responses=openapi.errors(each),
            openapi_extra=described.get(each) or openapi.operation(each),
        )


# --- errors ----------------------------------------------------------------------------------------------


def _add_error_handlers(app: FastAPI) -> None:
    def ours(_: Request, error: Exception) -> Response:
        assert isinstance(error, ApiError)
        return problems.response(error)

    def framework(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        problem = ApiError(error.status_code, "http", str(error.detail))
        response = problems.response(problem)
        response.headers.update(error.headers or {})
        return response

    def validation(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        where = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        return problems.response(problems.unreadable(where[:500]))

    def world(_: Request, error: Exception) -> Response:
        log.error("a request cannot be served: %s", error)
        return problems.response(
            ApiError(503, "unavailable", "The server cannot work just now", str(error), RETRY_AFTER)
        )

    def mistake(_: Request, error: Exception) -> Response:
        # Starlette logs the traceback after this answer
        return problems.response(ApiError(500, "mistake", "The server has made a mistake", type(error).__name__))

    app.add_exception_handler(ApiError, ours)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, validation)
    app.add_exception_handler(WorldError, world)
    app.add_exception_handler(Exception, mistake)
