"""Records of the journal as rows of a list: who did what, allowed by whom."""

from __future__ import annotations

from typing import Final

import msgspec

from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.number import NO_BREAK_SPACE
from cashier_app.core.words import Words
from cashier_app.till.journal import Record
from cashier_app.till.rights import RIGHT_NAMES, ROLE_NAMES

#: Acts, English; shown through `words.translate("journal", …)`.  An act that is not here stands for itself.
ACTS: Final[dict[str, str]] = {
    "line_removed": QT_TRANSLATE_NOOP("journal", "Line removed"),
    "receipt_cancelled": QT_TRANSLATE_NOOP("journal", "Receipt cancelled"),
    "hand_discount": QT_TRANSLATE_NOOP("journal", "Discount by hand"),
    "quick_goods": QT_TRANSLATE_NOOP("journal", "Quick goods laid out anew"),
    "hand_price": QT_TRANSLATE_NOOP("journal", "Price by hand"),
    "hand_discount_removed": QT_TRANSLATE_NOOP("journal", "Discount by hand taken away"),
    "member_registered": QT_TRANSLATE_NOOP("journal", "Buyer registered"),
    "history_seen": QT_TRANSLATE_NOOP("journal", "A buyer's purchases looked at"),
    "card_replaced": QT_TRANSLATE_NOOP("journal", "A buyer's card replaced"),
    "card_blocked": QT_TRANSLATE_NOOP("journal", "A buyer's card blocked"),
    "phone_changed": QT_TRANSLATE_NOOP("journal", "A buyer's telephone changed"),
    "redemption_confirmed": QT_TRANSLATE_NOOP("journal", "Large redemption of points confirmed"),
    "return": QT_TRANSLATE_NOOP("journal", "Return"),
    "return_money_only": QT_TRANSLATE_NOOP("journal", "Return of another till's receipt, money only"),
    "return_without_receipt": QT_TRANSLATE_NOOP("journal", "Return without a receipt"),
    "refund_in_cash": QT_TRANSLATE_NOOP("journal", "Refund of a card given in cash"),
    "weight_by_hand": QT_TRANSLATE_NOOP("journal", "Weight typed by hand"),
    "terminal_by_hand": QT_TRANSLATE_NOOP("journal", "Answered for the silent terminal"),
    "terminal_contradicts": QT_TRANSLATE_NOOP("journal", "The terminal says otherwise than was answered for it"),
    "reprinted": QT_TRANSLATE_NOOP("journal", "Copy of a slip printed"),
    "drawer_opened": QT_TRANSLATE_NOOP("journal", "Drawer opened without a sale"),
    "drawer_forced": QT_TRANSLATE_NOOP("journal", "Drawer opened without the till"),
    "cash_in": QT_TRANSLATE_NOOP("journal", "Cash put in"),
    "cash_out": QT_TRANSLATE_NOOP("journal", "Cash taken out"),
    "shift_closed": QT_TRANSLATE_NOOP("journal", "Shift closed"),
    "user_added": QT_TRANSLATE_NOOP("journal", "Person added"),
    "user_changed": QT_TRANSLATE_NOOP("journal", "Person changed"),
    "right_given": QT_TRANSLATE_NOOP("journal", "Right given to a role"),
    "right_taken": QT_TRANSLATE_NOOP("journal", "Right taken from a role"),
    "rights_as_installed": QT_TRANSLATE_NOOP("journal", "Rights of all roles as installed"),
    "journal_exported": QT_TRANSLATE_NOOP("journal", "Journal written into a file"),
    "badge_given": QT_TRANSLATE_NOOP("journal", "Badge given"),
    "badge_taken": QT_TRANSLATE_NOOP("journal", "Badge taken away"),
    "pin_changed": QT_TRANSLATE_NOOP("journal", "PIN changed"),
    "locked_out": QT_TRANSLATE_NOOP("journal", "Too many wrong PINs"),
    "epoch_parted": QT_TRANSLATE_NOOP("journal", "The server knows another history of this till: a new one began"),
    "settings_changed": QT_TRANSLATE_NOOP("journal", "Settings changed"),
    "receipt_text_changed": QT_TRANSLATE_NOOP("journal", "Head and foot of receipts changed"),
    "support_file": QT_TRANSLATE_NOOP("journal", "File for support written"),
    "update_put_in": QT_TRANSLATE_NOOP("journal", "Version of the program put in"),
    "update_went_back": QT_TRANSLATE_NOOP("journal", "Version of the program did not work: went back by itself"),
    "notice_seen": QT_TRANSLATE_NOOP("journal", "Notice put off for the day"),
    "backup_made": QT_TRANSLATE_NOOP("journal", "Copy of the database made by a command"),
    "database_restored": QT_TRANSLATE_NOOP("journal", "An older copy of the database was put back"),
    "database_moved": QT_TRANSLATE_NOOP("journal", "The database came from another computer"),
    "everything_exported": QT_TRANSLATE_NOOP("journal", "All data written into files"),
    "queue_retried": QT_TRANSLATE_NOOP("journal", "Queue sent again"),
}
#: Details that are sums of money, in kopecks.
_MONEY: Final = frozenset({"amount", "difference"})
#: Details that say something to a person; ids do not.
_SHOWN: Final = (
    "product",
    "name",
    "parked",
    "number",
    "shift",
    "percent",
    "weight",
    "reason",
    "user",
    "right",
    "role",
    "count",
    "attempts",
)


class JournalRow(msgspec.Struct, frozen=True):
    """One act; texts are ready."""

    number: int
    title: str
    detail: str
    figure: str


def journal_row(record: Record, words: Words, zone: str) -> JournalRow:
    """An act with its time, person, who allowed it, and its sum where it has one."""
    act = words.translate("journal", ACTS[record.act]) if record.act in ACTS else record.act
    at = f"{local_time(record.at, zone):%d.%m %H:%M}"
    who = [at, record.user]
    if record.allowed_by:
        who.append(words.translate("journal", "allowed by {name}").format(name=record.allowed_by))
    changed = record.details.get("key")
    if isinstance(changed, str) and changed:
        act = f"{act}: {changed}, {record.details.get('old', '')} → {record.details.get('new', '')}"
    about = [_told(key, record.details[key], words) for key in _SHOWN if record.details.get(key) not in (None, "")]
    sums = [value for key, value in record.details.items() if key in _MONEY and isinstance(value, int)]
    return JournalRow(
        record.number,
        ": ".join([act, ", ".join(about)]) if about else act,
        " · ".join(part for part in who if part),
        words.sum(sums[0]) if sums else "",
    )


def matches(record: Record, text: str, words: Words, zone: str) -> bool:
    """Whether every word of a text stands in a record as a person reads it."""
    row = journal_row(record, words, zone)
    shown = " ".join((row.title, row.detail, row.figure, str(record.number))).casefold()
    return all(word in shown for word in text.casefold().split())


def _told(key: str, value: str | int | None, words: Words) -> str:
    """A detail in words: roles by their names, per cent with their sign, the rest as it is."""
    for right, name in RIGHT_NAMES.items():
        if key == "right" and value == right:
            return words.translate("rights", name)
    for role, name in ROLE_NAMES.items():
        if key == "role" and value == role:
            return words.translate("roles", name)
    return f"{value}{NO_BREAK_SPACE}%" if key == "percent" else str(value)
