"""Colours, type and measures: declared once, for a light and a dark shop, scaled to the screen.

Widgets of the kit paint themselves from `current()`; everything else is dressed by the one style
sheet made here from the same tokens.  All pairs of text and ground keep a contrast of 7:1 or more.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).parent.parent.parent / "resources"
FAMILY: Final = "Roboto"

#: The smallest screen; measures are stated for it.
BASE_WIDTH: Final = 1024
BASE_HEIGHT: Final = 768
MAXIMUM_SCALE: Final = 1.4

#: Measures at scale 1, logical pixels.
TARGET: Final = 48
MAIN_TARGET: Final = 64
GAP: Final = 8
#: In large type texts grow so many times, up to the size that is large enough as it is.
LARGER: Final = 1.25
LARGE_ENOUGH: Final = 25
LEAST: Final = 16

MARGIN: Final = 12
RADIUS: Final = 10


class Tokens(msgspec.Struct, frozen=True):
    """Colours of one theme; `x_tint` is the ground that text of colour `x` stands on."""

    name: str
    background: str
    surface: str
    line: str
    text: str
    secondary: str
    action: str
    action_text: str
    pressed: str
    saved: str
    saved_tint: str
    newest: str
    points: str
    points_tint: str
    warning: str
    warning_tint: str
    error: str
    error_tint: str
    digit: str
    handle: str
    top: str
    top_text: str
    top_secondary: str
    top_button: str
    lamp_good: str
    lamp_warning: str
    lamp_error: str
    lamp_off: str
    #: The strip of the practice till, and what is written on it.
    practice: str
    practice_text: str


LIGHT: Final = Tokens(
    name="light",
    background="#EEF1F4",
    surface="#FFFFFF",
    line="#D5DAE1",
    text="#14181F",
    secondary="#454E5C",
    action="#00573F",
    action_text="#FFFFFF",
    pressed="#D5DAE1",
    saved="#00573F",
    saved_tint="#E3F2EA",
    newest="#EAF4EE",
    points="#4B2380",
    points_tint="#EFE8F8",
    warning="#7A4100",
    warning_tint="#FFF1DC",
    error="#93161A",
    error_tint="#FDE7E7",
    digit="#FFFFFF",
    handle="#A9B2BE",
    top="#14211C",
    top_text="#F3F7F5",
    top_secondary="#B9C3CF",
    top_button="#2A3A33",
    lamp_good="#35C48A",
    lamp_warning="#FFB340",
    lamp_error="#FF6B66",
    lamp_off="#8B98A5",
    practice="#FFC24D",
    practice_text="#14181F",
)

DARK: Final = Tokens(
    name="dark",
    background="#0F1317",
    surface="#191F26",
    line="#2C3540",
    text="#F3F5F7",
    secondary="#B9C3CF",
    action="#5FE3B1",
    action_text="#06251A",
    pressed="#3A4653",
    saved="#5FE3B1",
    saved_tint="#153528",
    newest="#1B2B25",
    points="#D2B7FF",
    points_tint="#2B2140",
    warning="#FFC978",
    warning_tint="#3A2A10",
    error="#FFB3B0",
    error_tint="#451A1C",
    digit="#232B34",
    handle="#56626F",
    top="#0A0D10",
    top_text="#F3F5F7",
    top_secondary="#B9C3CF",
    top_button="#2A3A33",
    lamp_good="#35C48A",
    lamp_warning="#FFB340",
    lamp_error="#FF6B66",
    lamp_off="#8B98A5",
    practice="#FFC24D",
    practice_text="#14181F",
)

THEMES: Final = {"light": LIGHT, "dark": DARK}

#: Roles of labels: size at scale 1 and weight; the colour follows the role's second part.
LABELS: Final = {
    "caption": (14, 400, "secondary"),
    "body": (16, 400, "text"),
    "quiet": (16, 400, "secondary"),
    "strong": (18, 700, "text"),
    "title": (24, 700, "text"),
    "figure": (22, 700, "text"),
    "large": (32, 700, "text"),
    "total": (44, 700, "text"),
    "huge": (72, 700, "text"),
    "saved": (16, 400, "saved"),
    "points": (16, 500, "points"),
    "points-figure": (22, 700, "points"),
    "warning": (16, 500, "warning"),
    "error": (16, 500, "error"),
}


class Theme(msgspec.Struct, frozen=True):
    """Tokens at a scale; `px` turns measures stated for 1024×768 into those of this screen."""

    tokens: Tokens
    scale: float
    #: Text for weak eyes: 125 % of what is small, while widgets keep their places.
    large: bool = False

    def sized(self, size: float) -> float:
        """The size of a text as it is shown: in large type small ones grow, sums and titles are large already."""
        if not self.large or size >= LARGE_ENOUGH:
            return size
        return min(size * LARGER, LARGE_ENOUGH)

    def plain(self, size: float) -> float:
        """The stated size that is shown as it would be without large type."""
        return size / LARGER if self.large and size < LARGE_ENOUGH else size

    @property
    def least(self) -> float:
        """The stated size down to which a text that has no room may shrink: 16 px on the smallest screen."""
        return LEAST / LARGER if self.large else LEAST

    def px(self, measure: float) -> int:
        """Logical pixels of a measure at this scale."""
        return round(measure * self.scale)

    def color(self, token: str) -> QColor:
        """The colour of a token by its name."""
        found = _colors.get(token)
        if found is None:
            found = _colors[token] = QColor(getattr(self.tokens, token))
        return found

    def font(self, size: float, weight: int = 400) -> QFont:
        """The product's font in a size stated for scale 1; not to be changed by whoever gets it."""
        found = _fonts.get((size, weight))
        if found is None:
            found = QFont(FAMILY)
            found.setPixelSize(self.px(self.sized(size)))
            found.setWeight(QFont.Weight(weight))
            _fonts[size, weight] = found
        return found

    def metrics(self, size: float, weight: int = 400) -> QFontMetrics:
        """How large letters of `font` are."""
        found = _metrics.get((size, weight))
        if found is None:
            found = _metrics[size, weight] = QFontMetrics(self.font(size, weight))
        return found


