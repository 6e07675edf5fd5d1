"""Return: find the receipt, choose lines and quantities, see money and points before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.core.clock import local_date
from cashier_app.core.errors import WorldError
from cashier_app.loyalty.gift_cards import GIFT_ACCOUNTS
from cashier_app.till.day_entry import parse_day
from cashier_app.till.returning import ReceiptNotFound, SoldElsewhere
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.done import Done, DonePage
from cashier_app.ui.elsewhere import Elsewhere
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Figures, Label, Panel, Rule, beside, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.wired_terminal import WiredTerminal

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cashier_app.devices.payment_terminal import TerminalAnswer
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.terminal_worker import Order
    from cashier_app.sync.messages import FoundSales
    from cashier_app.till.loose_return import LooseReturning
    from cashier_app.till.return_views import FoundReceipt, ReturnedReceipt, ReturnLineView, ReturnView
    from cashier_app.till.returning import Returning
    from cashier_app.till.rights import Permission

#: Why goods come back without a receipt, by the keys of the ways to find one; the last is written by hand.
REASONS: Final[tuple[Callable[[], str], ...]] = (
    lambda: translate("return", "Defective"),
    lambda: translate("return", "Not suitable"),
    lambda: translate("return", "Our mistake"),
    lambda: translate("return", "Other…"),
)
#: So many digits typed are a code, not a quantity.
CODE_DIGITS: Final = 8

#: What a receipt is found by, with its key and what the field is called.
WAYS: Final[dict[str, tuple[Qt.Key, Callable[[], str], Callable[[], str]]]] = {
    "number": (
        Qt.Key.Key_F1,
        lambda: translate("return", "Number"),
        lambda: translate("return", "Receipt number"),
    ),
    "day": (Qt.Key.Key_F2, lambda: translate("return", "Date"), lambda: translate("return", "Day, as 21.11")),
    "amount": (Qt.Key.Key_F3, lambda: translate("return", "Sum"), lambda: translate("return", "Sum, ₽")),
    "card": (Qt.Key.Key_F4, lambda: translate("return", "Card"), lambda: translate("return", "Card number")),
}


class ReturnScreen(Screen):
    """Finding a receipt and choosing from it, on fixed places; goods without one are scanned in the same list.

    A receipt of another till is asked of the server (`Elsewhere`); meanwhile, and where it does not answer, the panel
    at the left says what goes on and what a manager may do.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._way = "number"
        self._view: ReturnView | None = None
        self._busy = False
        self.wired = WiredTerminal(desk, self._order, self._terminal_answered, self)
        self.wired.changed.connect(self._tell_of_terminal)
        self.elsewhere = Elsewhere(desk, self)
        self.elsewhere.got.connect(self._start)
        self.elsewhere.changed.connect(self._settle)
        self.pages = QStackedWidget()
        page = QWidget()
        beside(page, self._left(), self._right())
        self.done = DonePage(self)
        self.pages.addWidget(page)
        self.pages.addWidget(self.done)
        self.pages.addWidget(self._why_page())
        column(self).addWidget(self.pages)

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label("", "title", wrap=True)
        self.detail = Label("", "quiet", wrap=True)
        self.list = Listing(lambda: translate("return", "Scan the code on the slip, or find the receipt by number."))
        self.list.touched.connect(self._touched)
        self.list.moved.connect(lambda _: self._name_field())
        self.ask = Panel("warning_tint", padding=14)
        self.ask_title = Label("", "strong", wrap=True)
        self.ask_text = Label(self._how_to_ask, "body", wrap=True)
        self.ask.box.addWidget(self.ask_title)
        self.ask.box.addWidget(self.ask_text)
        self.warning = Label("", "warning", wrap=True)
        self.money = Label("", "quiet", wrap=True)
        self.points = Label("", "points", wrap=True)
        self.total = Figures(lambda: translate("return", "To give back"), "title", "total")
        head, foot = column(gap=2), column(gap=4)
        side = theme.px(20)
        head.setContentsMargins(side, theme.px(12), theme.px(12), theme.px(10))
        foot.setContentsMargins(side, theme.px(10), side, theme.px(10))
        line, names = row(), column(gap=2)
        names.addWidget(self.title)
        names.addWidget(self.detail)
        line.addLayout(names, 1)
        for button in (self.list.up, self.list.down):
            line.addWidget(button)
        head.addLayout(line)
        for widget in (self.ask, self.points, self.warning, self.money, self.total):
            foot.addWidget(widget)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        panel.box.addWidget(Rule())
        panel.box.addLayout(foot)
        return panel

    def _why_page(self) -> QWidget:
        """A reason in one's own words."""
        page = Panel(padding=20)
        page.box.addWidget(Label(lambda: translate("return", "Why is it taken back without a receipt?"), "title"))
        self.letters = LetterGrid(lambda: translate("cash", "Reason"), longest=80)
        page.box.addWidget(self.letters, 1)
        line = row()
        self.unsaid = TouchButton(lambda: translate("return", "Back"), "side", Qt.Key.Key_Escape)
        self.say = TouchButton(lambda: translate("return", "Keep the reason"), "action", Qt.Key.Key_F12)
        self.unsaid.activated.connect(lambda: self.pages.setCurrentIndex(0))
        self.say.activated.connect(self._said)
        line.addWidget(self.unsaid, 1)
        line.addWidget(self.say, 3)
        page.box.addLayout(line)
        self.letters.field.changed.connect(lambda _: self._settle_words())
        return page

    def _right(self) -> QWidget:
        self.ways: dict[str, TouchButton] = {}
        ways = row()
        for way, (key, text, _) in WAYS.items():
            button = TouchButton(text, "plain", key)
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            button.activated.connect(lambda way=way: self._choose_way(way))
            self.ways[way] = button
            ways.addWidget(button, 1)
        self.keypad = Keypad(self._field_name)
        self.keypad.entered.connect(self._entered)
        self._field.changed.connect(lambda _: self._settle() if self._asked else None)
        self.everything = TouchButton(self._everything_text, "side", Qt.Key.Key_F5)
        self.other = TouchButton(lambda: translate("return", "Another receipt"), "side", Qt.Key.Key_F6)
        self.beside = TouchButton(self._beside_text, "side", Qt.Key.Key_F7)
        self.in_cash = TouchButton(lambda: translate("return", "Declined: give cash"), "side", Qt.Key.Key_F6)
        self.declined = TouchButton(lambda: translate("payment", "Declined"), "side", Qt.Key.Key_F9)
        self.leave = TouchButton(lambda: translate("return", "Back"), "side", Qt.Key.Key_Escape)
        self.give = TouchButton(self._give_text, "action", Qt.Key.Key_F12, sub=self._give_sub)
        self.give.setMinimumHeight(theme.px(76))
        self.everything.activated.connect(self._everything)
        self.other.activated.connect(self._find_another)
        self.beside.activated.connect(self._go_beside)
        self.in_cash.activated.connect(self._in_cash)
        self.declined.activated.connect(self._decline)
        self.leave.activated.connect(self._leave)
        self.give.activated.connect(self._give)
        right = QWidget()
        box = column(right, gap=12)
        box.addLayout(ways)
        box.addWidget(self.keypad, 1)
        choices, foot = row(), row()
        for button in (self.everything, self.other, self.beside, self.in_cash, self.declined):
            choices.addWidget(button, 1)
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.give, 3)
        box.addLayout(choices)
        box.addLayout(foot)
        return right

    @property
    def _field(self) -> Any:
        assert self.keypad is not None
        return self.keypad.field

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def returning(self) -> Returning:
        """The return being put together."""
        return self.desk.open_till.returning

    def entered(self, **given: Any) -> None:
        """`code=` takes a receipt by the text of its QR at once; a refund that waits for its answer comes first.

        `loose=True` comes back to goods without a receipt.
        """
        if self.returning.waits and self._busy:  # its answer is being written: the end shows what became of it
            return
        if given.get("unseen") and self.pages.currentWidget() is self.done:
            self.done.refreshed()
            return
        self._busy = False
        self._field.set_text("")
        self.pages.setCurrentIndex(0)
        if self.returning.waits:
            self._show(self.returning.view())
            return
        if given.get("loose") and self.loose.active:
            self._show(self.loose.view())
            if given.get("scan") is not None:
                self.scanned(given["scan"])
            return
        self._view = None
        self._choose_way("number")
        self._find_another()
        code = given.get("code")
        if code:
            self._start_by_code(code)

    @property
    def loose(self) -> LooseReturning:
        """The return without a receipt."""
        return self.desk.open_till.loose_returning

    @property
    def _is_loose(self) -> bool:
        return self._view is not None and self._view.loose

    def left(self) -> None:
        self.elsewhere.stop()

    def returned(self) -> None:
        """Back from a colleague's permission: what was typed and chosen stands."""

    def refreshed(self) -> None:
        if self.pages.currentWidget() is self.done:
            self.done.refreshed()
        elif self._busy:
            return
        elif self._view is not None:
            self._show(self.loose.view() if self._is_loose else self.returning.view())
        else:
            self._name_field()
            self._settle()

    def scanned(self, scan: Scan) -> bool:
        if self.pages.currentWidget() is self.done:
            self.desk.go("selling", scan=scan)
            return True
        if self._asked:
            sounds.refused()
            messages.warning(
                translate("return", "A refund waits for the terminal's answer: the scan was not taken"),
                translate("return", "Answer first, then scan again"),
            )
            return True
        if self._is_loose:
            typed = self._field.take()
            self._change(lambda: self.loose.scan(scan, typed), typed)
            return True
        sounds.accepted()
        self._start_by_code(scan.text)
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        # a key held down gives money back once
        if event.isAutoRepeat() and event.key() == Qt.Key.Key_F12:
            return True
        if self.pages.currentIndex() == 2:
            if event.key() in (Qt.Key.Key_F12, Qt.Key.Key_Escape):
                return super().key_pressed(event)
            return self.letters.key_pressed(event)
        return super().key_pressed(event)

    # --- finding ---------------------------------------------------------------------------------------

    def _choose_way(self, way: str) -> None:
        if self._asked:
            return
        if self._is_loose:
            self._choose_reason(list(WAYS).index(way))
            return
        self._way = way
        if self._view is not None:
            self._find_another()
        self._field.set_text("")
        self._name_field()
        self._settle()

    def _name_field(self) -> None:
        self._field.set_name(self._field_name)

    def _field_name(self) -> str:
        if self._view is None:
            return WAYS[self._way][2]()
        if self._asked:
            return translate("payment", "Number of the slip")
        if self._is_loose:
            return translate("return", "Quantity, or a code")
        return translate("return", "Quantity")

    def _find_another(self) -> None:
        """Forget the choice, and show today's receipts to begin with."""
        self.elsewhere.stop()
        self.returning.leave()
        self.loose.leave()
        self._view = None
        self._show_found(self._search(lambda: self.returning.find(day=self._today())) or [])

    def _today(self) -> Any:
        till = self.desk.open_till
        return local_date(till.clock.now(), till.zone)

    def _find(self, typed: str) -> None:
        def search() -> list[FoundReceipt]:
            if self._way == "day":
                return self.returning.find(day=parse_day(typed, self._today()))
            if self._way == "amount":
                return self.returning.find(amount=typed)
            return self.returning.find(card=typed) if self._way == "card" else self.returning.find(number=typed)

        number = typed.strip()
        on_other_tills = self._way == "number" and number.isascii() and number.isdigit() and 0 < len(number) < 16
        found = self._search(search, tell=not on_other_tills)
        if on_other_tills:
            here = found or []
            self.desk.find_sales(int(number), lambda sales: self._show_everywhere(typed, here, sales))
        elif found is not None:
            self._found(found)

    def _show_everywhere(self, typed: str, here: list[FoundReceipt], sales: FoundSales | None) -> None:
        """Receipts of a number: this till's, and those that the server knows of other tills."""
        if self._view is not None or self._field.text != typed:
            return
        found = here + (self.returning.found_elsewhere(sales) if sales is not None else [])
        if found:
            self._found(found)
        else:
            self._refuse(ReceiptNotFound())

    def _found(self, found: list[FoundReceipt]) -> None:
        self._field.set_text("")
        if len(found) == 1:
            self._start(found[0].receipt_id)
        else:
            self._show_found(found)

    def _search(self, search: Callable[[], list[FoundReceipt]], tell: bool = False) -> list[FoundReceipt] | None:
        try:
            return search()
        except WorldError as error:
            if tell:
                self._refuse(error)
            return None

    def _show_found(self, found: list[FoundReceipt]) -> None:
        self.title.set_text(lambda: translate("return", "Return: which receipt?"))
        self.detail.set_text(lambda: translate("return", "Scan the code on the slip, or find the receipt"))
        self.list.set_entries([Entry(each.receipt_id, each.title, each.detail, each.amount) for each in found])
        self.money.set_text("")
        self.points.set_text("")
        self.warning.setVisible(False)
        self.total.set_figure("—")
        self._settle()

    def _start(self, receipt_id: str) -> None:
        self._take_up(lambda given: self.returning.start(receipt_id, given))

    def _start_by_code(self, text: str) -> None:
        self._take_up(lambda given: self.returning.start_by_code(text, given))

    def _take_up(self, act: Callable[[Permission | None], ReturnView]) -> None:
        """Take a receipt, or ask the server for it where it is another till's."""

        def begin(given: Permission | None) -> ReturnView | SoldElsewhere:
            try:
                return act(given)
            except SoldElsewhere as elsewhere:
                return elsewhere

        self.attempt(begin, self._begun)

    def _begun(self, begun: ReturnView | SoldElsewhere) -> None:
        if not isinstance(begun, SoldElsewhere):
            self._started(begun)
            return
        messages.clear()
        self.returning.leave()
        self._view = None
        self._show_found([])
        self.elsewhere.ask(begun.receipt_id)
        self._settle()

    def _go_beside(self) -> None:
        """By a manager's word: the money of another till's receipt, or goods without a receipt."""
        receipt_id = self.elsewhere.receipt_id
        if receipt_id and self.returning.is_known(receipt_id):
            self.attempt(lambda given: self.returning.start_money_only(receipt_id, given), self._started)
        else:
            self.attempt(lambda given: self.loose.start(receipt_id, given), self._started)

    def _beside_text(self) -> str:
        if self.elsewhere.active:
            return translate("return", "Money only")
        return translate("return", "Without a receipt")

    def _everything_text(self) -> str:
        return translate("return", "By name") if self._is_loose else translate("return", "Everything")

    # --- goods without a receipt -----------------------------------------------------------------------

    def _change(self, act: Callable[[], ReturnView], typed: str = "") -> None:
        """Change the goods without a receipt; what was typed stays where it is refused."""
        try:
            view = act()
        except WorldError as error:
            self._field.set_text(typed)
            self._refuse(error)
            return
        sounds.accepted()
        messages.clear()
        self._show(view)
        if view.lines:
            self.list.set_current(str(view.lines[-1].number))

    def _choose_reason(self, index: int) -> None:
        if index < len(REASONS) - 1:
            self._change(lambda: self.loose.say_why(REASONS[index]()))
            return
        self.letters.field.set_text("")
        self._settle_words()
        self.pages.setCurrentIndex(2)

    def _settle_words(self) -> None:
        written = bool(self.letters.field.text.strip())
        self.say.set_reason("" if written else lambda: translate("return", "write a few words"), shown=True)

    def _said(self) -> None:
        reason = self.letters.field.text
        self.pages.setCurrentIndex(0)
        self._change(lambda: self.loose.say_why(reason))

    def _started(self, view: ReturnView) -> None:
        self.elsewhere.stop()
        messages.clear()
        self._field.set_text("")
        self._show(view)
        for account_id in sorted(self.returning.cards):
            # a gift card comes back as goods only while all of it is to be had here
            self.desk.ask_gift(account_id, account_id.removeprefix(GIFT_ACCOUNTS), lambda: None)
        enabled = [line for line in view.lines if line.enabled]
        self.list.set_current(str(enabled[0].number) if enabled else "")

    # --- choosing --------------------------------------------------------------------------------------

    def _show(self, view: ReturnView) -> None:
        self._view = view
        self.title.set_text(view.title)
        self.detail.set_text(view.detail)
        self.list.set_entries([_line(line) for line in view.lines])
        self.money.set_text("   ".join(f"{kind} {amount}" for kind, amount in view.money))
        self.points.set_text("\n".join(view.points))
        self.warning.set_text(view.warning)
        self.warning.setVisible(bool(view.warning))
        self.total.set_figure(view.total)
        self._name_field()
        self._settle()
        if not self._busy:
            self.wired.look()
            self._tell_of_terminal()

    def _order(self) -> Order | None:
        return self.returning.order()

    def _tell_of_terminal(self) -> None:
        if self.wired.used and self._asked and not self._busy:
            self._settle()

    @property
    def _refused_part(self) -> bool:
        """The wired terminal has refused a part of a return whose other part went back: the cashier decides."""
        asked = self._view.asked if self._view is not None else None
        progress = self.wired.progress
        declined = progress is not None and progress.answer.state == "declined"
        return asked is not None and asked.begun and declined

    def _terminal_answered(self, payment_id: str, answer: TerminalAnswer, again: bool = False) -> None:
        """The terminal's own answer: kept without anybody's touch, but for a part that is refused."""
        if self._busy or (self._refused_part and not again):
            return
        try:
            kept = self.returning.terminal_answered(payment_id, answer)
        except WorldError as error:
            self._not_kept(error)
            return
        if kept is not None:
            self._busy = True
            then = self._made if answer.state == "approved" else self._refused
            self.desk.background.watch(kept, then, self._not_kept, owner=self)

    def _not_kept(self, error: BaseException) -> None:
        self.wired.hold()
        self._failed(error)

    @property
    def _asked(self) -> bool:
        """Whether the terminal's answer is waited for."""
        return self._view is not None and self._view.asked is not None

    @property
    def _by_itself(self) -> bool:
        """A wired terminal is asked, and no person answers for it."""
        return self._asked and self.wired.used and not (self._field.text and self.wired.silent)

    def _give_text(self) -> str:
        if self._by_itself:
            return translate("payment", "Ask again")
        return translate("payment", "Approved") if self._asked else translate("return", "Return")

    def _decline_text(self) -> str:
        if self._asked and self.wired.used and not (self.wired.voiding and self.wired.silent):
            return translate("payment", "Cancel it")
        return translate("payment", "Declined")

    def _give_sub(self) -> str:
        if self._by_itself:
            return ""
        return translate("payment", "by the number typed") if self._asked else ""

    def _how_to_ask(self) -> str:
        if self.elsewhere.active:
            return self.elsewhere.text()
        asked = self._view.asked if self._view is not None else None
        if self._refused_part:
            return translate(
                "return",
                "The other part has gone back already, and the terminal has declined this one. Ask again, or "
                "give it in cash.",
            )
        if asked is not None and self.wired.used:
            return self.wired.words()
        if asked is not None and asked.unknown:
            return translate(
                "return",
                "The till was stopped while the terminal was asked. Do not refund again: look at the terminal's last "
                "slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.",
            )
        if asked is not None and asked.begun:
            return translate(
                "return",
                "The other part has gone back already. Approved: type the number from the slip and touch “Approved”. "
                "Declined: try again, or give this part in cash.",
            )
        return translate(
            "return",
            "Approved: type the number from the terminal's slip and touch “Approved”. "
            "Declined: touch “Declined”, and nothing is returned.",
        )

    def _settle(self) -> None:
        view = self._view
        asked = view.asked if view is not None else None
        for button in (self.everything, self.other):
            button.setVisible(asked is None)
        for button in (self.in_cash, self.declined):
            button.setVisible(asked is not None)
        self.beside.setVisible(view is None)
        self.beside.set_text(self._beside_text)
        waiting: Text = lambda: translate("return", "The server is being asked")  # noqa: E731
        self.beside.set_reason(waiting if self.elsewhere.active and not self.elsewhere.may_pay else "")
        self.everything.set_text(self._everything_text)
        self.ask.setVisible(asked is not None or self.elsewhere.active)
        self.points.setVisible(asked is None)
        waits: Text = lambda: translate("return", "The terminal's answer comes first")  # noqa: E731
        self.leave.set_reason("" if asked is None else waits)
        for button in self.ways.values():
            button.set_reason("" if asked is None else waits)
        if asked is not None:
            if self.wired.used:
                title = translate("return", "A refund of {sum} on the terminal · {kind}")
            elif asked.unknown:
                title = translate("return", "Was the refund of {sum} made? · {kind}")
            else:
                title = translate("return", "Put a refund of {sum} on the terminal · {kind}")
            self.ask_title.set_text(title.format(sum=asked.amount, kind=asked.kind))
            self.ask_text.set_text(self._how_to_ask)
        elif self.elsewhere.active:
            self.ask_title.set_text(self.elsewhere.title)
            self.ask_text.set_text(self._how_to_ask)
        self.give.set_text(self._give_text)
        for index, (name, button) in enumerate(self.ways.items()):
            button.set_text(REASONS[index] if self._is_loose else WAYS[name][1])
            said = self._is_loose and view is not None and view.said and self._reason_index(view.said) == index
            button.set_role("chosen" if said or (view is None and name == self._way) else "plain")
        nothing: Text = lambda: translate("return", "Choose a receipt first")  # noqa: E731
        self.everything.set_reason(nothing if view is None else "")
        self.other.set_reason(nothing if view is None else "")
        if view is None:
            self.give.set_reason(lambda: translate("return", "choose a receipt first"), shown=True)
        elif asked is not None:
            typed = self._field.text
            number: Text = lambda: translate("payment", "type the number from the slip")  # noqa: E731
            reason: Text | str = "" if typed else number
            if self._by_itself:
                reason = "" if self._refused_part else self.wired.ask_reason()
            self.give.set_reason(reason, shown=True)
            self.declined.set_text(self._decline_text)
            part_waits: Text = lambda: translate("payment", "the terminal answers by itself")  # noqa: E731
            self.in_cash.set_reason(part_waits if self.wired.used and not self._refused_part else "")
            self.declined.set_reason(part_waits if self._refused_part else "")
        else:
            self.give.set_reason("" if view.enabled else view.reason, shown=True)

    def _reason_index(self, said: str) -> int:
        """Which button stands for a reason; any words of one's own are the last's."""
        texts = [reason() for reason in REASONS[:-1]]
        return texts.index(said) if said in texts else len(texts)

    def _touched(self, key: str) -> None:
        """A row: a receipt is taken; a line goes wholly in or out, or gets the quantity that was typed."""
        if self._view is None:
            self._start(key)
            return
        if self._asked:
            return
        line = self._line(key)
        if self._is_loose:
            self.list.set_current(key)
            return
        typed = self._field.take()
        self._choose(line, typed or ("0" if line.chosen else line.whole))

    def _entered(self, typed: str) -> None:
        """Enter finds, or sets the quantity of the current line; it never gives money back, nor answers for it."""
        if self._asked:
            self._field.set_text(typed)
            return
        if self._view is None:
            if typed or self._way == "day":
                self._find(typed)
            elif self.list.current:
                self._start(self.list.current)
        elif self._is_loose:
            self._entered_loose(typed)
        elif self.list.current:
            line = self._line(self.list.current)
            self._field.set_text("")
            self._choose(line, typed or ("0" if line.chosen else line.whole))

    def _entered_loose(self, typed: str) -> None:
        """Many digits are a code, few the quantity of the current line; 0 takes it out."""
        if not typed:
            return
        self._field.set_text("")
        if typed.isdigit() and len(typed) >= CODE_DIGITS:
            self._change(lambda: self.loose.type_code(typed), typed)
        elif self.list.current:
            line = int(self.list.current)
            self._change(lambda: self.loose.choose(line, typed), typed)

    def _line(self, key: str) -> ReturnLineView:
        assert self._view is not None
        return next(line for line in self._view.lines if str(line.number) == key)

    def _choose(self, line: ReturnLineView, quantity: str) -> None:
        self.list.set_current(str(line.number))
        try:
            self._show(self.returning.choose(line.number, quantity))
            messages.clear()
        except WorldError as error:
            self._refuse(error)

    def _everything(self) -> None:
        if self._is_loose:
            self.desk.go("goods", take_back=True)
            return
        try:
            self._show(self.returning.choose_all())
        except WorldError as error:
            self._refuse(error)

    # --- doing it --------------------------------------------------------------------------------------

    def _give(self) -> None:
        typed = self._field.text
        if self._is_loose:
            self._follow(self.loose.commit, self._made)
            return
        if self._by_itself:
            self._ask_again()
            return
        if self._asked and self.wired.used:
            self.attempt(lambda given: self.returning.approved(typed, given), self._made)
            return
        self._follow(lambda: self.returning.approved(typed) if self._asked else self.returning.commit(), self._made)

    def _ask_again(self) -> None:
        """The next question at once; a part that was refused is asked for anew, under another id."""
        order, progress = self.returning.order(), self.wired.progress
        if self._refused_part and order is not None and progress is not None:
            payment_id = order if isinstance(order, str) else order.payment_id
            self._terminal_answered(payment_id, progress.answer, again=True)
        else:
            self.wired.ask_again()

    def _decline(self) -> None:
        if not self.wired.used:
            self._follow(self.returning.declined, self._refused)
        elif self.wired.voiding and self.wired.silent:
            self.attempt(self.returning.declined, self._refused)
        else:
            self.wired.void()

    def _in_cash(self) -> None:
        if self.desk.open_till.people.may("return"):
            self._follow(self.returning.in_cash, self._made)
        else:
            self.attempt(self.returning.in_cash, self._made)

    def _follow(
        self,
        act: Callable[[], Future[Any]],
        then: Callable[[ReturnedReceipt | None], None],
    ) -> None:
        """Do something with money once; until it is written nothing else is done."""
        if self._busy:
            return
        try:
            made = act()
        except WorldError as error:
            self._refuse(error)
            return
        self._busy = True
        self.give.set_reason(lambda: translate("return", "the return is being written"), shown=True)
        self.desk.background.watch(made, then, self._failed, owner=self)

    def _refused(self, _: ReturnedReceipt | None) -> None:
        """The terminal has declined: the choice stands as it was; after a start there is none."""
        self._busy = False
        self._field.set_text("")
        if self.returning.waits or self.returning.active:
            self._show(self.returning.view())
        else:
            self._find_another()
        if not self.returning.waits:
            messages.warning(
                translate("return", "The terminal has declined: nothing has been returned"),
                translate("return", "Touch “Return” to try again")
                if self.returning.active
                else translate("return", "To try again, find the receipt once more"),
            )

    def _made(self, done: ReturnedReceipt | None) -> None:
        """The return is made, or the terminal is to be asked now."""
        self._busy = False
        self._field.set_text("")
        if done is None:
            messages.clear()
            self._show(self.returning.view())
            return
        self._view = None
        self.desk.surroundings.wake_printer()
        messages.clear()
        self.done.show_done(_done(done))
        self.pages.setCurrentIndex(1)
        self.desk.unseen = "" if self.isVisible() else "return"

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._settle()
        self._refuse(error)

    def _refuse(self, error: BaseException) -> None:
        sounds.refused()
        messages.failure(error)

    def _leave(self) -> None:
        if self._busy or self._asked:
            return
        self.elsewhere.stop()
        self.returning.leave()
        self.loose.leave()
        self._view = None
        self.desk.go("selling")


