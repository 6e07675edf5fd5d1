"""The consent that a buyer signs at registration; who it is stands there by hand alone."""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.words import Words
from cashier_app.documents.document import Block, Cut, Document, Row, Rule, Text


class ConsentFacts(msgspec.Struct, frozen=True):
    """What the slip says; `known_by` are the masks of card and telephone, `version` names the text agreed to."""

    header: tuple[str, ...]
    till: int
    at: Instant
    cashier: str
    zone: str
    text: str
    version: str
    known_by: tuple[str, ...]


def consent_document(facts: ConsentFacts, words: Words) -> Document:
    """The slip, with room for a name, a date and a signature."""
    title = words.translate("consent", "CONSENT")
    blocks: list[Block] = [Text(line, align="center", bold=n == 0) for n, line in enumerate(facts.header)]
    line = "_" * 16
    blocks += [
        Text(title, align="center", bold=True, tall=True),
        Text(facts.text),
        Rule(),
        Row(words.translate("consent", "Version of the text"), facts.version),
        *(Row(words.translate("consent", "Known by"), each) for each in facts.known_by),
        Row(words.translate("report", "Till {till}").format(till=facts.till), _moment(facts.at, facts.zone)),
        Text(words.translate("report", "Printed for {name}").format(name=facts.cashier)),
        Text(""),
        Row(words.translate("consent", "Name"), line),
        Text(""),
        Row(words.translate("report", "Signature"), line),
        Cut(),
    ]
    return Document(blocks=tuple(blocks), title=title.capitalize())


def _moment(instant: Instant, zone: str) -> str:
    return f"{local_time(instant, zone):%d.%m.%Y %H:%M}"
