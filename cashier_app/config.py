"""Settings, declared once: every key with its type, what is allowed, a default that works, and words.

`cashier-app config --describe` prints all of them.  They are read by `cashier_app.config_file`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from cashier_app.core.errors import QT_TRANSLATE_NOOP

HOME_VARIABLE = "CASHIER_HOME"


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Keys that belong together; each carries its own description."""


class Shop(Section, frozen=True, kw_only=True):
    """The shop, as receipts and the server know it."""

    name: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=100,
            description=QT_TRANSLATE_NOOP("settings", "Name of the shop, at the head of every receipt"),
        ),
    ] = "Магазин"
    address: Annotated[
        str, Meta(max_length=200, description=QT_TRANSLATE_NOOP("settings", "Address, under the shop's name"))
    ] = ""
    inn: Annotated[
        str,
        Meta(
            pattern=r"^([0-9]{10}|[0-9]{12})?$",
            examples=["5902123456"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Taxpayer number (INN) of the seller: 10 or 12 digits, or nothing"
            ),
        ),
    ] = ""
    store: Annotated[
        str,
        Meta(
            pattern=r"^[A-Za-z0-9_-]{1,32}$",
            examples=["perm-1"],
            description=QT_TRANSLATE_NOOP("settings", "Id of the store within the chain"),
        ),
    ] = "1"
    zone: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=64,
            description=QT_TRANSLATE_NOOP("settings", "Time zone of the store: days and shifts are counted by it"),
        ),
    ] = "Europe/Moscow"
    header: Annotated[
        tuple[Annotated[str, Meta(max_length=200)], ...],
        Meta(description=QT_TRANSLATE_NOOP("settings", "More lines at the head of a receipt")),
    ] = ()
    footer: Annotated[
        tuple[Annotated[str, Meta(max_length=200)], ...],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Lines at the foot of a receipt")),
    ] = ("Спасибо за покупку!",)
    template: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["/home/kassa/receipt.txt"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "File with the head and foot of receipts (see cashier-app receipt words); empty: what was written on "
                "the till's screen, else the lines above",
            ),
        ),
    ] = ""
    logo: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["/home/kassa/logo.png"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Logo at the head of receipts: a PNG file, best black on white and 384 dots wide; empty: none",
            ),
        ),
    ] = ""


class Till(Section, frozen=True, kw_only=True):
    """This till."""

    number: Annotated[
        int, Meta(ge=1, le=9999, description=QT_TRANSLATE_NOOP("settings", "Number of the till within the store"))
    ] = 1
    folder: Annotated[
        str,
        Meta(
            max_length=1000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Folder of the till's database; empty: where the system keeps such data"
            ),
        ),
    ] = ""
    backups: Annotated[
        int, Meta(ge=1, le=1000, description=QT_TRANSLATE_NOOP("settings", "How many local backups are kept"))
    ] = 14


class Server(Section, frozen=True, kw_only=True):
    """The loyalty server, as this till sees it."""

    url: Annotated[
        str,
        Meta(
            pattern=r"^(https?://\S+)?$",
            max_length=500,
            examples=["https://loyalty.example.ru"],
            description=QT_TRANSLATE_NOOP("settings", "Address of the loyalty server; empty: the till works alone"),
        ),
    ] = ""
    ca_file: Annotated[
        str,
        Meta(
            max_length=1000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Certificate (PEM) that the server must be signed by; empty: the system's list"
            ),
        ),
    ] = ""
    node_url: Annotated[
        str,
        Meta(
            pattern=r"^(https?://\S+)?$",
            max_length=500,
            examples=["https://192.168.1.10:8377"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Address of the shop's store node, which is asked first and the central server where it does not "
                "answer; empty: the shop has none",
            ),
        ),
    ] = ""
    node_ca_file: Annotated[
        str,
        Meta(
            max_length=1000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Certificate (PEM) that the store node must be signed by; empty: the system's list"
            ),
        ),
    ] = ""
    connect_timeout_ms: Annotated[
        int, Meta(ge=50, le=60_000, description=QT_TRANSLATE_NOOP("settings", "Longest wait for a connection"))
    ] = 2000
    read_timeout_ms: Annotated[
        int,
        Meta(ge=50, le=300_000, description=QT_TRANSLATE_NOOP("settings", "Longest wait for an answer to an exchange")),
    ] = 15_000
    acquire_timeout_ms: Annotated[
        int,
        Meta(
            ge=50,
            le=5000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Longest wait for points to be reserved while the buyer stands there"
            ),
        ),
    ] = 300
    interval_ms: Annotated[
        int,
        Meta(
            ge=100,
            le=3_600_000,
            description=QT_TRANSLATE_NOOP("settings", "Pause between two exchanges when nothing happens"),
        ),
    ] = 10_000
    backoff_ms: Annotated[
        int,
        Meta(
            ge=50,
            le=600_000,
            description=QT_TRANSLATE_NOOP("settings", "First pause after a failed exchange; it doubles each time"),
        ),
    ] = 1000
    backoff_limit_ms: Annotated[
        int,
        Meta(ge=100, le=3_600_000, description=QT_TRANSLATE_NOOP("settings", "Longest pause after failed exchanges")),
    ] = 60_000
    page: Annotated[
        int,
        Meta(
            ge=1,
            le=100_000,
            description=QT_TRANSLATE_NOOP("settings", "How many changes of the feed one answer brings"),
        ),
    ] = 1000

    @property
    def central_url(self) -> str:
        """Where the central server is asked: by way of the store node where only that has a way there."""
        return self.url or (self.node_url.rstrip("/") + "/upstream" if self.node_url else "")

    @property
    def central_ca_file(self) -> str:
        """What whoever answers there must be signed by."""
        return self.ca_file if self.url else self.node_ca_file


