"""X and Z reports, the slip of cash moved, and the printer's test page."""

from __future__ import annotations

from typing import Literal

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.money import Kopecks
from cashier_app.core.number import MINUS, NO_BREAK_SPACE, format_scaled
from cashier_app.core.points import format_points
from cashier_app.core.words import Words
from cashier_app.documents.document import (
    Barcode,
    Block,
    CodePages,
    Cut,
    Document,
    FsDot,
    Qr,
    Row,
    Rule,
    Ruler,
    Text,
)
from cashier_app.documents.escpos import PrinterFormat
from cashier_app.documents.layout import SEPARATOR
from cashier_app.sales.shift import ShiftTotals, Tally

#: Slots in which printers on the market keep CP866 and windows-1251, Epson's own first (python-escpos' profiles).
CANDIDATE_SLOTS = (17, 46, 59, 73, 6, 7, 10, 11, 12, 14, 22, 23, 28, 34, 37, 51)
CANDIDATE_ENCODINGS = ("cp866", "cp1251")
#: Other Cyrillic pages, where they are met.
RARE_PAGES = ((34, "cp855"), (60, "cp855"), (28, "cp855"), (38, "cp855"), (39, "iso8859_5"), (53, "kz1048"))


class ReportFacts(msgspec.Struct, frozen=True):
    """Everything an X or Z report says.

    `counted` is the cash found at closing (None: not counted, as in an X report); `first_number` and
    `last_number` are of the shift's receipts, None without any.
    """

    kind: Literal["x", "z"]
    header: tuple[str, ...]
    till: int
    shift: int
    opened_at: Instant
    opened_by: str
    at: Instant
    cashier: str
    zone: str
    totals: ShiftTotals
    first_number: int | None = None
    last_number: int | None = None
    counted: Kopecks | None = None


class CashFacts(msgspec.Struct, frozen=True):
    """Cash put into or taken out of the drawer."""

    kind: Literal["in", "out"]
    header: tuple[str, ...]
    till: int
    shift: int
    at: Instant
    cashier: str
    zone: str
    amount: Kopecks
    reason: str


def report_document(facts: ReportFacts, words: Words) -> Document:
    """The report as a document: money, goods sold and returned, tax, points, cash in the drawer."""
    name = words.translate("report", "Z REPORT") if facts.kind == "z" else words.translate("report", "X REPORT")
    if facts.kind == "z":
        note = words.translate("report", "Shift {shift} closed").format(shift=facts.shift)
    else:
        note = words.translate("report", "Shift {shift} goes on").format(shift=facts.shift)
    blocks: list[Block] = [Text(line, align="center", bold=n == 0) for n, line in enumerate(facts.header)]
    blocks += [Text(name, align="center", bold=True, tall=True), Text(note, align="center")]
    opened = words.translate("report", "Opened {time}, {name}")
    blocks += [
        Row(words.translate("report", "Till {till}").format(till=facts.till), _moment(facts.at, facts.zone)),
        Text(opened.format(time=_moment(facts.opened_at, facts.zone), name=facts.opened_by)),
        Text(words.translate("report", "Printed for {name}").format(name=facts.cashier)),
    ]
    if facts.first_number is not None and facts.last_number is not None:
        numbers = f"{facts.first_number}–{facts.last_number}"
        blocks.append(Row(words.translate("report", "Receipts"), numbers))
    blocks.append(Rule())
    blocks += _sold(facts.totals, words)
    blocks += _taxes(facts.totals, words)
    blocks += _loyalty(facts.totals, words)
    blocks.append(Rule())
    blocks += _drawer(facts, words)
    blocks += _cancelled(facts.totals, words)
    blocks.append(Rule())
    blocks.append(Text(words.translate("receipt", "This is not a fiscal document"), align="center"))
    blocks.append(Cut())
    return Document(blocks=tuple(blocks), title=f"{name.capitalize()} {facts.shift}")


