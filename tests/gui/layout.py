"""What an eye would find wrong on a screen: cut texts, overlaps, small targets, weak contrast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from cashier_app.ui import theme
from cashier_app.ui.accessible import Speaks
from cashier_app.ui.buttons import MAIN_ROLES, TouchButton
from cashier_app.ui.focus import order
from cashier_app.ui.keypad import EntryField
from cashier_app.ui.member_panel import Ring
from cashier_app.ui.message_strip import MessageStrip
from cashier_app.ui.panels import ElidedLabel, TextLines
from cashier_app.ui.receipt_list import ReceiptList
from cashier_app.ui.strip import Clock, Lamp, Place
from cashier_app.ui.totals import Totals

LEAVES = (
    QLabel,
    TextLines,
    QAbstractButton,
    EntryField,
    Clock,
    Place,
    Ring,
    ReceiptList,
    Totals,
    QAbstractItemView,
    QLineEdit,
)
#: Contrast of text that the product promises, and what antialiasing takes from thin strokes.
CONTRAST = 7.0
STROKES = 0.93


def leaves(window: QWidget) -> list[QWidget]:
    """The visible widgets that show something of their own."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, LEAVES) and widget.isVisible() and not _within_list(widget) and not _is_empty(widget)
    ]


def problems(window: QWidget) -> list[str]:
    """Everything wrong with what a window shows now; an empty list is a good screen."""
    return sorted({*misplaced(window), *weak_contrast(window)})


def misplaced(window: QWidget) -> list[str]:
    """What is cut, covered or too small: the same in every colour."""
    return sorted({*cut_texts(window), *overlaps(window), *small_targets(window)})


def place(widget: QWidget, window: QWidget) -> QRect:
    """A widget's place in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def name(widget: QWidget) -> str:
    """A widget as a finding calls it."""
    words: Any = getattr(widget, "caption", None) or getattr(widget, "text", "")
    text = words() if isinstance(words, Callable) else words  # type: ignore[arg-type]
    return f"{type(widget).__name__} “{str(text)[:60]}”"


def _within_list(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractItemView | QLineEdit):
            return True
        parent = parent.parentWidget()
    return False


def _is_empty(widget: QWidget) -> bool:
    if isinstance(widget, TextLines):
        return not widget.text()
    return isinstance(widget, QLabel) and not widget.text() and widget.pixmap().isNull()


# --- cut texts ---------------------------------------------------------------------------------------------------


def cut_texts(window: QWidget) -> Iterator[str]:
    """Texts without room, widgets that stick out of what holds them, widgets beyond the window."""
    for widget in leaves(window):
        if not _fits(widget):
            yield f"cut: {name(widget)} has {widget.width()}×{widget.height()}"
        shown = _shown_part(widget, window)
        if shown != place(widget, window) and not _scrolls(widget):
            yield f"sticks out: {name(widget)} at {place(widget, window).getRect()}"


def _fits(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel):
        return _label_fits(widget)
    if isinstance(widget, EntryField):
        needed = QFontMetrics(widget.name_font).horizontalAdvance(widget.name) + theme.px(14 + 14)
        return widget.width() >= needed
    fits = getattr(widget, "fits", None)
    cut = getattr(widget, "cut_texts", None)
    return bool(fits is None or fits()) and not (cut() if cut is not None else ())


def _label_fits(label: QLabel) -> bool:
    metrics, inside = QFontMetrics(label.font()), label.contentsRect()
    if not label.wordWrap():
        lines = label.text().split("\n")
        return (
            max(map(metrics.horizontalAdvance, lines)) <= inside.width() + 1
            and metrics.height() * len(lines) <= inside.height() + 2
        )
    longest = max(map(metrics.horizontalAdvance, label.text().split()), default=0)
    return longest <= inside.width() + 1 and label.heightForWidth(label.width()) <= label.height() + 1


def _shown_part(widget: QWidget, window: QWidget) -> QRect:
    """What is left of a widget's place when every parent has cut it."""
    rect = place(widget, window)
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        rect = rect.intersected(place(parent, window))
        parent = parent.parentWidget()
    return rect.intersected(window.rect())


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


# --- who cannot see or touch ---------------------------------------------------------------------------------------


