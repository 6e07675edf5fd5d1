"""The API described for others (OpenAPI), from the very types that read and write its bodies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from cashier_app.server.asking import Route
from cashier_app.server.metrics import MEDIA_TYPE as METRICS_TYPE
from cashier_app.server.problems import MEDIA_TYPE
from cashier_app.sync import messages

ABOUT: Final = """Operations up, state down; see each body's schema.

Every error is a problem document (RFC 9457) with a stable `type`, `urn:cashier-app:problem:<code>`. Besides those that
stand with each operation: 405 for a method that a path does not know, 400 (`not-http`), 408 (`too-slow`) and 431
(`head-too-large`) for a request whose head cannot be read. A body may be packed (`Content-Encoding: gzip`); answers are
where `Accept-Encoding` allows it. Each node may ask so many times a minute, and each address without a valid key:
429 and `Retry-After` put off whoever asks more often, and every worker process counts for itself."""

_REFERENCE: Final = "#/components/schemas/{name}"
#: Bodies that no operation names directly.
_ALWAYS: Final = (messages.Operation, messages.Problem)

_RETRY: Final = {
    "Retry-After": {
        "description": "Seconds to wait",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    }
}
_BEARER: Final = {
    "WWW-Authenticate": {"description": "How to ask", "required": True, "schema": {"type": "string", "const": "Bearer"}}
}
_ERRORS: Final[dict[int, dict[str, Any]]] = {
    400: {"description": "Another protocol"},
    401: {"description": "No key, or none that is known", "headers": _BEARER},
    403: {"description": "Not this node's, or not this code"},
    404: {"description": "Nothing of that name"},
    408: {"description": "The body did not come in time"},
    409: {"description": "What is there is another"},
    413: {"description": "Too large, as it comes or unpacked"},
    415: {"description": "A compression that is not understood"},
    422: {"description": "Not the message expected; the detail says where"},
    429: {"description": "Too many requests a minute", "headers": _RETRY},
    500: {"description": "A mistake of the server"},
    503: {"description": "Cannot work just now", "headers": _RETRY},
}
#: What any request may meet, with a key, with a body, with parameters.
_ANY, _KEYED, _WITH_BODY, _ASKED = (429, 500, 503), (401, 403, 404), (400, 403, 408, 413, 415, 422), (422,)
_PACKED: Final = {
    "name": "Content-Encoding",
    "in": "header",
    "required": False,
    "description": "How the body is packed",
    "schema": {"type": "string", "enum": ["gzip", "identity"]},
}


def errors(route: Route) -> dict[int | str, dict[str, Any]]:
    """The errors that a request to an endpoint may meet."""
    statuses = {*_ANY, *route.errors}
    if route.key:
        statuses |= {*_KEYED, *_ASKED}
    if route.body is not None:
        statuses |= {*_WITH_BODY}
    problem = {"content": {MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(name="Problem")}}}}
    return {status: {**_ERRORS[status], **problem} for status in sorted(statuses)}


def operation(route: Route) -> dict[str, Any]:
    """What FastAPI cannot know of an endpoint: its bodies, and whether it needs a node's key."""
    described: dict[str, Any] = {"responses": {"200": {"description": "Done", "content": _content(route.answer)}}}
    if route.body is not None:
        described["requestBody"] = {"required": True, "content": _content(route.body)}
        described["parameters"] = [_PACKED]
    described["security"] = [{"nodeKey": []}] if route.key else []
    return described


def metrics_operation() -> dict[str, Any]:
    """`/metrics` answers with text; its token is no node's key."""
    content = {METRICS_TYPE: {"schema": {"type": "string"}}}
    return {
        "responses": {"200": {"description": "Done", "content": content}},
        "security": [{}, {"metricsToken": []}],
    }


def file_operation() -> dict[str, Any]:
    """A file comes as its bytes, or a part of them."""
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    ranged = {"name": "Range", "in": "header", "required": False, "schema": {"type": "string"}}
    return {
        "responses": {
            "200": {"description": "The file", "content": content},
            "206": {"description": "The part that was asked for", "content": content},
            "416": {"description": "No such part"},
        },
        "parameters": [ranged | {"description": "A part: bytes=FIRST-LAST"}],
        "security": [{"nodeKey": []}],
    }


def describe(app: FastAPI, routes: Iterable[Route]) -> dict[str, Any]:
    """The whole document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        bodies = {body for route in routes for body in (route.answer, route.body) if body is not None}
        named = sorted({*bodies, *_ALWAYS}, key=lambda body: body.__name__)
        _, schemas = msgspec.json.schema_components(named, ref_template=_REFERENCE)
        operation_schema = {"$ref": _REFERENCE.format(name="Operation")}
        schemas["SealedOperation"]["properties"]["operation"] = operation_schema
        schemes = {
            "nodeKey": {"type": "http", "scheme": "bearer", "description": "The node's own key"},
            "metricsToken": {"type": "http", "scheme": "bearer", "description": "The setting metrics_token"},
        }
        document["components"] = {"schemas": schemas, "securitySchemes": schemes}
        document["paths"][app.openapi_url] = {"get": _own_operation(document["paths"])}
        app.openapi_schema = document
    return app.openapi_schema


def _own_operation(paths: dict[str, Any]) -> dict[str, Any]:
    """This document's own place."""
    any_errors = paths["/v1/health"]["get"]["responses"]
    return {
        "summary": "Openapi",
        "description": "This description.",
        "operationId": "openapi",
        "responses": {
            **any_errors,
            "200": {"description": "Done", "content": {"application/json": {"schema": {"type": "object"}}}},
        },
        "security": [],
    }


def _content(kind: type) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(name=kind.__name__)}}}
