"""Head and foot of receipts: the template at the left, the receipt as it would come out at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from cashier_app.documents.bitmap import LogoFile
from cashier_app.documents.sample import Sample
from cashier_app.documents.template import BadTemplate, Problem, help_lines
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate, words
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.slip import FAMILY, SlipView

#: Whose receipt is shown, with its key and name.
SAMPLES: Final[dict[Sample, tuple[Qt.Key, Callable[[], str]]]] = {
    "member": (Qt.Key.Key_F1, lambda: translate("receipt_text", "Card holder")),
    "stranger": (Qt.Key.Key_F2, lambda: translate("receipt_text", "No card")),
    "return": (Qt.Key.Key_F3, lambda: translate("receipt_text", "Return")),
}
#: Widths of paper that one looks at, in turn.
WIDTHS: Final = (42, 48, 32)
#: A mistake names all that is allowed; what does not fit under the field stands in the list of words.
LONGEST_TOLD: Final = 220


class ReceiptTextScreen(Screen):
    """What is typed stays here, also when one leaves, until it is kept or taken back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sample: Sample = "member"
        self._width = self._widths()[0]
        self._kept: str | None = None
        self._problems: tuple[Problem, ...] = ()
        self.halves(self._left(), self._right(), share=0.54)

    def _widths(self) -> tuple[int, ...]:
        """The printer's own width first."""
        own = tuple(printer.columns for printer in self.desk.settings.printers[:1])
        return own + tuple(width for width in WIDTHS if width not in own)

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        head = column(gap=8)
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(10))
        self.title = Label(lambda: translate("receipt_text", "Head and foot of receipts"), "title")
        samples = row()
        self.samples: dict[Sample, TouchButton] = {}
        for which, (key, name) in SAMPLES.items():
            button = TouchButton(name, "plain", key)
            button.activated.connect(lambda which=which: self._look_at(which))
            self.samples[which] = button
            samples.addWidget(button, 1)
        self.width_key = TouchButton(self._width_text, "plain", Qt.Key.Key_F4)
        self.width_key.activated.connect(self._next_width)
        samples.addWidget(self.width_key, 1)
        head.addWidget(self.title)
        head.addLayout(samples)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(translate("receipt_text", "Lines of the receipt"))
        self.editor.setAccessibleName("template")
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._typed)
        self.editor.cursorPositionChanged.connect(self._follow)
        self.told = Label("", "body", wrap=True)
        self.told.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(10))
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.editor, 1)
        panel.box.addWidget(self.told)
        return panel

    def _right(self) -> QWidget:
        self.slip = SlipView(self._width, codes=True)
        self.slip.paper.logo = LogoFile.named(self.desk.settings.shop.logo)
        self.names = Listing(lambda: "")
        self.names.touched.connect(self._put_in)
        self.shown = QStackedWidget()
        self.shown.addWidget(self.slip)
        self.shown.addWidget(self.names)
        self.help = TouchButton(self._help_text, "side", Qt.Key.Key_F5)
        self.back_to = TouchButton(lambda: translate("receipt_text", "As it was"), "side", Qt.Key.Key_F8)
        self.leave = TouchButton(lambda: translate("receipt_text", "Back"), "side", Qt.Key.Key_Escape)
        self.keep = TouchButton(lambda: translate("receipt_text", "Print so from now on"), "action", Qt.Key.Key_F12)
        self.keep.setMinimumHeight(theme.px(76))
        self.help.activated.connect(self._turn)
        self.back_to.activated.connect(self._take_back)
        self.leave.activated.connect(self.desk.back)
        self.keep.activated.connect(self._keep)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.shown, 1)
        first = row()
        first.addWidget(self.help, 2)
        first.addWidget(self.back_to, 2)
        for button in (self.slip.up, self.slip.down, self.names.up, self.names.down):
            first.addWidget(button, 1)
        foot = row()
        foot.addWidget(self.leave, 2)
        foot.addWidget(self.keep, 5)
        box.addLayout(first)
        box.addLayout(foot)
        return right

    # --- what is shown ---------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        look = self.desk.open_till.look
        unsaved = self._kept is not None and self.editor.toPlainText() != self._kept
        if not unsaved:
            self._fill(look.begin_with())
        self.editor.setReadOnly(look.file is not None)
        self._show_help(False)
        self.refreshed()
        self.editor.setFocus()

    def refreshed(self) -> None:
        font = QFont(FAMILY)
        font.setPixelSize(theme.px(17))
        self.editor.setFont(font)
        self.editor.setStyleSheet(
            f"QPlainTextEdit {{ font: {theme.px(17)}px '{FAMILY}'; padding: {theme.px(10)}px; border: none; }}"
        )
        self.names.set_entries([Entry(word, word, about) for word, about in help_lines(words())])
        self._typed()

    def _fill(self, text: str) -> None:
        with QSignalBlocker(self.editor):
            self.editor.setPlainText(text)
        self._kept = text

    def _typed(self) -> None:
        """Show the receipt under what stands in the field; with a mistake the last good one stays."""
        till = self.desk.till
        if till is None:
            return
        try:
            self.slip.show_changed(till.look.tried(self.editor.toPlainText(), self._sample))
            self._problems = ()
            self._follow()
        except BadTemplate as bad:
            self._problems = bad.problems
        self._settle()

    def _follow(self) -> None:
        """The end of the receipt that is being written is in sight."""
        before = self.editor.toPlainText()[: self.editor.textCursor().position()]
        bar = self.slip.verticalScrollBar()
        bar.setValue(bar.maximum() if before.rfind("[footer]") > before.rfind("[header]") else bar.minimum())

    def _settle(self) -> None:
        for which, button in self.samples.items():
            button.set_role("chosen" if which == self._sample else "plain")
        file, changed = self.desk.open_till.look.file, self.editor.toPlainText() != self._kept
        role, reason = "quiet", ""
        told = translate("receipt_text", "Goods, sums, taxes and the law's line always stay.")
        if self._problems:
            role, told = "warning", self._mistakes()
            reason = translate("receipt_text", "mend line {line}").format(line=self._problems[0].line)
        elif file is not None:
            role, reason = "warning", translate("receipt_text", "a file leads")
            told = translate("receipt_text", "The file {file} leads, by the settings: it is changed there.").format(
                file=file
            )
        elif changed:
            told = translate("receipt_text", "Not kept yet: receipts still come out as before.")
        else:
            reason = translate("receipt_text", "nothing has changed")
        self.told.set_role(role)
        self.told.set_text(told)
        self.keep.set_reason(reason, shown=True)
        self.back_to.set_reason("" if changed else lambda: translate("receipt_text", "nothing has changed"))

    def _mistakes(self) -> str:
        """The first mistake whole, as far as the screen has room, and how many follow it."""
        told, more = self._problems[0].words(words()), len(self._problems) - 1
        told = told if len(told) <= LONGEST_TOLD else told[: LONGEST_TOLD - 1] + "…"
        return told + translate("receipt_text", " (and {count} more)").format(count=more) if more else told

    # --- what is done ----------------------------------------------------------------------------------

    def _look_at(self, which: Sample) -> None:
        self._sample = which
        self._show_help(False)
        self._typed()

    def _width_text(self) -> str:
        return translate("receipt_text", "Width {columns}").format(columns=self._width)

    def _next_width(self) -> None:
        widths = self._widths()
        self._width = widths[(widths.index(self._width) + 1) % len(widths)]
        self.width_key.set_text(self._width_text)
        self.slip.paper.set_columns(self._width)
        self._typed()

    def _help_text(self) -> str:
        if self.shown.currentWidget() is self.names:
            return translate("receipt_text", "The receipt")
        return translate("receipt_text", "What can be written")

    def _turn(self) -> None:
        self._show_help(self.shown.currentWidget() is self.slip)

    def _show_help(self, shown: bool) -> None:
        self.shown.setCurrentWidget(self.names if shown else self.slip)
        for button in (self.names.up, self.names.down):
            button.setVisible(shown)
        for button in (self.slip.up, self.slip.down):
            button.setVisible(not shown)
        self.help.set_text(self._help_text)

    def _put_in(self, word: str) -> None:
        """The word that was touched, where the cursor stands."""
        if self.shown.currentWidget() is self.names and not self.editor.isReadOnly():
            self.editor.insertPlainText(word)
            self.editor.setFocus()

    def _take_back(self) -> None:
        self._fill(self.desk.open_till.look.begin_with())
        self._typed()

    def _keep(self) -> None:
        text = self.editor.toPlainText()
        self.attempt(lambda permission: self.desk.open_till.look.keep(text, permission), lambda _: self._is_kept(text))

    def _is_kept(self, text: str) -> None:
        self._kept = text
        self._settle()
        messages.info(translate("receipt_text", "Receipts come out so from now on"))