def _done(made: ReturnedReceipt) -> Done:
    """A committed return as its last page shows it."""

    def farewell() -> str:
        told = translate("return", "Return {number}: {total} given back")
        return told.format(number=made.number, total=made.total_text)

    def hand() -> str:
        if made.cash:
            return translate("return", "Give back in cash")
        return translate("return", "Given back on the terminal") if made.card else translate("return", "Give back")

    mixed = bool(made.cash and made.card)
    return Done(
        receipt_id=made.receipt_id,
        title=lambda: translate("return", "Return {number} is made").format(number=made.number),
        name=lambda: translate("return", "Given back"),
        total=made.total_text,
        hand=hand,
        sum=words().money(made.cash) if mixed else made.total_text,
        money=(
            translate("return", "given back on the terminal: {sum}").format(sum=words().money(made.card))
            if mixed
            else made.money_text
        ),
        points=made.points_text,
        print_job_id=made.print_job_id,
        farewell=farewell,
    )


def _line(line: ReturnLineView) -> Entry:
    """A sold line as a row: what was sold at the left, what comes back at the right."""
    if line.chosen:
        state = translate("return", "comes back: {quantity}").format(quantity=line.chosen)
    elif line.enabled and line.returnable != line.sold:
        state = translate("return", "left to return: {quantity}").format(quantity=line.returnable)
    else:
        state = ""
    return Entry(
        str(line.number),
        line.name,
        line.detail,
        line.amount if line.chosen else "",
        state=state,
        tone="plain" if line.enabled else "barred",
        marked=bool(line.chosen),
    )