class Node(Section, frozen=True, kw_only=True):
    """The loyalty server itself, where it runs on this machine (`cashier-app server`)."""

    host: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=255,
            description=QT_TRANSLATE_NOOP("settings", "Address the loyalty server listens on"),
        ),
    ] = "127.0.0.1"
    port: Annotated[
        int,
        Meta(
            ge=0,
            le=65_535,
            description=QT_TRANSLATE_NOOP("settings", "Port the loyalty server listens on; 0: any free one"),
        ),
    ] = 8377
    workers: Annotated[
        int,
        Meta(
            ge=1,
            le=64,
            description=QT_TRANSLATE_NOOP(
                "settings", "How many processes of the loyalty server serve tills; more than one needs PostgreSQL"
            ),
        ),
    ] = 1
    database: Annotated[
        str,
        Meta(
            max_length=1000,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Database of the loyalty server: a file or postgresql://…; empty: where the system keeps such data",
            ),
        ),
    ] = ""
    upstream: Annotated[
        str,
        Meta(
            pattern=r"^(https?://\S+)?$",
            max_length=500,
            examples=["https://loyalty.example.ru"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Address of the central server, where this one is the node of a shop; empty: it is the central server",
            ),
        ),
    ] = ""
    certificate: Annotated[
        str,
        Meta(
            max_length=1000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Certificate (PEM) by which the loyalty server serves HTTPS; empty: plain HTTP"
            ),
        ),
    ] = ""
    private_key: Annotated[
        str,
        Meta(
            max_length=1000,
            description=QT_TRANSLATE_NOOP("settings", "File of that certificate's private key (PEM, without password)"),
        ),
    ] = ""
    every_address: Annotated[
        bool,
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Whether the loyalty server may listen on every address of this machine (host 0.0.0.0 or ::)",
            )
        ),
    ] = False
    plain_http: Annotated[
        bool,
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Whether the loyalty server may speak to other machines without encryption: whoever is on the wire "
                "reads along",
            )
        ),
    ] = False
    node_requests: Annotated[
        int,
        Meta(
            ge=1,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Requests a minute that each process answers one till; an honest one stays far below"
            ),
        ),
    ] = 6000
    stranger_requests: Annotated[
        int,
        Meta(
            ge=1,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Requests a minute that each process answers one address that shows no valid key"
            ),
        ),
    ] = 300
    at_once: Annotated[
        int,
        Meta(
            ge=1,
            le=10_000,
            description=QT_TRANSLATE_NOOP("settings", "Requests that each process serves at the same time"),
        ),
    ] = 200
    body_seconds: Annotated[
        int,
        Meta(
            ge=1,
            le=600,
            description=QT_TRANSLATE_NOOP("settings", "Longest time for a request to come in, in seconds"),
        ),
    ] = 30
    releases: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["/srv/cashier/releases"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Folder with a folder for each version that the loyalty server gives to its tills; empty: none",
            ),
        ),
    ] = ""
    metrics_token: Annotated[
        str,
        Meta(
            pattern=r"^([!-~]{16,200})?$",
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Token by which Prometheus reads /metrics from anywhere; empty: from this machine alone",
            ),
        ),
    ] = ""


Leader: TypeAlias = Literal["here", "outside"]


class Authority(Section, frozen=True, kw_only=True):
    """Who leads what is known of members, where another system (1C, a CRM) exchanges them with the loyalty server."""

    system: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            description=QT_TRANSLATE_NOOP("settings", "Name of the other system, as the history of levels tells it"),
        ),
    ] = "1C"
    groups: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[^=]{1,60}=[a-z0-9][a-z0-9_-]{0,39}$")], ...],
        Meta(
            examples=[["VIP=gold", "Опт=wholesale"]],
            description=QT_TRANSLATE_NOOP("settings", "The system's groups and the levels they mean, as group=level"),
        ),
    ] = ()
    level: Annotated[
        Leader,
        Meta(
            description=QT_TRANSLATE_NOOP("settings", "Who assigns levels (discount groups): this server or the system")
        ),
    ] = "here"
    segments: Annotated[Leader, Meta(description=QT_TRANSLATE_NOOP("settings", "Who puts members into segments"))] = (
        "here"
    )
    identifiers: Annotated[
        Leader, Meta(description=QT_TRANSLATE_NOOP("settings", "Who binds cards, telephones and e-mails"))
    ] = "here"
    name: Annotated[Leader, Meta(description=QT_TRANSLATE_NOOP("settings", "Who knows members' names"))] = "here"
    birthday: Annotated[Leader, Meta(description=QT_TRANSLATE_NOOP("settings", "Who knows members' birthdays"))] = (
        "here"
    )
    state: Annotated[Leader, Meta(description=QT_TRANSLATE_NOOP("settings", "Who blocks members"))] = "here"


