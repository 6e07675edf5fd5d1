"""How server, scanner, printer and database stand, as sentences and figures for the diagnosis screen."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import HOUR, MINUTE, SECOND, Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.devices.explain import printer_words, scanner_words
from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scan import Scan
from cashier_app.devices.serial_scanner import ScannerStatus
from cashier_app.sync.reasons import reason_text
from cashier_app.sync.state import LASTING, SyncState, trouble_text, trouble_way_out

if TYPE_CHECKING:
    from cashier_app.config import Printer, Server
    from cashier_app.storage.rows import OutboxRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

Standing: TypeAlias = Literal["good", "warning", "error", "off"]
Fact: TypeAlias = tuple[str, str]

#: Kinds of operations in the outbox, English; shown through `words.translate("diagnosis", …)`.
KINDS: Final[dict[str, str]] = {
    "sale": QT_TRANSLATE_NOOP("diagnosis", "Sale"),
    "return": QT_TRANSLATE_NOOP("diagnosis", "Return"),
    "release": QT_TRANSLATE_NOOP("diagnosis", "Points given back to the server"),
    "cash": QT_TRANSLATE_NOOP("diagnosis", "Cash in or out"),
    "shift": QT_TRANSLATE_NOOP("diagnosis", "Shift"),
}


class Finding(msgspec.Struct, frozen=True):
    """How one thing stands: a sentence, the way out where there is one, and the figures behind it."""

    standing: Standing
    text: str
    way_out: str
    facts: tuple[Fact, ...]


class OperationRow(msgspec.Struct, frozen=True):
    """An operation that the server does not have yet; texts are ready."""

    key: str
    title: str
    detail: str
    rejected: bool


class DatabaseFacts(msgspec.Struct, frozen=True):
    """What was read of the database and its copies, off the screen's thread."""

    path: str
    bytes: int
    products: int
    backups: int
    last_backup: str


def server_finding(
    state: SyncState | None, server: Server, paired: bool, now: Instant, zone: str, words: Words
) -> Finding:
    """The server: whether it answers, when it last did, how much waits for it; the shop's node if it has one."""
    facts: list[Fact] = [(words.translate("diagnosis", "Address"), server.central_url or "—")]
    if server.node_url:
        facts.append((words.translate("diagnosis", "Store node"), server.node_url))
    if state is None:
        return _without_server(server.central_url, paired, facts, words)
    if server.node_url:
        facts.append((words.translate("diagnosis", "Who answers"), _who_answers(state, words)))
    if state.last_sync is not None:
        heard = words.translate("diagnosis", "{time}, {age} ago")
        heard = heard.format(time=_moment(state.last_sync, now, zone), age=age_words(now - state.last_sync, words))
    else:
        heard = words.translate("diagnosis", "not yet")
    facts.append((words.translate("diagnosis", "Last exchange"), heard))
    facts.append((words.translate("diagnosis", "Waiting to be sent"), str(state.waiting)))
    if state.rejected:
        facts.append((words.translate("diagnosis", "Set aside by the server"), str(state.rejected)))
    if abs(state.clock_offset_ms) >= SECOND:
        drift = age_words(abs(state.clock_offset_ms), words)
        facts.append((words.translate("diagnosis", "Clocks differ by"), drift))
    if not state.online and state.next_try > now:
        facts.append((words.translate("diagnosis", "Next try in"), age_words(state.next_try - now, words)))
    if state.detail:
        facts.append((words.translate("diagnosis", "In detail"), state.detail))
    return Finding(_server_standing(state), _server_text(state, words), _server_way_out(state, words), tuple(facts))


def _without_server(url: str, paired: bool, facts: list[Fact], words: Words) -> Finding:
    if url and not paired:
        return Finding(
            "warning",
            words.translate("diagnosis", "This till has not been paired with the server yet"),
            words.translate("diagnosis", "Ask for a pairing code and type “cashier-app join CODE” on this machine"),
            tuple(facts),
        )
    return Finding(
        "off",
        words.translate("diagnosis", "The till works without a server"),
        words.translate("diagnosis", "Its address belongs into the settings: [server] url"),
        tuple(facts),
    )


