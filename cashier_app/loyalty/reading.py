"""Strict reading of JSON documents: every refusal names the field's path, the value and what is allowed.

What is allowed is written in one notation for all languages: `int 0…10000`, `"a" | "b"`,
`{field, field}`, `[…]`.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import inspect

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

_T = TypeVar("_T")
#: One thing that is wrong: the field's path, the value found (`NOTHING` for a field left out), what is allowed.
Wrong: TypeAlias = tuple[str, object, str]
_AT = re.compile(r" - at `([^`]*)`$")
_FIELD = re.compile(r"(unknown|missing required) field `([^`]*)`")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_BYTE = re.compile(r"\(byte (\d+)\)")
_SHOWN = 60
#: Longer whole numbers stay texts: none is too long to be looked at.
_DIGITS = 30
#: Notation for "no two alike".
UNIQUE = "unique"
NOTHING = "—"


class BadDocument(Refused):
    """A document that does not have the form asked for."""

    text = QT_TRANSLATE_NOOP("errors", "The document is wrong at {path}: {value}")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")


def read_strictly(body: bytes, kind: type[_T], error: type[BadDocument] = BadDocument) -> _T:
    """Decode JSON into a type without any leniency.

    Raises `error` with `path` (`$.levels.ladder[0].discount`), `value` (shortened) and `allowed`.
    """
    try:
        document = msgspec.json.decode(body)
        read = msgspec.json.decode(body, type=kind, strict=True)
    except msgspec.ValidationError as wrong:
        raise _explained(str(wrong), document, kind, error) from wrong
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        path, found, allowed = _malformed(body, wrong)
        raise error(path=path, value=found, allowed=allowed) from wrong
    for path, value, allowed in _stated_twice(body):
        raise error(path=path, value=shown(value), allowed=allowed)
    return read


def everything_wrong(body: bytes, kind: type) -> list[Wrong]:
    """All that `read_strictly` would refuse, one after another, in the order of the document; empty when it reads."""
    try:
        document = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        return [_malformed(body, wrong)]
    return list(_wrong(document, inspect.type_info(kind), "$")) or list(_stated_twice(body))


def shown(value: object) -> str:
    """A value as JSON, shortened to what fits into a sentence."""
    text = msgspec.json.encode(value).decode() if value is not NOTHING else NOTHING
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _malformed(body: bytes, wrong: Exception) -> tuple[str, str, str]:
    """Where a text is no JSON, as line and character, and what stands there: `3:14: }`."""
    place = _BYTE.search(str(wrong))
    at = int(place[1]) if place else 0 if isinstance(wrong, RecursionError) else len(body)
    try:
        body.decode()
    except UnicodeDecodeError as error:
        at = error.start
    before, rest = body[:at].decode(errors="replace"), body[at:].decode(errors="replace")
    line, character = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = rest.strip().partition("\n")[0].rstrip()
    found = found if len(found) <= _SHOWN else found[:_SHOWN] + "…"
    return "$", f"{line}:{character}: {found or NOTHING}", "JSON, UTF-8"


class _Object(dict[str, Any]):
    """A JSON object, and the field that it states twice, if any."""

    twice: str | None = None


def _stated_twice(body: bytes) -> Iterator[Wrong]:
    """The first field that an object states twice: readers of JSON keep one of the two and nobody knows which."""
    found = False

    def made(pairs: list[tuple[str, Any]]) -> _Object:
        nonlocal found
        fields = _Object(pairs)
        if len(fields) < len(pairs):
            found = True
            names = [name for name, _ in pairs]
            fields.twice = next(name for place, name in enumerate(names) if name in names[:place])
        return fields

    document = json.loads(
        body, object_pairs_hook=made, parse_int=lambda text: text if len(text) > _DIGITS else int(text)
    )
    if found:
        yield from _twice_in(document, "$")


def _twice_in(value: Any, path: str) -> Iterator[Wrong]:
    if isinstance(value, _Object):
        if value.twice is not None:
            yield f"{path}.{value.twice}", value[value.twice], UNIQUE
        for name, part in value.items():
            yield from _twice_in(part, f"{path}.{name}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _twice_in(part, f"{path}[{place}]")


def _explained(message: str, document: object, kind: type, error: type[BadDocument]) -> BadDocument:
    """The refusal that a message of the decoder stands for."""
    located = _AT.search(message)
    path = located[1] if located else "$"
    node: inspect.Type | None = inspect.type_info(kind)
    value: Any = document
    for name, index in _STEP.findall(path):
        node = _bare(_below(node, name, value))
        value = _value_below(value, name, index)
    field = _FIELD.search(message)
    if field and field[1] == "unknown":
        struct = _struct(node, value)
        return error(path=f"{path}.{field[2]}", value=shown(value.get(field[2])), allowed=_described(struct or node))
    if field:
        return error(path=f"{path}.{field[2]}", value=NOTHING, allowed=_described(_below(node, field[2], value)))
    return error(path=path, value=shown(value), allowed=_described(node))


def _value_below(value: Any, name: str, index: str) -> Any:
    """The value one step down the path; a step into `...` stays, since it does not say which."""
    if name and isinstance(value, dict):
        return value.get(name, NOTHING)
    if index.isdigit() and isinstance(value, list):
        return value[int(index)]
    return value


def _bare(node: inspect.Type | None) -> inspect.Type | None:
    """A type without the description that it carries for schemas."""
    while isinstance(node, inspect.Metadata):
        node = node.type
    return node


def _struct(node: inspect.Type | None, value: Any) -> inspect.StructType | None:
    """The struct a node is, or of a union the one that the value's tag names."""
    options = [_bare(option) for option in (node.types if isinstance(node, inspect.UnionType) else (node,))]
    structs = [option for option in options if isinstance(option, inspect.StructType)]
    if len(structs) == 1:
        return structs[0]
    for struct in structs:
        if struct.tag_field and isinstance(value, dict) and value.get(struct.tag_field) == struct.tag:
            return struct
    return None


