"""How one thing stands, drawn: the sentence on its ground, the way out, the figures beneath."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.till.diagnosing import Finding, Standing
from cashier_app.ui import theme
from cashier_app.ui.panels import ElidedLabel, Ground, Label, Panel, column

GROUNDS: Final[dict[Standing, Ground]] = {
    "good": "saved_tint",
    "warning": "warning_tint",
    "error": "error_tint",
    "off": "background",
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FindingView(QWidget):
    """Shows a `Finding` with at most so many figures."""

    def __init__(self, most_facts: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = Panel("background", padding=12)
        self.text = Label("", "strong", wrap=True)
        self.way_out = Label("", "body", wrap=True)
        self.standing.box.addWidget(self.text)
        self.standing.box.addWidget(self.way_out)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        self.facts = [(Label("", "quiet"), ElidedLabel("", "body", align=_RIGHT)) for _ in range(most_facts)]
        for number, (name, value) in enumerate(self.facts):
            grid.addWidget(name, number, 0)
            grid.addWidget(value, number, 1)
        box = column(self, gap=12)
        box.addWidget(self.standing)
        box.addLayout(grid)

    def show_finding(self, finding: Finding) -> None:
        """Show another finding; what it has no figures for is hidden."""
        self.text.set_text(finding.text)
        self.way_out.set_text(finding.way_out)
        self.way_out.setVisible(bool(finding.way_out))
        self.standing.set_ground(GROUNDS[finding.standing])
        for number, (name, value) in enumerate(self.facts):
            known = number < len(finding.facts)
            name.setVisible(known)
            value.setVisible(known)
            if known:
                name.set_text(finding.facts[number][0])
                value.set_text(finding.facts[number][1])
