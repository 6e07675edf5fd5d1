"""The slip of a drawer's count: so many of each note and coin, against what must be there, with a signature."""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.money import Kopecks
from cashier_app.core.number import MINUS
from cashier_app.core.words import Words
from cashier_app.documents.document import Block, Cut, Document, Row, Rule, Text
from cashier_app.documents.layout import SEPARATOR


class CountFacts(msgspec.Struct, frozen=True):
    """What the slip says: (name, pieces, sum) of each note or coin; `leave` stays in the drawer, None: nobody said."""

    header: tuple[str, ...]
    till: int
    shift: int
    at: Instant
    cashier: str
    zone: str
    pieces: tuple[tuple[str, int, Kopecks], ...]
    counted: Kopecks
    expected: Kopecks
    leave: Kopecks | None = None


def count_document(facts: CountFacts, words: Words) -> Document:
    """The slip, the largest note first."""
    title = words.translate("report", "DRAWER COUNT")
    who = words.translate("receipt", "Till {till} · shift {shift} · cashier {cashier}")
    blocks: list[Block] = [Text(line, align="center", bold=n == 0) for n, line in enumerate(facts.header)]
    blocks += [
        Text(title, align="center", bold=True, tall=True),
        Row(f"{local_time(facts.at, facts.zone):%d.%m.%Y %H:%M}", ""),
        Text(who.format(till=facts.till, shift=facts.shift, cashier=facts.cashier).replace(" · ", SEPARATOR)),
        Rule(),
        *(Row(f"{name} x {count}", words.sum(amount)) for name, count, amount in facts.pieces),
        Rule(),
        Row(words.translate("report", "Counted"), words.sum(facts.counted), bold=True, tall=True),
        Row(words.translate("report", "CASH IN THE DRAWER"), words.sum(facts.expected)),
    ]
    difference = facts.counted - facts.expected
    if difference:
        name = words.translate("report", "TOO MUCH") if difference > 0 else words.translate("report", "MISSING")
        blocks.append(Row(name, words.sum(abs(difference)), bold=True))
    if facts.leave is not None:
        blocks += [
            Row(words.translate("report", "Stays in the drawer"), words.sum(facts.leave)),
            Row(words.translate("report", "To hand over"), _signed(facts.counted - facts.leave, words), bold=True),
        ]
    blocks += [Text(""), Row(words.translate("report", "Signature"), "_" * 16), Cut()]
    return Document(blocks=tuple(blocks), title=title.capitalize())


def _signed(amount: Kopecks, words: Words) -> str:
    return words.sum(amount) if amount >= 0 else MINUS + words.sum(-amount)
