"""Ways for bytes to reach a printer: network, serial port, file or device node."""

from __future__ import annotations

from typing import Protocol

from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.devices.printing import Cause


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


class Transport(Protocol):
    """One port.  Every method belongs to the thread that owns the port, except `cancel`."""

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
        """Close the port; harmless if it is closed."""

    def cancel(self) -> None:
        """From any thread: the call under way, and every later one, ends soon with `PortFailed("stopped")`."""


class PortSettings(Protocol):
    """Which port, as the settings of a printer say it."""

    @property
    def transport(self) -> str:
        """tcp, serial or file."""

    @property
    def address(self) -> str:
        """Host and port, serial port, or file."""

    @property
    def baud(self) -> int:
        """Speed of a serial port."""


def make_transport(settings: PortSettings) -> Transport:
    """The transport that the settings of a printer name; nothing is opened yet.

    `ValueError` for a transport that does not exist or an address that cannot be one.
    """
    if settings.transport == "tcp":
        from cashier_app.devices.transports.tcp import TcpTransport

        return TcpTransport(settings.address)
    if settings.transport == "serial":
        from cashier_app.devices.transports.serial_port import SerialTransport

        return SerialTransport(settings.address, settings.baud)
    if settings.transport == "file":
        from cashier_app.devices.transports.file import FileTransport

        return FileTransport(settings.address)
    raise ValueError(f"{settings.transport!r} is not one of tcp, serial, file")
