"""A printer on USB, reached through libusb by pyusb, which is imported when such a port is first opened.

Not by python-escpos' `Usb`: it takes the endpoints for granted (0x01 and 0x82), resets the printer at every
open, which throws away what a broken-off job left in it, and takes 0.4 s to import.
"""

from __future__ import annotations

import contextlib
import errno
import re
import threading
import time
from typing import Any, Final

from cashier_app.devices.printing import Cause
from cashier_app.devices.transports import PortFailed

#: USB's number for the class of printers, and for the transfer of bulk data.
PRINTER_CLASS: Final = 7
_BULK: Final = 2
_INPUT: Final = 0x80
#: So little at a time that a deadline means something; a whole number of packets of any speed.
_CHUNK: Final = 4096
_SLICE: Final = 0.1
_ADDRESS: Final = re.compile(r"^([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?:/(.+))?$")
_NO_LIBRARY: Final = "libusb is not installed (sudo apt install libusb-1.0-0)"


class UsbTransport:
    """The first bulk endpoints of the printer's interface; the kernel's own driver is put aside meanwhile."""

    answers = False

    def __init__(self, address: str, backend: Any = None) -> None:
        """`address` is `04b8:0e15` or `04b8:0e15/SERIAL`, as `lsusb` prints it; `backend` is pyusb's, None: libusb.

        `ValueError` for an address of another form.
        """
        found = _ADDRESS.match(address)
        if found is None:
            raise ValueError(f"{address!r} is not of the form 04b8:0e15 or 04b8:0e15/serial")
        self.address = address
        self._vendor, self._product = int(found[1], 16), int(found[2], 16)
        self._serial = found[3]
        self._backend = backend
        self._device: Any = None
        self._interface = 0
        self._out: Any = None
        self._in: Any = None
        self._detached = False
        self._cancelled = threading.Event()

    def open(self) -> None:
        """Find the printer and take its interface for this program alone."""
        self._check(False)
        import usb.core
        import usb.util

        try:
            devices = usb.core.find(
                find_all=True, idVendor=self._vendor, idProduct=self._product, backend=self._backend
            )
            device = next((each for each in devices if self._is_wanted(each)), None)
            if device is None:
                raise PortFailed("off", self.address, "not found on USB")
            self._device = device
            self._take(device)
        except usb.core.NoBackendError as error:
            raise PortFailed("off", self.address, _NO_LIBRARY) from error
        except usb.core.USBError as error:
            raise PortFailed(_cause(error), self.address, error) from error

    def _is_wanted(self, device: Any) -> bool:
        return self._serial is None or device.serial_number == self._serial

    def _take(self, device: Any) -> None:
        """Claim the interface that has a bulk endpoint to write to, a printer's own before any other."""
        import usb.util

        configuration = device.get_active_configuration()
        interfaces = sorted(configuration, key=lambda each: each.bInterfaceClass != PRINTER_CLASS)
        for interface in interfaces:
            bulk = [each for each in interface if each.bmAttributes & 3 == _BULK]
            out = next((each for each in bulk if not each.bEndpointAddress & _INPUT), None)
            if out is None:
                continue
            self._interface = interface.bInterfaceNumber
            self._out = out
            self._in = next((each for each in bulk if each.bEndpointAddress & _INPUT), None)
            self.answers = self._in is not None
            with contextlib.suppress(NotImplementedError):  # only Linux has such a driver to put aside
                if device.is_kernel_driver_active(self._interface):
                    device.detach_kernel_driver(self._interface)
                    self._detached = True
            usb.util.claim_interface(device, self._interface)
            return
        raise PortFailed("off", self.address, "no printer's interface")

    def write(self, data: bytes, timeout: float) -> None:
        """Send in pieces against one deadline; of a piece that stalled nobody knows how much went out."""
        import usb.core

        device = self._opened()
        deadline = time.monotonic() + timeout
        for start in range(0, len(data), _CHUNK):
            self._check(start > 0)
            left = deadline - time.monotonic()
            if left <= 0:
                raise PortFailed("stalled", self.address, sent=start > 0)
            piece = data[start : start + _CHUNK]
            try:
                # in milliseconds, and 0 would wait for ever
                if device.write(self._out, piece, max(1, round(left * 1000))) != len(piece):
                    raise PortFailed("stalled", self.address, sent=True)
            except usb.core.USBTimeoutError as error:
                raise PortFailed("stalled", self.address, error, sent=True) from error
            except usb.core.USBError as error:
                raise PortFailed("cut_off", self.address, error, sent=True) from error

    def read(self, timeout: float) -> bytes:
        """What the printer said."""
        import usb.core

        device = self._opened()
        deadline = time.monotonic() + timeout
        while self._in is not None:
            self._check(False)
            left = max(0.0, deadline - time.monotonic())
            try:
                limit = max(1, round(min(left, _SLICE) * 1000))
                data = bytes(device.read(self._in, self._in.wMaxPacketSize, limit))
                if data:
                    return data
                self._cancelled.wait(min(left, 0.01))  # some printers answer at once that they have nothing to say
            except usb.core.USBTimeoutError:
                pass
            except usb.core.USBError as error:
                raise PortFailed("cut_off", self.address, error) from error
            if left == 0:
                break
        return b""

    def close(self) -> None:
        """Give the interface back, to the kernel's driver where it was put aside."""
        device, self._device = self._device, None
        if device is None:
            return
        import usb.core
        import usb.util

        with contextlib.suppress(usb.core.USBError, NotImplementedError):
            usb.util.release_interface(device, self._interface)
            if self._detached:
                device.attach_kernel_driver(self._interface)
        with contextlib.suppress(usb.core.USBError):
            usb.util.dispose_resources(device)
        self._detached = False

    def cancel(self) -> None:
        """Make the call under way end; a write only at its deadline."""
        self._cancelled.set()

    def _opened(self) -> Any:
        if self._device is None:
            raise PortFailed("off", self.address, "not open")
        return self._device

    def _check(self, sent: bool) -> None:
        if self._cancelled.is_set():
            raise PortFailed("stopped", self.address, sent=sent)


def _cause(error: Any) -> Cause:
    """What an error of USB is in a printer's words."""
    causes: dict[int | None, Cause] = {errno.EACCES: "forbidden", errno.EPERM: "forbidden", errno.EBUSY: "busy"}
    return causes.get(error.errno, "off")
