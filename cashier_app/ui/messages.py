"""The one way to tell a person something: it is logged, then shown in a strip that bars nothing."""

from __future__ import annotations

import logging
from typing import Literal, TypeAlias

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from cashier_app.core.errors import Refused, WorldError
from cashier_app.ui.language import translate, words

log = logging.getLogger(__name__)

Level: TypeAlias = Literal["info", "warning", "error"]


class Message(msgspec.Struct, frozen=True):
    """What happened, and the way out where there is one."""

    level: Level
    text: str
    way_out: str = ""


class _Messages(QObject):
    """Carries messages from any thread to the strip on the GUI thread."""

    shown = Signal(object)
    cleared = Signal()


_bus: _Messages | None = None


def bus() -> _Messages:
    """The signals that the strip listens to: `shown(Message)` and `cleared()`."""
    global _bus
    if _bus is None:
        _bus = _Messages()
    return _bus


def info(text: str, way_out: str = "") -> None:
    """Tell something good to know; it goes by itself after a while."""
    _tell(Message("info", text, way_out))


def warning(text: str, way_out: str = "") -> None:
    """Tell that what was asked cannot be done now, and why; it goes by itself after a while."""
    _tell(Message("warning", text, way_out))


def error(text: str, way_out: str = "") -> None:
    """Tell that something went wrong; it stays until it is dismissed or another message comes."""
    _tell(Message("error", text, way_out))


def clear() -> None:
    """Take the message away: the next deed has made it old."""
    bus().cleared.emit()


def failure(raised: BaseException) -> None:
    """Tell of an exception: the world's in its own words, ours as a fault of the program, logged whole."""
    if isinstance(raised, WorldError):
        tell = warning if isinstance(raised, Refused) else error
        tell(*words().error(raised))
        return
    log.error("the program failed", exc_info=raised)
    mistake(raised)


def mistake(raised: BaseException) -> None:
    """Tell of an error that nobody caught and that is in the log (`logs.Run.listeners`); safe from any thread.

    One of the world's speaks for itself even then.
    """
    if isinstance(raised, WorldError):
        bus().shown.emit(Message("error", *words().error(raised)))
        return
    bus().shown.emit(
        Message(
            "error",
            translate("messages", "The program made a mistake; it is written down, and the till goes on"),
            translate("messages", "If it happens again, call the person who looks after the till"),
        )
    )


def _tell(message: Message) -> None:
    log.info("told", extra={"data": {"level": message.level, "text": message.text, "way_out": message.way_out}})
    bus().shown.emit(message)


#: Receivers connect with this, because messages may come from any thread.
QUEUED = Qt.ConnectionType.QueuedConnection
