"""The shop's own head and foot of a receipt: a small language of lines, which can neither loop nor call anything.

    [header]
    {logo}
    * {shop}
    {if inn} INN {inn}
    [footer]
    {burning_points} burn after | {burning_date}
    {if from 2026-12-20 and until 2027-01-08} * Happy New Year!
    {qr https://shop.example/r/{receipt_id}}

Each line is a line of paper: `|` sets what follows at the right edge, `---` draws a rule, `<`, `>`, `*` and `^`
before a space mean left, right, bold, tall, `//` begins a remark, and `\\` takes a sign's meaning away.  A line whose
name has nothing to say on this receipt is left out.  What the law and the buyer need (goods, sums, taxes, «not a
fiscal document») is not the template's to give or take.

Columns by `|` and marks at a line's beginning are ReceiptLine's (OFSC); its logic and Handlebars' blocks are not
here on purpose: one condition before a line says everything that shops ask for, and cannot be left unclosed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks
from cashier_app.core.words import Words
from cashier_app.documents import bars
from cashier_app.documents.bitmap import qr_modules
from cashier_app.documents.document import Align, Barcode, Blank, Block, Logo, Qr, Row, Rule, Text

Section: TypeAlias = Literal["header", "footer"]
SECTIONS: Final[tuple[Section, ...]] = ("header", "footer")

#: A template is a page, not a book.
MOST_BYTES, MOST_LINES, LONGEST_LINE = 20_000, 100, 400

#: What a template may name, with what it says; a name without a value on a receipt is empty.
NAMES: Final[dict[str, str]] = {
    "shop": QT_TRANSLATE_NOOP("template", "name of the shop"),
    "address": QT_TRANSLATE_NOOP("template", "its address"),
    "inn": QT_TRANSLATE_NOOP("template", "its taxpayer number"),
    "receipt": QT_TRANSLATE_NOOP("template", "number of the receipt"),
    "receipt_id": QT_TRANSLATE_NOOP("template", "id of the receipt, 32 letters"),
    "till": QT_TRANSLATE_NOOP("template", "number of the till"),
    "shift": QT_TRANSLATE_NOOP("template", "number of the shift"),
    "cashier": QT_TRANSLATE_NOOP("template", "who sold"),
    "date": QT_TRANSLATE_NOOP("template", "day of the receipt"),
    "time": QT_TRANSLATE_NOOP("template", "its time"),
    "total": QT_TRANSLATE_NOOP("template", "sum to pay"),
    "saved": QT_TRANSLATE_NOOP("template", "sum of the discounts"),
    "buyer": QT_TRANSLATE_NOOP("template", "name of the buyer"),
    "card": QT_TRANSLATE_NOOP("template", "last digits of the card"),
    "level": QT_TRANSLATE_NOOP("template", "level of the buyer"),
    "next_level": QT_TRANSLATE_NOOP("template", "the level above it"),
    "to_next_level": QT_TRANSLATE_NOOP("template", "sum that is lacking to it"),
    "points": QT_TRANSLATE_NOOP("template", "points to spend after this receipt"),
    "earned": QT_TRANSLATE_NOOP("template", "points that this receipt gave"),
    "burning_points": QT_TRANSLATE_NOOP("template", "points that burn first"),
    "burning_date": QT_TRANSLATE_NOOP("template", "last day on which they can be spent"),
}
#: Conditions without a value of their own; every name is one as well: it has something to say.
FACTS: Final[dict[str, str]] = {
    "sale": QT_TRANSLATE_NOOP("template", "it is a sale"),
    "return": QT_TRANSLATE_NOOP("template", "it is a return"),
    "member": QT_TRANSLATE_NOOP("template", "the buyer has a card that is known here"),
}
#: Parts that are printed by default and that a shop may do without.
PARTS: Final[dict[str, str]] = {
    "receipt_code": QT_TRANSLATE_NOOP("template", "the QR code that a return is made by"),
    "level_progress": QT_TRANSLATE_NOOP("template", "how much is lacking to the next level"),
    "burning": QT_TRANSLATE_NOOP("template", "which points burn when"),
}
#: Which of them a name says in its own words, so that it is not said twice.
_SAYS: Final = {"to_next_level": "level_progress", "burning_points": "burning", "burning_date": "burning"}

_MARKS: Final = re.compile(r"([<>*^]+) +")
_CONDITION: Final = re.compile(r"\{if +([^{}]*)\} *")
_ELEMENT: Final = re.compile(r"\{(qr|barcode|ean13) +(.*)\}")
_NAME: Final = re.compile(r"\\(.)|\{([^{}]*)\}|([{}])")
_DAY: Final = re.compile(r"(from|until) +([0-9]{4}-[0-9]{2}-[0-9]{2})")
_SUM: Final = re.compile(r"total *(>=|<) *([0-9]{1,9})")


class Problem(NamedTuple):
    """What is wrong in which line (from 1), as a text to translate and what fills it."""

    line: int
    text: str
    details: dict[str, str]

    def words(self, words: Words) -> str:
        """`Line 4: there is no name {nmae}; allowed: shop, address…`."""
        told = words.translate("template", self.text).format(**self.details)
        return words.translate("template", "Line {line}: {problem}").format(line=self.line, problem=told)


class BadTemplate(Refused):
    """A template with mistakes; `problems` has all of them."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt's template has mistakes: {count}")
    way_out = QT_TRANSLATE_NOOP("errors", "Mend the lines that are named")

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


