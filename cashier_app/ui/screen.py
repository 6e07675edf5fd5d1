"""What a screen is: a widget in the shell's stack, with its keys, its scans and its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.till.rights import NeedsPermission, Permission
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.background import Background
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.panels import beside
from cashier_app.ui.preferences import Choices
from cashier_app.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from cashier_app.config import Places, Settings
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.terminal_worker import TerminalWorker
    from cashier_app.devices.wedge import Key
    from cashier_app.sync.messages import FoundMembers, FoundSales, GiftCardSummary
    from cashier_app.sync.questions import PurchasesFound, SaleFound
    from cashier_app.till.buyer_view import BuyerView
    from cashier_app.till.opening import Till
    from cashier_app.ui.attention import Attention


def _nobody_asked(account_id: str) -> None:
    """Without a server there is nobody to ask for rights."""


def nobody_looks(view: Callable[[], BuyerView]) -> None:
    """Without a buyer's display nothing is made for it."""


def _nothing_wanted() -> None:
    """Without a server there is nobody to ask for what is limited."""


def _not_found(identifier_hash: str, told: Callable[[bool], None]) -> None:
    told(False)


def _no_server(receipt_id: str, told: Callable[[SaleFound], None]) -> None:
    from cashier_app.sync.questions import SaleFound

    del receipt_id
    told(SaleFound("unreachable"))


def _nothing_heard(listener: Callable[[Key], bool] | None) -> None:
    """Without a window there are no keys."""


def _not_kept(changes: Mapping[str, object]) -> None:
    """Without a program around the screens there is no file of settings."""


def _no_purchases(account_id: str, cursor: str, told: Callable[[PurchasesFound], None]) -> None:
    from cashier_app.sync.questions import PurchasesFound

    del account_id, cursor
    told(PurchasesFound("unreachable"))


def _nobody_found(digits: str, told: Callable[[FoundMembers | None], None]) -> None:
    told(None)


def _no_practice() -> None:
    """Without a program around the screens there is no other till."""


def _no_gift(account_id: str, identifier_hash: str, told: Callable[[], None]) -> None:
    told()


def _no_balance(identifier_hash: str, told: Callable[[GiftCardSummary | None], None]) -> None:
    told(None)


def _found_nowhere(number: int, told: Callable[[FoundSales | None], None]) -> None:
    told(None)


@dataclass
class Desk:
    """What every screen works with; `till` is None until the database has been opened."""

    settings: Settings
    background: Background
    #: `go("payment", receipt=…)` shows another screen and calls its `entered(receipt=…)`.
    go: Callable[..., None]
    #: Shows the screen before this one.
    back: Callable[[], None]
    till: Till | None = None
    #: The payment terminal that the till asks by itself; None: the cashier types what its slip says.
    terminal: TerminalWorker | None = None
    #: The screen on which a payment or refund came to its end while the till was locked.
    unseen: str = ""
    #: The last news of server, scanner and printer, and what can be asked of them.
    surroundings: Surroundings = field(default_factory=Surroundings)
    #: A card was attached: rights to spend its points are asked of the server in the background.
    buyer_attached: Callable[[str], None] = _nobody_asked
    #: A telephone's changing code may wait to be verified: the server is asked, and what it says is told.
    code_wanted: Callable[[], None] = _nothing_wanted
    #: The receipt may lack rights on what is limited in number: what it wants is asked of the server.
    limits_wanted: Callable[[], None] = _nothing_wanted
    #: What the buyer sees on a display of her own; made only where there is one.
    buyer_sees: Callable[[Callable[[], BuyerView]], None] = nobody_looks
    #: `look_up(hash, told)`: the server is asked whose telephone this is; `told(found)`, at once when offline.
    look_up: Callable[[str, Callable[[bool], None]], None] = _not_found
    #: `ask_sale(receipt, told)`: the server is asked for another till's sale and the right to return its goods.
    ask_sale: Callable[[str, Callable[[SaleFound], None]], None] = _no_server
    #: `find_sales(number, told)`: the server is asked for sales of all tills; `told(None)` where it does not answer.
    find_sales: Callable[[int, Callable[[FoundSales | None], None]], None] = _found_nowhere
    #: `find_members(digits, told)`: the server is asked for buyers by a part of a number; `told(None)` without it.
    find_members: Callable[[str, Callable[[FoundMembers | None], None]], None] = _nobody_found
    #: `purchases(account, cursor, told)`: the server is asked for a page of what a buyer bought in any shop.
    purchases: Callable[[str, str, Callable[[PurchasesFound], None]], None] = _no_purchases
    #: `ask_gift(account, hash, told)`: the server is asked about a gift card, if `hash` names it, and for all that it
    #: holds; `told()` when that is known here, at once when offline.
    ask_gift: Callable[[str, str, Callable[[], None]], None] = _no_gift
    #: `gift_balance(hash, told)`: what the server says of a gift card; `told(None)` where it does not answer.
    gift_balance: Callable[[str, Callable[[GiftCardSummary | None], None]], None] = _no_balance
    #: Keys are given to this listener first, while a scanner is tried; what it takes goes nowhere else.
    listen_to_keys: Callable[[Callable[[Key], bool] | None], None] = _nothing_heard
    #: Keys of the settings (`scanner.wedge_prefix`) are written into the file and are in force; raises a `WorldError`.
    change_settings: Callable[[Mapping[str, object]], None] = _not_kept
    #: Change to the practice till, and back to the real one.
    practise: Callable[[], None] = _no_practice
    leave_practice: Callable[[], None] = _no_practice
    #: What a person should see to; None in a window whose till is not looked after.
    attention: Attention | None = None
    #: Where this installation keeps its files; None in a window without a program around it.
    places: Places | None = None
    #: Language, colours and sounds that a person chose on the screen.
    choices: Choices = field(init=False)
    #: What the program was started with; `settings` may have been changed since.
    started: Settings = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.settings
        self.choices = Choices(self.settings, None)

    @property
    def open_till(self) -> Till:
        """The till, on screens that are only reached once it is open."""
        if self.till is None:
            raise RuntimeError("this screen needs an open till")
        return self.till