def _below(node: inspect.Type | None, name: str, value: Any) -> inspect.Type | None:
    """The type one step down the path; None where it cannot be told."""
    if isinstance(node, inspect.UnionType) and not name:
        node = next((option for option in map(_bare, node.types) if _has_items(option)), None)
    if isinstance(node, inspect.CollectionType | inspect.VarTupleType):
        return node.item_type
    if isinstance(node, inspect.DictType):
        return node.value_type
    struct = _struct(node, value)
    if struct is not None:
        for field in struct.fields:
            if field.encode_name == name:
                return _bare(field.type)
        if name == struct.tag_field:
            return inspect.LiteralType((struct.tag,))
    if isinstance(node, inspect.UnionType):
        tags = [option.tag for option in node.types if isinstance(option, inspect.StructType)]
        return inspect.LiteralType(tuple(tag for tag in tags if tag is not None))
    return None


def _described(node: inspect.Type | None) -> str:
    """What a type allows, in the notation of this module."""
    node = _bare(node)
    match node:
        case inspect.IntType():
            highest = node.lt - 1 if node.lt is not None else node.le
            bounds = [("" if bound is None else str(bound)) for bound in (node.ge, highest)]
            return f"int {bounds[0]}…{bounds[1]}" if any(bounds) else "int"
        case inspect.StrType():
            length = f" {node.min_length or 0}…{node.max_length or ''}" if node.min_length or node.max_length else ""
            return f"text{length}" + (f" {node.pattern}" if node.pattern else "")
        case inspect.LiteralType():
            return " | ".join(shown(value) for value in node.values)
        case inspect.StructType():
            names = [field.encode_name for field in node.fields]
            return "{" + ", ".join([node.tag_field, *names] if node.tag_field else names) + "}"
        case inspect.UnionType():
            return " | ".join(_described(option) for option in node.types)
        case inspect.CollectionType() | inspect.VarTupleType():
            return f"[{_described(node.item_type)}, …]" + (" 1…" if node.min_length else "")
        case inspect.DictType():
            return f"{{text: {_described(node.value_type)}}}"
        case inspect.DateType():
            return "YYYY-MM-DD"
        case inspect.NoneType():
            return "null"
        case inspect.BoolType():
            return "true | false"
        case _:
            return type(node).__name__.removesuffix("Type").lower()


