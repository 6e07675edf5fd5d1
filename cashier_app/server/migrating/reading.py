"""Rows of the old system's files become items, each row understood whole or refused with its reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Final

from cashier_app.core.clock import Instant, start_of_day
from cashier_app.loyalty.lives import expiry
from cashier_app.loyalty.programme import Programme
from cashier_app.server.migrating import cells
from cashier_app.server.migrating.dates import DateReader, NoDate
from cashier_app.server.migrating.items import (
    CouponItem,
    Flaw,
    IdentifierKind,
    Item,
    Judged,
    LotItem,
    MemberItem,
    PurchaseItem,
)
from cashier_app.server.migrating.mapping import LINKS, Mapping, Part, coupons_of

#: A row as its fields' texts.
Cells = dict[str, str]

_KINDS: Final[tuple[IdentifierKind, ...]] = ("card", "phone", "email")
_LONGEST_NAME: Final = 200


class RowReader:
    """Understands rows by a mapping, a programme and the day of the migration."""

    def __init__(self, mapping: Mapping, programme: Programme, zone: str, now: Instant) -> None:
        self.zone = zone
        self.now = now
        self.levels = cells.levels_of(mapping.levels, programme)
        self.dates = DateReader(mapping.dates.formats)
        self._mapping = mapping
        self._life = mapping.points.without_expiry or programme.lots.life
        self._segments = cells.Vocabulary(mapping.segments, {})
        self._stores = cells.Vocabulary(mapping.stores, {})
        self._coupons = cells.Vocabulary(mapping.coupons, {coupon: coupon for coupon in coupons_of(programme)})
        self._by_part: dict[Part, Callable[[Cells], Judged]] = {
            "members": self._member,
            "cards": self._card,
            "lots": self._lot_row,
            "purchases": self._purchase_row,
            "coupons": self._coupon_row,
        }

    def judge(self, part: Part, row: Cells) -> Judged:
        """What a row says.  Raises `Flaw` with the one reason for which nothing of it is taken."""
        return self._by_part[part](row)

    # --- rows --------------------------------------------------------------------------------------------

    def _member(self, row: Cells) -> Judged:
        found = [item for kind in _KINDS for item in cells.identifiers(kind, row.get(kind, ""))]
        own = row.get("member", "").strip()
        if not found and not own:
            raise Flaw("no_identifier")
        member = MemberItem(
            name=" ".join(row.get("name", "").split())[:_LONGEST_NAME],
            birthday=self._birthday(row.get("birthday", "")),
            level=self._level(row.get("level", "")),
            state="blocked" if cells.blocked(row.get("state", "")) else "active",
            store=self._store(row),
            segments=self._segment_names(row.get("segments", "")),
        )
        items: list[Item] = [member, *found]
        items += self._lots(row)
        items += self._turnover(row)
        if row.get("coupon", "").strip():
            # the dates of the row are those of its points
            items.append(self._coupon({**row, "expires": ""}, "1"))
        link = ("member", own) if own else (found[0].kind, found[0].plain)
        return Judged(link, member.name or link[1], tuple(items))

    def _card(self, row: Cells) -> Judged:
        found = list(cells.identifiers("card", row.get("card", ""), row.get("state", "")))
        if not found:
            raise Flaw("no_identifier")
        link = self._link({**row, "card": ""})
        return Judged(link, link[1], tuple(found))

    def _lot_row(self, row: Cells) -> Judged:
        link = self._link(row)
        return Judged(link, link[1], tuple(self._lots(row)))

    def _purchase_row(self, row: Cells) -> Judged:
        link = self._link(row)
        at = self._moment(row.get("date", ""))
        if at is None:
            raise Flaw("no_date")
        if at > self.now:
            raise Flaw("future_date", row.get("date", ""))
        net = cells.hundredths(row.get("sum", ""), "bad_sum")
        items = (PurchaseItem(at, net, row.get("purchase", "").strip(), self._store(row)),) if net else ()
        return Judged(link, link[1], items)

    def _coupon_row(self, row: Cells) -> Judged:
        link = self._link(row)
        return Judged(link, link[1], (self._coupon(row, row.get("uses", "")),))

    # --- what they have in common ------------------------------------------------------------------------

    def _link(self, row: Cells) -> tuple[str, str]:
        """By what a row names its member: the old system's key first."""
        for field in LINKS:
            text = row.get(field, "").strip()
            if not text:
                continue
            if field == "member":
                return field, text
            found = next(cells.identifiers(field, text), None)  # type: ignore[arg-type]
            if found is not None:
                return field, found.plain
        raise Flaw("no_link")

    def _lots(self, row: Cells) -> Iterator[LotItem]:
        points = cells.hundredths(row.get("points", ""), "bad_points")
        if points == 0:
            return
        key = row.get("lot", "").strip()
        if points < 0:
            if self._mapping.points.negative == "refuse":
                raise Flaw("negative", row.get("points", ""))
            yield LotItem(points, 0, None, key, "debt")
            return
        active_at, expires_at = self.life(row)
        told = f"{row.get('earned', '').strip()}|{row.get('expires', '').strip()}"
        if expires_at is not None and expires_at <= active_at:
            raise Flaw("life", row.get("expires", ""))
        yield LotItem(points, active_at, expires_at, key, told)

    def life(self, row: Cells) -> tuple[Instant, Instant | None]:
        """From when and until when points of a row live.  Raises `Flaw`."""
        earned = self._moment(row.get("earned", ""))
        last = self._day(row.get("expires", ""))
        if last is None:
            expires_at = expiry(self._life, self.zone, earned if earned is not None else self.now)
        else:
            over = datetime.timedelta(days=1 if self._mapping.dates.expiry == "last_day" else 0)
            expires_at = start_of_day(last + over, self.zone)
        # points of the past are active for good: a till whose clock is behind sees them too
        return (earned if earned is not None and earned > self.now else 0), expires_at

    def _turnover(self, row: Cells) -> Iterator[PurchaseItem]:
        net = cells.hundredths(row.get("turnover", ""), "bad_sum")
        if not net:
            return
        at = self._moment(row.get("turnover_date", ""))
        if at is None:
            on = self._mapping.turnover_on
            at = start_of_day(on, self.zone) if on is not None else self.now
        if at > self.now:
            raise Flaw("future_date", row.get("turnover_date", ""))
        yield PurchaseItem(at, net, "", self._store(row), turnover=True)

    def _coupon(self, row: Cells, uses: str) -> CouponItem:
        text = row.get("coupon", "")
        coupon = self.coupon(text)
        if not coupon:
            raise Flaw("unknown_coupon", text)
        last = self._day(row.get("expires", ""))
        over = datetime.timedelta(days=1 if self._mapping.dates.expiry == "last_day" else 0)
        expires_at = start_of_day(last + over, self.zone) if last is not None else None
        return CouponItem(coupon, cells.uses(uses), expires_at, row.get("expires", "").strip())

    def coupon(self, text: str) -> str | None:
        """The programme's coupon that a word means."""
        return self._coupons.find(text)

    def _level(self, text: str) -> str:
        level = self.levels.find(text)
        if level is None:
            raise Flaw("unknown_level", text)
        return level

    def _segment_names(self, text: str) -> tuple[str, ...]:
        names = [" ".join(part.split()) for part in text.replace("|", ";").replace(",", ";").split(";")]
        return tuple(sorted({self._segments.find(name) or name for name in names if name}))

    def _store(self, row: Cells) -> str:
        text = row.get("store", "").strip()
        return self._stores.find(text) or text or self._mapping.store

    def _birthday(self, text: str) -> str:
        try:
            return self.dates.birthday(text)
        except NoDate as error:
            raise Flaw("bad_birthday", text) from error

    def _day(self, text: str) -> datetime.date | None:
        try:
            return self.dates.day(text)
        except NoDate as error:
            raise Flaw("bad_date", text) from error

    def _moment(self, text: str) -> Instant | None:
        import zoneinfo

        try:
            moment = self.dates.moment(text)
        except NoDate as error:
            raise Flaw("bad_date", text) from error
        if moment is None:
            return None
        return round(moment.replace(tzinfo=zoneinfo.ZoneInfo(self.zone)).timestamp()) * 1000
