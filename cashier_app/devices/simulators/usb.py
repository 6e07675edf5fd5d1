"""USB devices with serial ports as Linux shows them: a tree of `sys` and `dev` under a folder of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from cashier_app.devices.simulators.scanner import ScannerSimulator


class UsbTree:
    """A root for `serial_ports`; `plug` puts a device into a socket, `unplug` pulls it out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ports: dict[str, tuple[ScannerSimulator, Path]] = {}
        for folder in (root / "sys/class/tty", root / "dev/serial/by-id"):
            folder.mkdir(parents=True)

    def plug(
        self, name: str, vendor: str, product: str, *, maker: str = "", model: str = "", serial: str = "", socket: str
    ) -> ScannerSimulator:
        """A device as `dev/NAME` (ttyACM0) in a socket (1-2); the other end of its cable."""
        usb = self.root / "sys/devices/usb1" / socket
        tty = usb / f"{socket}:1.0" / "tty" / name
        tty.mkdir(parents=True)
        said = {"idVendor": vendor, "idProduct": product, "manufacturer": maker, "product": model, "serial": serial}
        for key, text in said.items():
            if text:
                (usb / key).write_text(f"{text}\n", encoding="utf-8")
        (tty / "device").symlink_to(tty.parent.parent)
        simulator = ScannerSimulator(self.root / "dev" / name)
        (self.root / "sys/class/tty" / name).symlink_to(tty)
        self._ports[name] = (simulator, usb)
        return simulator

    def unplug(self, name: str) -> None:
        """Pull it out: port and words are gone at once."""
        simulator, usb = self._ports.pop(name)
        (self.root / "sys/class/tty" / name).unlink()
        simulator.stop()
        shutil.rmtree(usb)

    def stop(self) -> None:
        """Take everything away for good."""
        for name in list(self._ports):
            self.unplug(name)
