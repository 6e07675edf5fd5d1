"""A report as a PDF of A4 pages: its chart, its table with headings on every page, letters that can be searched.

Landscape where the columns need it.  Drawn by hand as slips are (`documents.pdf`): rectangles, lines and Roboto.
"""

from __future__ import annotations

from typing import Final

from cashier_app.core.clock import local_time
from cashier_app.core.words import Words
from cashier_app.documents.pdf import PdfFile, PdfFont
from cashier_app.reports.charts import Chart, chart_of
from cashier_app.reports.report import Cells, Report, cell_text, heading

_SHORT, _LONG = 595.28, 841.89
_MARGIN: Final = 42.0
_SIZE: Final = 9.0
_LINE: Final = 14.0
_PAD: Final = 5.0
_CHART: Final = 190.0
#: Letters that any report may have: fonts cut down to them serve one report after the other.
_USUAL: Final = frozenset(
    "…·–−№₽\u00a0 !\"%&'()*+,-./0123456789:;=?@«»_"
    + "".join(chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x410, 0x450), 0x401, 0x451))
)
_HAIR: Final = 0.05
_FILES: Final = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")
#: Ink, quiet ink, lines, the ground of totals, and the series.
_INK, _QUIET, _RULE, _GROUND = "0.08 0.09 0.12", "0.27 0.31 0.36", "0.80 0.83 0.87", "0.94 0.95 0.96"
_SERIES: Final = ("0.0 0.34 0.25", "0.29 0.14 0.50", "0.48 0.25 0.0")
#: The name's column is no wider than this part of the page.
_NAME: Final = 0.34


def report_pdf(report: Report, words: Words, zone: str = "UTC") -> bytes:
    """The PDF's bytes."""
    chart = chart_of(report, words)
    made = words.translate("manager", "Made {time}").format(time=f"{local_time(report.made_at, zone):%d.%m.%Y %H:%M}")
    texts = [report.title, f"{report.whose} · {report.period}", made, *report.notes]
    heads = [heading(column) for column in report.columns]
    rows = [_texts(report, cells, words) for cells in report.rows]
    totals = _texts(report, report.totals, words) if report.totals is not None else None
    texts += [*heads, *(text for cells in rows for text in cells), *(totals or ())]
    if chart is not None:
        texts += [text for _, text in chart.ticks]
        texts += [part for one in chart.series for mark in one.marks for part in (one.name, mark.name, mark.text)]
    letters = _USUAL | frozenset("".join(texts))
    fonts = (PdfFont.of(_FILES[0], letters), PdfFont.of(_FILES[1], letters))
    return _Pages(report, fonts, heads, rows, totals).drawn(chart, made)


def _texts(report: Report, cells: Cells, words: Words) -> list[str]:
    return [cell_text(value, column, words) for value, column in zip(cells, report.columns, strict=True)]


