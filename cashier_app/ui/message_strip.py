"""Where messages are shown: a strip over the screen's heading that bars nothing and takes no key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.messages import Message
from cashier_app.ui.panels import Ground, Label, Panel, row

#: How long a message stays, milliseconds; an error stays until it is closed or another comes.
SHOWN_FOR: Final = {"info": 5000, "warning": 8000, "error": 0}
GROUNDS: Final[dict[str, Ground]] = {"info": "saved_tint", "warning": "warning_tint", "error": "error_tint"}
ROLES: Final = {"info": "saved", "warning": "warning", "error": "error"}


class MessageStrip(Panel):
    """Shows the latest message of `messages.bus()` where `place` says; asked anew at every message."""

    def __init__(self, place: Callable[[], QRect], parent: QWidget) -> None:
        super().__init__("warning_tint", padding=0, parent=parent)
        self.text = Label("", "warning", wrap=True)
        self.close_button = TouchButton(lambda: translate("messages", "Close"), "plain")
        self.close_button.activated.connect(self.hide)
        box = row(gap=12)
        box.setContentsMargins(theme.px(16), theme.px(6), theme.px(6), theme.px(6))
        box.addWidget(self.text, 1)
        box.addWidget(self.close_button)
        self.box.addLayout(box)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._place = place
        messages.bus().shown.connect(self._show, messages.QUEUED)
        messages.bus().cleared.connect(self.hide, messages.QUEUED)
        self.hide()

    def settle(self) -> None:
        """Lie where the place is now; a long text makes the strip higher, away from the nearer edge of the window."""
        place = self._place()
        if place.isEmpty():
            return
        inside = place.width() - self.close_button.sizeHint().width() - theme.px(16 + 12 + 6)
        needed = self.text.heightForWidth(inside) + theme.px(12)
        height = max(place.height(), needed)
        low = place.center().y() > self.window().height() // 2
        top = place.bottom() + 1 - height if low else place.top()
        self.setGeometry(place.left(), top, place.width(), height)

    def _show(self, message: Message) -> None:
        text = message.text.rstrip(".")
        text = text[:1].upper() + text[1:]
        self.text.set_text(f"{text}. {message.way_out}." if message.way_out else text)
        self.text.set_role(ROLES[message.level])
        self.set_ground(GROUNDS[message.level])
        self._timer.stop()
        if SHOWN_FOR[message.level]:
            self._timer.start(SHOWN_FOR[message.level])
        self.settle()
        self.show()
        self.raise_()
