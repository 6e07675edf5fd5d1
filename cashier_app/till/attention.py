"""What a person should see to around the till: facts go in, graded sentences with a way out come out.

Pure: no clock, disk or thread; `cashier_app.till.attention_facts` gathers the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import DAY, HOUR, MINUTE, Instant, local_date
from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.devices.counter_words import display_words, drawer_words, scale_words, terminal_words
from cashier_app.devices.customer_display import DisplayStatus
from cashier_app.devices.drawer import DrawerStatus
from cashier_app.devices.explain import printer_words, scanner_words
from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scales import ScaleStatus
from cashier_app.devices.scanners import ScannerView
from cashier_app.devices.terminal_worker import TerminalStatus
from cashier_app.sync.state import LASTING, SyncState, trouble_text, trouble_way_out
from cashier_app.till.diagnosing import age_words
from cashier_app.till.update_news import News, told

Grade: TypeAlias = Literal["error", "warning", "information"]
#: The gravest first.
GRADES: Final[tuple[Grade, ...]] = ("error", "warning", "information")

#: The server is silent: from when it is worth a line, a warning, an error; then it gets worse once more.
SILENT: Final = (5 * MINUTE, HOUR, DAY, 3 * DAY)
#: Operations that wait: a warning from the first on, worse at each further.
QUEUE: Final = (200, 1000, 5000)
#: A shift is warned of early, and is wrong from a day on.
SHIFT_WARNING: Final[Instant] = 20 * HOUR
SHIFT_ERROR: Final[Instant] = 24 * HOUR
#: Room on the disk of the database, in bytes: somebody should look; the till soon cannot write.
LITTLE_ROOM: Final = 2 << 30
NO_ROOM: Final = 200 << 20
#: Age of the last verified copy of the database.
OLD_COPY: Final[Instant] = 3 * DAY
VERY_OLD_COPY: Final[Instant] = 7 * DAY


class Failure(msgspec.Struct, frozen=True):
    """Something that a part of the till could not do and nobody waited for; its words are ready."""

    key: str
    text: str
    way_out: str = ""
    #: The screen that helps; "" where none does.
    screen: str = ""


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """The last news of what stands around the till, as the screen's thread knows it; None or empty: there is none."""

    paired: bool = False
    sync: SyncState | None = None
    printers: Mapping[str, PrinterStatus] = {}
    scanners: tuple[ScannerView, ...] = ()
    scale: ScaleStatus | None = None
    display: DisplayStatus | None = None
    #: Whether the screen of the buyer's window is there; None: there is no such window.
    buyer_screen: bool | None = None
    terminal: TerminalStatus | None = None
    drawer: DrawerStatus | None = None
    #: A newer version of the program, where one has come.
    update: News = News()
    #: Keys of the settings that are in the file and not in force before the next start.
    settings_waiting: tuple[str, ...] = ()


class Facts(Around, frozen=True, kw_only=True):
    """Everything that is looked at, as it was at one instant: what stands around the till, and the till itself."""

    now: Instant
    zone: str
    has_server: bool = False
    #: Operations without the server's answer, and those it set aside, as the database has them.
    waiting: int = 0
    rejected: int = 0
    clock_suspect: bool = False
    unknown_slips: int = 0
    #: When the open shift began; None: none is open.
    shift_since: Instant | None = None
    #: Bytes free on the disk of the database.
    free: int | None = None
    #: When the newest verified copy was made; None: there is none.
    copied_at: Instant | None = None
    #: Why this till began a new life: `restored`, `moved`, or nothing to tell.
    beginning: str = ""
    #: The first record of the journal that does not follow from those before it.
    journal_broken: int | None = None
    #: Records that the disk refused and nobody waited for.
    unwritten: int = 0
    #: Name of the loyalty programme that begins tomorrow.
    programme_tomorrow: str = ""
    #: What is wrong with the settings file; it is not what the till works by now.
    settings_broken: Failure | None = None
    failures: tuple[Failure, ...] = ()


