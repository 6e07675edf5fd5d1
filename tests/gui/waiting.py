"""Waiting for what goes on behind the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell

#: Longest wait for work in the background, in rounds of events and a millisecond of rest.
PATIENCE: Final = 4000


def settle(shell: Shell) -> None:
    """Let the background end and everything be painted."""
    for _ in range(PATIENCE):
        QApplication.processEvents()
        if not shell.desk.background.busy:
            break
        shell.thread().msleep(1)
    QApplication.processEvents()