def _who_answers(state: SyncState, words: Words) -> str:
    """The node, the central server past it, or nobody."""
    if not state.online:
        return words.translate("diagnosis", "nobody")
    if state.past_node:
        return words.translate("diagnosis", "the central server alone")
    return words.translate("diagnosis", "the store node")


def _server_standing(state: SyncState) -> Standing:
    if state.rejected or state.clock_suspect or state.trouble in LASTING or state.trouble == "mistake":
        return "error"
    return "good" if state.online and state.trouble == "none" and not state.past_node else "warning"


def _server_text(state: SyncState, words: Words) -> str:
    if state.online and state.clock_suspect:
        drift = age_words(abs(state.clock_offset_ms), words)
        return words.translate("diagnosis", "The clocks of the till and the server differ by {drift}").format(
            drift=drift
        )
    if state.past_node:
        return words.translate(
            "diagnosis", "The shop's node does not answer: points are reserved with the central server"
        )
    return trouble_text(words, state)


def _server_way_out(state: SyncState, words: Words) -> str:
    if state.clock_suspect:
        return words.translate(
            "diagnosis", "Set this machine's clock: until then points near their expiry are held back"
        )
    if state.rejected:
        return words.translate("diagnosis", "A manager reads the reasons in the list; the sales themselves are safe")
    if way_out := trouble_way_out(words, state):
        return way_out
    if not state.online:
        return words.translate("diagnosis", "Sell on: everything is kept here and sent when the server answers")
    return ""


def scanner_finding(
    status: ScannerStatus | None, port: str, last: Scan | None, now: Instant, zone: str, words: Words
) -> Finding:
    """The scanner: its port, and what was read last."""
    facts: list[Fact] = [(words.translate("diagnosis", "Port"), port or "—")]
    if last is not None:
        facts += [
            (words.translate("diagnosis", "Last scan"), _moment(last.at, now, zone)),
            (words.translate("diagnosis", "It read"), shown_code(last.text)),
            (words.translate("diagnosis", "Characters"), str(len(last.text))),
            (words.translate("diagnosis", "Kind of code (AIM)"), last.symbology or "—"),
            (words.translate("diagnosis", "Source"), last.source),
        ]
    if status is None:
        return Finding(
            "off",
            words.translate("diagnosis", "No scanner is set on a serial port"),
            words.translate("diagnosis", "Scanners that type like a keyboard are heard all the same: scan something"),
            tuple(facts),
        )
    text, way_out = scanner_words(status, words)
    standing: Standing = "error" if status.state == "down" else ("good" if status.state == "ready" else "warning")
    return Finding(standing, text, way_out, tuple(facts))


def shown_code(text: str) -> str:
    """A code for the screen: control characters made visible, a long one shortened in its middle."""
    clean = "".join("[GS]" if sign == "\x1d" else (sign if sign.isprintable() else "·") for sign in text)
    return clean if len(clean) <= 40 else f"{clean[:24]}…{clean[-12:]}"


def printer_finding(status: PrinterStatus | None, printer: Printer | None, words: Words) -> Finding:
    """The printer: what it says of itself, and how it is set."""
    if status is None or printer is None:
        return Finding(
            "off",
            words.translate("diagnosis", "No printer is set"),
            words.translate("diagnosis", "It belongs into the settings: [[printers]]"),
            (),
        )
    facts = (
        (words.translate("diagnosis", "Name"), printer.name),
        (words.translate("diagnosis", "Connection"), f"{printer.transport} · {printer.address}"),
        (words.translate("diagnosis", "Columns"), str(printer.columns)),
        (words.translate("diagnosis", "Code page"), f"{printer.encoding} · {printer.code_page}"),
    )
    text, way_out = printer_words(status, words)
    standing: Standing = "good"
    if status.cause or status.state == "down":
        standing = "error"
    elif status.near_end or status.state == "unknown":
        standing = "warning"
    return Finding(standing, text, way_out, facts)