class Concern(msgspec.Struct, frozen=True):
    """One thing to see to; `degree` grows while it gets worse, `device` is where its screen looks first."""

    key: str
    grade: Grade
    text: str
    way_out: str = ""
    degree: int = 0
    screen: str = ""
    device: str = ""


class Seen(msgspec.Struct, frozen=True):
    """Somebody has put a concern off for that day, as bad as it was then."""

    key: str
    grade: Grade
    degree: int
    name: str
    at: Instant


def concerns(facts: Facts, words: Words) -> tuple[Concern, ...]:
    """Everything a person should see to, the gravest first."""
    found = [
        *_server(facts, words),
        *_clock(facts, words),
        *_printers(facts, words),
        *_scanners(facts, words),
        *_counter(facts, words),
        *_shift(facts, words),
        *_disk(facts, words),
        *_database(facts, words),
        *_program(facts, words),
    ]
    return tuple(sorted(found, key=lambda concern: GRADES.index(concern.grade)))


def put_off(concern: Concern, seen: Sequence[Seen], now: Instant, zone: str) -> Seen | None:
    """Who has put this off for today; None where nobody has, or it has got worse since."""
    for each in seen:
        if (
            each.key == concern.key
            and local_date(each.at, zone) == local_date(now, zone)
            and GRADES.index(concern.grade) >= GRADES.index(each.grade)
            and concern.degree <= each.degree
        ):
            return each
    return None


def worst(found: Sequence[Concern]) -> Grade | None:
    """The gravest grade; None where there is nothing."""
    return min((concern.grade for concern in found), key=GRADES.index, default=None)


# --- the server and the clock --------------------------------------------------------------------------------


def _server(facts: Facts, words: Words) -> Iterator[Concern]:
    if not facts.has_server:
        return
    if not facts.paired:
        yield Concern(
            "pairing",
            "warning",
            words.translate("attention", "This till has not been paired with the server yet"),
            words.translate("attention", "Ask for a pairing code and type “cashier-app join CODE” on this machine"),
            screen="diagnosis",
            device="server",
        )
        return
    if facts.sync is not None:
        yield from _silence(facts.sync, facts.now, words)
    if facts.rejected:
        count = facts.rejected
        yield Concern(
            "rejected",
            "error",
            words.translate("attention", "The server has set %n operation(s) aside", "", count),
            words.translate("attention", "A manager reads the reasons in the list; the sales themselves are safe"),
            degree=count,
            screen="diagnosis",
            device="server",
        )
    degree = sum(facts.waiting >= step for step in QUEUE)
    if degree:
        count = facts.waiting
        yield Concern(
            "queue",
            "warning",
            words.translate("attention", "%n operation(s) wait for the server", "", count),
            words.translate("attention", "They are safe here and are sent by themselves; look why the server is slow"),
            degree=degree,
            screen="diagnosis",
            device="server",
        )


def _silence(sync: SyncState, now: Instant, words: Words) -> Iterator[Concern]:
    """A server that does not answer, for how long; a trouble that stays until a person does something."""
    if sync.trouble in LASTING:
        yield Concern(
            "server",
            "error",
            trouble_text(words, sync),
            trouble_way_out(words, sync) or words.translate("attention", "Call the person who looks after the till"),
            screen="diagnosis",
            device="server",
        )
    elif sync.past_node:
        yield Concern(
            "node",
            "warning",
            words.translate("attention", "The shop's node does not answer: the central server is asked past it"),
            words.translate("attention", "Look whether that machine is switched on and in the network"),
            screen="diagnosis",
            device="server",
        )
    elif not sync.online:
        silent = now - (sync.last_sync or sync.since or now)
        degree = sum(silent >= step for step in SILENT)
        if degree:
            grades: tuple[Grade, ...] = ("information", "warning", "error", "error")
            text = words.translate("attention", "Nothing has been heard of the server for {age}")
            yield Concern(
                "server",
                grades[degree - 1],
                text.format(age=age_words(silent, words)),
                words.translate("attention", "Sell on: everything is kept here. Look at the network cable and router"),
                degree=degree,
                screen="diagnosis",
                device="server",
            )