def cash_document(facts: CashFacts, words: Words) -> Document:
    """The slip that stays in the drawer when cash is put in or taken out; with room for a signature."""
    name = words.translate("report", "CASH IN") if facts.kind == "in" else words.translate("report", "CASH OUT")
    blocks: list[Block] = [Text(line, align="center", bold=n == 0) for n, line in enumerate(facts.header)]
    who = words.translate("receipt", "Till {till} · shift {shift} · cashier {cashier}")
    blocks += [
        Text(name, align="center", bold=True, tall=True),
        Row(_moment(facts.at, facts.zone), ""),
        Text(who.format(till=facts.till, shift=facts.shift, cashier=facts.cashier).replace(" · ", SEPARATOR)),
        Rule(),
        Row(words.translate("report", "Sum"), words.sum(facts.amount), bold=True, tall=True),
        Text(words.translate("report", "Reason: {reason}").format(reason=facts.reason)),
        Text(""),
        Row(words.translate("report", "Signature"), "_" * 16),
        Text(words.translate("receipt", "This is not a fiscal document"), align="center"),
        Cut(),
    ]
    return Document(blocks=tuple(blocks), title=name.capitalize())


def printer_test_page(name: str, printer: PrinterFormat, words: Words) -> Document:
    """A page by which an installer finds the right settings in a minute: width, slots, styles, QR, knife."""
    ruler = "".join(str(column % 10) for column in range(1, printer.columns + 1))
    here = words.translate("report", "Set: {columns} columns, {encoding}, slot {slot}")
    sum_row = "1 234,56 ₽"
    blocks: list[Block] = [
        Text(words.translate("report", "PRINTER TEST"), align="center", bold=True, tall=True),
        Text(name, align="center"),
        Text(here.format(columns=printer.columns, encoding=printer.encoding, slot=printer.code_page)),
        Rule(),
        Text(words.translate("report", "1. The line that reads as Russian names the slot and the encoding to set:")),
        # whoever has the wrong slot reads nothing but Latin letters
        Text("1. code_page, encoding:"),
        CodePages(CANDIDATE_SLOTS, CANDIDATE_ENCODINGS, RARE_PAGES),
        Rule(),
        Text(words.translate("report", "2. Hieroglyphs in the line off: set fs_dot = true; a dot before on: false")),
        Text("2. fs_dot:"),
        FsDot(),
        Rule(),
        Text(words.translate("report", "3. The column in which the ruler breaks is the width to set:")),
        Text("3. columns:"),
        Ruler(),
        Text(words.translate("report", "The next line must fill the paper and not run over:")),
        Text(ruler),
        Row(words.translate("report", "Plain"), sum_row),
        Row(words.translate("report", "Bold"), sum_row, bold=True),
        Row(words.translate("report", "Tall"), sum_row, tall=True),
        Rule(),
        Text(words.translate("report", "4. Codes drawn by the printer; nothing or rubbish here: set image")),
        Text("4. qr, barcode: native", "center"),
        Qr("CASHIER:TEST", 5, by="native"),
        Barcode("CASHIER", by="native"),
        Text("image", "center"),
        Qr("CASHIER:TEST", 5, by="image"),
        Barcode("CASHIER", by="image"),
        Rule(),
        Text(words.translate("report", "5. The paper must be cut below this line; else set cut = none")),
        Cut(),
    ]
    return Document(blocks=tuple(blocks), title=words.translate("report", "Printer test"))


def _moment(instant: Instant, zone: str) -> str:
    return f"{local_time(instant, zone):%d.%m.%Y %H:%M}".replace(" ", NO_BREAK_SPACE)


def _counted(name: str, tally: Tally, words: Words) -> Row:
    """A name with its count, and the sum."""
    return Row(f"{name} ({tally.count})", words.sum(tally.amount))


def payment_name(kind: str, words: Words) -> str:
    """A kind of payment in words; a kind that is not known stands for itself."""
    if kind == "cash":
        return words.translate("receipt", "In cash")
    if kind == "card":
        return words.translate("receipt", "By card")
    if kind == "sbp":
        return words.translate("receipt", "By Fast Payments (SBP)")
    if kind == "gift":
        return words.translate("receipt", "By gift cards")
    return kind


