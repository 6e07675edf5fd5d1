"""A report on the paper of a receipt printer: a name a line with its figure, the other figures beneath it."""

from __future__ import annotations

from typing import Final

from cashier_app.core.clock import local_time
from cashier_app.core.words import Words
from cashier_app.documents.document import Block, Cut, Document, Row, Rule, Text
from cashier_app.documents.layout import SEPARATOR
from cashier_app.reports.report import Cells, Report, cell_text, heading

#: A longer paper nobody reads: what is left out is said, with its sum.
MOST_ROWS: Final = 60


def report_slip(report: Report, header: tuple[str, ...], zone: str, words: Words) -> Document:
    """The report as a document for a narrow paper."""
    main = report.place(report.slip[0])
    blocks: list[Block] = [Text(line, align="center", bold=n == 0) for n, line in enumerate(header)]
    made = f"{local_time(report.made_at, zone):%d.%m.%Y %H:%M}"
    blocks += [
        Text(report.title, align="center", bold=True, tall=True),
        Text(report.period, align="center"),
        Text(report.whose, align="center"),
        Rule(),
        Row(report.columns[0].title, heading(report.columns[main]), bold=True),
    ]
    for cells in report.rows[:MOST_ROWS]:
        blocks += _row(report, cells, main, words)
    rest = report.rows[MOST_ROWS:]
    if rest:
        left = sum(value for cells in rest if isinstance(value := cells[main], int))
        n = len(rest)
        name = words.translate("manager", "%n other(s)", "", n)
        blocks.append(Row(name, cell_text(left, report.columns[main], words)))
    if report.totals is not None:
        blocks.append(Rule())
        blocks += _row(report, report.totals, main, words, bold=True)
    blocks.append(Rule())
    blocks += [Text(note) for note in report.notes]
    blocks.append(Text(words.translate("manager", "Made {time}").format(time=made)))
    blocks.append(Text(words.translate("receipt", "This is not a fiscal document"), align="center"))
    blocks.append(Cut())
    return Document(blocks=tuple(blocks), title=report.title)


def _row(report: Report, cells: Cells, main: int, words: Words, bold: bool = False) -> list[Block]:
    column = report.columns[main]
    found: list[Block] = [Row(str(cells[0] or ""), cell_text(cells[main], column, words) or "–", bold=bold)]
    beneath = []
    for name in report.slip[1:]:
        place = report.place(name)
        value, other = cells[place], report.columns[place]
        if value is None or value == 0:
            continue
        text = cell_text(value, other, words)
        beneath.append(text if other.kind == "text" else f"{other.title.lower()} {text}")
    if beneath:
        found.append(Text(SEPARATOR.join(beneath), indent=2))
    return found
