"""Whether there is a screen to draw on, found out before Qt is asked: without one Qt ends the program wordlessly."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError


class NoDisplay(WorldError):
    """Nothing to draw windows on."""

    text = QT_TRANSLATE_NOOP("errors", "There is no screen to show the till on")
    way_out = QT_TRANSLATE_NOOP("errors", "Start it on the desktop of this computer, not over a remote command line")


class DisplayClosed(NoDisplay):
    """A screen is named, and it does not answer."""

    text = QT_TRANSLATE_NOOP("errors", "The screen “{name}” does not answer")
    way_out = QT_TRANSLATE_NOOP("errors", "Log in to the desktop of this computer and start the till there")


class LibraryMissing(NoDisplay):
    """A library that Qt needs for the X server, and bare systems lack."""

    text = QT_TRANSLATE_NOOP("errors", "The system's library {library} is missing: windows cannot be shown")
    way_out = QT_TRANSLATE_NOOP("errors", "Install it: sudo apt install {package}")


def check_display(environment: Mapping[str, str] = os.environ) -> None:
    """Raises `NoDisplay` where Qt could show no window; nothing for platforms that somebody has chosen himself."""
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return
    wayland, name = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if wayland and _wayland_answers(wayland, environment):
        return
    if not name:
        raise DisplayClosed(name=wayland) if wayland else NoDisplay()
    if not _x_answers(name):
        raise DisplayClosed(name=name)
    import ctypes

    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        raise LibraryMissing(library="libxcb-cursor.so.0", package="libxcb-cursor0") from error


def has_display() -> bool:
    """Whether windows can be shown."""
    try:
        check_display()
    except NoDisplay:
        return False
    return True


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    return os.path.exists(os.path.join(environment.get("XDG_RUNTIME_DIR", ""), name))


def _x_answers(name: str) -> bool:
    """Whether an X server listens; `:0`, `unix:0`, `host:10.0`."""
    if sys.platform == "win32":
        return False
    import socket  # the till's first frame comes before it otherwise

    host, _, rest = name.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host not in ("", "unix"):
        places: list[tuple[int, str | tuple[str, int]]] = [(socket.AF_INET, (host, 6000 + int(number)))]
    else:
        path = f"/tmp/.X11-unix/X{number}"
        places = [(socket.AF_UNIX, "\0" + path), (socket.AF_UNIX, path)]
    for family, place in places:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            try:
                connection.connect(place)
            except OSError:
                continue
            return True
    return False
