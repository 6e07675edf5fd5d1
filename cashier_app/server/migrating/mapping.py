"""The mapping of a migration: which column is which field, what the old system's words mean here.

TOML or JSON, read strictly; whatever is wrong is refused with the field's path, the value and what is allowed.
"""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.loyalty.programme import ForDays, ForEver, Programme, ToDate, ToMonthEnd
from cashier_app.loyalty.reading import BadDocument, read_strictly, shown
from cashier_app.loyalty.rules import WithCoupon
from cashier_app.server.migrating.dates import bad_format

#: What a file holds.
Part: TypeAlias = Literal["members", "cards", "lots", "purchases", "coupons"]
PARTS: Final[tuple[Part, ...]] = ("members", "cards", "lots", "purchases", "coupons")

#: By what a row names its member, in the order in which it is asked.
LINKS: Final = ("member", "card", "phone", "email")

#: Fields of each part, and what their columns are called where the mapping does not say: in small letters without
#: punctuation, as `catalog.importers.table.plain_title` makes them.
_MEMBER: Final = ("member", "member id", "id", "код клиента", "код", "клиент", "владелец", "код владельца", "участник")
_CARD: Final = ("card", "card number", "карта", "номер карты", "дисконтная карта", "код карты", "магнитный код")
_PHONE: Final = ("phone", "телефон", "номер телефона", "мобильный", "мобильный телефон", "сотовый")
_EMAIL: Final = ("email", "e mail", "эл почта", "электронная почта", "почта")
_POINTS: Final = ("points", "balance", "баллы", "баланс", "остаток", "бонусы", "остаток баллов", "сумма баллов")
_EXPIRES: Final = ("expires", "expiry", "сгорают", "дата сгорания", "действуют до", "срок действия", "годны до")
_EARNED: Final = ("earned", "дата начисления", "начислены", "дата активации")
_STORE: Final = ("store", "магазин", "домашний магазин", "склад", "подразделение")
FIELDS: Final[dict[Part, dict[str, tuple[str, ...]]]] = {
    "members": {
        "member": _MEMBER,
        "name": ("name", "фио", "имя", "наименование", "покупатель"),
        "card": _CARD,
        "phone": _PHONE,
        "email": _EMAIL,
        "birthday": ("birthday", "birth date", "день рождения", "дата рождения", "др"),
        "level": ("level", "уровень", "статус", "группа", "вид карты", "скидочная группа"),
        "state": ("state", "состояние", "заблокирован", "блокировка"),
        "segments": ("segments", "сегменты", "сегмент", "теги"),
        "store": _STORE,
        "points": _POINTS,
        "expires": _EXPIRES,
        "earned": _EARNED,
        "turnover": ("turnover", "оборот", "сумма покупок", "накопления", "сумма накоплений"),
        "turnover_date": ("turnover date", "дата оборота", "последняя покупка", "дата последней покупки"),
        "coupon": ("coupon", "купон", "подарок"),
    },
    "cards": {
        "member": _MEMBER,
        "card": _CARD,
        "phone": _PHONE,
        "email": _EMAIL,
        "state": ("state", "состояние", "статус", "заблокирована"),
    },
    "lots": {
        "member": _MEMBER,
        "card": _CARD,
        "phone": _PHONE,
        "email": _EMAIL,
        "lot": ("lot", "lot id", "код начисления", "номер начисления", "документ"),
        "points": _POINTS,
        "expires": _EXPIRES,
        "earned": _EARNED,
    },
    "purchases": {
        "member": _MEMBER,
        "card": _CARD,
        "phone": _PHONE,
        "email": _EMAIL,
        "purchase": ("purchase", "receipt", "чек", "номер чека", "документ"),
        "date": ("date", "дата", "дата покупки", "дата продажи"),
        "sum": ("sum", "amount", "сумма", "сумма покупки", "стоимость", "выручка"),
        "store": _STORE,
    },
    "coupons": {
        "member": _MEMBER,
        "card": _CARD,
        "phone": _PHONE,
        "email": _EMAIL,
        "coupon": ("coupon", "купон", "подарок", "вид купона"),
        "uses": ("uses", "quantity", "количество", "использований"),
        "expires": _EXPIRES,
    },
}  # fmt: skip
#: Fields without which a part says nothing.
NEEDED: Final[dict[Part, tuple[str, ...]]] = {
    "members": (),
    "cards": ("card",),
    "lots": ("points",),
    "purchases": ("sum", "date"),
    "coupons": ("coupon",),
}

