"""A USB bus for pyusb with one printer on it: descriptors as a clone has them, and a simulated printer behind."""

from __future__ import annotations

import errno
import time
from array import array
from types import SimpleNamespace
from typing import Any

import usb.backend
from usb.core import USBError, USBTimeoutError

from cashier_app.devices.simulators.mechanism import LineFault, Mechanism
from cashier_app.devices.simulators.paper import Model

VENDOR, PRODUCT = 0x0483, 0x5743
#: Not the endpoints that python-escpos takes for granted.
OUT, IN = 0x03, 0x81


class UsbBus(usb.backend.IBackend):
    """One printer, plugged in or not."""

    def __init__(self, model: Model | None = None) -> None:
        self.plugged = True
        self.allowed = True
        self.driver_holds = False
        #: Another program has claimed the interface.
        self.taken = False
        self.calls: list[str] = []
        self._answers = bytearray()
        self.printer = Mechanism(model or Model(), self._answers.extend, self._line)

    def _line(self, fault: LineFault) -> None:
        self.plugged = False

    # --- what pyusb asks

    def enumerate_devices(self) -> Any:
        return iter(["printer"] if self.plugged else [])

    def get_device_descriptor(self, device: Any) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=1, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, device: Any, config: int) -> Any:
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, device: Any, interface: int, alternate: int, config: int) -> Any:
        if interface or alternate:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, device: Any, number: int, interface: int, alternate: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(IN, OUT)[number], bmAttributes=2, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, device: Any) -> Any:
        if not self.allowed:
            raise USBError("Access denied (insufficient permissions)", -3, errno.EACCES)
        return device

    def close_device(self, handle: Any) -> None:
        self.calls.append("close")

    def get_configuration(self, handle: Any) -> int:
        return 1

    def claim_interface(self, handle: Any, interface: int) -> None:
        if self.taken or self.driver_holds:
            raise USBError("Resource busy", -6, errno.EBUSY)
        self.calls.append("claim")

    def release_interface(self, handle: Any, interface: int) -> None:
        self.calls.append("release")

    def is_kernel_driver_active(self, handle: Any, interface: int) -> bool:
        return self.driver_holds

    def detach_kernel_driver(self, handle: Any, interface: int) -> None:
        self.driver_holds = False

    def attach_kernel_driver(self, handle: Any, interface: int) -> None:
        self.driver_holds = True

    def bulk_write(self, handle: Any, endpoint: int, interface: int, data: Any, timeout: int) -> int:
        assert endpoint == OUT
        assert timeout > 0, "0 waits for ever"
        rest, end = bytes(data), time.monotonic() + timeout / 1000
        while rest:
            self._here()
            room = self.printer.room
            if room:
                self.printer.take(rest[:room])
                rest = rest[room:]
            worked = self.printer.step()
            if not room and not worked:
                if time.monotonic() >= end:
                    raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
                time.sleep(0.005)
        return len(data)

    def bulk_read(self, handle: Any, endpoint: int, interface: int, buffer: array[int], timeout: int) -> int:
        assert endpoint == IN
        assert timeout > 0, "0 waits for ever"
        self._here()
        while self.printer.step():
            pass
        if not self._answers:
            time.sleep(timeout / 1000)
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        size = min(len(buffer), len(self._answers))
        buffer[:size] = array("B", self._answers[:size])
        del self._answers[:size]
        return size

    def _here(self) -> None:
        if not self.plugged:
            raise USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)
