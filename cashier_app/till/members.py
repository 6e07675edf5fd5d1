"""A buyer as the engine wants one, and as the cashier's panel shows one."""

from __future__ import annotations

from datetime import date
from typing import Final

from cashier_app.core.clock import DAY, HOUR, Instant, local_date, local_time
from cashier_app.core.points import format_points
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import LotState, MemberState
from cashier_app.loyalty.ledger import standing
from cashier_app.loyalty.levels import progress
from cashier_app.loyalty.programme import Programme
from cashier_app.storage.rows import LotRow, MemberRecord
from cashier_app.sync.messages import unclaimed_account
from cashier_app.till.selling_view import MemberView, Tone

#: Points are called "expiring" this long before they go; a birthday is named this long ahead.
EXPIRING_SOON: Final[Instant] = 30 * DAY
BIRTHDAY_SOON: Final = 7
#: States of an account whose points nobody spends; a block applies when it arrives.
CLOSED: Final = frozenset({"blocked", "erased", "merged"})
#: With a suspect clock, lots this near their end are not spent.
NOT_WHEN_SUSPECT: Final[Instant] = DAY
#: Data older than this carry their date, not only their time.
_TODAY: Final[Instant] = 12 * HOUR


def member_state(record: MemberRecord, now: Instant, programme: Programme, suspect: bool = False) -> MemberState:
    """The member for a quote: balances and rights as they are at this till now."""
    account = record.account
    denied = programme.offline.redemption == "deny"
    closed = account.state in CLOSED
    return MemberState(
        account_id=account.account_id,
        level_id=account.level_id,
        lots=tuple(_lot(lot, now, denied, suspect, closed) for lot in record.lots),
        net_purchases=account.net_purchases + record.pending_net,
        birthday=_birthday(account.birthday),
        purchases=account.purchases + record.pending_purchases,
        as_of=account.as_of,
        segments=segments_of(record),
    )


def segments_of(record: MemberRecord | None) -> frozenset[str]:
    """Groups of buyers that a member belongs to; none for a buyer who is not known here."""
    return frozenset(record.account.segments.splitlines()) if record is not None else frozenset()


def unclaimed_state(identifier_hash: str, programme: Programme) -> MemberState:
    """A card that this till does not know: it earns at the base level for its owner to come."""
    return MemberState(account_id=unclaimed_account(identifier_hash), level_id=programme.base_level.id, unclaimed=True)


def _lot(lot: LotRow, now: Instant, denied: bool, suspect: bool, closed: bool) -> LotState:
    right = lot.right
    if denied:
        # offline redemption is not allowed: only what the server has granted counts, never what was earned here
        right = min(right, lot.granted - lot.used - lot.released)
    if closed or (suspect and lot.expires_at is not None and lot.expires_at - now < NOT_WHEN_SUSPECT):
        right = 0
    return lot_state(lot, right)


def lot_state(lot: LotRow, right: int | None = None) -> LotState:
    """A lot as the engine sees it; `right` where it is less than what the counters say."""
    return LotState(
        lot_id=lot.lot_id,
        balance=lot.left,
        right=max(lot.right if right is None else right, 0),
        active_at=lot.active_at,
        expires_at=lot.expires_at,
        wallet=lot.wallet,
        source=lot.source,
        lapsed=lot.lapsed,
    )


def _birthday(text: str | None) -> tuple[int, int] | None:
    if not text:
        return None
    month, _, day = text.partition("-")
    return int(month), int(day)


def member_view(
    record: MemberRecord,
    state: MemberState,
    programme: Programme,
    card: str,
    now: Instant,
    zone: str,
    online: bool,
    words: Words,
) -> MemberView:
    """The buyer's panel."""
    wallet = standing(state.lots, now)
    ladder = progress(programme, state.level_id, state.net_purchases)
    expiring = wallet.expiring and wallet.expiring_at is not None and wallet.expiring_at - now <= EXPIRING_SOON
    parts = []
    share = None
    if ladder.next is not None:
        done = state.net_purchases - (ladder.level.threshold or 0)
        share = max(0, min(99, done * 100 // max(done + ladder.missing, 1)))
        name = ladder.next.name.in_language(words.language)
        parts.append(words.translate("selling", "{sum} to {level}").format(sum=words.money(ladder.missing), level=name))
    parts.append(words.translate("selling", "as of {time}").format(time=_moment(record.account.as_of, now, zone)))
    note, tone = "", "info"
    if record.account.state in CLOSED:
        note = words.translate("selling", "The account is blocked: its points are not spent")
        tone = "warning"
    elif not online:
        here = words.points(wallet.spendable)
        note = words.translate("selling", "Offline: up to {points} here").format(points=here)
        tone = "warning"
    return MemberView(
        name=record.account.display,
        level=ladder.level.name.in_language(words.language),
        progress=share,
        progress_text=" · ".join(parts),
        spendable=_bare(wallet.active, words),
        pending=_bare(wallet.pending, words),
        expiring_label=_expiring_label(wallet.expiring_at, zone, words) if expiring else "",
        expiring=_bare(wallet.expiring, words) if expiring else "",
        birthday=birthday_text(state.birthday, local_date(now, zone), words),
        note=note,
        note_tone=_tone(tone),
        card=card,
    )


def unclaimed_view(state: MemberState, programme: Programme, card: str, online: bool, words: Words) -> MemberView:
    """The panel of a card that this till does not know."""
    note = (
        words.translate("selling", "Card not known: points will wait for its owner")
        if online
        else words.translate("selling", "Card not known here, no connection: points will wait for its owner")
    )
    return MemberView(
        name=words.translate("selling", "Card {mask}").format(mask=card),
        level=programme.level(state.level_id).name.in_language(words.language),
        progress=None,
        progress_text="",
        spendable="",
        pending="",
        expiring_label="",
        expiring="",
        birthday="",
        note=note,
        note_tone="warning",
        card=card,
    )


def birthday_text(birthday: tuple[int, int] | None, today: date, words: Words) -> str:
    """`День рождения через 3 дня`, within a week; empty otherwise."""
    if birthday is None:
        return ""
    days = min((_on(year, birthday) - today).days % 1000 for year in (today.year, today.year + 1))
    if days == 0:
        return words.translate("selling", "Birthday today")
    if days > BIRTHDAY_SOON:
        return ""
    return words.translate("selling", "Birthday in %n day(s)", "", days)


def _on(year: int, birthday: tuple[int, int]) -> date:
    """A birthday in a year; that of 29 February is on the 28th where the year has no such day."""
    month, day = birthday
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28)


def _moment(instant: Instant, now: Instant, zone: str) -> str:
    local = local_time(instant, zone)
    return f"{local:%H:%M}" if now - instant < _TODAY else f"{local:%d.%m.%Y}"


def _expiring_label(at: Instant | None, zone: str, words: Words) -> str:
    """The last day on which the points can be spent."""
    day = local_time((at or 1) - 1, zone)
    return words.translate("selling", "Expire {date}").format(date=f"{day:%d.%m}")


def _bare(points: int, words: Words) -> str:
    return format_points(points, words.decimal_mark)


def _tone(tone: str) -> Tone:
    return "warning" if tone == "warning" else "info"