Life: TypeAlias = ForEver | ForDays | ToMonthEnd | ToDate


class BadMapping(BadDocument):
    """A mapping that contradicts itself, its form or the programme."""

    text = QT_TRANSLATE_NOOP("errors", "The mapping of the migration is wrong at {path}: {value}")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")


class MappingUnreadable(Refused):
    """A mapping that is not there."""

    text = QT_TRANSLATE_NOOP("errors", "The mapping {file} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a file in TOML or JSON: see “cashier-app migrate --example”")


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every part of a mapping refuses fields that it does not know."""


class Table(_Part, frozen=True, kw_only=True):
    """One part's files: the column of each field (`""`: not taken), a workbook's sheet, a text's encoding."""

    columns: dict[str, str] = {}
    sheet: str = ""
    encoding: str = ""


class Tables(_Part, frozen=True, kw_only=True):
    """The parts; one left out has the usual columns."""

    members: Table = Table()
    cards: Table = Table()
    lots: Table = Table()
    purchases: Table = Table()
    coupons: Table = Table()

    def of(self, part: Part) -> Table:
        """One part's."""
        table: Table = getattr(self, part)
        return table


class Dates(_Part, frozen=True, kw_only=True):
    """How dates are written: `DD.MM.YYYY HH:mm:ss`; an expiry is the last day of life, or the first day without."""

    formats: tuple[str, ...] = ("DD.MM.YYYY", "DD.MM.YYYY HH:mm:ss", "DD.MM.YYYY HH:mm", "DD.MM.YY", "DD/MM/YYYY")
    expiry: Literal["last_day", "first_day_without"] = "last_day"


class Points(_Part, frozen=True, kw_only=True):
    """What becomes of balances: their life where the file names none (left out: the programme's), and of debts."""

    without_expiry: Life | None = None
    negative: Literal["refuse", "debt"] = "refuse"


class Mapping(_Part, frozen=True, kw_only=True):
    """How the old system's files are to be understood.

    `source` names it: with the rows' own keys it makes the ids of what is brought in, so that the same files again
    are known again.  `levels`, `segments`, `coupons` and `stores` translate its words; `programme` is the version
    whose levels are meant (left out: the one in force).
    """

    source: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")] = "old"
    programme: int | None = None
    zone: str = ""
    #: Home of members without one.
    store: str = ""
    levels: dict[str, str] = {}
    #: The level is held until purchases decide otherwise, or a floor below which they never take the member.
    level_as: Literal["level", "floor"] = "level"
    segments: dict[str, str] = {}
    coupons: dict[str, str] = {}
    stores: dict[str, str] = {}
    dates: Dates = Dates()
    points: Points = Points()
    #: The day on which a sum of purchases without a date counts; left out: the day of the migration.
    turnover_on: datetime.date | None = None
    #: A telephone of two members: the second one is refused, or taken without it.
    same_phone: Literal["refuse", "leave_out"] = "refuse"
    tables: Tables = Tables()


