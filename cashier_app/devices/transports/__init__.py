"""Ways for bytes to reach a printer: network, serial port, USB, a queue of the system, device node or file."""

from __future__ import annotations

from typing import Final, Literal, Protocol

from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.devices.printing import Cause

TRANSPORTS: Final = ("tcp", "serial", "usb", "cups", "windows", "device", "file")


class PortFailed(WorldError):
    """A port cannot be opened, written or read.

    `cause` says it in a printer's words; `sent` whether a byte of the job may have gone out.
    """

    text = QT_TRANSLATE_NOOP("errors", "The port {address} does not work: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the cable, the power and the address in the settings")

    def __init__(self, cause: Cause, address: str, reason: object = "", sent: bool = False) -> None:
        super().__init__(address=address, reason=str(reason) or cause)
        self.cause = cause
        self.sent = sent


class Port(Protocol):
    """A way of bytes to a printer and back, all of whose calls return in their time; one thread's."""

    @property
    def address(self) -> str:
        """The address as the settings name it."""

    @property
    def answers(self) -> bool:
        """Whether the printer can be heard; known once the port is open."""

    def open(self) -> None:
        """Open the port; `PortFailed` (off, busy) if it cannot be."""

    def write(self, data: bytes, timeout: float) -> None:
        """Send all of it within `timeout` seconds; `PortFailed` (off, cut_off, stalled, stopped) otherwise."""

    def read(self, timeout: float) -> bytes:
        """What has come, waiting at most `timeout` seconds for the first byte; `PortFailed` once the line is cut."""

    def close(self) -> None:
        """Close the port; never fails, and is harmless if it is closed."""


class Transport(Port, Protocol):
    """A port that can be given up from outside: every method belongs to the thread that owns it, except `cancel`."""

    def cancel(self) -> None:
        """From any thread: the call under way, and every later one, ends soon with `PortFailed("stopped")`."""


class PortSettings(Protocol):
    """Which port, as the settings of a printer say it."""

    @property
    def transport(self) -> str:
        """One of `TRANSPORTS`."""

    @property
    def address(self) -> str:
        """Host and port, serial port, USB's numbers, queue, device or file."""

    @property
    def baud(self) -> int:
        """Speed of a serial port."""

    @property
    def flow(self) -> Literal["none", "rtscts", "dsrdtr", "xonxoff"]:
        """How a printer on a serial port says that it takes no more."""


def make_transport(settings: PortSettings) -> Transport:
    """The transport that the settings of a printer name; nothing is opened yet.

    `ValueError` for a transport that does not exist or an address that cannot be one.
    """
    address = settings.address
    if settings.transport == "tcp":
        from cashier_app.devices.transports.tcp import TcpTransport

        return TcpTransport(address)
    if settings.transport == "serial":
        from cashier_app.devices.transports.serial_port import SerialTransport

        return SerialTransport(address, settings.baud, settings.flow)
    if settings.transport == "usb":
        from cashier_app.devices.transports.usb import UsbTransport

        return UsbTransport(address)
    if settings.transport == "cups":
        from cashier_app.devices.transports.cups import CupsTransport

        return CupsTransport(address)
    if settings.transport == "windows":
        from cashier_app.devices.transports.windows_queue import WindowsQueueTransport

        return WindowsQueueTransport(address)
    if settings.transport in ("device", "file"):
        from cashier_app.devices.transports.file import DeviceTransport, FileTransport

        return DeviceTransport(address) if settings.transport == "device" else FileTransport(address)
    raise ValueError(f"{settings.transport!r} is not one of {', '.join(TRANSPORTS)}")
