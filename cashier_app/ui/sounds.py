"""Two short sounds, a scan accepted and a scan refused, which never make the till wait.

Qt's own player is not among the Qt parts the till carries; the system's player is used where there
is one (`paplay`, `pw-play` or `aplay`; Windows plays by itself), else the terminal's bell.
"""

from __future__ import annotations

import logging
import sys
import threading
from functools import cache
from pathlib import Path
from queue import Full, Queue
from typing import Final

from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).parent.parent.parent / "resources" / "sounds"
PLAYERS: Final = ("paplay", "pw-play", "aplay")
LONGEST_SECONDS: Final = 2.0

_enabled = True
_queue: Queue[str] | None = None


def set_enabled(enabled: bool) -> None:
    """Switch the sounds on or off."""
    global _enabled
    _enabled = enabled


def accepted() -> None:
    """A high, short tone: the scan was taken."""
    _play("accepted")


def refused() -> None:
    """Two low tones: look at the screen."""
    _play("refused")


def stop() -> None:
    """End the thread that plays; a later sound starts it again."""
    global _queue
    if _queue is not None:
        _queue.put("")
        _queue = None


def _play(name: str) -> None:
    global _queue
    if not _enabled:
        return
    if _queue is None:
        if not _has_player():
            if name == "refused":
                QApplication.beep()
            return
        _queue = Queue(maxsize=2)
        threading.Thread(target=_work, args=(_queue,), name="sounds", daemon=True).start()
    try:
        _queue.put_nowait(name)
    except Full:
        return  # sounds behind the hands are worse than none


@cache
def _has_player() -> bool:
    """Looked for once: the search through the system's folders takes half a millisecond."""
    import shutil

    return sys.platform == "win32" or any(shutil.which(player) for player in PLAYERS)


def _work(queue: Queue[str]) -> None:
    import subprocess

    while name := queue.get():
        path = FOLDER / f"{name}.wav"
        try:
            _play_file(path)
        except (OSError, subprocess.SubprocessError) as error:
            log.info("the sound %s could not be played: %s", path.name, error)


def _play_file(path: Path) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME)
        return
    import shutil
    import subprocess

    player = next(filter(None, map(shutil.which, PLAYERS)))
    subprocess.run(
        [player, str(path)],
        check=False,
        timeout=LONGEST_SECONDS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
