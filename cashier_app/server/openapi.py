"""The API described for others (OpenAPI), from the very types that read and write its bodies."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from cashier_app.server.problems import MEDIA_TYPE
from cashier_app.sync import messages

_BODIES: Final = (
    messages.AccountAnswer,
    messages.AcquireRequest,
    messages.EnrolRequest,
    messages.EnrolResponse,
    messages.ExchangeRequest,
    messages.ExchangeResponse,
    messages.FoundSales,
    messages.Health,
    messages.LevelHistory,
    messages.MemberSummary,
    messages.Operation,
    messages.Problem,
    messages.Purchases,
    messages.ReturnRequest,
    messages.SaleAnswer,
)
_REFERENCE: Final = "#/components/schemas/{name}"

_PROBLEM: Final = {"content": {MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(name="Problem")}}}}
#: The errors that any request may meet.
ERRORS: Final[dict[int | str, dict[str, Any]]] = {
    400: {"description": "Another protocol", **_PROBLEM},
    401: {"description": "No key, or none that is known", **_PROBLEM},
    403: {"description": "Not this node's, or not this code", **_PROBLEM},
    404: {"description": "Nothing of that name", **_PROBLEM},
    413: {"description": "Too large", **_PROBLEM},
    415: {"description": "A compression that is not understood", **_PROBLEM},
    422: {"description": "Not the message expected", **_PROBLEM},
    500: {"description": "A mistake of the server", **_PROBLEM},
    503: {"description": "Cannot work just now; Retry-After says when", **_PROBLEM},
}


def operation(answer: type, body: type | None, key: bool) -> dict[str, Any]:
    """What FastAPI cannot know of an endpoint: its bodies, and whether it needs a node's key."""
    described: dict[str, Any] = {"responses": {"200": {"description": "Done", "content": _content(answer)}}}
    if body is not None:
        described["requestBody"] = {"required": True, "content": _content(body)}
    described["security"] = [{"nodeKey": []}] if key else []
    return described


def text_operation(media_type: str) -> dict[str, Any]:
    """An endpoint that answers with text; its token is no node's key."""
    content = {media_type: {"schema": {"type": "string"}}}
    return {"responses": {"200": {"description": "Done", "content": content}}, "security": []}


def describe(app: FastAPI) -> dict[str, Any]:
    """The whole document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        _, schemas = msgspec.json.schema_components(_BODIES, ref_template=_REFERENCE)
        operation_schema = {"$ref": _REFERENCE.format(name="Operation")}
        schemas["SealedOperation"]["properties"]["operation"] = operation_schema
        scheme = {"type": "http", "scheme": "bearer", "description": "The node's own key"}
        document["components"] = {"schemas": schemas, "securitySchemes": {"nodeKey": scheme}}
        app.openapi_schema = document
    return app.openapi_schema


def _content(kind: type) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(name=kind.__name__)}}}