class Piece(NamedTuple):
    """Letters as they are, or a name to be filled."""

    text: str
    name: bool = False


class Test(NamedTuple):
    """One condition of a line: a fact or name, a day, a sum; `wanted` is False after `not`."""

    kind: Literal["fact", "from", "until", ">=", "<"]
    value: str
    wanted: bool = True


class TemplateLine(NamedTuple):
    """One line, understood."""

    kind: Literal["text", "row", "rule", "blank", "logo", "receipt_code", "qr", "code128", "ean13", "without"]
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    tests: tuple[Test, ...] = ()
    align: Align = "center"
    bold: bool = False
    tall: bool = False


class Template(NamedTuple):
    """Both sections; None where the template has none of that name, and the settings' lines stand there."""

    header: tuple[TemplateLine, ...] | None
    footer: tuple[TemplateLine, ...] | None


class Values(msgspec.Struct, frozen=True):
    """What the names say on one receipt, and what its conditions ask."""

    names: dict[str, str]
    facts: frozenset[str]
    day: date
    total: Kopecks


class Rendered(NamedTuple):
    """Blocks of a section, and the parts of the receipt that it says itself or does without."""

    blocks: tuple[Block, ...]
    said: frozenset[str]


# --- reading ---------------------------------------------------------------------------------------------


def parse(text: str) -> Template:
    """A template, understood; `BadTemplate` with everything that is wrong with it."""
    sections: dict[Section, list[TemplateLine]] = {}
    problems: list[Problem] = []
    current: list[TemplateLine] | None = None
    lines = text.splitlines()
    if len(text.encode("utf-8", "replace")) > MOST_BYTES or len(lines) > MOST_LINES:
        raise BadTemplate((Problem(1, _TOO_LONG, {"lines": str(MOST_LINES), "bytes": str(MOST_BYTES)}),))
    for number, line in enumerate(lines, 1):
        raw = line.strip()
        if raw.startswith("//"):
            continue
        if raw.startswith("[") and raw.endswith("]"):
            name = next((one for one in SECTIONS if raw == f"[{one}]"), None)
            if name is None or name in sections:
                problems.append(Problem(number, _NO_SECTION, {"name": raw}))
                current = []
            else:
                current = sections[name] = []
            continue
        if current is None:
            if raw:
                problems.append(Problem(number, _BEFORE_SECTION, {}))
                current = []
            continue
        try:
            current.append(_line(raw))
        except _Mistake as mistake:
            problems.append(Problem(number, mistake.text, mistake.details))
    if problems:
        raise BadTemplate(tuple(problems))
    return Template(*(_trimmed(sections.get(name)) for name in SECTIONS))


def _trimmed(lines: list[TemplateLine] | None) -> tuple[TemplateLine, ...] | None:
    """Without the empty lines before the next section's name."""
    while lines and lines[-1].kind == "blank":
        lines.pop()
    return tuple(lines) if lines is not None else None


_TOO_LONG = QT_TRANSLATE_NOOP("template", "the template is longer than {lines} lines or {bytes} bytes")
_NO_SECTION = QT_TRANSLATE_NOOP("template", "{name} is no section, or stands twice; there are [header] and [footer]")
_BEFORE_SECTION = QT_TRANSLATE_NOOP("template", "a line before [header] or [footer]")
_LONG_LINE = QT_TRANSLATE_NOOP("template", "the line is longer than {count} letters")
_NO_NAME = QT_TRANSLATE_NOOP("template", "there is no name {name}; did you mean {near}? Allowed: {allowed}")
_NO_NAME_LIKE = QT_TRANSLATE_NOOP("template", "there is no name {name}. Allowed: {allowed}")
_LONE_BRACE = QT_TRANSLATE_NOOP("template", "a brace without its other half; \\ before it makes it a letter")
_NO_TEST = QT_TRANSLATE_NOOP(
    "template",
    "{name} is no condition. Allowed, joined by “and”: {allowed}, each name, not …, from 2026-12-31, "
    "until 2026-12-31, total >= 1000, total < 1000",
)
_NO_DAY = QT_TRANSLATE_NOOP("template", "{name} is not a day; write it as 2026-12-31")
_NO_PART = QT_TRANSLATE_NOOP("template", "{name} cannot be left out. Allowed: {allowed}")
_NO_EAN = QT_TRANSLATE_NOOP("template", "{name} is no EAN-13: thirteen digits, the last of which is checked")
_NO_CODE = QT_TRANSLATE_NOOP("template", "a code of Latin letters and digits, at most 48, fits a bar code")
_LONG_QR = QT_TRANSLATE_NOOP("template", "a QR code holds at most 300 bytes here")
_ALONE = QT_TRANSLATE_NOOP("template", "{name} stands on a line of its own")
_ONE_BAR = QT_TRANSLATE_NOOP("template", "one | parts a line; \\ before it makes it a letter")


