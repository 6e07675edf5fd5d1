"""What a whole run needs around it: a screen, a hand on the keyboard, a printer's socket, a scanner's cable.

Nothing here is the product's: the printer is a socket that keeps the bytes and answers as the command
reference says, the scanner a pseudo-terminal, the hand is xdotool.
"""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import socket
import subprocess
import threading
import time
import tty
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
#: Longest wait for anything that happens by itself.
PATIENCE_S = 20.0


def wait_for(condition: Callable[[], T | None], what: str, seconds: float = PATIENCE_S) -> T:
    """The first true value of a condition; fails with `what` when it does not come in time."""
    until = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < until, f"waited {seconds:.0f} s in vain: {what}"
        threading.Event().wait(0.02)
    return value


class Display:
    """A screen of its own (Xvfb) on a number nobody uses."""

    def __init__(self, width: int = 1024, height: int = 768) -> None:
        reading, writing = os.pipe()
        size = f"{width}x{height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        self._process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.name = f":{pipe.readline().strip()}"
        assert self.name != ":", "Xvfb did not start"

    @property
    def environment(self) -> dict[str, str]:
        """Variables under which a program draws here."""
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": "/tmp"}

    def set_layout(self, name: str) -> None:
        """The keyboard's layout, `us` or `ru`."""
        subprocess.run(["setxkbmap", name], env={**os.environ, "DISPLAY": self.name}, check=True)

    def photograph(self, path: Path) -> None:
        """What is on the screen, as a PNG."""
        from PIL import ImageGrab

        path.parent.mkdir(parents=True, exist_ok=True)
        ImageGrab.grab(xdisplay=self.name).save(path)

    def close(self) -> None:
        """Take the screen away."""
        self._process.terminate()
        self._process.wait(PATIENCE_S)


class Hand:
    """Keys pressed in one window, through the X server as a keyboard's are."""

    def __init__(self, display: Display, process: int) -> None:
        self._environment = {**os.environ, "DISPLAY": display.name}
        self.window = wait_for(lambda: self._find(process), "a window of the till")
        self._do("windowfocus", "--sync", self.window)

    def _find(self, process: int) -> str:
        found = self._do("search", "--onlyvisible", "--pid", str(process), check=False).split()
        return found[-1] if found else ""

    def _do(self, *words: str, check: bool = True) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=check, timeout=30)
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        """Keys by their X names, one after the other, at a hand's speed: `press("1", "F12", "Escape")`."""
        self._do("key", "--delay", "120", *keys)

    def touch(self, x: int, y: int) -> None:
        """A finger on a place of the window."""
        self._do("mousemove", "--window", self.window, str(x), str(y), "click", "1")

    def type(self, text: str) -> None:
        """Digits at a hand's speed, too slow for a scanner."""
        self.press(*({",": "comma", ".": "period", "-": "minus"}.get(letter, letter) for letter in text))

    def wedge(self, code: str) -> None:
        """A code as a scanner that is a keyboard types it: by the keys' places, fast, with Enter at its end.

        Such a scanner believes in an American keyboard, whatever layout the machine has.
        """
        words: list[str] = []
        for letter in code:
            key, modifier = _key_of(letter)
            if modifier:
                words += ["keydown", modifier, "key", "--delay", "3", key, "keyup", modifier]
            else:
                words += ["key", "--delay", "3", key]
        self._do(*words, "key", _ENTER)


#: X11's codes of the keys of an American keyboard, row by row: the character of each, plain and with Shift.
_ROWS = (
    (10, "1234567890-=", "!@#$%^&*()_+"),
    (24, "qwertyuiop[]", "QWERTYUIOP{}"),
    (38, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (51, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
)
_PLAIN = {letter: first + place for first, plain, _ in _ROWS for place, letter in enumerate(plain)} | {" ": 65}
_SHIFTED = {letter: first + place for first, _, shifted in _ROWS for place, letter in enumerate(shifted)}
_SHIFT, _CONTROL, _ENTER = "50", "37", "36"


def _key_of(letter: str) -> tuple[str, str]:
    """The key that a scanner presses for a character, and what it holds down meanwhile; GS is Control and ]."""
    if letter == "\x1d":
        return str(_PLAIN["]"]), _CONTROL
    if letter in _PLAIN:
        return str(_PLAIN[letter]), ""
    return str(_SHIFTED[letter]), _SHIFT


class PaperSocket:
    """A network printer: keeps every byte of every connection, and says that all is well when asked."""

    def __init__(self) -> None:
        self._bytes: list[bytes] = []
        self._changed = threading.Lock()
        self._port = 0
        self.switch_on()
        self.address = f"127.0.0.1:{self._port}"

    def switch_on(self) -> None:
        """Listen; at the same address as before."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        self._stopping, self._stop = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, name="paper-socket")
        self._thread.start()

    @property
    def received(self) -> bytes:
        """All bytes of all connections so far, in the order of the connections."""
        with self._changed:
            return b"".join(self._bytes)

    def _serve(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._stopping, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select()}
                if self._stopping in ready:
                    return
                connection, _ = self._listener.accept()
                with connection, contextlib.suppress(ConnectionError):
                    self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        with self._changed:
            self._bytes.append(b"")
        answered = 0
        with selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_READ)
            selector.register(self._stopping, selectors.EVENT_READ)
            while self._stopping not in {key.fileobj for key, _ in selector.select()}:
                piece = connection.recv(65536)
                if not piece:
                    return
                with self._changed:
                    self._bytes[-1] += piece
                answers, answered = replies(self._bytes[-1], answered)
                connection.sendall(answers)

    def switch_off(self) -> None:
        """Nobody answers any more; a second call does nothing."""
        if self._stop.fileno() < 0:
            return
        self._stop.send(b"x")
        self._thread.join(PATIENCE_S)
        for end in (self._listener, self._stopping, self._stop):
            end.close()


#: DLE EOT n: the live status; GS ( H 48: four characters to give back; GS r n: the status in its turn.
_QUESTION = re.compile(rb"\x10\x04(?P<live>.)|\x1d\(H\x06\x0000(?P<id>.{4})|\x1dr(?P<status>.)", re.DOTALL)


def replies(stream: bytes, begin: int) -> tuple[bytes, int]:
    """What a healthy printer (on-line, cover shut, paper in) answers to the questions in a stream from a byte on.

    The second value is where to go on looking when more has come.
    """
    answers = b""
    for question in _QUESTION.finditer(stream, begin):
        if question["id"] is not None:
            answers += b"\x37\x22" + question["id"] + b"\x00"
        else:
            answers += b"\x12" if question["live"] is not None else b"\x00"
        begin = question.end()
    return answers, begin


class PtyScanner:
    """A serial scanner: one end of a pseudo-terminal, the other being the till's port."""

    def __init__(self) -> None:
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self.port = os.ttyname(self._theirs)

    def scan(self, code: str) -> None:
        """Send a code and its CR."""
        os.write(self._ours, code.encode() + b"\r")

    def close(self) -> None:
        """Pull it out."""
        os.close(self._ours)
        os.close(self._theirs)


@contextlib.contextmanager
def running(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is asked to end when the block does, and killed if it does not."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