def load_mapping(path: Path | None) -> Mapping:
    """A mapping from a TOML or JSON file; without one the usual column names hold.

    Raises `MappingUnreadable`, `BadMapping`.
    """
    if path is None:
        return Mapping()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MappingUnreadable(file=path, reason=error) from error
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.lstrip().startswith(b"{"):
        try:
            content = msgspec.json.encode(tomllib.loads(content.decode("utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadMapping(path="$", value=str(error), allowed="TOML, JSON; UTF-8") from error
    mapping = read_strictly(content, Mapping, BadMapping)
    _check_form(mapping)
    return mapping


def _check_form(mapping: Mapping) -> None:
    """Columns of fields that there are, formats of dates that say a day, a month and a year."""
    for part in PARTS:
        for field in mapping.tables.of(part).columns:
            if field not in FIELDS[part]:
                allowed = "{" + ", ".join(FIELDS[part]) + "}"
                raise BadMapping(path=f"$.tables.{part}.columns.{field}", value=shown(field), allowed=allowed)
    for number, form in enumerate(mapping.dates.formats):
        if bad_format(form):
            raise BadMapping(
                path=f"$.dates.formats[{number}]", value=shown(form), allowed="DD, MM, YYYY | YY, HH, mm, ss"
            )
    life = mapping.points.without_expiry
    if isinstance(life, ToDate) and life.date == datetime.date.max:
        # the calendar's last day has no midnight after it
        allowed = "YYYY-MM-DD < 9999-12-31"
        raise BadMapping(path="$.points.without_expiry.date", value=shown(life.date), allowed=allowed)
    if mapping.zone:
        import zoneinfo

        if mapping.zone not in zoneinfo.available_timezones():
            raise BadMapping(path="$.zone", value=shown(mapping.zone), allowed="Europe/Moscow, Asia/Kamchatka, …")


def check_against(mapping: Mapping, programme: Programme) -> None:
    """Levels and coupons that the mapping leads to must be the programme's.  Raises `BadMapping`."""
    levels = [level.id for level in programme.levels.ladder]
    for old, level in mapping.levels.items():
        if level not in levels:
            raise BadMapping(path=f"$.levels.{old}", value=shown(level), allowed=" | ".join(map(shown, levels)))
    coupons = coupons_of(programme)
    for old, coupon in mapping.coupons.items():
        if coupon not in coupons:
            allowed = " | ".join(map(shown, sorted(coupons))) or "–"
            raise BadMapping(path=f"$.coupons.{old}", value=shown(coupon), allowed=allowed)


def coupons_of(programme: Programme) -> frozenset[str]:
    """Coupons that some rule of a programme takes."""
    return frozenset(
        condition.coupon
        for rule in programme.rules
        for condition in rule.conditions
        if isinstance(condition, WithCoupon)
    )


#: A mapping that shows everything: `cashier-app migrate --example`.
EXAMPLE: Final = """\
# What the columns and words of the old system's files mean.
source = "1c-retail"          # its name: part of the ids of what is brought in; keep it for later runs
# programme = 3               # version whose levels are meant; left out: the one in force
zone = "Europe/Moscow"        # in which days begin and end
store = ""                    # home of members without one
same_phone = "refuse"         # or "leave_out": the second member is taken without the telephone
level_as = "level"            # or "floor": purchases never take the member below it
# turnover_on = 2026-12-31    # the day on which a sum of purchases without a date counts

[dates]
formats = ["DD.MM.YYYY", "DD.MM.YYYY HH:mm:ss"]
expiry = "last_day"           # or "first_day_without"

[points]
without_expiry = { kind = "days", days = 365 }   # or {kind = "never"}, {kind = "date", date = 2027-12-31}
negative = "refuse"           # or "debt": repaid by the next accruals

[levels]                      # old name = level of the programme; "" is an empty cell
"Серебряная" = "silver"
"Золотая" = "gold"

[segments]
"Сотрудники" = "staff"

[coupons]
"Купон на день рождения" = "birthday"

[tables.members]
sheet = ""                    # of a workbook; left out: the first
columns = { member = "Код", name = "ФИО", phone = "Телефон", birthday = "Дата рождения", level = "Вид карты" }

[tables.cards]
columns = { member = "Владелец", card = "Номер карты" }

[tables.lots]
columns = { card = "Карта", points = "Остаток", expires = "Сгорают" }

[tables.purchases]
columns = { card = "Карта", date = "Дата", sum = "Сумма" }
"""
