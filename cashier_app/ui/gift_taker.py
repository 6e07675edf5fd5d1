"""A gift card on the payment screen: scanned or typed, the server asked about it, then taken."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds
from cashier_app.ui.language import translate
from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.gift_cards import CardAsked
    from cashier_app.till.paying import PaymentView
    from cashier_app.ui.payment import PaymentScreen


class GiftTaker(QObject):
    """One card at a time; those scanned meanwhile wait for their turn.

    `pays(card, sum)` takes a card that has been asked about (None: there is no payment any more); `asks(True)` until
    then, `asks(False)` when it is over.
    """

    def __init__(
        self,
        desk: Desk,
        pays: Callable[[CardAsked, str], Future[PaymentView] | None],
        asks: Callable[[bool], None],
        screen: PaymentScreen,
    ) -> None:
        super().__init__(screen)
        self._desk = desk
        self._pays = pays
        self._asks = asks
        self._screen = screen
        self._waiting: list[tuple[CardAsked, str]] = []
        self._under_way = False

    def scanned(self, scan: Scan, typed: Callable[[], str]) -> bool:
        """Take a scan that is a gift card, for the sum `typed` if there is one; False for anything else."""
        try:
            asked = self._desk.open_till.gift_cards.read(scan.text, scan.raw, scan.symbology)
        except WorldError as error:
            self._refused(error)
            return True
        if asked is None:
            return False
        sounds.accepted()
        self.take(asked, typed())
        return True

    def typed(self, text: str) -> None:
        """A number typed by hand; without one it is said what may be done."""
        if not text:
            messages.info(
                translate("payment", "Scan the gift card"),
                translate("payment", "For a part of the sum, type it first; without a scanner type the card's number"),
            )
            return
        try:
            asked = self._desk.open_till.gift_cards.read(text)
        except WorldError as error:
            self._refused(error)
            return
        if asked is None:
            sounds.refused()
            messages.warning(
                translate("payment", "This is not the number of a gift card: {text}").format(text=text[:20]),
                translate("payment", "Type all digits of the card, or scan it"),
            )
            return
        self.take(asked, "")

    def take(self, asked: CardAsked, amount: str) -> None:
        """Ask the server about a card, then pay with it."""
        self._waiting.append((asked, amount))
        self._next()

    def _next(self) -> None:
        if self._under_way or not self._waiting:
            return
        self._under_way = True
        asked, amount = self._waiting.pop(0)
        messages.clear()
        self._asks(True)
        self._desk.ask_gift(asked.account_id, asked.hash, lambda: self._known(asked, amount))

    def _known(self, asked: CardAsked, amount: str) -> None:
        """What can be known of the card is known here: it pays, or it is said why not."""
        self._asks(False)
        try:
            paid = self._pays(asked, amount)
        except WorldError as error:
            self._refused(error)
            paid = None
        if paid is None:
            self._desk.open_till.give_back_idle([asked.account_id])
            self._over()
            return
        self._screen.follow(paid, self._over)

    def _over(self) -> None:
        self._under_way = False
        self._next()

    def _refused(self, error: WorldError) -> None:
        sounds.refused()
        messages.failure(error)
