"""A raw queue of CUPS: `lp` hands a job over, `lpstat` says how the queue stands.

A queue answers nothing for the printer behind it.  A job that left the queue was taken by the printer's
port, which is all that can be known: it ends `sent_unconfirmed`.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import threading
import time
from typing import Final

from cashier_app.devices.printing import Cause
from cashier_app.devices.transports import PortFailed

#: How often the queue is asked whether a job has left it.
_ASK_SECONDS: Final = 0.2
_COMMAND_SECONDS: Final = 3.0
_REQUEST: Final = re.compile(r"request id is (\S+)")
#: What CUPS reports of a printer (IPP's printer-state-reasons), in a printer's words.
_ALERTS: Final[dict[str, Cause]] = {
    "media-empty": "paper_out",
    "media-needed": "paper_out",
    "cover-open": "cover_open",
    "door-open": "cover_open",
    "offline": "off",
    "connecting-to-device": "off",
    "paused": "off",
    "media-jam": "error",
}


class CupsTransport:
    """One queue; each write is a job of its own."""

    answers = False

    def __init__(self, address: str) -> None:
        """`address` is the queue's name, as `lpstat -p` prints it; `ValueError` if it cannot be one."""
        if not re.fullmatch(r"[^\s/#\-][^\s/#]*", address):
            raise ValueError(f"{address!r} is not the name of a queue")
        self.address = address
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._cancelled = threading.Event()

    def open(self) -> None:
        """Ask how the queue stands; one that is disabled, or whose printer reports a fault, is not used."""
        code, text = self._run(["lpstat", "-l", "-p", self.address])
        if code:
            raise PortFailed("off", self.address, text.strip() or "no such queue")
        cause = cause_of_queue(text)
        if cause:
            raise PortFailed(cause, self.address, text.strip())

    def write(self, data: bytes, timeout: float) -> None:
        """Hand a job over and wait until it has left the queue; one that stays there is taken back.

        Once CUPS has it nobody knows how much of it went out, so it counts as begun from then on.
        """
        deadline = time.monotonic() + timeout
        code, text = self._run(["lp", "-d", self.address, "-o", "raw", "-t", "slip", "-"], data)
        found = _REQUEST.search(text)
        if code or found is None:
            raise PortFailed("off", self.address, text.strip(), sent=found is not None)
        job = found[1]
        while True:
            code, text = self._run(["lpstat", "-o", self.address], sent=True)
            if not code and not any(line.split()[:1] == [job] for line in text.splitlines()):
                return
            left = deadline - time.monotonic()
            if left <= 0 or self._cancelled.wait(min(left, _ASK_SECONDS)):
                break
        with contextlib.suppress(PortFailed):
            self._run(["cancel", job], sent=True)
        self._check(True)
        raise PortFailed("stalled", self.address, f"{job} stays in the queue", sent=True)

    def read(self, timeout: float) -> bytes:
        """Nothing: a queue does not answer."""
        return b""

    def close(self) -> None:
        """Nothing is held open."""

    def cancel(self) -> None:
        """Make the call under way end."""
        self._cancelled.set()
        with self._lock:
            if self._running is not None:
                self._running.kill()

    def _check(self, sent: bool) -> None:
        if self._cancelled.is_set():
            raise PortFailed("stopped", self.address, sent=sent)

    def _run(self, command: list[str], data: bytes = b"", sent: bool = False) -> tuple[int, str]:
        """Exit code and words of one of CUPS' programs, in English whatever the system's language is."""
        plain = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
        with self._lock:
            self._check(sent)
            try:
                self._running = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=plain
                )
            except OSError as error:
                raise PortFailed("off", self.address, f"CUPS is not installed: {error}", sent) from error
            running = self._running
        begun = sent or command[0] == "lp"
        try:
            output, _ = running.communicate(data, _COMMAND_SECONDS)
        except subprocess.TimeoutExpired as error:
            running.kill()
            running.communicate()
            raise PortFailed("stalled", self.address, error, begun) from error
        finally:
            with self._lock:
                self._running = None
        self._check(begun)
        return running.returncode, output.decode("utf-8", "replace")


def cause_of_queue(text: str) -> Cause:
    """Why a queue cannot be used, by what `lpstat -l -p` says of it; "" if it can."""
    alerts = " ".join(line.partition("Alerts:")[2] for line in text.splitlines() if "Alerts:" in line)
    for alert in alerts.split():
        for name, cause in _ALERTS.items():
            if alert.startswith(name):
                return cause
    return "off" if re.search(r"^printer \S+ disabled", text, re.MULTILINE) else ""


def queues() -> list[str]:
    """Names of the queues of this machine; none where there is no CUPS."""
    plain = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    try:
        done = subprocess.run(
            ["lpstat", "-e"], capture_output=True, text=True, timeout=_COMMAND_SECONDS, check=False, env=plain
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [] if done.returncode else [line.strip() for line in done.stdout.splitlines() if line.strip()]