_theme = Theme(LIGHT, 1.0)
#: Made once for a theme: a frame asks for them some hundred times.
_colors: dict[str, QColor] = {}
_fonts: dict[tuple[float, int], QFont] = {}
_metrics: dict[tuple[float, int], QFontMetrics] = {}


def current() -> Theme:
    """The theme on the screen."""
    return _theme


def px(measure: float) -> int:
    """Logical pixels of a measure stated for 1024×768."""
    return _theme.px(measure)


def scale_for(width: int, height: int) -> float:
    """Scale of a window's size: 1 at 1024×768, at most 1.4, in steps of a twentieth."""
    scale = min(width / BASE_WIDTH, height / BASE_HEIGHT, MAXIMUM_SCALE)
    return max(1.0, int(scale * 20 + 0.001) / 20)


def pitch(font: QFont) -> int:
    """Distance between two lines of a text: the font's letters, without the room it leaves for Vietnamese accents."""
    return -(-font.pixelSize() * 115 // 100)


def load_fonts() -> None:
    """Register the bundled font, so that a bare machine shows letters and not boxes."""
    for weight in ("Regular", "Medium", "Bold"):
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"{FAMILY}-{weight}.ttf"))


def apply(name: str, scale: float | None = None, large: bool | None = None) -> None:
    """Dress the whole application: `light` or `dark`, at a scale, in large type or not (unchanged when None)."""
    global _theme
    _theme = Theme(THEMES[name], _theme.scale if scale is None else scale, _theme.large if large is None else large)
    for kept in (_colors, _fonts, _metrics):
        kept.clear()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("a theme needs an application to dress")
    application.setFont(_theme.font(16))
    application.setPalette(palette(_theme))
    application.setStyleSheet(style_sheet(_theme))


def palette(theme: Theme) -> QPalette:
    """Qt's palette from the tokens."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "background",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "background",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.PlaceholderText: "secondary",
        QPalette.ColorRole.Highlight: "action",
        QPalette.ColorRole.HighlightedText: "action_text",
    }
    for role, token in roles.items():
        made.setColor(role, theme.color(token))
    return made


def style_sheet(theme: Theme) -> str:
    """The one style sheet, for the plain Qt widgets between the kit's own."""
    t, px = theme.tokens, theme.px
    labels = "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {px(theme.sized(size))}px; font-weight: {weight}; '
        f"color: {getattr(t, color)}; }}"
        for role, (size, weight, color) in LABELS.items()
    )
    if theme.large:
        labels += "\n".join(
            f'QLabel[role="{role}"][plain="true"] {{ font-size: {px(size)}px; }}'
            for role, (size, _, _) in LABELS.items()
        )
    return f"""
{labels}
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {{
  background: {t.surface}; color: {t.text}; border: 1px solid {t.line}; border-radius: {px(RADIUS)}px;
  padding: 0 {px(12)}px; min-height: {px(TARGET)}px; font-size: {px(theme.sized(20))}px;
  selection-background-color: {t.action}; selection-color: {t.action_text};
}}
QLineEdit:focus {{ border: 2px solid {t.action}; }}
QListView, QTableView, QTreeView {{
  background: {t.surface}; color: {t.text}; border: none; outline: none;
  selection-background-color: {t.newest}; selection-color: {t.text}; gridline-color: {t.line};
}}
QHeaderView::section {{
  background: {t.surface}; color: {t.secondary}; border: none; border-bottom: 1px solid {t.line};
  padding: {px(6)}px {px(10)}px; font-size: {px(theme.sized(16))}px;
}}
QTableView::item {{ padding: 0 {px(10)}px; border-bottom: 1px solid {t.line}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar::handle:vertical {{
  background: {t.handle}; border-radius: {px(4)}px; min-height: {px(48)}px; margin: 0 {px(4)}px 0 0;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