class _Pages:
    """The pages of one report, filled from top to bottom."""

    def __init__(
        self,
        report: Report,
        fonts: tuple[PdfFont, PdfFont],
        heads: list[str],
        rows: list[list[str]],
        totals: list[str] | None,
    ) -> None:
        self._report = report
        self._fonts = fonts
        self._heads = heads
        self._rows = rows
        self._totals = totals
        self._numbers = [column.kind != "text" for column in report.columns]
        needed = self._needed()
        self._wide = sum(needed) > _SHORT - 2 * _MARGIN
        self._width, self._height = (_LONG, _SHORT) if self._wide else (_SHORT, _LONG)
        self._widths = self._shared(needed)
        self._parts: list[str] = []
        self._top = self._height - _MARGIN
        self._sheets: list[str] = []

    def drawn(self, chart: Chart | None, made: str) -> bytes:
        """All pages as a file."""
        report = self._report
        self._say(report.title, 16, True, _INK)
        self._top -= 6
        self._say(f"{report.whose} · {report.period}", 10, False, _QUIET)
        self._say(made, 8, False, _QUIET)
        self._top -= 8
        if chart is not None:
            self._chart(chart)
        self._headings()
        for cells in self._rows:
            self._room(_LINE)
            self._row(cells, False)
        if self._totals is not None:
            self._room(_LINE * 2)
            self._fill(_MARGIN, self._top - 4, self._width - 2 * _MARGIN, _LINE, _GROUND)
            self._row(self._totals, True)
        self._top -= 6
        for note in report.notes:
            self._room(_LINE)
            self._say(note, 9, False, _QUIET)
        self._end_sheet()
        file = PdfFile(f"{report.title}, {report.period}")
        numbers = [file.font(font) for font in self._fonts]
        for place, sheet in enumerate(self._sheets, start=1):
            foot = f"{place} / {len(self._sheets)}"
            at = self._width - _MARGIN - self._fonts[0].width(foot, 8)
            file.sheet(self._width, self._height, sheet + self._text(foot, at, 24, 8, False, _QUIET), numbers)
        return file.bytes()

    # --- measures ----------------------------------------------------------------------------------------

    def _needed(self) -> list[float]:
        regular, bold = self._fonts
        needed = []
        for place, head in enumerate(self._heads):
            widest = max((regular.width(cells[place], _SIZE) for cells in self._rows), default=0.0)
            if self._totals is not None:
                widest = max(widest, bold.width(self._totals[place], _SIZE))
            word = max((bold.width(one, _SIZE) for one in head.split(" ")), default=0.0)
            needed.append(max(widest, word) + 2 * _PAD)
        return needed

    def _shared(self, needed: list[float]) -> list[float]:
        """Widths that fill the page: names give way to figures, and take what is left."""
        room = self._width - 2 * _MARGIN
        most = room * _NAME
        widths = [width if number else min(width, most) for width, number in zip(needed, self._numbers, strict=True)]
        widths[0] += max(0.0, room - sum(widths))
        over = sum(widths) - room
        if over > 0:
            widths[0] = max(60.0, widths[0] - over)
        return widths

    # --- parts of a page -----------------------------------------------------------------------------------

    def _headings(self) -> None:
        bold = self._fonts[1]
        broken = [_broken(head, bold, width - 2 * _PAD) for head, width in zip(self._heads, self._widths, strict=True)]
        high = max(map(len, broken)) * 11
        self._room(high + 2 * _LINE)
        left = _MARGIN
        for lines, width, number in zip(broken, self._widths, self._numbers, strict=True):
            for place, line in enumerate(lines):
                self._cell(line, left, width, number, self._top - high + (len(lines) - place - 1) * 11 + 3, True)
            left += width
        self._top -= high + 2
        self._fill(_MARGIN, self._top, self._width - 2 * _MARGIN, 0.8, _QUIET)
        self._top -= _LINE - 3

    def _row(self, cells: list[str], bold: bool) -> None:
        left = _MARGIN
        for text, width, number in zip(cells, self._widths, self._numbers, strict=True):
            self._cell(text, left, width, number, self._top, bold)
            left += width
        self._top -= 4
        if not bold:
            self._fill(_MARGIN, self._top, self._width - 2 * _MARGIN, 0.4, _RULE)
        self._top -= _LINE - 4

    def _cell(self, text: str, left: float, width: float, number: bool, base: float, bold: bool) -> None:
        font = self._fonts[bold]
        shown = _shortened(text, font, width - 2 * _PAD)
        at = left + width - _PAD - font.width(shown, _SIZE) if number else left + _PAD
        self._parts.append(self._text(shown, at, base, _SIZE, bold, _INK))

    def _room(self, high: float) -> None:
        """Begin another page where this one has no room; its table has headings again."""
        if self._top - high < _MARGIN:
            self._end_sheet()
            if self._rows:
                self._headings()

    def _end_sheet(self) -> None:
        self._sheets.append("".join(self._parts))
        self._parts = []
        self._top = self._height - _MARGIN

    def _say(self, text: str, size: float, bold: bool, ink: str) -> None:
        shown = _shortened(text, self._fonts[bold], self._width - 2 * _MARGIN, size)
        self._parts.append(self._text(shown, _MARGIN, self._top - size, size, bold, ink))
        self._top -= size * 1.45

    def _text(self, text: str, left: float, base: float, size: float, bold: bool, ink: str) -> str:
        codes = self._fonts[bold].codes(text)
        return f"{ink} rg BT /F{int(bold)} {size:g} Tf 1 0 0 1 {left:.2f} {base:.2f} Tm <{codes}> Tj ET\n"

    def _fill(self, left: float, bottom: float, wide: float, high: float, ink: str) -> None:
        self._parts.append(f"{ink} rg {left:.2f} {bottom:.2f} {wide:.2f} {high:.2f} re f\n")

    # --- the chart -------------------------------------------------------------------------------------------

    def _chart(self, chart: Chart) -> None:
        bottom = self._top - _CHART
        if chart.kind == "bars":
            bottom = self._bars(chart)
        else:
            self._over_time(chart, bottom)
        self._top = bottom - 16

    def _bars(self, chart: Chart) -> float:
        """Bars beside their names; where they end."""
        font = self._fonts[0]
        marks = [mark for one in chart.series for mark in one.marks]
        names = min(max(font.width(mark.name, _SIZE) for mark in marks) + 8, (self._width - 2 * _MARGIN) * 0.35)
        figures = max(font.width(mark.text, _SIZE) for mark in marks) + 8
        room = self._width - 2 * _MARGIN - names - figures
        rows = max(len(one.marks) for one in chart.series)
        slot = min(_CHART / rows, 18.0)
        thick = slot * 0.6 / len(chart.series)
        zero = _MARGIN + names + room * chart.part(0)
        for series, one in enumerate(chart.series):
            for number, mark in enumerate(one.marks):
                end = _MARGIN + names + room * chart.part(mark.value)
                base = self._top - slot * number - slot * 0.2 - thick * (series + 1)
                self._fill(min(zero, end), base, max(0.5, abs(end - zero)), thick, _SERIES[series % len(_SERIES)])
                middle = base + thick / 2 - _SIZE * 0.33
                if series == 0:
                    name = _shortened(mark.name, font, names - 8)
                    at = _MARGIN + names - 5 - font.width(name, _SIZE)
                    self._parts.append(self._text(name, at, middle, _SIZE, False, _INK))
                self._parts.append(self._text(mark.text, max(zero, end) + 4, middle, _SIZE, False, _INK))
        return self._top - slot * rows

    def _over_time(self, chart: Chart, bottom: float) -> None:
        font = self._fonts[0]
        left = _MARGIN + max(font.width(text, 8) for _, text in chart.ticks) + 6
        floor, high = bottom + 14, self._top - bottom - 20
        room = self._width - _MARGIN - left
        for tick, text in chart.ticks:
            at = floor + high * chart.part(tick)
            self._fill(left, at, room, 0.4, _RULE)
            self._parts.append(self._text(text, left - 4 - font.width(text, 8), at - 2.6, 8, False, _QUIET))
        for series, one in enumerate(chart.series):
            ink, slot = _SERIES[series % len(_SERIES)], room / max(1, len(one.marks))
            points = [
                (left + slot * (n + 0.5), floor + high * chart.part(mark.value)) for n, mark in enumerate(one.marks)
            ]
            if chart.kind == "lines":
                path = " ".join(f"{x:.2f} {y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
                self._parts.append(f"{ink} RG 1.6 w {path} S\n")
                for x, y in points:
                    self._fill(x - 1.6, y - 1.6, 3.2, 3.2, ink)
            else:
                zero, thick = floor + high * chart.part(0), slot * 0.7 / len(chart.series)
                for x, y in points:
                    at = x - slot * 0.35 + thick * series
                    self._fill(at, min(zero, y), thick, abs(y - zero), ink)
        self._names(chart, left, room, bottom)

    def _names(self, chart: Chart, left: float, room: float, bottom: float) -> None:
        font = self._fonts[0]
        names = [mark.name.split(" ")[0] for mark in chart.series[0].marks]
        slot = room / max(1, len(names))
        widest = max((font.width(name, 8) for name in names), default=0.0) + 6
        every = max(1, -int(-widest // slot))
        for number in range(0, len(names), every):
            at = left + slot * (number + 0.5) - font.width(names[number], 8) / 2
            self._parts.append(self._text(names[number], at, bottom, 8, False, _QUIET))


def _broken(text: str, font: PdfFont, width: float) -> list[str]:
    """A heading broken at its spaces."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.width(longer, _SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str, font: PdfFont, width: float, size: float = _SIZE) -> str:
    """A text that fits a width, its end left out for “…” where it must be."""
    # a column is just as wide as its widest figure, and sums of widths are not exact
    if font.width(text, size) <= width + _HAIR:
        return text
    while text and font.width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
