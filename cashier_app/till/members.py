"""A buyer as the engine wants one, and as the cashier's panel shows one."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import DAY, HOUR, Instant, local_date, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.points import format_points
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import CAP_WALLETS, COUPON_WALLETS, POINTS_WALLET, Cart, LotState, MemberState
from cashier_app.loyalty.ledger import cap_lots, consumption_order, is_active, lot_id_of, standing
from cashier_app.loyalty.levels import effective_level, progress
from cashier_app.loyalty.programme import Level, Programme
from cashier_app.loyalty.rules import AroundBirthday, Circumstances, Gift, WithCoupon
from cashier_app.loyalty.rules.membership import OfMember
from cashier_app.storage.rows import LotRow, MemberRecord
from cashier_app.sync.messages import unclaimed_account
from cashier_app.till.floor import lendable
from cashier_app.till.selling_view import MemberView, Tone

#: Points are called "expiring" this long before they go; a birthday is named this long ahead.
EXPIRING_SOON: Final[Instant] = 30 * DAY
#: A decided change of level is told so long before it begins.
TOLD_BEFORE: Final[Instant] = 31 * DAY
BIRTHDAY_SOON: Final = 7
#: States of an account whose points nobody spends; a block applies when it arrives.
CLOSED: Final = frozenset({"blocked", "erased", "merged"})
#: With a suspect clock, lots this near their end are not spent.
NOT_WHEN_SUSPECT: Final[Instant] = DAY
#: Who could grant more than this till holds: the servers, which have been `asked` for the present buyer; the central
#: server alone, `past_node` of the shop; nobody.
Reach: TypeAlias = Literal["online", "asked", "past_node", "offline"]
#: What bounds a redemption where not everybody answers.
BOUNDED: Final[dict[Reach, str]] = {
    "past_node": QT_TRANSLATE_NOOP("selling", "Without the shop's node: up to {points} here"),
    "offline": QT_TRANSLATE_NOOP("selling", "Offline: up to {points} here"),
}
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
        level_since=account.level_since,
        level_floor=account.level_floor,
        next_level=account.next_level,
        next_level_at=account.next_level_at,
        last_purchase_at=max(account.last_purchase_at, record.pending_at),
        seen=msgspec.json.decode(account.seen, type=tuple[tuple[str, int], ...]) if account.seen else (),
    )


def buyer_state(
    record: MemberRecord, now: Instant, programme: Programme, zone: str, suspect: bool = False, alone: bool = False
) -> MemberState:
    """The member at an open receipt: also the caps that nobody has touched yet, which only the home may open.

    `alone`: nobody can be asked for a right, so that points may be lent beyond them (`till.floor`).
    """
    state = replace(member_state(record, now, programme, suspect), beyond=lendable(record, programme, alone, suspect))
    untouched = cap_lots(
        programme,
        zone,
        now,
        account_id=state.account_id,
        birthday=state.birthday,
        known={lot.lot_id for lot in state.lots},
        may_open=record.account.home and record.account.state not in CLOSED,
    )
    return replace(state, lots=(*state.lots, *untouched)) if untouched else state


def earning_only(state: MemberState) -> MemberState:
    """The member whose card has not been verified: points, gifts and coupons are earned, and none is spent."""
    return replace(state, lots=tuple(replace(lot, right=0) for lot in state.lots), beyond=0)


def waiting_state(state: MemberState, registered_by: str, now: Instant) -> MemberState:
    """The member as the panel shows one on the receipt of the registration: its points wait for the next receipt."""
    if not registered_by:
        return state
    waits = lot_id_of(registered_by, 1)
    lots = (replace(lot, active_at=max(lot.active_at, now + 1)) if lot.lot_id == waits else lot for lot in state.lots)
    return replace(state, lots=tuple(lots))


def segments_of(record: MemberRecord | None) -> frozenset[str]:
    """Groups of buyers that a member belongs to; none for a buyer who is not known here."""
    return frozenset(record.account.segments.splitlines()) if record is not None else frozenset()


def unclaimed_state(identifier_hash: str, programme: Programme) -> MemberState:
    """A card that this till does not know: it earns at the base level for its owner to come."""
    return MemberState(account_id=unclaimed_account(identifier_hash), level_id=programme.base_level.id, unclaimed=True)


def _lot(lot: LotRow, now: Instant, denied: bool, suspect: bool, closed: bool) -> LotState:
    right = lot.right
    if denied and lot.wallet == POINTS_WALLET:
        # offline redemption is not allowed: only what the server has granted counts, never what was earned here and
        # has not been given back since
        right -= max(lot.all_earned - lot.all_released, 0)
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
    reach: Reach,
    words: Words,
) -> MemberView:
    """The buyer's panel; `reach` says who could grant more than is held here."""
    wallet = standing(state.lots, now)
    level = effective_level(state, programme, now)
    ladder = progress(programme, level.id, state.net_purchases)
    expiring = wallet.expiring and wallet.expiring_at is not None and wallet.expiring_at - now <= EXPIRING_SOON
    share, missing = None, ""
    if ladder.next is not None:
        done = state.net_purchases - (level.threshold or 0)
        share = max(0, min(99, done * 100 // max(done + ladder.missing, 1)))
        name = ladder.next.name.in_language(words.language)
        missing = words.translate("selling", "{sum} to {level}").format(sum=words.money(ladder.missing), level=name)
    points = wallet.active or wallet.pending or has_points(level, programme)
    lent = min(state.beyond, wallet.active - wallet.spendable)
    note, tone = "", "info"
    if record.account.state in CLOSED:
        note = words.translate("selling", "The account is blocked: its points are not spent")
        tone = "warning"
    elif points and lent:
        note = words.translate("selling", "Offline: up to {points} here, {lent} of them in advance").format(
            points=words.points(wallet.spendable + lent), lent=words.points(lent)
        )
        tone = "warning"
    elif points and reach in BOUNDED:
        note = words.translate("selling", BOUNDED[reach]).format(points=words.points(wallet.spendable))
        tone = "warning"
    elif points and reach == "asked" and wallet.spendable < wallet.active:
        note = words.translate("selling", "Up to {points} now: the rest is held at another till or shop")
        note = note.format(points=words.points(wallet.spendable))
    return MemberView(
        name=record.account.display,
        level=level.name.in_language(words.language),
        progress=share,
        progress_text=missing,
        as_of=words.translate("selling", "as of {time}").format(time=_moment(record.account.known_at, now, zone)),
        coming=coming_level(state, programme, now, zone, words),
        perks=perks(state, programme, now, zone, words),
        spendable=_bare(wallet.active, words) if points else "",
        pending=_bare(wallet.pending, words) if points else "",
        expiring_label=_expiring_label(wallet.expiring_at, zone, words) if expiring else "",
        expiring=_bare(wallet.expiring, words) if expiring else "",
        birthday=birthday_text(state.birthday, local_date(now, zone), words),
        note=note,
        note_tone=_tone(tone),
        card=card,
    )


def has_points(level: Level, programme: Programme) -> bool:
    """Whether a level earns or spends points at all; the holder of a plain discount card does neither."""
    rate = programme.accrual.rate if level.accrual is None else level.accrual
    share = programme.redemption.maximum_share if level.maximum_share is None else level.maximum_share
    return bool(rate or share or any(other.accrual or other.maximum_share for other in level.overrides))


def is_near(state: MemberState, now: Instant) -> bool:
    """Whether a decided change of level has not begun and is worth telling: within a month.

    A fall at the end of a window is known a year before, and every purchase until then may put it off.
    """
    return bool(state.next_level) and now < state.next_level_at <= now + TOLD_BEFORE


def coming_level(state: MemberState, programme: Programme, now: Instant, zone: str, words: Words) -> str:
    """`С 22.11: Серебро`, where a change of level is decided and near (`is_near`); empty otherwise."""
    if not is_near(state, now):
        return ""
    day = local_time(state.next_level_at, zone)
    name = programme.level(state.next_level).name.in_language(words.language)
    return words.translate("selling", "From {date}: {level}").format(date=f"{day:%d.%m}", level=name)


def perks(state: MemberState, programme: Programme, now: Instant, zone: str, words: Words) -> tuple[str, ...]:
    """What waits for the member, in words: coupons held, the soonest to end first, and a gift for the birthday."""
    coupons = sorted(
        (
            lot
            for lot in state.lots
            if lot.wallet.startswith(COUPON_WALLETS) and lot.balance > 0 and is_active(lot, now)
        ),
        key=consumption_order,
    )
    told = [_coupon_text(lot, programme, zone, words) for lot in coupons]
    used = {lot.wallet for lot in state.lots if lot.wallet.startswith(CAP_WALLETS) and lot.balance <= 0}
    level = effective_level(state, programme, now)
    asked = Circumstances(Cart((), zone=zone), state, 0, now, level.id)
    for rule in programme.rules:
        mine = [condition for condition in rule.conditions if isinstance(condition, OfMember)]
        if (
            isinstance(rule.effect, Gift)
            and any(isinstance(condition, AroundBirthday) for condition in mine)
            and CAP_WALLETS + rule.id not in used
            and all(condition.receipt(asked) for condition in mine)
        ):
            told.append(
                words.translate("selling", "For the birthday: {name}").format(
                    name=rule.name.in_language(words.language)
                )
            )
    return tuple(told)


def _coupon_text(lot: LotState, programme: Programme, zone: str, words: Words) -> str:
    """`Купон: кофе в подарок до 30.11`; a coupon that no rule of this version takes is named by its id."""
    name = lot.wallet.removeprefix(COUPON_WALLETS)
    for rule in programme.rules:
        if any(isinstance(condition, WithCoupon) and condition.wallet == lot.wallet for condition in rule.conditions):
            name = rule.name.in_language(words.language)
            break
    if lot.expires_at is None:
        return words.translate("selling", "Coupon: {name}").format(name=name)
    last = local_time(lot.expires_at - 1, zone)
    return words.translate("selling", "Coupon: {name}, until {date}").format(name=name, date=f"{last:%d.%m}")


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
        unclaimed=True,
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
