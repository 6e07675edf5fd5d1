"""Strict reading of JSON documents: every refusal names the field's path, the value and what is allowed."""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

_T = TypeVar("_T")
_PATH = re.compile(r" - at `([^`]*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_SHOWN = 60


class BadDocument(Refused):
    """A document that does not have the form asked for."""

    text = QT_TRANSLATE_NOOP("errors", "The document is wrong at {path}: {value}")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")


def read_strictly(body: bytes, kind: type[_T], error: type[BadDocument] = BadDocument) -> _T:
    """Decode JSON into a type without any leniency.

    Raises `error` with `path` (`$.levels.ladder[0].discount`), `value` (shortened) and `allowed`.
    """
    raise NotImplementedError