def _wrong(value: Any, node: inspect.Type | None, path: str) -> Iterator[Wrong]:
    """What is wrong with a value of a type, its parts included."""
    node = _bare(node)
    match node:
        case inspect.UnionType():
            yield from _wrong_of_union(value, node, path)
        case inspect.StructType():
            yield from _wrong_of_struct(value, node, path)
        case inspect.CollectionType() | inspect.VarTupleType():
            if not isinstance(value, list) or not _within(len(value), node.min_length, node.max_length):
                yield path, value, _described(node)
            else:
                for place, item in enumerate(value):
                    yield from _wrong(item, node.item_type, f"{path}[{place}]")
        case inspect.DictType():
            if not isinstance(value, dict) or not _within(len(value), node.min_length, node.max_length):
                yield path, value, _described(node)
            else:
                for key, item in value.items():
                    yield from _wrong(item, node.value_type, f"{path}.{key}")
        case _:
            if not _is_right(value, node):
                yield path, value, _described(node)


def _wrong_of_struct(value: Any, node: inspect.StructType, path: str) -> Iterator[Wrong]:
    if not isinstance(value, dict):
        yield path, value, _described(node)
        return
    known = {field.encode_name: field for field in node.fields}
    for name, item in value.items():
        if name in known:
            yield from _wrong(item, known[name].type, f"{path}.{name}")
        elif name == node.tag_field:
            if item != node.tag:
                yield f"{path}.{name}", item, shown(node.tag)
        elif node.forbid_unknown_fields:
            yield f"{path}.{name}", item, _described(node)
    for name, field in known.items():
        if field.required and name not in value:
            yield f"{path}.{name}", NOTHING, _described(field.type)


def _wrong_of_union(value: Any, node: inspect.UnionType, path: str) -> Iterator[Wrong]:
    tagged = [option for option in map(_bare, node.types) if isinstance(option, inspect.StructType)]
    if isinstance(value, dict) and tagged:
        struct = _struct(node, value)
        if struct is not None:
            yield from _wrong_of_struct(value, struct, path)
            return
        field = tagged[0].tag_field or ""
        yield f"{path}.{field}", value.get(field, NOTHING), _described(_below(node, field, value))
        return
    parts = [option for option in node.types if isinstance(value, list) and _is_list(option)]
    if parts:
        yield from _wrong(value, parts[0], path)
    elif all(any(_wrong(value, option, path)) for option in node.types):
        yield path, value, _described(node)


def _has_items(node: inspect.Type | None) -> bool:
    return isinstance(node, inspect.CollectionType | inspect.VarTupleType | inspect.DictType)


def _is_list(node: inspect.Type) -> bool:
    return isinstance(_bare(node), inspect.CollectionType | inspect.VarTupleType)


def _within(number: int, lowest: int | None, highest: int | None) -> bool:
    return (lowest is None or number >= lowest) and (highest is None or number <= highest)


def _is_right(value: Any, node: inspect.Type | None) -> bool:
    """Whether a value without parts is one that a type allows."""
    match node:
        case inspect.IntType():
            highest = node.lt - 1 if node.lt is not None else node.le
            return isinstance(value, int) and not isinstance(value, bool) and _within(value, node.ge, highest)
        case inspect.StrType():
            right = isinstance(value, str) and _within(len(value), node.min_length, node.max_length)
            return right and (node.pattern is None or re.search(node.pattern, value) is not None)
        case inspect.LiteralType():
            return any(type(value) is type(option) and value == option for option in node.values)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.NoneType():
            return value is None
        case inspect.DateType():
            try:
                return isinstance(value, str) and len(value) == 10 and bool(datetime.date.fromisoformat(value))
            except ValueError:
                return False
        case _:
            return True