def _clock(facts: Facts, words: Words) -> Iterator[Concern]:
    if facts.clock_suspect or (facts.sync is not None and facts.sync.clock_suspect):
        yield Concern(
            "clock",
            "error",
            words.translate("attention", "This machine's clock is wrong, or the server's"),
            words.translate("attention", "Set it: until then points near their expiry are held back"),
            screen="diagnosis",
            device="server",
        )


# --- what stands around the till -----------------------------------------------------------------------------


def _printers(facts: Facts, words: Words) -> Iterator[Concern]:
    for number, (name, status) in enumerate(facts.printers.items()):
        text, way_out = printer_words(status, words)
        if len(facts.printers) > 1 and name:
            text = words.translate("attention", "{printer}: {text}").format(printer=name, text=text)
        where = f"printer:{number}"
        if status.cause or status.state == "down":
            yield Concern(f"printer:{name}", "error", text, way_out, screen="devices", device=where)
        elif status.near_end:
            yield Concern(f"paper:{name}", "warning", text, way_out, screen="devices", device=where)
    if facts.unknown_slips:
        count = facts.unknown_slips
        yield Concern(
            "slips",
            "warning",
            words.translate("attention", "It is not known whether %n slip(s) were printed", "", count),
            words.translate("attention", "Look at the printer and answer in the list of slips"),
            degree=count,
            screen="diagnosis",
            device="printer",
        )


def _scanners(facts: Facts, words: Words) -> Iterator[Concern]:
    for number, view in enumerate(facts.scanners):
        if view.status.state == "down":
            text, way_out = scanner_words(view.status, words)
            if len(facts.scanners) > 1:
                text = words.translate("attention", "{scanner}: {text}").format(scanner=view.name, text=text)
            yield Concern(f"scanner:{view.name}", "error", text, way_out, screen="devices", device=f"scanner:{number}")


def _counter(facts: Facts, words: Words) -> Iterator[Concern]:
    """Scale, displays, terminal and drawer: without them a cashier can still sell."""
    if facts.scale is not None and facts.scale.state == "down":
        yield Concern("scale", "warning", *scale_words(facts.scale, words), screen="devices", device="scale")
    if facts.display is not None and facts.display.state == "down":
        yield Concern("display", "warning", *display_words(facts.display, words), screen="devices", device="display")
    if facts.buyer_screen is False:
        yield Concern(
            "window",
            "warning",
            words.translate("attention", "The buyer's screen is not there"),
            words.translate("attention", "Plug it in and switch it on: the window comes by itself"),
            screen="devices",
            device="window",
        )
    if facts.terminal is not None and facts.terminal.state == "down":
        yield Concern(
            "terminal", "warning", *terminal_words(facts.terminal, words), screen="devices", device="terminal"
        )
    if facts.drawer is not None and facts.drawer.open and not facts.drawer.by_till:
        yield Concern("drawer", "warning", *drawer_words(facts.drawer, words), screen="devices", device="drawer")


# --- the till itself -----------------------------------------------------------------------------------------


def _shift(facts: Facts, words: Words) -> Iterator[Concern]:
    if facts.shift_since is None:
        return
    length = facts.now - facts.shift_since
    if length >= SHIFT_ERROR:
        yield Concern(
            "shift",
            "error",
            words.translate("attention", "The shift has been open for more than 24 hours"),
            words.translate("attention", "Close it now; the next one can be opened at once"),
            degree=length // DAY,
            screen="closing",
        )
    elif length >= SHIFT_WARNING:
        text = words.translate("attention", "The shift has been open for {age}; it may not last longer than 24 hours")
        yield Concern(
            "shift",
            "warning",
            text.format(age=age_words(length, words)),
            words.translate("attention", "Close it in time"),
            screen="closing",
        )