class Scanner(Section, frozen=True, kw_only=True):
    """Scanners: one on a serial port, and any number that type like a keyboard (wedge); more in `[[scanners]]`."""

    port: Annotated[
        str,
        Meta(
            max_length=255,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Serial port of the scanner (/dev/serial/by-id/… or COM3), or auto: every USB scanner that is known; "
                "empty: none",
            ),
        ),
    ] = ""
    baud: Annotated[
        int, Meta(ge=300, le=4_000_000, description=QT_TRANSLATE_NOOP("settings", "Speed of the scanner's serial port"))
    ] = 9600
    suffix: Annotated[
        Literal["auto", "cr", "lf", "crlf", "tab", "gap"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "What ends a code on the serial port; auto: CR, LF or a pause, gap: only a pause"
            )
        ),
    ] = "auto"
    gap_ms: Annotated[
        int, Meta(ge=5, le=2000, description=QT_TRANSLATE_NOOP("settings", "Pause on the serial port that ends a code"))
    ] = 60
    repeat_ms: Annotated[
        int,
        Meta(
            ge=0,
            le=10_000,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "The same code read again by the same scanner within so many milliseconds counts once; "
                "0: every reading counts",
            ),
        ),
    ] = 0
    wedge: Annotated[
        bool, Meta(description=QT_TRANSLATE_NOOP("settings", "Whether scanners that type like a keyboard are heard"))
    ] = True
    wedge_prefix: Annotated[
        str,
        Meta(
            max_length=8,
            description=QT_TRANSLATE_NOOP(
                "settings", "Characters such a scanner types before a code; with one, nothing depends on timing"
            ),
        ),
    ] = ""
    wedge_suffix: Annotated[
        Literal["enter", "tab", "none"],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Key such a scanner presses after a code")),
    ] = "enter"
    wedge_key_ms: Annotated[
        int,
        Meta(
            ge=5, le=500, description=QT_TRANSLATE_NOOP("settings", "Longest pause between two keys of such a scanner")
        ),
    ] = 60
    wedge_shortest: Annotated[
        int,
        Meta(
            ge=2,
            le=40,
            description=QT_TRANSLATE_NOOP("settings", "Fewer fast keys than this are a hand, not a scanner"),
        ),
    ] = 6


class ScannerPort(Section, frozen=True, kw_only=True):
    """One more scanner on a serial port; `[[scanners]]` may be there several times, beside `[scanner]`."""

    name: Annotated[
        str, Meta(max_length=40, description=QT_TRANSLATE_NOOP("settings", "Name of the scanner on the screen"))
    ] = ""
    port: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=255,
            examples=["/dev/serial/by-id/usb-Honeywell_1900"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Serial port (/dev/serial/by-id/… or COM3), auto for every USB scanner that is known, or usb:0c2e:0901 "
                "for USB's numbers of maker and model",
            ),
        ),
    ]
    baud: Annotated[
        int, Meta(ge=300, le=4_000_000, description=QT_TRANSLATE_NOOP("settings", "Speed of the scanner's serial port"))
    ] = 9600
    suffix: Annotated[
        Literal["auto", "cr", "lf", "crlf", "tab", "gap"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "What ends a code on the serial port; auto: CR, LF or a pause, gap: only a pause"
            )
        ),
    ] = "auto"
    gap_ms: Annotated[
        int, Meta(ge=5, le=2000, description=QT_TRANSLATE_NOOP("settings", "Pause on the serial port that ends a code"))
    ] = 60
    repeat_ms: Annotated[
        int,
        Meta(
            ge=0,
            le=10_000,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "The same code read again by the same scanner within so many milliseconds counts once; "
                "0: every reading counts",
            ),
        ),
    ] = 0


class Scale(Section, frozen=True, kw_only=True):
    """The scale on the counter: Massa-K by its protocol 100."""

    port: Annotated[
        str,
        Meta(
            max_length=255,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Serial port of the scale (/dev/serial/by-id/… or COM5), its protocol set to “100”; empty: none",
            ),
        ),
    ] = ""
    baud: Annotated[
        int, Meta(ge=300, le=4_000_000, description=QT_TRANSLATE_NOOP("settings", "Speed of the scale's serial port"))
    ] = 4800
    parity: Annotated[
        Literal["none", "even", "odd"],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Parity of the scale's serial port")),
    ] = "even"


class Display(Section, frozen=True, kw_only=True):
    """What the buyer sees: a second window, a display of two lines, or both."""

    window: Annotated[
        bool,
        Meta(description=QT_TRANSLATE_NOOP("settings", "Whether the buyer has a window on a screen of her own")),
    ] = False
    screen: Annotated[
        int,
        Meta(ge=1, le=9, description=QT_TRANSLATE_NOOP("settings", "Which screen that is, the cashier's being 1")),
    ] = 2
    theme: Annotated[
        Literal["till", "light", "dark"],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Colours of the buyer's window; till: those of the till")),
    ] = "till"
    idle: Annotated[
        str,
        Meta(
            max_length=200,
            description=QT_TRANSLATE_NOOP(
                "settings", "What the buyer reads between two receipts; two lines on a display of two lines"
            ),
        ),
    ] = "Добро\nпожаловать!"
    port: Annotated[
        str,
        Meta(
            max_length=255,
            description=QT_TRANSLATE_NOOP(
                "settings", "Serial port of a display of two lines (/dev/serial/by-id/… or COM6); empty: none"
            ),
        ),
    ] = ""
    baud: Annotated[
        int,
        Meta(ge=300, le=4_000_000, description=QT_TRANSLATE_NOOP("settings", "Speed of that display's serial port")),
    ] = 9600
    dialect: Annotated[
        Literal["cd5220", "epson"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Commands of that display: cd5220 ESC Q A and ESC Q B, epson text after FF"
            )
        ),
    ] = "cd5220"
    columns: Annotated[
        int, Meta(ge=8, le=40, description=QT_TRANSLATE_NOOP("settings", "Characters a line of that display"))
    ] = 20
    encoding: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=40,
            description=QT_TRANSLATE_NOOP("settings", "Code page of that display's Cyrillic"),
        ),
    ] = "cp866"
    code_page: Annotated[
        int,
        Meta(
            ge=-1,
            le=255,
            description=QT_TRANSLATE_NOOP(
                "settings", "Slot of that code page (ESC t n); -1: the display is set to it by its switches"
            ),
        ),
    ] = -1


