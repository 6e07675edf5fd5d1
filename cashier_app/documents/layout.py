"""Lays a document out on paper of a given number of columns: whole words, figures at the right edge.

The renderers share it, so that bytes, picture and text of one document break their lines alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from cashier_app.documents.document import (
    Align,
    Barcode,
    Blank,
    CodePages,
    Cut,
    Document,
    DrawerPulse,
    FsDot,
    Logo,
    Qr,
    Row,
    Rule,
    Ruler,
    Text,
)

NO_BREAK_SPACE = "\u00a0"
#: Where a word longer than the paper may be broken with the least harm: after one of these.
_JOINTS = "-/.,;:)_"
#: What parts two phrases of a line; where they come to stand on two lines its dot is not needed.
SEPARATOR = NO_BREAK_SPACE + "· "
#: Its end at the edge, also as a code page without such a dot has it.
_DOTS = (NO_BREAK_SPACE + "·", NO_BREAK_SPACE + "*")
#: The space between a number and its measure: `3,2 %`, `1 кг`.
_MEASURE = re.compile(r"(?<=[0-9]) (?=(?:%|(?:мл|мг|кг|г|л|шт|мм|см|м|ml|mg|kg|g|l|mm|cm|m|pcs)\b))")


class Line(NamedTuple):
    """One line of paper; `text` is not padded for its alignment."""

    text: str
    align: Align = "left"
    bold: bool = False
    tall: bool = False


Element: TypeAlias = Line | Qr | Barcode | Logo | Cut | DrawerPulse | CodePages | Ruler | FsDot

_EMPTY = Line("")


def lay_out(document: Document, columns: int, clean: Callable[[str], str]) -> Iterator[Element]:
    """Lines and the things between them, from top to bottom.

    `clean` makes a text printable and may change its length (₽ becomes руб.), so it runs first.
    No-break spaces hold words together and then become spaces.
    """
    for block in document.blocks:
        if isinstance(block, Row):
            for text in _row(clean(block.left), clean(block.right), block.indent, columns):
                yield Line(text, "left", block.bold, block.tall)
        elif isinstance(block, Text):
            margin = " " * block.indent
            for part in wrap(clean(block.text), columns - block.indent):
                yield Line(margin + part.replace(NO_BREAK_SPACE, " "), block.align, block.bold, block.tall)
        elif isinstance(block, Rule):
            yield Line((clean(block.mark)[:1] or "-") * columns)
        elif isinstance(block, Blank):
            for _ in range(block.lines):
                yield _EMPTY
        else:
            yield block


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters, broken between words; a word longer than a line is cut at a joint.

    An empty text is one empty line.  A number stays with its measure, and words held together by a
    no-break space part only where they are longer than a line.  The dot of `SEPARATOR` is left out at a line's end.
    """
    if len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for whole in _words(_MEASURE.sub(NO_BREAK_SPACE, text), width):
        word, length = whole, len(whole) - (2 if whole.endswith(_DOTS) else 0)
        if line and len(line) + 1 + length <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        while length > width:
            at = _break(word, width)
            lines.append(word[:at])
            word = word[at:]
            length = len(word)
        line = word
    if line or not lines:
        lines.append(line)
    return [part[:-2] if part.endswith(_DOTS) else part for part in lines]


def _words(text: str, width: int) -> Iterator[str]:
    """What is not to be parted: words, and groups of them that fit on a line."""
    for word in text.split(" "):
        if len(word) > width and NO_BREAK_SPACE in word and not (len(word) <= width + 2 and word.endswith(_DOTS)):
            yield from word.split(NO_BREAK_SPACE)
        else:
            yield word


def _break(word: str, width: int) -> int:
    """Where to cut a word that is longer than a line: after its last joint that fits, else at the edge."""
    for at in range(width, width // 2, -1):
        # a sum or a code is not taken apart at its point
        if word[at - 1] in _JOINTS and not (word[at - 2 : at - 1].isdigit() and word[at : at + 1].isdigit()):
            return at
    return width


def _row(left: str, right: str, indent: int, columns: int) -> list[str]:
    """Lines of a row: words from the left, the figure at the right of the last line."""
    if NO_BREAK_SPACE in right:
        right = right.replace(NO_BREAK_SPACE, " ")
    margin = " " * indent
    room = columns - len(right)
    if indent + len(left) < room or not right:
        first = margin + left
        if NO_BREAK_SPACE in first:
            first = first.replace(NO_BREAK_SPACE, " ")
        if right:
            return [first.ljust(room) + right]
        if len(first) <= columns:
            return [first]
    lines = [(margin + part).replace(NO_BREAK_SPACE, " ") for part in wrap(left, columns - indent)]
    if not right:
        return lines
    if len(lines[-1]) < room:
        lines[-1] = lines[-1].ljust(room) + right
    else:
        lines += [part.rjust(columns) for part in wrap(right, columns)]
    return lines
