"""Which serial ports there are, what hangs on them by USB's own words, and whether that is a scanner."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

#: Makers that sell nothing with a serial port over USB but scanners: Honeywell (Metrologic, Hand Held Products,
#: Intermec), Zebra (Symbol), Datalogic (and PSC), Newland.  Source: the USB forum's list of vendors.
SCANNER_MAKERS: Final = frozenset({"0c2e", "0536", "067e", "05e0", "05f9", "080c", "1eab"})
#: Mindeo, Mertech, ATOL and many others use the numbers of their chips' makers: only the words tell them.  АТОЛ's own
#: number (2912) is that of its fiscal registers.
SCANNER_WORDS: Final = (
    "scan", "barcode", "bar code", "2dimager", "2d imager", "mindeo", "mertech", "newland", "honeywell"
)  # fmt: skip
SCALE_WORDS: Final = ("scale", "weigh", "весы")
PRINTER_WORDS: Final = ("print",)
#: What a device says of itself that is no scanner, whoever made it.
OTHER_WORDS: Final = (
    *PRINTER_WORDS, *SCALE_WORDS, "fiscal", "register", "display", "modem", "terminal", "pinpad", "ккт"
)  # fmt: skip
_SCANNER: Final = re.compile("|".join(SCANNER_WORDS), re.IGNORECASE)
_OTHER: Final = re.compile("|".join(OTHER_WORDS), re.IGNORECASE)
#: How far above a port's own folder the USB device stands that it belongs to.
_LEVELS: Final = 5
_USB_NAMES: Final = ("ttyACM", "ttyUSB")


class SerialPort(msgspec.Struct, frozen=True, kw_only=True):
    """A serial port that is there now; what it does not say of itself is empty.

    `vendor` and `product` are USB's numbers, four hexadecimal digits in small letters; `place` is the socket.
    """

    device: str
    vendor: str = ""
    product: str = ""
    serial: str = ""
    maker: str = ""
    model: str = ""
    place: str = ""

    @property
    def identity(self) -> str:
        """What stays the same when it is pulled out and put back: its serial number, else its socket."""
        return f"{self.vendor}:{self.product}:{self.serial or '@' + self.place}"

    @property
    def title(self) -> str:
        """Maker and model for a person; the device where USB says nothing."""
        words = self.model if self.model.lower().startswith(self.maker.lower()) else f"{self.maker} {self.model}"
        return words.strip() or self.device


Ports: TypeAlias = Callable[[], Sequence[SerialPort]]


def serial_ports(root: Path = Path("/")) -> list[SerialPort]:
    """The serial ports on USB, in the order of their names; `root` is where `sys` and `dev` lie."""
    if not sys.platform.startswith("linux"):
        return _ports_elsewhere()
    folder = root / "sys" / "class" / "tty"
    try:
        names = sorted(name for name in os.listdir(folder) if name.startswith(_USB_NAMES))
    except OSError:
        return []
    return [_port(folder / name, root / "dev" / name) for name in names]


def looks_like_scanner(port: SerialPort) -> bool:
    """Whether a port is a scanner's, by its maker's number or its own words."""
    words = f"{port.maker} {port.model}"
    if _OTHER.search(words):
        return False
    return port.vendor in SCANNER_MAKERS or _SCANNER.search(words) is not None


def same_port(device: str, others: Iterable[str]) -> bool:
    """Whether a device is one of the others under this or another name (a link such as /dev/serial/by-id/…)."""
    real = os.path.realpath(device)
    return any(other and os.path.realpath(other) == real for other in others)


def _port(entry: Path, device: Path) -> SerialPort:
    """A port with what its USB device says; a port that goes away meanwhile says nothing."""
    folder = Path(os.path.realpath(entry / "device"))
    for _ in range(_LEVELS):
        vendor = _said(folder, "idVendor")
        if vendor:
            return SerialPort(
                device=str(device),
                vendor=vendor.lower(),
                product=_said(folder, "idProduct").lower(),
                serial=_said(folder, "serial"),
                maker=_said(folder, "manufacturer"),
                model=_said(folder, "product"),
                place=folder.name,
            )
        folder = folder.parent
    return SerialPort(device=str(device))


def _said(folder: Path, name: str) -> str:
    try:
        text = (folder / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "".join(letter for letter in text if letter.isprintable()).strip()[:60]


def _ports_elsewhere() -> list[SerialPort]:
    """The same as pyserial tells it, where there is no sysfs."""
    from serial.tools.list_ports import comports

    return [
        SerialPort(
            device=each.device,
            vendor=f"{each.vid:04x}" if each.vid is not None else "",
            product=f"{each.pid:04x}" if each.pid is not None else "",
            serial=each.serial_number or "",
            maker=each.manufacturer or "",
            model=each.product or each.description or "",
            place=each.location or each.device,
        )
        for each in sorted(comports())
    ]
