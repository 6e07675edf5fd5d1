"""`cashier-app quote`: what a receipt costs under a programme, and why; JSON in, JSON out."""

from __future__ import annotations

import argparse
import inspect
import sys
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.console.files import STANDARD_INPUT, read_bytes
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.quotes.documents import MemberDocument, ReceiptDocument, read_member, read_receipt
from cashier_app.quotes.quoting import Answer, answer, encode, moment

#: What `--schema` prints, by name.
DOCUMENTS: Final[dict[str, type]] = {
    "programme": Programme,
    "receipt": ReceiptDocument,
    "member": MemberDocument,
    "answer": Answer,
}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class NotEnough(Refused):
    """A quote without a programme or a receipt."""

    text = QT_TRANSLATE_NOOP("errors", "A quote needs a programme and a receipt")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --programme FILE and --receipt FILE; --schema prints what they hold")


class OneInputOnly(Refused):
    """The standard input can be read once."""

    text = QT_TRANSLATE_NOOP("errors", "Only one of the documents can come from the standard input")
    way_out = QT_TRANSLATE_NOOP("errors", "Give the others as files")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The documents, the moment, and the schemas."""
    parser.add_argument(
        "--programme",
        metavar="FILE",
        action="append",
        default=[],
        help=QT_TRANSLATE_NOOP(
            "cli", "the programme, JSON; given several times, the version that this buyer sees is taken"
        ),
    )
    parser.add_argument(
        "--receipt", metavar="FILE", default="", help=QT_TRANSLATE_NOOP("cli", "the receipt, JSON; - is standard input")
    )
    parser.add_argument("--member", metavar="FILE", default="", help=QT_TRANSLATE_NOOP("cli", "the member, JSON"))
    parser.add_argument(
        "--at",
        metavar="TIME",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "the moment, ISO 8601; without an offset the store's wall clock"),
    )
    parser.add_argument(
        "--language", choices=("ru", "en"), default="", help=QT_TRANSLATE_NOOP("cli", "language of the explanation")
    )
    parser.add_argument(
        "--explain", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print the explanation alone, as text")
    )
    parser.add_argument(
        "--schema",
        nargs="?",
        choices=(*DOCUMENTS, "all"),
        const="all",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "print the JSON Schema of a document, or of all, and stop"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Quote and print."""
    if arguments.schema:
        _print(msgspec.json.format(msgspec.json.encode(schemas(arguments.schema)), indent=2) + b"\n")
        return 0
    words = arguments.words
    if arguments.language:
        from cashier_app.words import load_words

        words = load_words(arguments.language)
    if not arguments.programme or not arguments.receipt:
        raise NotEnough()
    if [*arguments.programme, arguments.receipt, arguments.member].count(STANDARD_INPUT) > 1:
        raise OneInputOnly()
    programmes = [load_programme(read_bytes(Path(file))) for file in arguments.programme]
    receipt = read_receipt(read_bytes(Path(arguments.receipt)))
    member = read_member(read_bytes(Path(arguments.member))) if arguments.member else None
    at = moment(arguments.at, receipt, SystemClock().now())
    answered = answer(programmes, receipt, member, at, words)
    if arguments.explain:
        _print("".join(f"{line}\n" for line in answered.explained).encode())
    else:
        _print(encode(answered))
    return 0


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one document."""
    made = msgspec.json.schema(DOCUMENTS[name])
    for part in made.get("$defs", {}).values():
        if "description" in part:
            part["description"] = inspect.cleandoc(part["description"])
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(made, order="deterministic"))
    return {"$schema": DIALECT, "title": name, **body}


def schemas(name: str) -> dict[str, Any]:
    """One schema, or all of them by name."""
    return {each: schema(each) for each in DOCUMENTS} if name == "all" else schema(name)


def _print(body: bytes) -> None:
    sys.stdout.write(body.decode())
    sys.stdout.flush()