class Terminal(Section, frozen=True, kw_only=True):
    """The terminal for cards and SBP."""

    driver: Annotated[
        Literal["manual", "simulator"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "How the terminal is asked: manual, the cashier types its slip's number; simulator, a simulated one",
            )
        ),
    ] = "manual"
    address: Annotated[
        str,
        Meta(
            pattern=r"^\S+:[0-9]{1,5}$",
            examples=["127.0.0.1:9200"],
            description=QT_TRANSLATE_NOOP("settings", "Host and port of a terminal that the till asks by itself"),
        ),
    ] = "127.0.0.1:9200"
    answer_seconds: Annotated[
        int,
        Meta(
            ge=5,
            le=600,
            description=QT_TRANSLATE_NOOP(
                "settings", "How long a buyer may look for a card until the till asks what became of the payment"
            ),
        ),
    ] = 90


class Printer(Section, frozen=True, kw_only=True):
    """One receipt printer; `[[printers]]` may be there several times, the first prints receipts."""

    name: Annotated[
        str,
        Meta(
            min_length=1, max_length=40, description=QT_TRANSLATE_NOOP("settings", "Name of the printer on the screen")
        ),
    ] = "receipts"
    transport: Annotated[
        Literal["tcp", "serial", "usb", "cups", "windows", "device", "file"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "How the printer is connected; cups and windows: a raw queue of the system; device: a device node; "
                "file: bytes are appended to a file",
            )
        ),
    ] = "tcp"
    address: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=1000,
            examples=["192.168.1.50:9100"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Host and port (192.168.1.50:9100), serial port (/dev/ttyUSB0, COM4), USB numbers (04b8:0e15 or "
                "04b8:0e15/SERIAL), name of the queue, device (/dev/usb/lp0) or file",
            ),
        ),
    ]
    baud: Annotated[
        int, Meta(ge=300, le=4_000_000, description=QT_TRANSLATE_NOOP("settings", "Speed of the printer's serial port"))
    ] = 115_200
    flow: Annotated[
        Literal["none", "rtscts", "dsrdtr", "xonxoff"],
        Meta(
            description=QT_TRANSLATE_NOOP("settings", "How a printer on a serial port says that it takes no more bytes")
        ),
    ] = "none"
    profile: Annotated[
        str,
        Meta(
            max_length=60,
            examples=["epson-tm-t20iii"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Model of the printer, which gives the keys below where they are not set; empty: none. escpos:MODEL is "
                "one of python-escpos' collection",
            ),
        ),
    ] = ""
    paper: Annotated[
        Literal[58, 80],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Width of the paper in millimetres, for the profile")),
    ] = 80
    columns: Annotated[
        int, Meta(ge=24, le=80, description=QT_TRANSLATE_NOOP("settings", "Characters a line: 32, 42 or 48 usually"))
    ] = 42
    encoding: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=40,
            description=QT_TRANSLATE_NOOP("settings", "Code page of the printer's Cyrillic"),
        ),
    ] = "cp866"
    code_page: Annotated[
        int,
        Meta(
            ge=0,
            le=255,
            description=QT_TRANSLATE_NOOP("settings", "Slot of that code page (ESC t n); the test page shows them all"),
        ),
    ] = 17
    fs_dot: Annotated[
        bool, Meta(description=QT_TRANSLATE_NOOP("settings", "Switch Chinese characters off (FS .): clones need it"))
    ] = True
    cut: Annotated[
        Literal["partial", "full", "none"], Meta(description=QT_TRANSLATE_NOOP("settings", "How the paper is cut"))
    ] = "partial"
    drawer_pin: Annotated[
        Literal[0, 2, 5],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Pin of the cash drawer's pulse; 0: no drawer")),
    ] = 2
    drawer_sensor: Annotated[
        Literal["none", "high", "low"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Level of drawer pin 3 while the drawer is open, where the drawer has a switch; none: it has none",
            )
        ),
    ] = "none"
    qr: Annotated[
        Literal["native", "image"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Who draws QR codes: native the printer (GS ( k), image this program, dot by dot"
            )
        ),
    ] = "native"
    barcode: Annotated[
        Literal["native", "image"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Who draws bar codes: native the printer (GS k), image this program, dot by dot"
            )
        ),
    ] = "native"
    confirmation: Annotated[
        Literal["auto", "process_id", "status", "none"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "How a receipt is confirmed: process_id GS ( H, status GS r 1, none, or auto: the best it answers",
            )
        ),
    ] = "auto"
    near_end: Annotated[
        bool,
        Meta(description=QT_TRANSLATE_NOOP("settings", "Whether the printer's word that little paper is left is true")),
    ] = True
    spare_after_ms: Annotated[
        int,
        Meta(
            ge=0,
            le=600_000,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Slips that another printer could not begin for so long come out here; 0: only when a person says so",
            ),
        ),
    ] = 15_000
    status_timeout_ms: Annotated[
        int, Meta(ge=50, le=10_000, description=QT_TRANSLATE_NOOP("settings", "Longest wait for the printer's status"))
    ] = 400
    write_timeout_ms: Annotated[
        int, Meta(ge=200, le=120_000, description=QT_TRANSLATE_NOOP("settings", "Longest time for a receipt to go out"))
    ] = 10_000
    confirmation_timeout_ms: Annotated[
        int,
        Meta(
            ge=100,
            le=120_000,
            description=QT_TRANSLATE_NOOP("settings", "Longest wait until the printer says that it has printed"),
        ),
    ] = 8000


