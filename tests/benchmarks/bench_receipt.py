"""A Cyrillic receipt of 60 lines of paper becomes bytes within a millisecond, a picture or a preview within thirty."""

from __future__ import annotations

import gc
import itertools
import time
from collections.abc import Callable

import msgspec

from cashier_app.core.words import Words
from cashier_app.documents.document import Document
from cashier_app.documents.escpos import Format, build
from cashier_app.documents.receipt import (
    DiscountFacts,
    LineFacts,
    MemberFacts,
    PaymentFacts,
    ReceiptFacts,
    receipt_document,
)
from cashier_app.words import load_words
from tests.benchmarks.result import Result

LIMIT_MS = 1.0
#: A preview that follows each letter typed.
PREVIEW_MS = 30.0
RUNS = 400

LINE = LineFacts("Сыр «Российский» 45 %, весовой", 299, 49_900, 14_920, "kg", (DiscountFacts("Серебро 10 %", 1492),))
MEMBER = MemberFacts(
    "Анна К.", "..4417", "Серебро", 124_500, 94_500, redeemed=30_000, earned_later=5_700, pending=14_300,
    next_level="Золото", to_next_level=168_182,
)  # fmt: skip
FACTS = ReceiptFacts(
    kind="sale", receipt_id="0123456789abcdef0123456789abcdef", number=1187, till=2, shift=341, cashier="Иванова М.",
    at=1_795_251_600_000, zone="Asia/Yekaterinburg", header=("РОМАШКА", "ул. Ленина, 12, Пермь"), lines=(LINE,) * 13,
    base=193_960, discount=19_396, redeemed=30_000, to_pay=144_564,
    payments=(PaymentFacts("cash", 144_564, 150_000),), change=5436, member=MEMBER, footer=("Спасибо за покупку!",),
)  # fmt: skip


def median_ms(deed: Callable[[], object], runs: int = RUNS) -> float:
    """Median time of one call, the collector of garbage at rest."""
    for _ in range(20):
        deed()
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            began = time.perf_counter_ns()
            deed()
            times.append(time.perf_counter_ns() - began)
    finally:
        gc.enable()
    return sorted(times)[runs // 2] / 1e6


def run() -> list[Result]:
    """Bytes alone, and everything from the facts of the sale, in both code pages that shops use."""
    words = load_words("ru")
    results = []
    for encoding, slot in (("cp866", 17), ("cp1251", 46)):
        printer = Format(encoding=encoding, code_page=slot)
        document = receipt_document(FACTS, words)
        lines = build(document, printer).count(b"\n")
        assert 58 <= lines <= 64, lines
        results.append(
            Result(
                name=f"receipt of {lines} lines, bytes, {encoding}",
                measured=median_ms(lambda document=document, printer=printer: build(document, printer)),
                limit=LIMIT_MS,
                unit="ms",
            )
        )
        results.append(
            Result(
                name=f"receipt of {lines} lines, from the sale to bytes, {encoding}",
                measured=median_ms(lambda printer=printer: build(receipt_document(FACTS, words), printer)),
                limit=LIMIT_MS,
                unit="ms",
            )
        )
    # A receipt of goods nobody has sold before: no name is met twice.
    odd = msgspec.structs.replace(FACTS, lines=tuple(_odd(n) for n in range(13)))
    printer = Format()
    results.append(
        Result(
            name="the same with names that the code page lacks",
            measured=median_ms(lambda: build(receipt_document(odd, words), printer)),
            limit=LIMIT_MS,
            unit="ms",
        )
    )
    return results + _previews(words)


TEMPLATE = """[header]
*^ {shop}
[footer]
До уровня «{next_level}» осталось {to_next_level}
{if from 2026-01-01} Сгорят {burning_date} | {burning_points}
{qr https://romashka.example.ru/r/{receipt_id}}
"""


def _previews(words: Words) -> list[Result]:
    """What a shop looks at: picture, PDF, and the receipt under a template as each letter of it is typed.

    Every run has another receipt, so that no QR code is met twice.
    """
    from PySide6.QtWidgets import QApplication

    from cashier_app.documents.pdf import pdf
    from cashier_app.documents.picture import picture
    from cashier_app.documents.template import parse
    from cashier_app.ui.slip import Paper

    counter = itertools.count()

    def fresh() -> Document:
        ours = msgspec.structs.replace(
            FACTS, receipt_id=f"{next(counter):032x}", template=parse(TEMPLATE + "а" * (next(counter) % 30))
        )
        return receipt_document(ours, words)

    application = QApplication.instance() or QApplication([])
    paper = Paper(42, codes=True)
    paper.resize(600, 2000)

    def typed() -> None:
        paper.set_document(fresh())
        paper.grab()

    named = {
        "the same as a picture": lambda: picture(fresh()),
        "the same as a PDF, its letters met before": lambda: pdf(fresh()),
        "a letter typed in its template, to the painted receipt": typed,
    }
    results = [
        Result(name=name, measured=median_ms(deed, 60), limit=PREVIEW_MS, unit="ms") for name, deed in named.items()
    ]
    del application
    return results


def _odd(n: int) -> LineFacts:
    return msgspec.structs.replace(LINE, name=f"Ко\u0301фе «Ёлка» №{n} — crème brûlée™ 龍井 {chr(0x410 + n)}")