class Screen(QWidget):
    """Base of all screens: what is decided on the left, the hand's keys at the right.

    A subclass builds its widgets in `__init__` (once, lazily, at its first showing) and fills them in
    `entered`.  Keys need no code: the button that carries a key is pressed by it.  What is typed
    goes to `keypad` where the screen has one.
    """

    #: Left to itself: no top strip buttons that lead away, no scans (login).
    stands_alone = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.keypad: Keypad | None = None
        self._share = 0.6

    def entered(self, **given: Any) -> None:
        """The screen is about to be shown, with what `go` was given."""

    def returned(self) -> None:
        """The screen is shown again, as it was left, after one that was called from it."""
        self.refreshed()

    def left(self) -> None:
        """Another screen is about to be shown."""

    def refreshed(self) -> None:
        """Something changed outside (sync, printer, language): read again what is shown."""

    def scanned(self, scan: Scan) -> bool:
        """Take a scan; False leaves it to the shell, which refuses it with words."""
        return False

    def message_place(self) -> QRect:
        """Where the message strip may lie, in the screen's coordinates: over the heading at the left."""
        return QRect(theme.px(12), theme.px(12), round(self.width() * self._share) - theme.px(18), theme.px(64))

    def buttons(self) -> list[TouchButton]:
        """The buttons on the screen now."""
        return [button for button in self.findChildren(TouchButton) if button.isVisible()]

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Press the button that carries the key, else type; whether anything took it."""
        key = event.key()
        if key not in (Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in self.buttons():
                if button.key is not None and button.key == key:
                    button.press()
                    return True
        return self.keypad is not None and self.keypad.isVisible() and self.keypad.key_pressed(event)

    def attempt(self, act: Callable[[Permission | None], Any], done: Callable[[Any], None] | None = None) -> None:
        """Do what may need a right: where it lacks, a colleague is asked for the PIN and it is done with that.

        `act` gets the permission (None at first) and returns a value or a future; `done` gets the result
        on the GUI thread.  Any other refusal goes to `messages.failure`.
        """
        self._attempt(act, done, None)

    def _attempt(
        self,
        act: Callable[[Permission | None], Any],
        done: Callable[[Any], None] | None,
        permission: Permission | None,
    ) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, NeedsPermission) and permission is None:
                self.desk.go("permission", right=error.right, allowed=lambda given: self._attempt(act, done, given))
            else:
                sounds.refused()
                messages.failure(error)

        try:
            result = act(permission)
        except WorldError as error:
            failed(error)
            return
        if isinstance(result, Future):
            self.desk.background.watch(result, done, failed, owner=self)
        elif done is not None:
            done(result)

    def halves(self, left: QWidget, right: QWidget, share: float = 0.6) -> QHBoxLayout:
        """Lay the screen out in its two halves: `share` of the width for what is decided."""
        self._share = share
        return beside(self, left, right, share)
