"""Rules for udev, made from the program's own tables: what it takes for a scanner gets the same name and rights there.

Whoever sits at the machine may open the devices (`uaccess`), and the groups that Debian has for them; each has a name
under /dev/cashier that stays; USB does not put it to sleep; ModemManager does not try it for a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cashier_app.devices.serial_ports import OTHER_WORDS, PRINTER_WORDS, SCALE_WORDS, SCANNER_MAKERS, SCANNER_WORDS
from cashier_app.devices.transports.usb import PRINTER_CLASS

#: Makers of the chips that put a serial port on USB, within scales, printers and displays: FTDI, Prolific, Silicon
#: Labs, WCH.  Their numbers tell nothing of the device.  Source: the USB forum's list of vendors.
ADAPTERS: Final = ("0403", "067b", "10c4", "1a86")
_SERIAL: Final = 'SUBSYSTEM=="tty", KERNEL=="ttyACM*|ttyUSB*", SUBSYSTEMS=="usb"'


def rules() -> str:
    """The whole file, for a number before 73, at which the seat's rights are given."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    makers, adapters = "|".join(sorted(SCANNER_MAKERS)), "|".join(ADAPTERS)
    yield "# Scanners, scales and printers of a till; made from the tables by which cashier-app finds them."
    yield 'ACTION=="remove", GOTO="cashier_app_end"'
    yield ""
    yield "# serial ports on USB, by their maker's number or what they say of themselves"
    yield f'{_SERIAL}, ATTRS{{idVendor}}=="{adapters}", ENV{{CASHIER_DEVICE}}="serial"'
    yield f'{_SERIAL}, ATTRS{{idVendor}}=="{makers}", ENV{{CASHIER_DEVICE}}="scanner"'
    yield from _said(SCANNER_WORDS, "scanner")
    yield from _said(OTHER_WORDS, "other")
    yield from _said(PRINTER_WORDS, "printer")
    yield from _said(SCALE_WORDS, "scale")
    yield 'SUBSYSTEM=="tty", ENV{CASHIER_DEVICE}=="?*", GROUP="dialout", MODE="0660", TAG+="uaccess"'
    yield 'SUBSYSTEM=="tty", ENV{CASHIER_DEVICE}=="?*", ENV{ID_MM_PORT_IGNORE}="1"'
    named = 'SUBSYSTEM=="tty", ENV{CASHIER_DEVICE}=="scanner|scale|printer|serial"'
    yield f'{named}, SYMLINK+="cashier/$env{{CASHIER_DEVICE}}"'
    yield f'{named}, ENV{{ID_PATH_TAG}}=="?*", SYMLINK+="cashier/$env{{CASHIER_DEVICE}}-$env{{ID_PATH_TAG}}"'
    yield ""
    yield "# printers on USB: the kernel's device, and the bare device for libusb"
    yield 'SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", GROUP="lp", MODE="0660", TAG+="uaccess"'
    yield 'SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", SYMLINK+="cashier/printer"'
    whole = 'SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device"'
    printers = f'{whole}, ENV{{ID_USB_INTERFACES}}=="*:{PRINTER_CLASS:02x}????:*"'
    yield f'{printers}, GROUP="lp", MODE="0660", TAG+="uaccess"'
    yield ""
    yield "# a device that USB has put to sleep loses the first scan, or the head of a slip"
    yield f'{printers}, TEST=="power/control", ATTR{{power/control}}="on"'
    yield f'{whole}, ATTR{{idVendor}}=="{makers}|{adapters}", TEST=="power/control", ATTR{{power/control}}="on"'
    yield ""
    yield 'LABEL="cashier_app_end"'


def _said(words: Iterable[str], kind: str) -> Iterator[str]:
    """Rules for what a device says of itself, in letters of any size."""
    patterns = "|".join(f"*{form}*" for word in words for form in any_case(word))
    for attribute in ("manufacturer", "product"):
        yield f'{_SERIAL}, ATTRS{{{attribute}}}=="{patterns}", ENV{{CASHIER_DEVICE}}="{kind}"'


def any_case(word: str) -> list[str]:
    """Patterns of udev's for a word in large or small letters."""
    if not word.isascii():
        # udev compares bytes: a class of letters of two bytes would be a class of halves
        return [word.lower(), word.capitalize(), word.upper()]
    return ["".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in word)]
