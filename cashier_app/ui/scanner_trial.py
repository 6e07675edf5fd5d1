"""A scanner is tried: each scan with its bytes and pauses; from three the till learns how it is to be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.devices.learning import SILENCE_MS, ByteListener, Hint, KeyListener, Sample
from cashier_app.till import scanner_trial, setting_changes
from cashier_app.till.scanner_trial import HINTS, Learned, TrialSettings
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate, words
from cashier_app.ui.panels import Label, Panel, Rule, column, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.wedge_filter import scan_code_offset

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.wedge import Key
    from cashier_app.till.rights import Permission

#: Rows of the facts about one scan.
_FACTS: Final = 7
#: So many of the newest scans are kept.
_KEPT: Final = 20
#: Signs of a code in a line of the screen.
_LONGEST: Final = 38


class ScannerTrialScreen(Screen):
    """While it is shown, keys and bytes of all scanners come here raw and go nowhere else."""

    #: Bytes of a serial scanner, from its reading thread: name, bytes, milliseconds.
    _bytes_came = Signal(str, bytes, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._samples: list[Sample] = []
        self._hints: set[Hint] = set()
        self._learned = Learned((), {})
        self._keys = KeyListener(scan_code_offset())
        self._bytes = ByteListener()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS + 20)
        self._silence.timeout.connect(self._quiet)
        self._bytes_came.connect(self._take_bytes, Qt.ConnectionType.QueuedConnection)
        self.halves(self._left(), self._right())

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=20)
        panel.box.addWidget(Label(lambda: translate("scanning", "Try a scanner"), "title"))
        self.hint = Label(
            lambda: translate("scanning", "Scan any code: nothing is sold here, and no key acts but those on buttons."),
            "quiet",
            wrap=True,
        )
        panel.box.addWidget(self.hint)
        panel.box.addWidget(Rule())
        self.facts: list[tuple[Label, Label]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(10))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        for number in range(_FACTS):
            name, value = Label("", "quiet", align=top), Label("", "body", wrap=True, align=top)
            grid.addWidget(name, number, 0)
            grid.addWidget(value, number, 1)
            self.facts.append((name, value))
        panel.box.addLayout(grid)
        panel.box.addStretch(1)
        self.keyboard = Label("", "warning", wrap=True)
        panel.box.addWidget(self.keyboard)
        return panel

    def _right(self) -> QWidget:
        self.learned = Panel(padding=18)
        self.learned.box.addWidget(Label(lambda: translate("scanning", "What the till learns"), "strong"))
        self.lines = Label("", "body", wrap=True, align=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.learned.box.addWidget(self.lines, 1)
        self.anew = TouchButton(lambda: translate("scanning", "Begin anew"), "plain", Qt.Key.Key_F5)
        self.tones = TouchButton(lambda: translate("diagnosis", "Try the sounds"), "plain", Qt.Key.Key_F6)
        self.leave = TouchButton(lambda: translate("scanning", "Back"), "side", Qt.Key.Key_Escape)
        self.write = TouchButton(lambda: translate("scanning", "Write into the settings"), "action", Qt.Key.Key_F12)
        self.write.setMinimumHeight(theme.px(76))
        self.anew.activated.connect(self._begin)
        self.tones.activated.connect(self._sound)
        self.leave.activated.connect(self.desk.back)
        self.write.activated.connect(self._write)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.learned, 1)
        tools, foot = row(), row()
        for button in (self.anew, self.tones):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            tools.addWidget(button, 1)
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.write, 3)
        box.addLayout(tools)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._begin()
        self._listen()

    def returned(self) -> None:
        self._listen()
        self._show()

    def left(self) -> None:
        self.desk.listen_to_keys(None)
        if self.desk.surroundings.scanner_ports is not None:
            self.desk.surroundings.scanner_ports.tap(None)
        self._silence.stop()

    def refreshed(self) -> None:
        self._show()

    def _listen(self) -> None:
        self.desk.listen_to_keys(self._take_key)
        if self.desk.surroundings.scanner_ports is not None:
            self.desk.surroundings.scanner_ports.tap(self._bytes_came.emit)

    def _begin(self) -> None:
        """Forget what was scanned."""
        self._samples, self._hints = [], set()
        self._keys, self._bytes = KeyListener(scan_code_offset()), ByteListener()
        self._show()

    # --- hearing ---------------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> bool:
        """The same scan came here raw: there is nothing more to do, and it goes nowhere else."""
        return True

    def _take_key(self, key: Key) -> bool:
        if not self._keys.takes(key):
            return False
        self._came(self._keys.press(key))
        self._silence.start()
        return True

    def _take_bytes(self, source: str, data: bytes, now_ms: int) -> None:
        self._came(self._bytes.feed(source, data, now_ms))
        self._silence.start()

    def _quiet(self) -> None:
        self._came([*self._keys.silence(), *self._bytes.silence()])

    def _came(self, samples: list[Sample]) -> None:
        if not samples:
            return
        sounds.accepted()
        self._samples = [*self._samples, *samples][-_KEPT:]
        for sample in samples:
            self._hints |= sample.hints
        self._show()

    # --- showing ---------------------------------------------------------------------------------------

    @property
    def _by(self) -> TrialSettings:
        places = {view.name: view.place for view in self.desk.surroundings.scanners}
        return TrialSettings(settings=self.desk.settings, offset=scan_code_offset(), places=places)

    def _show(self) -> None:
        by = self._by
        clock = self.desk.open_till.clock
        rows = scanner_trial.facts(self._samples[-1], by, clock, words()) if self._samples else ()
        for number, (name, value) in enumerate(self.facts):
            known = number < len(rows)
            name.setVisible(known)
            value.setVisible(known)
            if known:
                name.set_text(rows[number][0])
                value.set_text(_breakable(rows[number][1]))
        self._learned = scanner_trial.learned(self._samples, by, words())
        self.lines.set_text("\n".join(self._learned.lines))
        said = [words().translate("scanning", HINTS[hint]) for hint in sorted(self._hints)]
        self.keyboard.set_text("\n".join(said))
        self.keyboard.setVisible(bool(said))
        if self._learned.changes:
            self.write.set_reason("")
        else:
            self.write.set_reason(lambda: translate("scanning", "there is nothing to write yet"), shown=True)

    # --- acting ----------------------------------------------------------------------------------------

    def _sound(self) -> None:
        sounds.accepted()
        sounds.refused()

    def _write(self) -> None:
        till, changes = self.desk.open_till, self._learned.changes

        def allowed(permission: Permission | None) -> Any:
            return setting_changes.allow_settings(till, changes, permission)

        def done(_: object) -> None:
            self.attempt(lambda _: self.desk.change_settings(changes), self._written)

        self.attempt(allowed, done)

    def _written(self, _: object) -> None:
        messages.info(translate("scanning", "It is written into the settings and in force"))
        self._begin()
        self._listen()


def _breakable(text: str) -> str:
    """A text whose long words are broken into lines that fit the narrowest screen."""
    return " ".join(
        "\n".join(word[at : at + _LONGEST] for at in range(0, len(word), _LONGEST)) for word in text.split(" ")
    )
