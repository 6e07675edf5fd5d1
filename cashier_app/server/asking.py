"""What every handler of the API needs: the database, the programmes, who asks, and how an answer is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

import msgspec
from fastapi import Depends, Header, Path, Query, Request
from starlette.responses import Response

from cashier_app.server import intake, nodes, problems
from cashier_app.server.database import ServerDatabase
from cashier_app.server.gate import NODE, address
from cashier_app.server.nodes import Node
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.rates import Rates

_encoder = msgspec.json.Encoder()


class Route(msgspec.Struct, frozen=True):
    """An endpoint: what it answers, what body it takes, whether it needs a node's key, and errors of its own.

    Errors that any endpoint of its kind may answer with are known (`openapi.errors`).
    """

    method: str
    path: str
    handler: Callable[..., Response]
    answer: type
    body: type | None = None
    key: bool = True
    errors: tuple[int, ...] = ()


def database_of(request: Request) -> ServerDatabase:
    """The opened database."""
    database: ServerDatabase = request.app.state.database
    return database


def programmes_of(request: Request) -> Programmes:
    """The published versions."""
    programmes: Programmes = request.app.state.programmes
    return programmes


def json(body: object) -> Response:
    """A message as the answer."""
    return Response(_encoder.encode(body), media_type="application/json")


def _node(request: Request, authorization: Annotated[str | None, Header(include_in_schema=False)] = None) -> Node:
    """The node that asks, by its key; raises `ApiError` 401 or 429."""
    rates: Rates = request.app.state.rates
    try:
        with database_of(request).glance() as connection:
            who = nodes.authenticate(connection, authorization)
    except ApiError:
        if authorization is not None:
            # without a header it was counted at the gate
            rates.stranger(address(request.scope))
        raise
    request.scope[NODE] = who.node_id
    rates.node(who.node_id)
    return who


#: Any node: a till, a store's own, a site.
Anybody = Annotated[Node, Depends(_node)]


async def _seller(who: Anybody) -> Node:
    """A till or a store's own node; raises `ApiError` 403 for a site."""
    if who.kind == "site":
        raise problems.not_a_site()
    return who


async def _site(who: Anybody) -> Node:
    """A site; raises `ApiError` 403 for anything else."""
    if who.kind != "site":
        raise problems.only_a_site()
    return who


Asker = Annotated[Node, Depends(_seller)]
RawContent = Annotated[bytes, Depends(intake.raw_content)]
SiteAsker = Annotated[Node, Depends(_site)]
Content = Annotated[bytes, Depends(intake.content)]
SmallContent = Annotated[bytes, Depends(intake.small_content)]
#: No character NUL, which PostgreSQL cannot keep.
_TEXT: Final = r"^[^\x00]+$"
EpochName = Annotated[
    str, Query(min_length=1, max_length=200, pattern=_TEXT, description="The asking node's present epoch")
]
AccountId = Annotated[str, Path(min_length=1, max_length=200, pattern=_TEXT, description="Id of an account")]
IdentifierHash = Annotated[
    str, Path(pattern="^[0-9a-f]{32}$", description="Keyed hash (hex) of a card, telephone or e-mail")
]
#: Longest cursor of a list in pages.
CURSOR_LENGTH: Final = 250
Cursor = Annotated[
    str, Query(max_length=CURSOR_LENGTH, description="`next` of the page before; left out for the first page")
]
