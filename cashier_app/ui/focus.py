"""The order in which Tab goes through a screen: as its layouts lay it out, first the screen, then the strip."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QLayout, QStackedLayout, QWidget

from cashier_app.ui import theme


def order(root: QWidget) -> list[QWidget]:
    """Everything within a widget that Tab may reach now, in the order of reading."""
    return list(_within(root))


def _within(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
        return
    layout = widget.layout()
    laid = list(_of_layout(layout)) if layout is not None else []
    for each in laid:
        yield from _within(each)
    others = [
        child
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child not in laid
    ]
    for child in sorted(others, key=lambda child: (child.y(), child.x())):
        yield from _within(child)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout in the order of reading."""
    if isinstance(layout, QStackedLayout):
        current = layout.currentWidget()
        if current is not None:
            yield current
        return
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place)[:2])  # type: ignore[index]
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _of_layout(inner)


def paint_ring(painter: QPainter, place: QRectF) -> None:
    """The ring around what Tab has reached: dark and light lines side by side, to be seen on any ground."""
    now = theme.current()
    width, radius = max(2, now.px(3)), now.px(theme.RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, token, thick in ((width / 2, "text", width), (width + 1, "surface", 2)):
        painter.setPen(QPen(now.color(token), thick))
        painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius, radius)
