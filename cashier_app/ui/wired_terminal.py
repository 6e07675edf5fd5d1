"""A payment or refund that a wired terminal is asked about, for the screen that waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cashier_app.ui.language import Text, translate
from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from cashier_app.core.ids import Id
    from cashier_app.devices.payment_terminal import TerminalAnswer
    from cashier_app.devices.terminal_worker import Order, Progress

#: A terminal that did not answer so often in a row may be answered for by a person.
SILENT: Final = 2


class WiredTerminal(QObject):
    """Follows what `order` names, and gives the terminal's final answer to `take`, once unless that failed.

    Where the till has no wired terminal `used` is False and nothing happens.  `changed` comes when there is
    something else to be said.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        order: Callable[[], Order | None],
        take: Callable[[Id, TerminalAnswer], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._order = order
        self._take = take
        self._id: Id = ""
        #: The answer is known and could not be kept: it is taken again when somebody says so.
        self._held = False
        self.progress: Progress | None = None
        desk.surroundings.terminal_said.connect(self._said)

    @property
    def used(self) -> bool:
        """Whether the till asks its terminal by itself: not of what was begun on another one."""
        return self._desk.terminal is not None and self._desk.till is not None and self._order() is not None

    @property
    def silent(self) -> bool:
        """Whether a person may answer for it."""
        return self.progress is not None and self.progress.silent >= SILENT

    @property
    def can_ask(self) -> bool:
        """Whether asking again would do something."""
        return self.progress is not None and (self.progress.silent > 0 or self._held)

    @property
    def voiding(self) -> bool:
        """Whether the payment is to be cancelled on the terminal."""
        return self.progress is not None and self.progress.voiding

    def look(self) -> None:
        """See to what waits now; an answer that is known already is taken at once."""
        terminal = self._desk.terminal
        order = self._order() if terminal is not None and self._desk.till is not None else None
        if terminal is None or order is None:
            self._id, self.progress, self._held = "", None, False
            return
        payment_id = order if isinstance(order, str) else order.payment_id
        if payment_id != self._id:
            self._id, self._held = payment_id, False
        self.progress = terminal.follow(order)
        if self.progress.final and not self._held:
            self._take(payment_id, self.progress.answer)

    def hold(self) -> None:
        """The answer could not be kept."""
        self._held = True

    def ask_again(self) -> None:
        """Somebody does not want to wait for the next try."""
        self._held = False
        if self._desk.terminal is not None:
            self._desk.terminal.ask_now()
        self.look()
        self.changed.emit()

    def void(self) -> None:
        """The buyer gave up."""
        if self._desk.terminal is not None and self._id:
            self._desk.terminal.void(self._id)
        self.look()
        self.changed.emit()

    def _said(self, payment_id: str) -> None:
        if payment_id == self._id:
            self.look()
            self.changed.emit()

    def words(self) -> str:
        """What goes on, and what the cashier is to do."""
        progress = self.progress
        if progress is None:
            return ""
        if self._held:
            return translate("payment", "The terminal's answer could not be kept. Touch “Ask again”.")
        if progress.silent:
            n = progress.silent
            told = translate(
                "payment", "The terminal did not answer, %n time(s) by now. It is asked on what became of it.", "", n
            )
            if self.silent:
                told += " " + translate(
                    "payment",
                    "It must not be done a second time. Where the terminal stays silent look at its last slip: "
                    "approved, type its number; no slip, cancel.",
                )
            return told
        if progress.voiding:
            return translate("payment", "It is being cancelled on the terminal…")
        if progress.answer.state == "unknown":
            return translate("payment", "The terminal is being asked what became of it…")
        return translate("payment", "The terminal waits for the card. Its answer comes here by itself.")

    def ask_reason(self) -> Text | str:
        """Why nothing can be asked or typed now."""
        return "" if self.can_ask else (lambda: translate("payment", "the terminal answers by itself"))