def _disk(facts: Facts, words: Words) -> Iterator[Concern]:
    if facts.free is None or facts.free >= LITTLE_ROOM:
        return
    size = format_scaled(facts.free // 100_000_000, 1, words.decimal_mark)
    yield Concern(
        "disk",
        "error" if facts.free < NO_ROOM else "warning",
        words.translate("attention", "Only {size} GB are free on the disk of the till").format(size=size),
        words.translate("attention", "Delete or move what is not needed: a full disk stops the till"),
        degree=sum(facts.free < limit for limit in (LITTLE_ROOM, 1 << 30, 500 << 20, NO_ROOM)),
        screen="diagnosis",
        device="database",
    )


def _database(facts: Facts, words: Words) -> Iterator[Concern]:
    if facts.copied_at is None:
        yield Concern(
            "copy",
            "warning",
            words.translate("attention", "There is no copy of the database yet"),
            words.translate("attention", "One is made with every shift; “Copy now” makes one at once"),
            screen="diagnosis",
            device="database",
        )
    elif (age := facts.now - facts.copied_at) >= OLD_COPY:
        text = words.translate("attention", "The last verified copy of the database is {age} old")
        yield Concern(
            "copy",
            "error" if age >= VERY_OLD_COPY else "warning",
            text.format(age=age_words(age, words)),
            words.translate("attention", "“Copy now” makes one at once; if it cannot, it says why"),
            degree=age // DAY,
            screen="diagnosis",
            device="database",
        )
    origins = {
        "restored": words.translate("attention", "The database is an older copy than the one that stopped here"),
        "moved": words.translate("attention", "The database comes from another computer"),
    }
    if facts.beginning in origins:
        yield Concern(
            "origin",
            "warning",
            origins[facts.beginning],
            words.translate("attention", "Points can be spent again after the next contact with the server"),
            screen="diagnosis",
            device="server",
        )
    if facts.journal_broken is not None:
        text = words.translate("attention", "Record {number} of the journal was changed or taken out")
        yield Concern(
            "journal",
            "error",
            text.format(number=facts.journal_broken),
            words.translate("attention", "Tell the owner of the shop; selling goes on"),
            screen="journal",
        )
    if facts.unwritten:
        count = facts.unwritten
        yield Concern(
            "unwritten",
            "error",
            words.translate("attention", "%n record(s) could not be written to the disk yet", "", count),
            words.translate("attention", "They are tried again by themselves; free the disk and do not switch off"),
            degree=count,
            screen="diagnosis",
            device="database",
        )


def _program(facts: Facts, words: Words) -> Iterator[Concern]:
    """The settings, the program's version, the programme that comes, and what parts of the till could not do."""
    for failure in facts.failures:
        yield Concern(failure.key, "error", failure.text, failure.way_out, screen=failure.screen)
    if facts.settings_broken is not None:
        broken = facts.settings_broken
        yield Concern("settings", "error", broken.text, broken.way_out, screen="settings")
    elif facts.settings_waiting:
        keys = ", ".join(facts.settings_waiting[:3]) + (", …" if len(facts.settings_waiting) > 3 else "")
        yield Concern(
            "restart",
            "information",
            words.translate("attention", "Changed settings wait for the next start: {keys}").format(keys=keys),
            words.translate("attention", "Switch the program off and on again when nobody is at the counter"),
            degree=len(facts.settings_waiting),
            screen="about",
        )
    if facts.update.kind != "none":
        grade: Grade = "warning" if facts.update.kind == "failed" else "information"
        yield Concern("update", grade, *told(facts.update, words), screen="about")
    if facts.programme_tomorrow:
        text = words.translate("attention", "Another loyalty programme begins tomorrow: {name}")
        yield Concern(
            "programme",
            "information",
            text.format(name=facts.programme_tomorrow),
            words.translate("attention", "Nothing has to be done: it begins by itself at midnight"),
        )
