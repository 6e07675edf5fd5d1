"""`cashier-app receipt`: a template tried on a sample, the words it may use, and a receipt of this till again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.console.files import write_bytes
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.documents.sample import SAMPLES

if TYPE_CHECKING:
    from cashier_app.core.words import Words
    from cashier_app.documents.document import Document


class NoSlip(Refused):
    """A receipt that this till has not printed."""

    text = QT_TRANSLATE_NOOP("errors", "This till keeps no slip of the receipt {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the number; a till without a printer keeps no slips")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done, and with which template."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    preview = acts.add_parser(
        "preview", help=QT_TRANSLATE_NOOP("cli", "print a sample receipt under a template, or what is wrong with it")
    )
    preview.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help=QT_TRANSLATE_NOOP("cli", "the template; without it the settings' header and footer"),
    )
    preview.add_argument(
        "--sample",
        choices=SAMPLES,
        default=SAMPLES[0],
        help=QT_TRANSLATE_NOOP("cli", "whose receipt: a member's, a stranger's, or a return"),
    )
    _add_outputs(preview)
    shown = acts.add_parser(
        "show", help=QT_TRANSLATE_NOOP("cli", "a receipt of this till again: as text, picture, PDF or letter")
    )
    shown.add_argument("number", type=int, help=QT_TRANSLATE_NOOP("cli", "number of the receipt"))
    _add_outputs(shown)
    acts.add_parser("words", help=QT_TRANSLATE_NOOP("cli", "every name, condition and part that a template may use"))
    acts.add_parser("template", help=QT_TRANSLATE_NOOP("cli", "print a template to begin with"))


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    """How wide, and in which forms."""
    parser.add_argument(
        "--columns",
        type=int,
        default=42,
        choices=range(24, 81),
        metavar="24…80",
        help=QT_TRANSLATE_NOOP("cli", "characters a line: 32, 42 or 48 usually"),
    )
    parser.add_argument("--png", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "write it as a picture"))
    parser.add_argument("--pdf", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "write it as a PDF"))
    parser.add_argument(
        "--mail", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "write it as a letter, the PDF attached")
    )
    parser.add_argument(
        "--sender", default="", metavar="ADDRESS", help=QT_TRANSLATE_NOOP("cli", "who sends the letter")
    )
    parser.add_argument("--to", default="", metavar="ADDRESS", help=QT_TRANSLATE_NOOP("cli", "whom it is sent to"))
    parser.add_argument(
        "--text", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print it as text (so also without a file)")
    )


def run(arguments: argparse.Namespace) -> int:
    """Try a template, or tell its language; 1 with everything that is wrong with it."""
    words, shop = arguments.words, arguments.settings.shop
    if arguments.act == "words":
        _tell(words)
        return 0
    if arguments.act == "template":
        from cashier_app.documents.template import default_template

        sys.stdout.write(default_template(shop.header, shop.footer, words))
        return 0
    from cashier_app.documents.template import BadTemplate

    if arguments.act == "show":
        _write(arguments, _printed(arguments))
        return 0
    try:
        document = _document(arguments)
    except BadTemplate as bad:
        sys.stderr.write("".join(f"{problem.words(words)}\n" for problem in bad.problems))
        return 1
    _write(arguments, document)
    return 0


def _tell(words: Words) -> None:
    """The language of templates on one page."""
    from cashier_app.documents.template import help_lines

    about = (
        words.translate("template", "[header] and [footer] begin the sections; each line below is a line of paper."),
        words.translate("template", "< > * ^ before a space: left, right, bold, tall; --- a rule; // a remark."),
        words.translate("template", "left | right: the second at the right edge; \\ makes a sign a letter."),
        words.translate("template", "{logo}, {receipt_code}, {qr TEXT}, {barcode TEXT}, {ean13 DIGITS}: a line each."),
        words.translate("template", "A line whose name has nothing to say on a receipt is left out."),
        "",
        *(f"{word:<26}{said}" for word, said in help_lines(words)),
        "{if not …}, {if … and …}, {if from 2026-12-01 and until 2026-12-31}, {if total >= 1000}, {if total < 1000}",
    )
    sys.stdout.write("".join(f"{line}\n" for line in about))


def _document(arguments: argparse.Namespace) -> Document:
    """The sample under the template."""
    from cashier_app.documents.receipt import receipt_document
    from cashier_app.documents.sample import sample_receipt
    from cashier_app.documents.template import default_template, parse
    from cashier_app.till.receipt_look import read_template, shop_facts

    words, shop = arguments.words, arguments.settings.shop
    path = arguments.template or (Path(shop.template).expanduser() if shop.template else None)
    text = read_template(path) if path else default_template(shop.header, shop.footer, words)
    facts = sample_receipt(arguments.sample, SystemClock().now(), shop.zone, words)
    look = msgspec.structs.replace(
        facts, header=(shop.name, *shop.header), footer=shop.footer, template=parse(text), shop=shop_facts(shop)
    )
    return receipt_document(look, words)


def _printed(arguments: argparse.Namespace) -> Document:
    """A receipt as this till has printed it."""
    from cashier_app.console.sales import open_reader
    from cashier_app.documents.document import decode
    from cashier_app.storage.database import NAME

    reader = open_reader(arguments.places.till_folder(arguments.settings) / NAME)
    try:
        receipt = reader.receipt_by_number(arguments.number)
        job = reader.slip_of(receipt.receipt_id) if receipt is not None else None
    finally:
        reader.close()
    if job is None:
        raise NoSlip(number=arguments.number)
    return decode(job.document)


def _write(arguments: argparse.Namespace, document: Document) -> None:
    """The files that were asked for, and the text where none was."""
    from cashier_app.documents.bitmap import LogoFile
    from cashier_app.documents.plain import plain_text

    logo, columns = LogoFile.named(arguments.settings.shop.logo), arguments.columns
    files: list[tuple[Path, bytes]] = []
    if arguments.png:
        from cashier_app.documents.picture import png

        files.append((arguments.png, png(document, columns, logo)))
    if arguments.pdf or arguments.mail:
        from cashier_app.documents.pdf import pdf

        drawn = pdf(document, columns, logo)
        if arguments.pdf:
            files.append((arguments.pdf, drawn))
        if arguments.mail:
            from cashier_app.documents.letter import letter

            files.append((arguments.mail, letter(document, arguments.sender, arguments.to, drawn)))
    for path, data in files:
        write_bytes(path, data)
        sys.stdout.write(f"{path}\n")
    if arguments.text or not files:
        sys.stdout.write(plain_text(document, columns))