def database_finding(facts: DatabaseFacts, words: Words) -> Finding:
    """The database: where it lies, how large it is, its copies."""
    rows = (
        (words.translate("diagnosis", "File"), facts.path),
        (words.translate("diagnosis", "Size"), _megabytes(facts.bytes, words)),
        (words.translate("diagnosis", "Products"), str(facts.products)),
        (words.translate("diagnosis", "Copies"), str(facts.backups)),
        (words.translate("diagnosis", "Last copy"), facts.last_backup or "—"),
    )
    if not facts.backups:
        return Finding(
            "warning",
            words.translate("diagnosis", "The database is sound; there is no copy of it yet"),
            words.translate("diagnosis", "A copy is made with every shift; “Copy now” makes one at once"),
            rows,
        )
    return Finding("good", words.translate("diagnosis", "The database is sound and has been copied"), "", rows)


def _megabytes(size: int, words: Words) -> str:
    return words.translate("diagnosis", "{size} MB").format(size=format_scaled(size // 100_000, 1, words.decimal_mark))


# --- read off the screen's thread ----------------------------------------------------------------------------


def read_database(till: Till) -> DatabaseFacts:
    """Sizes and counts; blocks, so it is called in the background."""
    from cashier_app.storage.backup import backups

    path = till.database.path
    copies = backups(path)
    last = round(copies[0].stat().st_mtime * 1000) if copies else 0
    return DatabaseFacts(
        path=str(path),
        bytes=sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*")),
        products=till.database.worker.call(lambda unit: unit.goods.count()),
        backups=len(copies),
        last_backup=f"{local_time(last, till.zone):%d.%m.%Y %H:%M}" if last else "",
    )


def operations(till: Till, limit: int = 200) -> Future[list[OperationRow]]:
    """What the server does not have yet: what it set aside first, with its reasons, then what waits."""
    words, zone = till.words, till.zone

    def job(unit: UnitOfWork) -> list[OperationRow]:
        rows = unit.outbox.waiting(limit)
        rows.sort(key=lambda row: (row.state != "rejected", row.at))
        return [_operation(row, words, zone) for row in rows]

    return till.database.worker.submit(job)


def retry_rejected(till: Till, permission: Permission | None = None) -> Future[int]:
    """Send what the server set aside once more (right `queue`, journalled); how many.  Raises `NeedsPermission`."""
    allowed_by = till.people.require("queue", permission)
    user, now = till.shifts.who(), till.clock.now()

    def job(transaction: Transaction) -> int:
        count = transaction.unit.outbox.retry_rejected()
        transaction.journal("queue_retried", user.user_id, allowed_by, now, {"count": count})
        return count

    return till.writer.submit(job)


def _operation(row: OutboxRow, words: Words, zone: str) -> OperationRow:
    kind = words.translate("diagnosis", KINDS[row.kind]) if row.kind in KINDS else row.kind
    at = f"{local_time(row.at, zone):%d.%m %H:%M}"
    if row.state == "rejected":
        detail = reason_text(words, row.reason)
    elif row.state == "sending":
        detail = words.translate("diagnosis", "on its way")
    else:
        detail = words.translate("diagnosis", "waits")
    return OperationRow(f"{row.epoch}:{row.seq}", f"{kind} · {at}", detail, row.state == "rejected")


# --- times ---------------------------------------------------------------------------------------------------


def age_words(milliseconds: int, words: Words) -> str:
    """A length of time a person can picture: `12 s`, `3 min`, `5 h`, `2 d`."""
    if milliseconds < MINUTE:
        return words.translate("diagnosis", "{count} s").format(count=max(0, milliseconds) // SECOND)
    if milliseconds < HOUR:
        return words.translate("diagnosis", "{count} min").format(count=milliseconds // MINUTE)
    if milliseconds < 48 * HOUR:
        return words.translate("diagnosis", "{count} h").format(count=milliseconds // HOUR)
    return words.translate("diagnosis", "{count} d").format(count=milliseconds // (24 * HOUR))


def _moment(instant: Instant, now: Instant, zone: str) -> str:
    """The time of day, with the day where it is another one."""
    then, today = local_time(instant, zone), local_time(now, zone)
    return f"{then:%H:%M:%S}" if then.date() == today.date() else f"{then:%d.%m.%Y %H:%M}"
