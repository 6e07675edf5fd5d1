"""Which receipt printers can be seen from this machine, and what one says of itself when it is asked.

Nothing here is fast: call it in the background.  The network is only asked where somebody wants it.
"""

from __future__ import annotations

import os
import re
import selectors
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal, TypeAlias, TypeVar

import msgspec

from cashier_app.devices.escpos_status import (
    ASK_OFFLINE_CAUSE,
    ASK_PAPER,
    ASK_PRINTER,
    CONFIRM_BY_STATUS,
    AnswerReader,
    InOrder,
    Processed,
    RealTime,
    confirm_by_process_id,
)
from cashier_app.devices.printer_dialogue import random_mark
from cashier_app.devices.printing import Cause
from cashier_app.devices.profiles import Profile
from cashier_app.devices.serial_ports import SerialPort, looks_like_scanner, serial_ports
from cashier_app.devices.transports import Port, PortFailed, PortSettings, make_transport

Answered = TypeVar("Answered")

#: USB's number for the class of printers, as `sys` writes it.
_PRINTER_CLASS: Final = "07"
_RAW_PORT: Final = 9100
#: Connections tried at a time: a home router's table is soon full.
_AT_ONCE: Final = 64
#: Longest wait for one address; what answers at all answers within a few milliseconds in a shop.
_CONNECT_SECONDS: Final = 0.7

# --- what can be seen --------------------------------------------------------------------------------------


class Found(msgspec.Struct, frozen=True):
    """A printer, or what may be one: the keys of `[[printers]]` that reach it.

    `title` is what it says of itself; `ids` USB's numbers; `sure`: it says that it is a printer.
    """

    transport: Literal["tcp", "serial", "usb", "cups", "device"]
    address: str
    title: str
    ids: str = ""
    sure: bool = True


def printers(root: Path = Path("/"), *, queues: Callable[[], list[str]] | None = None) -> list[Found]:
    """What is plugged into this machine or is a queue of it; `root` is where `sys` and `dev` lie.

    A printer on USB is named as a device node where the kernel has made one, else by its numbers.  Serial ports
    that are a scanner's by their own words are left out; of others nobody knows what hangs on them.
    """
    from cashier_app.devices.transports import cups

    found = usb_printers(root)
    found += [_on_serial(port, root) for port in serial_ports(root) if not looks_like_scanner(port)]
    return found + [Found("cups", name, name) for name in (queues or cups.queues)()]


def usb_printers(root: Path = Path("/")) -> list[Found]:
    """Devices of USB's printer class, as Linux shows them; none on other systems."""
    folder = root / "sys" / "bus" / "usb" / "devices"
    found: list[Found] = []
    with suppress(OSError):
        for name in sorted(os.listdir(folder)):
            if ":" in name and _word(folder / name / "bInterfaceClass") == _PRINTER_CLASS:
                found.append(_on_usb(folder / name, folder / name.partition(":")[0], root))
    return found


def _on_usb(interface: Path, device: Path, root: Path) -> Found:
    ids = f"{_word(device / 'idVendor')}:{_word(device / 'idProduct')}"
    serial = _word(device / "serial")
    title = " ".join(filter(None, (_word(device / "manufacturer"), _word(device / "product")))) or ids
    with suppress(OSError):
        for node in sorted(os.listdir(interface / "usbmisc")):
            if (root / "dev" / "usb" / node).exists():
                return Found("device", f"/dev/usb/{node}", title, ids)
    return Found("usb", f"{ids}/{serial}" if serial else ids, title, ids)


def _on_serial(port: SerialPort, root: Path) -> Found:
    ids = f"{port.vendor}:{port.product}" if port.vendor else ""
    says_so = re.search(r"print|receipt|pos-?58|pos-?80|epson|tm-", port.title, re.IGNORECASE) is not None
    return Found("serial", lasting_name(port.device, root), port.title, ids, says_so)


def lasting_name(device: str, root: Path) -> str:
    """The link in /dev/serial/by-id to a port, which stays the same in any socket; else the port."""
    folder = root / "dev" / "serial" / "by-id"
    with suppress(OSError):
        for name in sorted(os.listdir(folder)):
            if os.path.realpath(folder / name) == os.path.realpath(device):
                return str(folder / name)
    return device


def _word(path: Path) -> str:
    """What a file of `sys` says; "" where there is none."""
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


# --- the network -------------------------------------------------------------------------------------------