def _sold(totals: ShiftTotals, words: Words) -> list[Block]:
    blocks: list[Block] = [_counted(words.translate("report", "Sales"), totals.sales, words)]
    blocks += [
        Row(payment_name(kind.kind, words), words.sum(kind.sales), indent=2) for kind in totals.kinds if kind.sales
    ]
    blocks.append(_counted(words.translate("report", "Returns"), totals.returns, words))
    blocks += [
        Row(payment_name(kind.kind, words), words.sum(kind.returns), indent=2) for kind in totals.kinds if kind.returns
    ]
    if totals.returns_by_word.count:
        blocks.append(_counted(words.translate("report", "of them by a manager's word"), totals.returns_by_word, words))
    if totals.cards_sold.count:
        blocks.append(
            _counted(words.translate("report", "of them gift cards sold (advance)"), totals.cards_sold, words)
        )
    if totals.cards_returned.count:
        blocks.append(_counted(words.translate("report", "of them gift cards returned"), totals.cards_returned, words))
    blocks.append(Row(words.translate("report", "TAKINGS"), words.sum(totals.takings), bold=True, tall=True))
    blocks.append(Row(words.translate("receipt", "Without discounts"), words.sum(totals.base)))
    if totals.discounts:
        blocks.append(Text(words.translate("report", "Discounts in sales")))
        blocks += [
            Row(f"{one.name} ({one.count})", MINUS + words.sum(one.amount), indent=2) for one in totals.discounts
        ]
    if totals.redeemed:
        blocks.append(Row(words.translate("receipt", "Paid with points"), MINUS + words.sum(totals.redeemed)))
    if totals.rounding:
        blocks.append(Row(words.translate("report", "Cash rounding"), MINUS + words.sum(totals.rounding)))
    return blocks


def _taxes(totals: ShiftTotals, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for vat in totals.vat:
        if vat.rate is None:
            blocks.append(Row(words.translate("receipt", "without VAT"), words.sum(vat.turnover)))
        else:
            rate = format_scaled(vat.rate, 2, words.decimal_mark) + NO_BREAK_SPACE + "%"
            text = words.translate("report", "VAT {rate} of {sum}").format(rate=rate, sum=words.sum(vat.turnover))
            blocks.append(Row(text, words.sum(vat.vat)))
    return [Rule(), *blocks] if blocks else []


def _loyalty(totals: ShiftTotals, words: Words) -> list[Block]:
    rows = (
        (words.translate("report", "Points given"), totals.accrued_points),
        (words.translate("report", "Points spent"), totals.redeemed_points),
        (words.translate("report", "Points given back by returns"), totals.restored_points),
        (words.translate("report", "Points taken back by returns"), totals.taken_back_points),
    )
    blocks: list[Block] = [Row(name, format_points(points, words.decimal_mark)) for name, points in rows if points]
    if totals.receipts_with_card:
        share = f"{totals.receipts_with_card} / {totals.sales.count}"
        blocks.append(Row(words.translate("report", "Receipts with a card"), share))
    return [Rule(), *blocks] if blocks else []


def _drawer(facts: ReportFacts, words: Words) -> list[Block]:
    """Cash: how it was, what moved, what must be there, what was found."""
    totals = facts.totals
    cash = next((kind for kind in totals.kinds if kind.kind == "cash"), None)
    blocks: list[Block] = [Row(words.translate("report", "Cash at opening"), words.sum(totals.cash_float))]
    if cash is not None:
        blocks.append(Row(words.translate("report", "Cash from sales"), words.sum(cash.sales)))
        if cash.returns:
            blocks.append(Row(words.translate("report", "Cash given back"), MINUS + words.sum(cash.returns)))
    if totals.cash_in.count:
        blocks.append(_counted(words.translate("report", "Put in"), totals.cash_in, words))
    if totals.cash_out.count:
        taken = words.translate("report", "Taken out")
        blocks.append(Row(f"{taken} ({totals.cash_out.count})", MINUS + words.sum(totals.cash_out.amount)))
    blocks.append(Row(words.translate("report", "CASH IN THE DRAWER"), words.sum(totals.cash_expected), bold=True))
    if facts.counted is not None:
        blocks.append(Row(words.translate("report", "Counted"), words.sum(facts.counted), bold=True))
        difference = facts.counted - totals.cash_expected
        if difference < 0:
            blocks.append(Row(words.translate("report", "MISSING"), words.sum(-difference), bold=True))
        elif difference > 0:
            blocks.append(Row(words.translate("report", "TOO MUCH"), words.sum(difference), bold=True))
        else:
            blocks.append(Text(words.translate("report", "The count agrees")))
    return blocks


def _cancelled(totals: ShiftTotals, words: Words) -> list[Block]:
    blocks: list[Block] = []
    if totals.cancelled_receipts.count:
        blocks.append(_counted(words.translate("report", "Receipts cancelled"), totals.cancelled_receipts, words))
    if totals.cancelled_lines.count:
        blocks.append(_counted(words.translate("report", "Lines cancelled"), totals.cancelled_lines, words))
    return blocks
