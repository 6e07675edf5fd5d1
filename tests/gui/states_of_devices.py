"""The screen of the devices: a counter with everything, one with nothing, and what is found and chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.config import Display, Places, Printer, Scale, ScannerPort
from cashier_app.devices.customer_display import DisplayStatus
from cashier_app.devices.finding import Found
from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scales import ScaleStatus, Weight
from cashier_app.devices.scanners import ScannerView
from cashier_app.devices.serial_scanner import ScannerStatus
from cashier_app.till import device_choices
from cashier_app.ui.devices import DevicesScreen
from cashier_app.ui.language import words
from tests.gui import shop
from tests.gui.waiting import settle

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell

SCALE: Final = "/dev/serial/by-id/usb-MASSA-K_Scales_100-if00"


def equip(shell: Shell) -> None:
    """A counter with every kind of device; the display is unplugged."""
    shell.desk.places = Places.of(Path("/home/till"))
    shell.desk.settings = msgspec.structs.replace(
        shell.desk.settings,
        printers=(Printer(address="192.168.1.50:9100", profile="epson-tm-t20iii", columns=48),),
        scanners=(ScannerPort(port="auto"),),
        scale=Scale(port=SCALE),
        display=Display(port="/dev/ttyUSB1", window=True),
    )
    around = shell.desk.surroundings
    around.set_printer(None)
    around.set_printer(PrinterStatus("ready"), "receipts")
    ready = ScannerStatus("ready")
    around.set_scanners(
        (ScannerView(name="Honeywell 1900", address="/dev/ttyACM0", found=True, status=ready, place="scanners[0]"),)
    )
    around.set_scale(ScaleStatus("ready"))
    around.set_weight(Weight(435, stable=True))
    around.set_display(DisplayStatus("down", "unplugged"))
    around.set_buyer_screen(True)


def shown(shell: Shell, device: str = "") -> DevicesScreen:
    """An administrator at the screen."""
    shop.log_in(shell.desk.open_till, "Лебедев Игорь")
    shell.go("devices", device=device)
    screen = shell.current
    assert isinstance(screen, DevicesScreen)
    return screen


def devices_printer(shell: Shell) -> None:
    """A printer that is ready."""
    equip(shell)
    shown(shell, "printer:0")


def devices_display(shell: Shell) -> None:
    """The first that does not work is shown by itself."""
    equip(shell)
    shown(shell)


def devices_scale(shell: Shell) -> None:
    """The weight is live."""
    equip(shell)
    shown(shell, "scale")


def devices_scanner(shell: Shell) -> None:
    """The scan of a long code is shown."""
    equip(shell)
    shown(shell).scanned(shop.scanned("010461008041021521e'?xOJHdNYNFl\x1d91EE11\x1d92T5OX4wpd5QPymkC3U"))


def devices_none(shell: Shell) -> None:
    """A till with nothing on the counter."""
    shell.desk.surroundings.set_scanners(())
    shell.desk.surroundings.set_printer(None)
    shown(shell)


def devices_found(shell: Shell) -> None:
    """What a machine with a printer, a queue and a bare serial port sees; the printer is set already."""
    equip(shell)
    screen = shown(shell, "printer:0")
    device, settings = screen.chosen, shell.desk.settings
    assert device is not None
    found = (
        Found("usb", "04b8:0e28/X3YZ012345", "EPSON TM-T20III", "04b8:0e28"),
        Found("cups", "Kitchen", "Kitchen"),
        Found("tcp", "192.168.1.50:9100", "192.168.1.50:9100"),
        Found("serial", "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "QinHeng USB Serial", "1a86:7523", False),
    )
    screen.setup.root = Path("/nowhere")
    screen.setup.look_for(device)
    settle(shell)
    screen.setup._show([device_choices.printer_choice(device, each, settings, words()) for each in found])
    screen.setup.progress.set_text(screen.setup._found_text)


def devices_nothing_found(shell: Shell) -> None:
    """A scale is looked for on a machine without ports."""
    shell.desk.surroundings.set_scanners(())
    screen = shown(shell, "scale")
    screen.setup.root = Path("/nowhere")
    screen.act.press()


def devices_models(shell: Shell) -> None:
    """The models of printers, that of this one marked."""
    equip(shell)
    shown(shell, "printer:0").options[0].press()


def devices_letters(shell: Shell) -> None:
    """Slots and encodings, as the test page calls them."""
    equip(shell)
    shown(shell, "printer:0").options[1].press()


def devices_take_out(shell: Shell) -> None:
    """A device is to be taken out."""
    equip(shell)
    shown(shell, "display").remove.press()


def devices_address(shell: Shell) -> None:
    """An address is typed."""
    equip(shell)
    screen = shown(shell, "printer:0")
    screen.setup.root = Path("/nowhere")
    screen.look.press()
    settle(shell)
    screen.setup.by_hand.press()
    screen.setup.letters.field.set_text("192.168.1.50")


STATES_OF_DEVICES: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state
    for state in (
        devices_printer,
        devices_display,
        devices_scale,
        devices_scanner,
        devices_none,
        devices_found,
        devices_nothing_found,
        devices_models,
        devices_letters,
        devices_address,
        devices_take_out,
    )
}
