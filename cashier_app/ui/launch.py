"""The picture that stands on the screen while the till's program is read from the disk.

Imported before anything else of the product: Qt's widgets and nothing more.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from cashier_app.ui.display import has_display

#: A display that has not shown the picture by then gets the log-in screen next.
LONGEST_MS = 100

_picture: Picture | None = None


class Picture(QWidget):
    """A window that is nothing but a picture."""

    def __init__(self, pixmap: QPixmap) -> None:
        super().__init__()
        self.setWindowTitle("cashier-app")
        self._pixmap = pixmap
        self.painted = False
        self.resize(pixmap.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, self._pixmap)
        self.painted = True


def application() -> QApplication:
    """The program's one application object, made at the first call."""
    made = QApplication.instance()
    if isinstance(made, QApplication):
        return made
    fresh = QApplication(sys.argv[:1])
    fresh.setApplicationName("cashier-app")
    return fresh


def show_picture(path: Path) -> None:
    """Show the picture of the last start, if there is one and a display to show it on."""
    global _picture
    if not path.is_file() or not has_display():
        return
    app = application()
    pixmap = QPixmap(str(path))
    if pixmap.isNull():
        return
    _picture = Picture(pixmap)
    if pixmap.size() == QGuiApplication.primaryScreen().size():
        _picture.showFullScreen()
    else:
        _picture.show()
    # until the window system has asked for it to be painted, but no longer than a few frames
    deadline = QDeadlineTimer(LONGEST_MS)
    while not _picture.painted and not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)


def close_picture() -> None:
    """The log-in screen itself is there now."""
    global _picture
    if _picture is not None:
        _picture.close()
        _picture.deleteLater()
        _picture = None


def keep_picture(picture: QImage, path: Path) -> None:
    """Keep what a window shows for the next start; called on a worker thread.

    A full disk or a read-only folder is no matter: the next start has no picture then.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{os.getpid()}-{path.name}")
        if picture.save(str(fresh)):
            fresh.replace(path)
        else:
            fresh.unlink(missing_ok=True)