class InStoreMask(Section, frozen=True, kw_only=True):
    """Codes the shop's scales print (EAN-13 with a prefix of 20–29)."""

    prefix: Annotated[
        str,
        Meta(
            pattern=r"^2[0-9]{0,6}$",
            examples=["22"],
            description=QT_TRANSLATE_NOOP("settings", "Digits the code begins with"),
        ),
    ]
    kind: Annotated[
        Literal["weight", "price"],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Whether the code carries grams or kopecks")),
    ] = "weight"
    code_digits: Annotated[
        int,
        Meta(ge=1, le=9, description=QT_TRANSLATE_NOOP("settings", "Digits of the product's code after the prefix")),
    ] = 5
    value_digits: Annotated[
        int,
        Meta(
            ge=1,
            le=9,
            description=QT_TRANSLATE_NOOP("settings", "Digits of the weight or price after the product's code"),
        ),
    ] = 5


class CardMask(Section, frozen=True, kw_only=True):
    """Codes that are cards: this chain's, its people's badges, and those of other chains."""

    kind: Annotated[
        Literal["card", "virtual", "badge", "foreign", "gift"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "A plastic card, one in a telephone, a badge of the staff, a card of another chain, or a gift card",
            )
        ),
    ] = "card"
    name: Annotated[
        str, Meta(max_length=60, description=QT_TRANSLATE_NOOP("settings", "Name of the other chain, for the cashier"))
    ] = ""
    prefix: Annotated[
        str,
        Meta(
            pattern=r"^[0-9A-Za-z]{0,20}$",
            examples=["7789"],
            description=QT_TRANSLATE_NOOP("settings", "What the number begins with; empty: the range says it"),
        ),
    ] = ""
    length: Annotated[
        int, Meta(ge=0, le=40, description=QT_TRANSLATE_NOOP("settings", "Length of the number; 0: any"))
    ] = 0
    first: Annotated[
        str,
        Meta(
            pattern=r"^[0-9A-Za-z]{0,40}$",
            examples=["2790000000000"],
            description=QT_TRANSLATE_NOOP("settings", "First number of a range"),
        ),
    ] = ""
    last: Annotated[
        str,
        Meta(
            pattern=r"^[0-9A-Za-z]{0,40}$",
            examples=["2799999999999"],
            description=QT_TRANSLATE_NOOP("settings", "Last number of a range, as long as the first"),
        ),
    ] = ""
    check_digit: Annotated[
        Literal["luhn", "ean", "none"],
        Meta(description=QT_TRANSLATE_NOOP("settings", "How the last digit is checked")),
    ] = "none"


_CLOCK: Final = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
WeekDay: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class SaleHours(Section, frozen=True, kw_only=True):
    """When goods of some kind may be sold, by the shop's wall clock; `[[sale_hours]]` may be there several times."""

    name: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=40,
            examples=["Алкоголь"],
            description=QT_TRANSLATE_NOOP("settings", "What the rule is called in the cashier's refusal"),
        ),
    ] = "Часы продажи"
    tags: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^\S{1,60}$")], ...],
        Meta(
            examples=[["alcohol"]],
            description=QT_TRANSLATE_NOOP("settings", "Marks of the goods; without marks and categories: all goods"),
        ),
    ] = ()
    categories: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=200)], ...],
        Meta(
            examples=[["Напитки/Вино", "Пиво"]],
            description=QT_TRANSLATE_NOOP("settings", "Categories of the goods, with all that is under them"),
        ),
    ] = ()
    start: Annotated[
        str,
        Meta(
            pattern=_CLOCK,
            examples=["08:00"],
            description=QT_TRANSLATE_NOOP("settings", "From when the goods are sold, by the shop's clock"),
        ),
    ] = "00:00"
    until: Annotated[
        str,
        Meta(
            pattern=_CLOCK,
            examples=["23:00"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Until when they are sold; at or before the beginning means the next day"
            ),
        ),
    ] = "24:00"
    days: Annotated[
        tuple[WeekDay, ...],
        Meta(
            max_length=7,
            description=QT_TRANSLATE_NOOP("settings", "Days of the week that these hours are for; without any: all"),
        ),
    ] = ()
    dates: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")], ...],
        Meta(
            examples=[["09-01", "2026-06-27"]],
            description=QT_TRANSLATE_NOOP(
                "settings", "Dates without any sale: month and day of every year, or one date"
            ),
        ),
    ] = ()


class VatRate(Section, frozen=True, kw_only=True):
    """A standard rate of VAT and the day from which it holds; `[[vat_rates]]`, in any order."""

    first_day: Annotated[
        str,
        Meta(
            pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            examples=["2026-01-01"],
            description=QT_TRANSLATE_NOOP("settings", "First day of the rate, by the shop's clock"),
        ),
    ] = "2026-01-01"
    percent: Annotated[
        int, Meta(ge=0, le=50, description=QT_TRANSLATE_NOOP("settings", "The standard rate of VAT in per cent"))
    ] = 22


