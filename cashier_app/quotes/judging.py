"""What no type can say about a receipt and a member: contradictions by path, with the value and what is allowed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from cashier_app.core.money import MAXIMUM_KOPECKS, line_amount
from cashier_app.loyalty.cart import CAP_WALLETS, POINTS_WALLET
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.reading import NOTHING, UNIQUE, BadDocument, Wrong, shown
from cashier_app.loyalty.rules import fold_code
from cashier_app.quotes.documents import (
    MOMENT_FORMS,
    BadMoment,
    LotDocument,
    MemberDocument,
    Moment,
    ReceiptDocument,
    birthday_of,
    instant_of,
    lot_id_of,
    number_of,
)


def check(wrong: Iterable[Wrong], error: type[BadDocument]) -> None:
    """Refuse the first of what is wrong, by an error that names path, value and what is allowed."""
    for path, value, allowed in wrong:
        raise error(path=path, value=shown(value), allowed=allowed)


def receipt_contradictions(receipt: ReceiptDocument, with_member: bool) -> Iterator[Wrong]:
    """What contradicts itself in a receipt; nothing else is looked at in a zone that does not exist."""
    if not zone_exists(receipt.zone):
        yield "$.zone", receipt.zone, "Europe/Moscow | Asia/Yekaterinburg | …"
        return
    if receipt.at is not None:
        yield from _moment("$.at", receipt.at, receipt.zone)
    yield from _lines(receipt)
    seen: set[str] = set()
    for place, code in enumerate(receipt.promo_codes):
        if fold_code(code) in seen or not fold_code(code):
            yield f"$.promo_codes[{place}]", code, UNIQUE if fold_code(code) else "text 1…"
        seen.add(fold_code(code))
    if receipt.redeem != 0 and not with_member:
        yield "$.redeem", receipt.redeem, "0 (member: —)"
    for place, lot in enumerate(receipt.wallets):
        if lot.wallet == POINTS_WALLET:
            yield f"$.wallets[{place}].wallet", lot.wallet, "coupon:… | cap:…"
    yield from _lots("$.wallets", receipt.wallets, receipt.zone, "wallet")


def member_contradictions(member: MemberDocument, programme: Programme, zone: str) -> Iterator[Wrong]:
    """What contradicts itself, or the programme, in a member; `zone` must exist."""
    levels = [level.id for level in programme.levels.ladder]
    known = " | ".join(shown(level) for level in levels)
    for field in ("level_id", "level_floor", "next_level"):
        level = getattr(member, field)
        if level and level not in levels:
            yield f"$.{field}", level, known
    if member.unclaimed and member.level_id not in ("", levels[0]):
        yield "$.level_id", member.level_id, f"{shown(levels[0])} (unclaimed)"
    for field in ("level_since", "next_level_at", "last_purchase_at", "as_of"):
        yield from _moment(f"$.{field}", getattr(member, field), zone)
    if member.next_level and not member.next_level_at:
        yield "$.next_level_at", NOTHING, MOMENT_FORMS
    if member.next_level_at and not member.next_level:
        yield "$.next_level", NOTHING, known
    day = birthday_of(member)
    if day is not None and not _is_day(member.birthday or "", day):
        yield "$.birthday", member.birthday, "MM-DD | YYYY-MM-DD"
    if member.unclaimed and member.lots:
        yield "$.lots", msgspec.to_builtins(member.lots), "[] (unclaimed)"
    yield from _lots("$.lots", member.lots, zone, "lot")


def zone_exists(zone: str) -> bool:
    """Whether a time zone is one that this machine knows."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _lines(receipt: ReceiptDocument) -> Iterator[Wrong]:
    """Numbers stand once; sums are sums of a shop; a discount by hand is not more than its line."""
    seen: set[int] = set()
    total = 0
    for place, line in enumerate(receipt.lines):
        number = number_of(line, place + 1)
        if number in seen:
            yield f"$.lines[{place}].number", number, UNIQUE
        seen.add(number)
        amount = line_amount(line.price, line.quantity)
        total += amount
        if line.hand_discount > amount:
            yield f"$.lines[{place}].hand_discount", line.hand_discount, f"int 0…{amount}"
        if line.hand_price is not None and line.hand_price > line.price:
            yield f"$.lines[{place}].hand_price", line.hand_price, f"int 1…{line.price}"
    if receipt.hand_discount > total:
        yield "$.hand_discount", receipt.hand_discount, f"int 0…{total}"
    if total > MAXIMUM_KOPECKS:
        yield "$.lines", total, f"Σ price × quantity ≤ {MAXIMUM_KOPECKS}"


def _lots(path: str, lots: tuple[LotDocument, ...], zone: str, prefix: str) -> Iterator[Wrong]:
    seen: set[str] = set()
    for place, lot in enumerate(lots):
        here = f"{path}[{place}]"
        lot_id = lot_id_of(lot, place + 1, prefix)
        if lot_id in seen:
            yield f"{here}.lot_id", lot_id, UNIQUE
        seen.add(lot_id)
        if lot.right is not None and not 0 <= lot.right <= max(lot.balance, 0):
            yield f"{here}.right", lot.right, f"int 0…{max(lot.balance, 0)} (balance)"
        if lot.wallet != POINTS_WALLET and lot.balance < 0:
            yield f"{here}.balance", lot.balance, "int 0…"
        if lot.opens and not (lot.wallet.startswith(CAP_WALLETS) and lot.opens == lot.balance):
            yield f"{here}.opens", lot.opens, "0 | balance (cap:…)"
        yield from _life(here, lot, zone)


def _life(path: str, lot: LotDocument, zone: str) -> Iterator[Wrong]:
    """The dates of a lot exist and follow one another."""
    wrong = list(_moment(f"{path}.active_at", lot.active_at, zone))
    if lot.expires_at is not None:
        wrong += _moment(f"{path}.expires_at", lot.expires_at, zone)
        if not wrong and instant_of(lot.expires_at, zone) <= instant_of(lot.active_at, zone):
            wrong.append((f"{path}.expires_at", lot.expires_at, f"> active_at ({shown(lot.active_at)})"))
    yield from wrong


def lots_twice(member: MemberDocument, receipt: ReceiptDocument) -> Iterator[Wrong]:
    """A lot is the member's own or everybody's."""
    shared = {lot_id_of(lot, place, "wallet") for place, lot in enumerate(receipt.wallets, start=1)}
    for place, lot in enumerate(member.lots):
        if lot_id_of(lot, place + 1, "lot") in shared:
            yield f"$.lots[{place}].lot_id", lot_id_of(lot, place + 1, "lot"), f"{UNIQUE} ($.wallets)"


def _moment(path: str, moment: Moment, zone: str) -> Iterator[Wrong]:
    try:
        instant_of(moment, zone)
    except BadMoment:
        yield path, moment, MOMENT_FORMS


def _is_day(text: str, day: tuple[int, int]) -> bool:
    year = int(text[:4]) if len(text) == 10 else 2024
    try:
        return bool(datetime.date(year, *day))
    except ValueError:
        return False
