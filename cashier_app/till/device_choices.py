"""What may be chosen for a device: ports and printers that this machine sees, models, letters, widths, speeds.

Every choice is a change of keys of the settings file; None takes a key out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from cashier_app.core.words import Words

if TYPE_CHECKING:
    from cashier_app.config import Printer, Settings
    from cashier_app.devices.finding import Found
    from cashier_app.devices.profiles import Profile
    from cashier_app.till.devices import Device

Changes: TypeAlias = Mapping[str, object]

#: Keys of a printer that its model gives: they are taken out where another model is chosen.
OF_MODEL: Final = (
    "columns",
    "encoding",
    "code_page",
    "fs_dot",
    "cut",
    "drawer_pin",
    "confirmation",
    "near_end",
    "qr",
    "barcode",
)
#: Speed and parity of scales, the first that of Massa-K's protocol as it is sold.
SCALE_LINES: Final = ((4800, "even"), (9600, "none"), (19_200, "none"), (57_600, "none"), (4800, "none"))
DISPLAY_LINES: Final = ((9600, "cd5220"), (9600, "epson"), (19_200, "cd5220"), (2400, "cd5220"), (115_200, "cd5220"))
#: Code pages of displays: CP866 set by its switches, then by the slots of its makers.
DISPLAY_LETTERS: Final = (("cp866", -1), ("cp866", 6), ("cp866", 10), ("cp866", 17), ("cp1251", -1), ("cp1251", 46))
WIDTHS: Final = ((58, 32), (58, 42), (80, 42), (80, 48), (80, 32), (80, 64))
SPEEDS: Final = (9600, 19_200, 38_400, 57_600, 115_200, 4800)


class Choice(msgspec.Struct, frozen=True):
    """One row to choose: texts are ready; `now`: it is what is set; `likely`: this is it, as far as one can see."""

    key: str
    title: str
    detail: str
    changes: Changes
    now: bool = False
    likely: bool = False


# --- what this machine sees ----------------------------------------------------------------------------------


def printers_here(device: Device, settings: Settings, words: Words, root: Path = Path("/")) -> list[Choice]:
    """Printers on USB, in queues and on serial ports; asks the system, some seconds at worst."""
    from cashier_app.devices.finding import printers

    return [printer_choice(device, each, settings, words) for each in printers(root)]


def printers_on_network(device: Device, settings: Settings, words: Words, addresses: Iterable[str]) -> list[Choice]:
    """Those of the addresses that take a connection, asked for five seconds at most."""
    from cashier_app.devices.finding import on_network

    return [printer_choice(device, each, settings, words) for each in on_network(addresses)]


def printer_choice(device: Device, found: Found, settings: Settings, words: Words) -> Choice:
    """A printer that was found, as a change of the settings: an address of its own, its model where that is known."""
    from cashier_app.devices.finding import likely_profile
    from cashier_app.devices.profiles import all_profiles

    place, present = place_of(device, settings), printer_of(device, settings)
    profiles = all_profiles()
    profile = likely_profile(found.title, profiles)
    changes: dict[str, object] = {f"{place}.address": found.address, f"{place}.transport": found.transport}
    if profile and (present is None or present.profile != profile):
        changes = {**model_changes(place, profile), **changes}
    if present is None:
        changes = {f"{place}.name": free_name(settings, words), **changes}
    ways = {
        "tcp": words.translate("setup", "network"),
        "serial": words.translate("setup", "serial port"),
        "usb": "USB",
        "device": "USB",
        "cups": words.translate("setup", "queue of the system"),
    }
    doubt = "" if found.sure else words.translate("setup", "nobody knows what hangs on it")
    model = profiles[profile].name if profile else ""
    about = [ways[found.transport], doubt, model, found.address if found.address != found.title else ""]
    now = present is not None and (present.transport, present.address) == (found.transport, found.address)
    return Choice(
        f"{found.transport} {found.address}",
        found.title,
        " · ".join(filter(None, about)),
        changes,
        now=now,
        likely=found.sure,
    )


def with_model(place: str, changes: Changes, settings: Settings) -> Changes:
    """The same with the model that the printer says it is, where that is known; asks it, some seconds at worst.

    A printer that is at work already is not asked: its port is held.
    """
    from cashier_app.config import Printer
    from cashier_app.devices.finding import likely_profile, probe
    from cashier_app.devices.profiles import all_profiles

    address, transport = changes.get(f"{place}.address"), changes.get(f"{place}.transport")
    held = any((each.transport, each.address) == (transport, address) for each in settings.printers)
    if held or f"{place}.profile" in changes or not isinstance(address, str):
        return changes
    asked = probe(msgspec.convert({"address": address, "transport": transport}, Printer))
    profile = likely_profile(f"{asked.maker} {asked.model}", all_profiles())
    return {**changes, **model_changes(place, profile)} if profile else changes


def ports_here(device: Device, settings: Settings, words: Words, root: Path = Path("/")) -> list[Choice]:
    """Serial ports for a scanner, a scale or a display; those of other devices are named as such."""
    from cashier_app.config import ports_of_others, scanner_ports
    from cashier_app.devices.finding import lasting_name
    from cashier_app.devices.serial_ports import looks_like_scanner, same_port, serial_ports

    place = place_of(device, settings)
    present = _port_of(device, settings)
    others = [*ports_of_others(settings), *(each.port for each in scanner_ports(settings))]
    others = [each for each in others if each != present]
    choices = []
    if device.kind == "scanner":
        choices.append(
            Choice(
                "auto",
                words.translate("setup", "Every USB scanner by itself"),
                words.translate("setup", "whichever is plugged in is heard, in any socket"),
                {f"{place}.port": "auto"},
                now=present == "auto",
                likely=True,
            )
        )
    for port in serial_ports(root):
        address = lasting_name(port.device, root)
        scanner = looks_like_scanner(port)
        about = [address]
        if same_port(port.device, others) or address in others:
            about.append(words.translate("setup", "used by another device"))
        choices.append(
            Choice(
                port.device,
                port.title,
                " · ".join(about),
                {f"{place}.port": address},
                now=present in (address, port.device),
                likely=scanner == (device.kind == "scanner"),
            )
        )
    return choices


def typed(device: Device, text: str, settings: Settings, words: Words) -> Choice | None:
    """What somebody typed as an address, as a change; None where it cannot be one."""
    text = text.strip()
    if not text:
        return None
    place = place_of(device, settings)
    if device.kind != "printer":
        return Choice(text, text, "", {f"{place}.port": text})
    from cashier_app.devices.finding import Found

    if text.startswith("/dev/usb/"):
        return printer_choice(device, Found("device", text, text), settings, words)
    if text.startswith("/") or text.upper().startswith("COM"):
        return printer_choice(device, Found("serial", text, text), settings, words)
    address = text if ":" in text else f"{text}:9100"
    return printer_choice(device, Found("tcp", address, address), settings, words)


# --- what is known without asking ----------------------------------------------------------------------------


def models(device: Device, settings: Settings, words: Words, folder: Path | None) -> list[Choice]:
    """Every model of printer that is known, and none of them; `folder` holds a shop's own."""
    from cashier_app.devices.profiles import all_profiles

    printer, place = printer_of(device, settings), place_of(device, settings)
    present = printer.profile if printer is not None else ""
    choices = [
        Choice(name, profile.name, _model_detail(profile, words), model_changes(place, name), now=name == present)
        for name, profile in all_profiles(folder).items()
    ]
    other = words.translate("setup", "Another model")
    detail = words.translate("setup", "letters and width are then found with the test page")
    return [*choices, Choice("", other, detail, model_changes(place, ""), now=not present)]