class _Mistake(Exception):
    def __init__(self, text: str, **details: str) -> None:
        super().__init__(text)
        self.text = text
        self.details = details


def _line(raw: str) -> TemplateLine:
    """One line, understood; `_Mistake` with what is wrong."""
    if len(raw) > LONGEST_LINE:
        raise _Mistake(_LONG_LINE, count=str(LONGEST_LINE))
    condition = _CONDITION.match(raw)
    tests = _tests(condition[1]) if condition else ()
    rest = raw[condition.end() :] if condition else raw
    if not rest:
        return TemplateLine("blank", tests=tests)
    if set(rest) == {"-"} and len(rest) >= 3:
        return TemplateLine("rule", tests=tests)
    element = _element(rest, tests)
    if element is not None:
        return element
    marks = _MARKS.match(rest)
    signs = marks[1] if marks else ""
    sides = _sides(rest[marks.end() :] if marks else rest)
    align: Align = "left" if "<" in signs else "right" if ">" in signs else "center"
    return TemplateLine(
        "row" if len(sides) == 2 else "text",
        _pieces(sides[0]),
        _pieces(sides[1]) if len(sides) == 2 else (),
        tests,
        align,
        "*" in signs,
        "^" in signs,
    )


def _element(rest: str, tests: tuple[Test, ...]) -> TemplateLine | None:
    """A drawing, or a part to do without; None for a line of letters."""
    if rest == "{logo}":
        return TemplateLine("logo", tests=tests)
    if rest == "{receipt_code}":
        return TemplateLine("receipt_code", tests=tests)
    if rest.startswith("{without ") and rest.endswith("}"):
        part = rest[9:-1].strip()
        if part not in PARTS:
            raise _Mistake(_NO_PART, name=part, allowed=", ".join(PARTS))
        return TemplateLine("without", (Piece(part),), tests=tests)
    drawn = _ELEMENT.fullmatch(rest)
    if drawn is None:
        return None
    kind, pieces = drawn[1], _pieces(drawn[2])
    fixed = "".join(piece.text for piece in pieces) if not any(piece.name for piece in pieces) else None
    if kind == "qr":
        if sum(len(piece.text.encode()) for piece in pieces if not piece.name) > 300:
            raise _Mistake(_LONG_QR)
        return TemplateLine("qr", pieces, tests=tests)
    if kind == "ean13":
        if fixed is not None and not bars.fits("ean13", fixed):
            raise _Mistake(_NO_EAN, name=fixed)
        return TemplateLine("ean13", pieces, tests=tests)
    if fixed is not None and not bars.fits("code128", fixed):
        raise _Mistake(_NO_CODE)
    return TemplateLine("code128", pieces, tests=tests)


def _sides(text: str) -> list[str]:
    """What stands at the left and at the right of `|`."""
    parts = re.split(r"(?<!\\)\|", text)
    if len(parts) > 2:
        raise _Mistake(_ONE_BAR)
    return [part.strip() for part in parts]


def _pieces(text: str) -> tuple[Piece, ...]:
    """Letters and names."""
    pieces: list[Piece] = []
    letters, at = "", 0
    for found in _NAME.finditer(text):
        letters += text[at : found.start()]
        at = found.end()
        if found[1] is not None:
            letters += found[1]
        elif found[3] is not None:
            raise _Mistake(_LONE_BRACE)
        else:
            pieces += [Piece(letters), Piece(_known(found[2].strip()), True)]
            letters = ""
    pieces.append(Piece(letters + text[at:]))
    return tuple(piece for piece in pieces if piece.text)


def _known(name: str) -> str:
    if name in NAMES:
        return name
    if name in ("logo", "receipt_code") or name.split(" ")[0] in ("qr", "barcode", "ean13", "without", "if"):
        raise _Mistake(_ALONE, name="{" + name + "}")
    allowed = ", ".join(NAMES)
    near = difflib.get_close_matches(name, NAMES, 1)
    shown = "{" + name + "}"
    if near:
        raise _Mistake(_NO_NAME, name=shown, near="{" + near[0] + "}", allowed=allowed)
    raise _Mistake(_NO_NAME_LIKE, name=shown, allowed=allowed)