def unspoken(window: QWidget, *parts: QWidget) -> Iterator[str]:
    """What a screen reader cannot name, and buttons that Tab does not reach once; `parts` are gone through in turn."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not _is_control(widget) or _is_empty(widget):
            continue
        seen = QAccessible.queryAccessibleInterface(widget)
        role, spoken = seen.role(), seen.text(QAccessible.Text.Name)
        if not spoken or role in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            yield f"unspoken: {name(widget)} is {role.name} “{spoken}”"
    reached = Counter(each for part in parts for each in order(part))
    for widget in window.findChildren(QAbstractButton):
        if widget.isVisible() and reached[widget] != 1:
            yield f"tab: {name(widget)} is reached {reached[widget]} times"


def _is_control(widget: QWidget) -> bool:
    if _within_list(widget) or widget.objectName().startswith("qt_"):
        return False
    touched = type(widget).mouseReleaseEvent is not QWidget.mouseReleaseEvent and isinstance(widget, QFrame)
    return (
        isinstance(widget, (*LEAVES, Speaks, QPlainTextEdit))
        or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        or (touched and "mouseReleaseEvent" in vars(type(widget)))
    )


# --- overlaps and targets ----------------------------------------------------------------------------------------


def overlaps(window: QWidget) -> Iterator[str]:
    """Pairs of widgets that lie on one another; the message strip lies over headings by design."""
    shown = [(widget, _shown_part(widget, window)) for widget in leaves(window) if not _in_messages(widget)]
    for number, (one, here) in enumerate(shown):
        for other, there in shown[number + 1 :]:
            common = here.intersected(there)
            if common.width() > 1 and common.height() > 1:
                if one.isAncestorOf(other) or other.isAncestorOf(one):
                    continue
                yield f"overlap: {name(one)} and {name(other)}"


def _in_messages(widget: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None:
        if isinstance(parent, MessageStrip):
            return True
        parent = parent.parentWidget()
    return False


def small_targets(window: QWidget) -> Iterator[str]:
    """Buttons too small for a finger."""
    for widget in leaves(window):
        if isinstance(widget, TouchButton):
            least = theme.px(theme.MAIN_TARGET if widget.role in MAIN_ROLES else theme.TARGET)
        elif isinstance(widget, Lamp):
            least = theme.px(theme.TARGET)
        else:
            continue
        if min(widget.width(), widget.height()) < least:
            yield f"small: {name(widget)} is {widget.width()}×{widget.height()}, less than {least}"


# --- contrast ----------------------------------------------------------------------------------------------------


def weak_contrast(window: QWidget) -> Iterator[str]:
    """Texts whose strokes, as painted, stand out too little from the ground around them."""
    picture = as_pillow(window.grab().toImage())
    for widget in leaves(window):
        if isinstance(widget, QAbstractItemView | ReceiptList | Ring) or not _says_something(widget):
            continue
        rect = _shown_part(widget, window)
        if rect.isEmpty():
            continue
        ratio = contrast_of(picture.crop((rect.left() + 3, rect.top() + 3, rect.right() - 2, rect.bottom() - 2)))
        if ratio < CONTRAST * STROKES:
            yield f"contrast: {name(widget)} has {ratio:.1f}"


def _says_something(widget: QWidget) -> bool:
    if isinstance(widget, TouchButton):
        return bool(widget.caption)
    if isinstance(widget, EntryField):
        return bool(widget.name)
    return not isinstance(widget, QLineEdit) or bool(widget.text())


def as_pillow(image: QImage) -> Image.Image:
    """A picture of Qt's as one of Pillow's."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = bytes(plain.constBits())[: plain.sizeInBytes()]
    return Image.frombytes("RGB", (plain.width(), plain.height()), rows, "raw", "RGB", plain.bytesPerLine())


def contrast_of(picture: Image.Image) -> float:
    """Contrast between the commonest colour and the one that stands out most."""
    colors = picture.getcolors(picture.width * picture.height) or []
    ground = Counter({color: count for count, color in colors}).most_common(1)[0][0]
    return max(ratio(color, ground) for _, color in colors)


def ratio(one: Sequence[int], other: Sequence[int]) -> float:
    """Contrast of two colours by WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Sequence[int]) -> float:
    linear = [
        value / 255 / 12.92 if value / 255 <= 0.03928 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in color
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