Roubles: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class Selling(Section, frozen=True, kw_only=True):
    """Rules of this shop's counter."""

    in_store_masks: Annotated[
        tuple[InStoreMask, ...],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Codes of the shop's own scales; without any, prefix 2 is an ordinary code"
            )
        ),
    ] = ()
    card_masks: Annotated[
        tuple[CardMask, ...], Meta(description=QT_TRANSLATE_NOOP("settings", "Codes that are loyalty cards"))
    ] = (CardMask(prefix="7789", length=16, check_digit="luhn"),)
    virtual_cards: Annotated[
        Literal["number", "code"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "What spends the points of a card in a telephone: its number, or only its changing code, "
                "verified by the server",
            )
        ),
    ] = "number"
    cash_rounding: Annotated[
        Literal[0, 10, 50, 100],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Kopecks that a sum paid in cash is rounded down to, for the buyer; 0: not at all"
            )
        ),
    ] = 0
    quick_notes: Annotated[
        tuple[Roubles, ...], Meta(description=QT_TRANSLATE_NOOP("settings", "Notes on the payment screen, in roubles"))
    ] = (500, 1000, 2000, 5000)
    hand_discount_cashier_percent: Annotated[
        int,
        Meta(
            ge=0,
            le=100,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Largest discount by hand that a cashier gives alone, in per cent; more needs a senior cashier",
            ),
        ),
    ] = 0
    hand_discount_percent: Annotated[
        int,
        Meta(
            ge=0,
            le=100,
            description=QT_TRANSLATE_NOOP(
                "settings", "Largest discount by hand of a senior cashier, in per cent; more needs a manager"
            ),
        ),
    ] = 10
    hand_discount_manager_percent: Annotated[
        int,
        Meta(
            ge=0,
            le=100,
            description=QT_TRANSLATE_NOOP(
                "settings", "Largest discount by hand of a manager, in per cent; nobody gives more"
            ),
        ),
    ] = 100
    hand_reasons: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=40)], ...],
        Meta(
            max_length=12,
            description=QT_TRANSLATE_NOOP(
                "settings", "Reasons of discounts by hand, one of which is chosen; without any, none is asked for"
            ),
        ),
    ] = ("Срок годности", "Повреждена упаковка", "Ошибка в ценнике", "Уценка", "Постоянный покупатель")
    cash_difference: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Largest difference of the drawer that a cashier may close a shift with, in roubles"
            ),
        ),
    ] = 100
    drawer_float: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Cash that stays in the drawer for the next shift, in roubles: closing says what to hand over; 0: it "
                "says nothing",
            ),
        ),
    ] = 0
    cash_in_reasons: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=40)], ...],
        Meta(
            max_length=6,
            description=QT_TRANSLATE_NOOP(
                "settings", "Reasons to choose from when cash is put in, up to six; empty: the usual ones"
            ),
        ),
    ] = ()
    cash_out_reasons: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=40)], ...],
        Meta(
            max_length=6,
            description=QT_TRANSLATE_NOOP(
                "settings", "Reasons to choose from when cash is taken out, up to six; empty: the usual ones"
            ),
        ),
    ] = ()
    drawer_open_s: Annotated[
        int,
        Meta(
            ge=0,
            le=3600,
            description=QT_TRANSLATE_NOOP(
                "settings", "Seconds that a drawer with a switch may stay open until the cashier is told; 0: never"
            ),
        ),
    ] = 60
    return_without_receipt: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP(
                "settings", "Largest sum that a manager may give back without a receipt, in roubles; 0: never"
            ),
        ),
    ] = 5000
    redemption_confirmation: Annotated[
        Literal["buyer", "colleague"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Who confirms a redemption above the programme's limit: the buyer, or a colleague by PIN",
            )
        ),
    ] = "colleague"
    consent: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=100,
            examples=["2026-01"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Name and date of the consent text that a buyer agrees to when registering"
            ),
        ),
    ] = "1"
    consent_text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=400,
            description=QT_TRANSLATE_NOOP("settings", "The consent itself, shown when a buyer is registered"),
        ),
    ] = (
        "Я согласен (согласна) на обработку имени, телефона и дня рождения для участия в программе лояльности. "
        "Согласие можно отозвать в любом магазине."
    )
    consent_slip: Annotated[
        bool,
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Whether the consent is printed for the buyer's signature at registration"
            )
        ),
    ] = False
    idle_lock_s: Annotated[
        int,
        Meta(
            ge=0,
            le=86_400,
            description=QT_TRANSLATE_NOOP("settings", "Seconds without a touch until the till locks; 0: never"),
        ),
    ] = 300


class GiftCards(Section, frozen=True, kw_only=True):
    """Gift cards: sold as goods of a tag, paid with in roubles.  Their numbers are a mask of kind `gift`."""

    tag: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=r"^\S+$",
            description=QT_TRANSLATE_NOOP("settings", "Tag of goods that are a gift card of a fixed sum: their price"),
        ),
    ] = "gift_card"
    any_sum_tag: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=r"^\S+$",
            description=QT_TRANSLATE_NOOP("settings", "Tag of goods that are a gift card of the sum that is typed"),
        ),
    ] = "gift_card_any"
    minimum: Annotated[
        int,
        Meta(
            ge=1,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP("settings", "Smallest sum typed for a gift card, in roubles"),
        ),
    ] = 500
    maximum: Annotated[
        int,
        Meta(
            ge=1,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP("settings", "Largest sum typed for a gift card, in roubles"),
        ),
    ] = 15_000
    valid_days: Annotated[
        int,
        Meta(
            ge=0,
            le=36_500,
            description=QT_TRANSLATE_NOOP("settings", "Days that a gift card sold here may be spent; 0: for ever"),
        ),
    ] = 365
    top_up: Annotated[
        bool,
        Meta(description=QT_TRANSLATE_NOOP("settings", "A gift card that was sold already may be loaded once more")),
    ] = False
    vat: Annotated[
        Literal["none", "0", "5", "7", "10", "standard"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "VAT inside the advance that the sale of a gift card is, in per cent; none: without VAT"
            )
        ),
    ] = "none"


