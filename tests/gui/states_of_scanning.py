"""The screen on which a scanner is tried, as it looks before, after one scan and after three."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.config import ScannerPort
from cashier_app.devices.scanners import ScannerView
from cashier_app.devices.serial_scanner import ScannerStatus
from cashier_app.devices.wedge import Key
from cashier_app.ui.scanner_trial import ScannerTrialScreen
from tests.gui import shop

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell

GOODS: Final = ("4607001771562", "4600000000039", "4601234567893")
MARKED: Final = "010461008041021521e'?xOJHdNYNFl\x1d91EE11\x1d92T5OX4wpd5QPymkC3U/aJZQrishzxCOeJUi/grI7GxIo="


def trial(shell: Shell) -> ScannerTrialScreen:
    """The screen, shown, with two scanners on ports."""
    shop.log_in(shell.desk.open_till)
    settings = shell.desk.settings
    shell.desk.settings = msgspec.structs.replace(settings, scanners=(ScannerPort(port="/dev/ttyACM0"),))
    ready, down = ScannerStatus("ready"), ScannerStatus("down", "unplugged")
    shell.desk.surroundings.set_scanners(
        (
            ScannerView(
                name="Honeywell 1900", address="/dev/ttyACM0", found=True, status=ready, scans=21, place="scanners[0]"
            ),
            ScannerView(name="COM3", address="COM3", found=False, status=down),
        )
    )
    shell.go("scanner_trial")
    screen = shell.current
    assert isinstance(screen, ScannerTrialScreen)
    return screen


def type_code(screen: ScannerTrialScreen, code: str, every: int = 12, begin: int = 1000) -> None:
    """Keys of a scanner without codes of their own, as a remote desktop tells them."""
    for number, sign in enumerate(code):
        screen._take_key(Key(0, sign, begin + number * every, shift=sign.isupper()))
    screen._take_key(Key(0, "\r", begin + len(code) * every))


def scanner_trial(shell: Shell) -> None:
    """Nothing has been scanned yet."""
    trial(shell)


def scanner_trial_marking(shell: Shell) -> None:
    """A long code from a serial scanner, cut as the settings say."""
    screen = trial(shell)
    screen._take_bytes("Honeywell 1900", b"]d2" + MARKED.encode() + b"\r\n", 1000)
    screen._quiet()


def scanner_trial_learned(shell: Shell) -> None:
    """Three scans with a prefix, the keyboard Russian and in capitals."""
    screen = trial(shell)
    for number, code in enumerate(GOODS):
        type_code(screen, "~" + code, 25, 1000 + 5000 * number)
    screen._hints |= {"russian_layout", "caps_lock", "num_lock_off"}
    screen.refreshed()


def scanner_list(shell: Shell) -> None:
    """Two scanners in the diagnosis, one unplugged."""
    trial(shell)
    shell.go("diagnosis", device="scanner")


STATES_OF_SCANNING: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state for state in (scanner_trial, scanner_trial_marking, scanner_trial_learned, scanner_list)
}