def _model_detail(profile: Profile, words: Words) -> str:
    widths = ", ".join(
        words.translate("setup", "{paper} mm, {columns} signs a line").format(paper=each.mm, columns=each.columns)
        for each in profile.paper
    )
    doubt = words.translate("setup", "from a description")
    return widths if profile.verified else f"{widths} · {doubt}"


def model_changes(place: str, profile: str) -> dict[str, object]:
    """Name the model and take out what it gives itself."""
    changes: dict[str, object] = {f"{place}.{key}": None for key in (*OF_MODEL, "paper")}
    changes[f"{place}.profile"] = profile or None
    return changes


def letters(device: Device, settings: Settings, words: Words) -> list[Choice]:
    """Code page and slot, as the lines of the test page are called."""
    place = place_of(device, settings)
    if device.kind == "display":
        display = settings.display
        return [
            Choice(
                f"{encoding} {slot}",
                encoding.upper() if slot < 0 else f"{encoding.upper()} · {slot}",
                words.translate("setup", "set by the display's switches") if slot < 0 else f"ESC t {slot}",
                {"display.encoding": encoding, "display.code_page": slot},
                now=(display.encoding, display.code_page) == (encoding, slot),
            )
            for encoding, slot in DISPLAY_LETTERS
        ]
    from cashier_app.documents.reports import CANDIDATE_ENCODINGS, CANDIDATE_SLOTS

    printer = printer_of(device, settings)
    return [
        Choice(
            f"{encoding} {slot}",
            f"{slot} {encoding.upper()}",
            f"ESC t {slot}",
            {f"{place}.encoding": encoding, f"{place}.code_page": slot},
            now=printer is not None and (printer.encoding, printer.code_page) == (encoding, slot),
        )
        for slot in sorted(CANDIDATE_SLOTS)
        for encoding in CANDIDATE_ENCODINGS
    ]