ReportName: TypeAlias = Literal[
    "summary",
    "payments",
    "vat",
    "discounts",
    "cash",
    "shifts",
    "hours",
    "days",
    "categories",
    "products",
    "cashiers",
    "loyalty",
    "campaigns",
    "overrides",
]


class Reports(Section, frozen=True, kw_only=True):
    """Reports that the till writes into a folder by itself."""

    folder: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["/home/kassa/reports"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Folder of reports, also one of the network; empty: reports in the folder of the data"
            ),
        ),
    ] = ""
    names: Annotated[
        tuple[ReportName, ...],
        Meta(
            examples=[["summary", "categories"]],
            description=QT_TRANSLATE_NOOP(
                "settings", "Reports that are written by themselves (cashier-app report list); without any, none is"
            ),
        ),
    ] = ()
    formats: Annotated[
        tuple[Literal["pdf", "xlsx", "csv", "json"], ...],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Forms in which they are written")),
    ] = ("xlsx",)
    at_shift_close: Annotated[
        bool,
        Meta(description=QT_TRANSLATE_NOOP("settings", "Whether they are written of every closed shift")),
    ] = True
    daily_at: Annotated[
        str,
        Meta(
            pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$",
            examples=["06:30"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Time at which they are written every day, of the day before; a night switched off is caught up; "
                "empty: never",
            ),
        ),
    ] = ""


class Updates(Section, frozen=True, kw_only=True):
    """Newer versions of this program: where they come from and whose signature they carry."""

    url: Annotated[
        str,
        Meta(
            pattern=r"^(server|https?://\S+)?$",
            max_length=500,
            examples=["https://updates.example.ru/cashier"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Address of the folder with manifest.json, or server: the loyalty server gives them when it is this "
                "till's turn; empty: nothing is asked for",
            ),
        ),
    ] = ""
    keys: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]{43}=$")], ...],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Public keys (cashier-app update keygen), one of which must have signed; two while they change",
            )
        ),
    ] = ()
    channel: Annotated[
        str,
        Meta(
            pattern=r"^[a-z0-9][a-z0-9-]{0,31}$",
            examples=["pilot"],
            description=QT_TRANSLATE_NOOP("settings", "Channel: versions of another one are refused"),
        ),
    ] = "stable"
    hold: Annotated[
        str,
        Meta(
            pattern=r"^([0-9]{1,6}(\.[0-9]{1,6}){1,3})?$",
            examples=["1.4.2"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Version beyond which this machine does not go; empty: the newest"
            ),
        ),
    ] = ""
    rate: Annotated[
        int,
        Meta(
            ge=8,
            le=1_000_000,
            description=QT_TRANSLATE_NOOP("settings", "Kilobytes a second that a download may take of the line"),
        ),
    ] = 512
    automatic: Annotated[
        bool,
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Whether a version that is ready is put in by itself between shifts; else a person does it",
            )
        ),
    ] = True


class Ui(Section, frozen=True, kw_only=True):
    """The screen."""

    language: Annotated[
        Literal["ru", "en"], Meta(description=QT_TRANSLATE_NOOP("settings", "Language of screens and receipts"))
    ] = "ru"
    theme: Annotated[
        Literal["light", "dark"], Meta(description=QT_TRANSLATE_NOOP("settings", "Colours of the screen"))
    ] = "light"
    sounds: Annotated[
        bool, Meta(description=QT_TRANSLATE_NOOP("settings", "Sounds for a scan accepted or refused"))
    ] = True
    large_type: Annotated[
        bool,
        Meta(description=QT_TRANSLATE_NOOP("settings", "Larger letters for weak eyes, where the screen has room")),
    ] = False
    size: Annotated[
        str,
        Meta(
            pattern=r"^(full|[0-9]{3,5}x[0-9]{3,5})$",
            examples=["1024x768", "full"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Size of the window, such as 1024x768, or full for the whole screen"
            ),
        ),
    ] = "full"


class Backups(Section, frozen=True, kw_only=True):
    """Copies of the till's database that it makes by itself."""

    every_hours: Annotated[
        int,
        Meta(
            ge=0,
            le=168,
            description=QT_TRANSLATE_NOOP(
                "settings", "Hours between two copies of the database; 0: only with every shift that is closed"
            ),
        ),
    ] = 4
    days: Annotated[
        int,
        Meta(
            ge=0,
            le=366,
            description=QT_TRANSLATE_NOOP("settings", "Of so many days the last copy is kept beside the newest ones"),
        ),
    ] = 7
    weeks: Annotated[
        int, Meta(ge=0, le=520, description=QT_TRANSLATE_NOOP("settings", "Of so many weeks the last copy is kept"))
    ] = 4
    folder: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["/media/kassa/COPIES"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "A second place for copies: a folder on a USB disk or of the network; where it is missing the till "
                "says so and sells on; empty: none",
            ),
        ),
    ] = ""
    compress: Annotated[
        bool,
        Meta(description=QT_TRANSLATE_NOOP("settings", "Whether copies in the second place are compressed (gzip)")),
    ] = True


class Training(Section, frozen=True, kw_only=True):
    """The till to practise on: nothing of it is real."""

    slips: Annotated[
        Literal["marked", "none"],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "What the practice till prints: slips marked as practice, or nothing"
            )
        ),
    ] = "marked"
    keep: Annotated[
        bool,
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Whether what was practised is there again next time; false: it is thrown away"
            )
        ),
    ] = False