def local_addresses() -> list[str]:
    """The 254 addresses beside this machine's own (its /24); none without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: it only tells which of our addresses would be used
            own = probe.getsockname()[0]
        except OSError:
            return []
    net, _, last = own.rpartition(".")
    if net.startswith("127."):
        return []
    return [f"{net}.{number}" for number in range(1, 255) if str(number) != last]


def on_network(addresses: Iterable[str], seconds: float = 5.0, port: int = _RAW_PORT) -> list[Found]:
    """Which of these IPv4 addresses (`host` or `host:port`) take a connection, asked for at most `seconds`.

    Nothing is sent.  An open port 9100 is nearly always a printer; `probe` tells.
    """
    waiting = [(address, *_host_and_port(address, port)) for address in addresses]
    until = time.monotonic() + seconds
    found: list[Found] = []
    while waiting and time.monotonic() < until:
        batch, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
        limit = min(until, time.monotonic() + _CONNECT_SECONDS)
        found += [Found("tcp", address, address) for address in _listening(batch, limit)]
    return found


def _host_and_port(address: str, port: int) -> tuple[str, int]:
    host, colon, number = address.partition(":")
    return host, int(number) if colon and number.isdecimal() else port


def _listening(batch: list[tuple[str, str, int]], until: float) -> list[str]:
    """Of one batch, those that took a connection by then, in the order asked."""
    reached: set[str] = set()
    with selectors.DefaultSelector() as selector:
        for address, host, port in batch:
            connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            connection.setblocking(False)
            with suppress(BlockingIOError, OSError):
                connection.connect_ex((host, port))
            selector.register(connection, selectors.EVENT_WRITE, address)
        while selector.get_map() and (left := until - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                tried = key.fileobj
                assert isinstance(tried, socket.socket)
                if tried.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                    reached.add(key.data)
                selector.unregister(tried)
                tried.close()
        for key in list(selector.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
    return [address for address, _, _ in batch if address in reached]


# --- what one says of itself -------------------------------------------------------------------------------

PaperState: TypeAlias = Literal["", "there", "little", "out"]
Confirms: TypeAlias = Literal["process_id", "status"]


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """What a printer said; what it did not say is empty.

    `cause`: why it could not be asked, or what a person has to see to; `answers`: to DLE EOT; `confirms`: the
    requests behind a slip that it understood, the better first (only asked of a printer that is ready);
    `drawer_signal`: the level at pin 3 of the drawer's socket, which one end of the drawer's switch sets.
    """

    cause: Cause = ""
    detail: str = ""
    answers: bool = False
    maker: str = ""
    model: str = ""
    firmware: str = ""
    serial: str = ""
    paper: PaperState = ""
    cover_open: bool | None = None
    drawer_signal: bool | None = None
    confirms: tuple[Confirms, ...] = ()


def probe(settings: PortSettings, seconds: float = 0.4) -> Probe:
    """Open a printer, ask it everything, close it; at most `seconds` for each of some eight answers.

    Nothing is printed, though a clone that does not know GS ( H may print a few letters.  While a worker holds
    the port it is `busy`.  `ValueError` for settings that cannot be a port.
    """
    return probe_port(make_transport(settings), time.monotonic, seconds)


def probe_port(port: Port, now: Callable[[], float], seconds: float) -> Probe:
    """The same of a port and a clock that are given."""
    try:
        port.open()
        if not port.answers:
            return Probe()
        return _Questions(port, now, seconds).ask()
    except PortFailed as failure:
        # a connection that breaks before anything was said is a printer that is off
        cause: Cause = "off" if failure.cause == "cut_off" else failure.cause
        return Probe(cause=cause, detail=str(failure.details["reason"]))
    finally:
        port.close()


class _Questions:
    """One conversation with a printer that is open."""

    def __init__(self, port: Port, now: Callable[[], float], seconds: float) -> None:
        self._port = port
        self._now = now
        self._seconds = seconds

    def ask(self) -> Probe:
        """All of it; what comes before names and confirmations decides whether they are asked for."""
        self._port.read(0)
        printer, offline, paper = (self._real_time(request) for request in (ASK_PRINTER, ASK_OFFLINE_CAUSE, ASK_PAPER))
        if printer is None:
            return Probe(cause="no_answer")
        fault = offline.fault if offline is not None else ""
        out = paper is not None and paper.paper_out
        said = Probe(
            cause=fault or ("paper_out" if out else ("error" if printer.offline else "")),
            answers=True,
            paper="" if paper is None else ("out" if out else ("little" if paper.near_end else "there")),
            cover_open=None if offline is None else offline.fault == "cover_open",
            drawer_signal=bool(printer.bits & 0x04),
        )
        if said.cause:
            return said
        names = {key: self._name(number) for key, number in _NAMES.items()}
        return msgspec.structs.replace(said, **names, confirms=self._confirms())

    def _real_time(self, request: bytes) -> RealTime | None:
        reader = AnswerReader()
        for answer in self._until(request, lambda data: [x for x in reader.feed(data) if isinstance(x, RealTime)]):
            return answer
        return None

    def _name(self, number: int) -> str:
        """GS I: one of the texts that a printer says of itself, between an underscore and a NUL."""
        held = b""

        def whole(data: bytes) -> list[bytes]:
            nonlocal held
            held += data
            return re.findall(rb"_([^\x00]*)\x00", held)

        found = self._until(b"\x1dI" + bytes((number,)), whole)
        return found[0].decode("ascii", "replace").strip() if found else ""

    def _confirms(self) -> tuple[Confirms, ...]:
        mark, reader, found = random_mark(), AnswerReader(), list[Confirms]()

        def both(data: bytes) -> list[Confirms]:
            for answer in reader.feed(data):
                if isinstance(answer, Processed) and answer.mark == mark:
                    found.append("process_id")
                elif isinstance(answer, InOrder):
                    found.append("status")
            return found if "status" in found else []

        self._until(confirm_by_process_id(mark) + CONFIRM_BY_STATUS, both)
        return tuple(found)

    def _until(self, request: bytes, whole: Callable[[bytes], list[Answered]]) -> list[Answered]:
        """Ask, and listen until `whole` makes something of what came; nothing after the time for one answer."""
        self._port.write(request, self._seconds)
        until = self._now() + self._seconds
        while (left := until - self._now()) > 0:
            if answer := whole(self._port.read(left)):
                return answer
        return []


#: GS I n by what it asks for.
_NAMES: Final = {"firmware": 65, "maker": 66, "model": 67, "serial": 68}


def likely_profile(title: str, profiles: Mapping[str, Profile]) -> str:
    """The profile whose model stands in what a printer says of itself, the longest first; "" for none."""
    said = _plain(title)
    models = {name: _plain(profile.name.partition(" ")[2]) for name, profile in profiles.items()}
    fitting = [name for name, model in models.items() if len(model) > 3 and model in said]
    return max(fitting, key=lambda name: len(models[name]), default="")


def _plain(text: str) -> str:
    return re.sub(r"[^0-9a-zа-я]", "", text.casefold())