def _tests(text: str) -> tuple[Test, ...]:
    """The conditions of a line."""
    return tuple(_test(part.strip()) for part in re.split(r" +and +", text.strip()))


def _test(part: str) -> Test:
    wanted = not part.startswith("not ")
    bare = part if wanted else part[4:].strip()
    day = _DAY.fullmatch(bare)
    if day is not None:
        try:
            date.fromisoformat(day[2])
        except ValueError:
            raise _Mistake(_NO_DAY, name=day[2]) from None
        return Test("from" if day[1] == "from" else "until", day[2], wanted)
    amount = _SUM.fullmatch(bare)
    if amount is not None:
        return Test(">=" if amount[1] == ">=" else "<", amount[2], wanted)
    if bare in FACTS or bare in NAMES:
        return Test("fact", bare, wanted)
    raise _Mistake(_NO_TEST, name=part, allowed=", ".join(FACTS))


# --- filling ---------------------------------------------------------------------------------------------


def render(lines: tuple[TemplateLine, ...], values: Values, code: str) -> Rendered:
    """The blocks of a section on one receipt; `code` is what the receipt's own QR code says."""
    blocks: list[Block] = []
    said: set[str] = set()
    for line in lines:
        if not all(_holds(test, values) for test in line.tests):
            continue
        if line.kind == "without":
            said.add(line.left[0].text)
            continue
        names = [piece.text for piece in (*line.left, *line.right) if piece.name]
        if not all(values.names.get(name) for name in names):
            continue
        said.update(_SAYS[name] for name in names if name in _SAYS)
        if line.kind == "receipt_code":
            said.add("receipt_code")
        blocks.append(_BLOCKS[line.kind](line, values, code))
    return Rendered(tuple(blocks), frozenset(said))


def _holds(test: Test, values: Values) -> bool:
    if test.kind == "fact":
        holds = test.value in values.facts or bool(values.names.get(test.value))
    elif test.kind == "from":
        holds = values.day >= date.fromisoformat(test.value)
    elif test.kind == "until":
        holds = values.day <= date.fromisoformat(test.value)
    else:
        limit = int(test.value) * 100
        holds = values.total >= limit if test.kind == ">=" else values.total < limit
    return holds is test.wanted


def _filled(pieces: tuple[Piece, ...], values: Values) -> str:
    return "".join(values.names[piece.text] if piece.name else piece.text for piece in pieces)


def _qr(line: TemplateLine, values: Values, code: str) -> Block:
    """A QR code; letters where what was filled in makes it too long for one."""
    data = _filled(line.left, values)
    return Qr(data, 5) if qr_modules(data) else Text(data, "center")


_BLOCKS: Final[dict[str, Callable[[TemplateLine, Values, str], Block]]] = {
    "text": lambda line, values, _: Text(_filled(line.left, values), line.align, line.bold, line.tall),
    "row": lambda line, values, _: Row(
        _filled(line.left, values), _filled(line.right, values), bold=line.bold, tall=line.tall
    ),
    "rule": lambda *_: Rule(),
    "blank": lambda *_: Blank(),
    "logo": lambda *_: Logo(),
    "receipt_code": lambda _, __, code: Qr(code),
    "qr": _qr,
    "code128": lambda line, values, _: Barcode(_filled(line.left, values)),
    "ean13": lambda line, values, _: Barcode(_filled(line.left, values), "ean13"),
}


def escaped(text: str) -> str:
    """A text as a line that says just that."""
    plain = re.sub(r"([\\{}|])", r"\\\1", text)
    return "\\" + plain if re.match(r"[<>*^\[-]|//", plain) else plain


def default_template(header: tuple[str, ...], footer: tuple[str, ...], words: Words) -> str:
    """The template that says what the settings say, for a person to begin with."""
    inn = words.translate("receipt", "INN {inn}")
    lines = ["[header]", "{logo}", "* {shop}", "{address}", inn, *map(escaped, header)]
    return "\n".join([*lines, "", "[footer]", *map(escaped, footer)]) + "\n"


def help_lines(words: Words) -> Iterator[tuple[str, str]]:
    """Every word of the language with what it says, for the screen and the command line."""
    for name, about in NAMES.items():
        yield "{" + name + "}", words.translate("template", about)
    for fact, about in FACTS.items():
        yield "{if " + fact + "}", words.translate("template", about)
    for part, about in PARTS.items():
        yield "{without " + part + "}", words.translate("template", about)