class Log(Section, frozen=True, kw_only=True):
    """The log file: JSON lines without personal data."""

    level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Meta(description=QT_TRANSLATE_NOOP("settings", "What is worth a line in the log")),
    ] = "info"
    megabytes: Annotated[
        int, Meta(ge=1, le=1000, description=QT_TRANSLATE_NOOP("settings", "Size at which a new log file begins"))
    ] = 5
    files: Annotated[
        int, Meta(ge=1, le=100, description=QT_TRANSLATE_NOOP("settings", "How many old log files are kept"))
    ] = 5


class Settings(Section, frozen=True, kw_only=True):
    """Everything that can be set; `Settings()` works as it is."""

    shop: Shop = Shop()
    till: Till = Till()
    server: Server = Server()
    node: Node = Node()
    authority: Authority = Authority()
    scanner: Scanner = Scanner()
    scanners: Annotated[
        tuple[ScannerPort, ...],
        Meta(description=QT_TRANSLATE_NOOP("settings", "More scanners on serial ports")),
    ] = ()
    scale: Scale = Scale()
    display: Display = Display()
    terminal: Terminal = Terminal()
    printers: Annotated[
        tuple[Printer, ...],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Receipt printers; without any, nothing is printed")),
    ] = ()
    selling: Selling = Selling()
    sale_hours: Annotated[
        tuple[SaleHours, ...],
        Meta(description=QT_TRANSLATE_NOOP("settings", "Hours of sale, such as those of alcohol; each must allow it")),
    ] = ()
    vat_rates: Annotated[
        tuple[VatRate, ...],
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Standard rates of VAT by their first day; a sale has the rate of its day, a return the sale's",
            )
        ),
    ] = (
        VatRate(first_day="2026-01-01", percent=22),
        VatRate(first_day="2019-01-01", percent=20),
        VatRate(first_day="2004-01-01", percent=18),
    )
    reports: Reports = Reports()
    updates: Updates = Updates()
    backups: Backups = Backups()
    training: Training = Training()
    gift_cards: GiftCards = GiftCards()
    ui: Ui = Ui()
    log: Log = Log()


def scanner_ports(settings: Settings) -> tuple[ScannerPort, ...]:
    """All scanners on serial ports: that of `[scanner]`, then `[[scanners]]`."""
    one = settings.scanner
    if not one.port:
        return settings.scanners
    first = ScannerPort(port=one.port, baud=one.baud, suffix=one.suffix, gap_ms=one.gap_ms, repeat_ms=one.repeat_ms)
    return (first, *settings.scanners)


def scanner_places(settings: Settings) -> tuple[str, ...]:
    """Where in the file the settings of each of `scanner_ports` stand: `scanner`, `scanners[0]`, …"""
    more = tuple(f"scanners[{number}]" for number in range(len(settings.scanners)))
    return ("scanner", *more) if settings.scanner.port else more


def ports_of_others(settings: Settings) -> tuple[str, ...]:
    """Ports that printers, scales and whatever else is set are at home on: finding scanners leaves them alone."""
    found: list[str] = []
    for name in settings.__struct_fields__:
        value = getattr(settings, name)
        if name not in ("scanner", "scanners"):
            for section in value if isinstance(value, tuple) else (value,):
                found += [getattr(section, key) for key in ("port", "address", "device") if hasattr(section, key)]
    return tuple(text for text in found if isinstance(text, str) and text)


# --- where things are ------------------------------------------------------------------------------------


class Places(msgspec.Struct, frozen=True):
    """Where this installation keeps its files; nothing is created by asking."""

    NAME: ClassVar[str] = "cashier-app"

    settings_file: Path
    #: Databases, backups, the instance's lock.
    data: Path
    #: Log and crash files.
    logs: Path

    @classmethod
    def of(cls, home: Path | None = None, environment: Mapping[str, str] = os.environ) -> Places:
        """All under `home` (or CASHIER_HOME) if given, else where the system keeps such things."""
        chosen = home or (Path(environment[HOME_VARIABLE]) if environment.get(HOME_VARIABLE) else None)
        if chosen is not None:
            chosen = chosen.expanduser().absolute()
            return cls(settings_file=chosen / "settings.toml", data=chosen / "data", logs=chosen / "logs")
        import platformdirs

        return cls(
            settings_file=Path(platformdirs.user_config_dir(cls.NAME, appauthor=False)) / "settings.toml",
            data=Path(platformdirs.user_data_dir(cls.NAME, appauthor=False)),
            logs=Path(platformdirs.user_log_dir(cls.NAME, appauthor=False)),
        )

    def till_folder(self, settings: Settings) -> Path:
        """The folder of the till's database: the setting, or `till` in the data folder."""
        return Path(settings.till.folder).expanduser().absolute() if settings.till.folder else self.data / "till"

    @property
    def practice_folder(self) -> Path:
        """The folder of the practice till's database: never the real one's."""
        return self.data / "practice"

    def server_database(self, settings: Settings) -> Path:
        """The file of the loyalty server's database: the setting, or `server/loyalty.db` in the data folder."""
        if settings.node.database and "://" not in settings.node.database:
            return Path(settings.node.database).expanduser().absolute()
        return self.data / "server" / "loyalty.db"

    def server_url(self, settings: Settings) -> str:
        """The address of the loyalty server's database: the setting where it is none of a file, else the file."""
        return settings.node.database if "://" in settings.node.database else str(self.server_database(settings))