def widths(device: Device, settings: Settings, words: Words) -> list[Choice]:
    """Paper and signs a line."""
    printer, place = printer_of(device, settings), place_of(device, settings)
    text = words.translate("setup", "{paper} mm, {columns} signs a line")
    return [
        Choice(
            f"{paper} {columns}",
            text.format(paper=paper, columns=columns),
            "",
            {f"{place}.paper": paper, f"{place}.columns": columns},
            now=printer is not None and (printer.paper, printer.columns) == (paper, columns),
        )
        for paper, columns in WIDTHS
    ]


def lines(device: Device, settings: Settings, words: Words) -> list[Choice]:
    """Speed of a serial port, with parity or the display's commands."""
    place = place_of(device, settings)
    speed = words.translate("setup", "{count} bit/s")
    if device.kind == "scale":
        parity = {
            "none": words.translate("setup", "no parity"),
            "even": words.translate("setup", "even parity"),
            "odd": words.translate("setup", "odd parity"),
        }
        return [
            Choice(
                f"{baud} {kind}",
                f"{speed.format(count=baud)} · {parity[kind]}",
                "",
                {"scale.baud": baud, "scale.parity": kind},
                now=(settings.scale.baud, settings.scale.parity) == (baud, kind),
            )
            for baud, kind in SCALE_LINES
        ]
    if device.kind == "display":
        return [
            Choice(
                f"{baud} {dialect}",
                f"{speed.format(count=baud)} · {dialect}",
                "",
                {"display.baud": baud, "display.dialect": dialect},
                now=(settings.display.baud, settings.display.dialect) == (baud, dialect),
            )
            for baud, dialect in DISPLAY_LINES
        ]
    from cashier_app.config_change import section_of

    present = section_of(settings, place).baud if device.set else 0
    return [
        Choice(str(baud), speed.format(count=baud), "", {f"{place}.baud": baud}, now=baud == present) for baud in SPEEDS
    ]


def pins(device: Device, settings: Settings, words: Words) -> list[Choice]:
    """Which pin of the printer's socket opens the drawer."""
    number = int(device.place.removeprefix("printers[").removesuffix("]") or 0)
    present = settings.printers[number].drawer_pin
    names = {
        2: words.translate("setup", "Pin 2, as nearly every drawer"),
        5: words.translate("setup", "Pin 5, the second drawer"),
        0: words.translate("setup", "No drawer"),
    }
    return [
        Choice(str(pin), name, "", {f"{device.place}.drawer_pin": pin}, now=present == pin)
        for pin, name in names.items()
    ]


def hearing(settings: Settings, words: Words) -> list[Choice]:
    """Whether scanners that type are heard."""
    names = {
        True: words.translate("setup", "Scanners that type are heard"),
        False: words.translate("setup", "They are not heard: keys are keys"),
    }
    return [
        Choice(str(heard), name, "", {"scanner.wedge": heard}, now=settings.scanner.wedge == heard)
        for heard, name in names.items()
    ]


def screens(settings: Settings, names: Sequence[str], words: Words) -> list[Choice]:
    """Which screen the buyer sees; the cashier's own is the first and is not offered."""
    display = settings.display
    none = Choice("0", words.translate("setup", "No screen for the buyer"), "", {"display.window": False})
    text = words.translate("setup", "Screen {number}")
    return [
        *(
            Choice(
                str(number),
                text.format(number=number),
                name,
                {"display.window": True, "display.screen": number},
                now=display.window and display.screen == number,
            )
            for number, name in enumerate(names, 1)
            if number > 1
        ),
        msgspec.structs.replace(none, now=not display.window),
    ]


def removal(device: Device) -> Changes:
    """What takes a device out of the settings."""
    if "[" in device.place:
        return {device.place: None}
    return {f"{device.place}.port": None}


# --- where it stands -----------------------------------------------------------------------------------------


def place_of(device: Device, settings: Settings) -> str:
    """The section that is to be changed: the device's, or a new one behind the last."""
    if device.place:
        return device.place
    if device.kind == "printer":
        return f"printers[{len(settings.printers)}]"
    if device.kind == "scanner":
        return f"scanners[{len(settings.scanners)}]"
    return device.kind


def printer_of(device: Device, settings: Settings) -> Printer | None:
    """The settings of the printer, where it is set."""
    number = device.place.removeprefix("printers[").removesuffix("]")
    return settings.printers[int(number)] if number.isdigit() and device.kind == "printer" else None


def free_name(settings: Settings, words: Words) -> str:
    """A name for one more printer."""
    taken = {printer.name for printer in settings.printers}
    if not taken:
        return "receipts"
    text = words.translate("setup", "printer {number}")
    names: Callable[[int], str] = lambda number: text.format(number=number)  # noqa: E731
    return next(name for name in map(names, range(2, 100)) if name not in taken)


def _port_of(device: Device, settings: Settings) -> str:
    from cashier_app.config_change import section_of

    return str(section_of(settings, device.place).port) if device.place else ""
