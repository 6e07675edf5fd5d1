"""XML as a stream of small trees: only the elements asked for are built, one at a time, and forgotten.

A DOCTYPE is refused at once, so that entities can neither grow (“billion laughs”) nor read files.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from typing import IO
from xml.parsers import expat

from cashier_app.catalog.importers.files import BrokenFile, CutShort
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

CHUNK = 1 << 16
_ENDED = frozenset(
    expat.errors.codes[error]
    for error in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)


class ForbiddenXml(Refused):
    """XML with declarations that an exchange of goods never needs."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” declares a DOCTYPE (line {line}), which can hide an attack")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Export the file again without it")


class Element:
    """An element with its children, text and attributes; names without their namespace prefix."""

    __slots__ = ("attributes", "children", "line", "parts", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.parts: list[str] = []
        self.children: list[Element] = []

    @property
    def text(self) -> str:
        """Its own text, stripped."""
        return "".join(self.parts).strip()

    def find(self, *path: str) -> Element | None:
        """The first element along a path of tags."""
        found: Element | None = self
        for tag in path:
            if found is None:
                return None
            found = next((child for child in found.children if child.tag == tag), None)
        return found

    def said(self, *path: str) -> str | None:
        """The text at a path, or None if nothing stands there."""
        found = self.find(*path)
        return found.text if found is not None else None

    def each(self, *path: str) -> Iterable[Element]:
        """All elements with the path's last tag in the first element along the rest of it."""
        parent = self.find(*path[:-1])
        return (child for child in parent.children if child.tag == path[-1]) if parent is not None else ()


def read_elements(
    file: str,
    stream: IO[bytes],
    wanted: Callable[[tuple[str, ...]], bool],
    take: Callable[[tuple[str, ...], Element], None],
    seen: Callable[[tuple[str, ...]], None],
    encoding: str | None = None,
) -> None:
    """Read a document; `take(path, element)` gets each element for whose path `wanted` says yes.

    `seen` is told every path that is not within a wanted element.  `encoding` overrides what the document
    declares.  Raises `BrokenFile` with line and column, and `ForbiddenXml`.
    """
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    path: list[str] = []
    building: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if building:
            element = Element(tag, attributes, parser.CurrentLineNumber)
            building[-1].children.append(element)
            building.append(element)
            return
        path.append(tag)
        where = tuple(path)
        seen(where)
        if wanted(where):
            building.append(Element(tag, attributes, parser.CurrentLineNumber))

    def end(name: str) -> None:
        if not building:
            path.pop()
            return
        element = building.pop()
        if not building:
            take(tuple(path), element)
            path.pop()

    def text(data: str) -> None:
        if building:
            building[-1].parts.append(data)

    def doctype(*declaration: object) -> None:
        raise ForbiddenXml(file=file, line=parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        kind = CutShort if error.code in _ENDED else BrokenFile
        what = expat.ErrorString(error.code)
        raise kind(file=file, line=error.lineno, column=error.offset + 1, what=what) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows, or of several bytes
        raise BrokenFile(file=file, line=1, column=1, what=error) from error


def declared_encoding(head: bytes) -> str:
    """The encoding that an XML declaration names, in small letters; `utf-8` if it names none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declaration = head.removeprefix(codecs.BOM_UTF8).split(b"?>", 1)[0].decode("ascii", "replace").lower()
    _, found, rest = declaration.partition("encoding")
    words = rest.replace("'", '"').split('"')
    return words[1].strip() if found and len(words) > 1 else "utf-8"
