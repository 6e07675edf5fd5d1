"""Another till's sale, asked of the server again and again until the right to return its goods comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cashier_app.core.clock import local_time
from cashier_app.ui.language import translate

if TYPE_CHECKING:
    from cashier_app.sync.questions import SaleFound
    from cashier_app.ui.screen import Desk

#: Between two questions, and how many while the till that has the right is waited for (it answers within its pause
#: between two exchanges).
AGAIN_MS: Final = 1500
MOST_TRIES: Final = 20


class Elsewhere(QObject):
    """One question at a time; `got` when the goods may be returned here, `changed` when there is news of it."""

    got = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.receipt_id = ""
        self._found: SaleFound | None = None
        self._tries = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def active(self) -> bool:
        """Whether a receipt is being asked for, or stands there without an answer that helps."""
        return bool(self.receipt_id)

    @property
    def waits(self) -> bool:
        """Whether an answer may still come by itself."""
        return self.active and (self._found is None or self._timer.isActive())

    @property
    def may_pay(self) -> bool:
        """Whether a manager may decide now: the server has answered otherwise, or not at all."""
        return self.active and self._found is not None

    def ask(self, receipt_id: str) -> None:
        """Begin to ask for a receipt."""
        self.stop()
        self.receipt_id = receipt_id
        self._ask()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self.receipt_id, self._found, self._tries = "", None, 0

    def _ask(self) -> None:
        asked = self.receipt_id
        self._tries += 1
        self._desk.ask_sale(asked, lambda found: self._answered(asked, found))

    def _answered(self, asked: str, found: SaleFound) -> None:
        if asked != self.receipt_id:
            return
        self._found = found
        if found.outcome == "held":
            self.stop()
            self.got.emit(asked)
            return
        if found.outcome in ("asked", "barred") and self._tries < MOST_TRIES:
            self._timer.start()
        self.changed.emit()

    # --- what is shown ---------------------------------------------------------------------------------

    def title(self) -> str:
        """What is going on, in a few words."""
        if self._found is None:
            return translate("return", "Asking the server for the receipt…")
        if self._found.outcome == "unknown":
            return translate("return", "The server does not know this receipt")
        if self._found.outcome == "unreachable":
            return translate("return", "The server does not answer")
        if self.waits:
            return translate("return", "Waiting for the till that sold it…")
        return translate("return", "The till that sold it does not answer")

    def text(self) -> str:
        """What it means, and the way out."""
        found = self._found
        if found is None:
            return translate("return", "This receipt was not made at this till.")
        if found.outcome == "unknown":
            return translate(
                "return",
                "It is not this chain's, or the till that made it has had no connection since. A manager can give "
                "money back for the goods; the points follow by themselves.",
            )
        if found.outcome == "unreachable":
            return translate(
                "return",
                "Without it nobody knows what of the receipt has been returned already. A manager can give money back; "
                "the points follow by themselves.",
            )
        holder = found.answer.holder if found.answer is not None else ""
        seen = found.answer.holder_seen if found.answer is not None else None
        if not holder or seen is None:
            return translate("return", "It is asked for again by itself in a moment.")
        told = translate(
            "return", "Till “{till}”, last heard of at {time}, must give up the right to this return first."
        )
        at = local_time(seen, self._desk.open_till.zone)
        return told.format(till=holder, time=f"{at:%d.%m %H:%M}")
