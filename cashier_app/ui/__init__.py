"""Screens and panels: the only part that knows Qt.

How a screen is added
    1. A module with a subclass of `screen.Screen`; its name goes into the list in `screens.py`.
       It is imported and built when it is first shown: `desk.go("payment", receipt=...)` calls its
       `entered(receipt=...)` each time, `left()` when another one comes, `refreshed()` when sync or a
       printer changed something; `scanned(scan)` takes scans (return True).
    2. Lay it out with `self.halves(left, right)`: what is decided on the left (60 %), the hand's keys
       at the right, the one next action (`TouchButton(..., "action", Qt.Key.Key_F12)`) at the bottom
       right.  `panels.Panel`, `Label(text, role)`, `Figures`, `row()`, `column()`; `keypad.Keypad` set
       as `self.keypad` gets what is typed; `letters.LetterGrid` for words.
    3. Buttons: `buttons.TouchButton(text, role, key)`; connect `activated`.  A button is never hidden
       or moved: `set_reason(text)` takes it out of use.  A key needs no code, the button carries it.
       `Esc` belongs to the button that leads back (`desk.back()`).
    4. Texts: `lambda: translate("screen", "English text")`, so that they follow the language at run
       time; what is shown from data is set again in `refreshed()`.
    5. Measures are stated for 1024×768 and scaled by `theme.px`; colours only by token
       (`theme.current().color("points")`).  Custom painting asks them in `paintEvent`.
    6. Work off the GUI thread: `desk.background.run(operation, success, failure, owner=self)`, or
       `watch(future, ...)` for jobs of the till's database worker.  Messages: `messages.info`,
       `warning`, `error`, `failure(exception)`.  No modal boxes, nothing that Enter can answer.
    7. It is added to the states in `gallery.py`, whose pictures are looked at, and which the tests
       check for cut texts, overlaps, small targets and weak contrast.
"""
