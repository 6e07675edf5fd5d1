"""What a screen reader is told of widgets that paint themselves: their role, their name and what stands in them.

A widget that is none of Qt's own declares `ACCESSIBLE_ROLE` and `spoken()`; buttons and lists have Qt's roles.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


@runtime_checkable
class Speaks(Protocol):
    """A widget that paints itself and can say what it is."""

    ACCESSIBLE_ROLE: QAccessible.Role

    def spoken(self) -> tuple[str, str]:
        """Its name, and what stands in it."""


class _Spoken(QAccessibleWidget):
    """Qt's picture of such a widget."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget: Any = widget

    def text(self, kind: QAccessible.Text) -> str:
        name, value = self._widget.spoken()
        if kind == QAccessible.Text.Name:
            return str(name)
        if kind == QAccessible.Text.Value:
            return str(value)
        return super().text(kind)


#: Qt keeps none of them alive by itself while Python still knows them.
_made: dict[int, QAccessibleInterface] = {}
_installed = False


def _make(_: str, owner: object) -> QAccessibleInterface | None:
    if not isinstance(owner, QWidget) or not isinstance(owner, Speaks):
        return None
    made = _Spoken(owner, owner.ACCESSIBLE_ROLE)
    key = id(owner)
    _made[key] = made
    owner.destroyed.connect(lambda: _made.pop(key, None))
    return made


def install() -> None:
    """Let screen readers ask; once a process.  Nothing is made before one does."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_make)
        _installed = True
