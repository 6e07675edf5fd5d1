"""The practice till: a database of its own with the shop's goods, programme and names, and buyers made for it.

Nothing of the real till is written: its goods are read from beside it, and what is done here is never sent to anybody.
PINs and the key of cards are the practice till's own, so that nobody learns a colleague's PIN by trying here.
"""

from __future__ import annotations

import datetime
import logging
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.catalog import recognition
from cashier_app.catalog.masks import CardMask, Masks, masks_of
from cashier_app.config import Display, Printer, Server, Settings
from cashier_app.core.clock import DAY, Clock, Instant, local_date
from cashier_app.core.ids import identifier_hash, masked
from cashier_app.core.points import Points
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow, UserRow
from cashier_app.till.exchange import IDENTIFIER_KEY, STORE
from cashier_app.till.people import RIGHTS_KEY, hash_pin
from cashier_app.till.rights import Role

if TYPE_CHECKING:
    from cashier_app.core.ids import IdSource
    from cashier_app.documents.document import Document
    from cashier_app.loyalty.programme import Level, Programme
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till

log = logging.getLogger(__name__)

#: What opens the practice till for everybody; it opens nothing else.
PRACTICE_PIN: Final = "1111"
#: Tables of the shop's knowledge, which are copied; no other is.
COPIED: Final = ("product", "barcode", "picture", "quick_tile", "programme", "user")
#: Keys of `meta` of the same kind.
COPIED_KEYS: Final = (STORE, "receipt_template", RIGHTS_KEY)
_CARDS: Final = "practice_cards"
#: Digits of an invented card where its mask says no length.
_USUAL_LENGTH: Final = 13


class PracticeCard(msgspec.Struct, frozen=True):
    """A card to practise with: what a scanner would read, the telephone, whose it is and what it shows."""

    code: str
    phone: str
    name: str
    about: str


class _Person(msgspec.Struct, frozen=True):
    """An invented buyer: place of the level on the ladder (-1: the highest), points by the day on which they end."""

    name: str
    about: str
    level: int
    lots: tuple[tuple[Points, Instant | None, Instant], ...] = ()
    birthday: bool = False
    blocked: bool = False


def practice_settings(settings: Settings, folder: Path) -> Settings:
    """The shop's settings for practice: no server, no buyer's display, no drawer, printers as `[training]` says."""
    printers: tuple[Printer, ...] = ()
    if settings.training.slips == "marked":
        printers = tuple(
            msgspec.structs.replace(printer, drawer_pin=0, drawer_sensor="none") for printer in settings.printers
        )
    return msgspec.structs.replace(
        settings,
        till=msgspec.structs.replace(settings.till, folder=str(folder)),
        server=Server(),
        display=Display(),
        printers=printers,
        # what is saved of a practice is thrown away with it
        reports=msgspec.structs.replace(settings.reports, folder=str(folder / "reports"), names=()),
    )


def open_practice(
    real: Path,
    settings: Settings,
    clock: Clock,
    words: Words,
    ids: IdSource | None = None,
    progress: Callable[[str], None] = lambda text: None,
) -> Till:
    """Make the practice till, or open the one that was kept; `real` is the real till's database, only read.

    `settings` are `practice_settings`.  Blocks for some seconds where the shop has very many goods.  Raises what
    `open_till` raises.
    """
    from cashier_app.core.ids import new_id
    from cashier_app.storage.errors import StorageError
    from cashier_app.till.opening import open_till

    folder = Path(settings.till.folder)
    if not settings.training.keep:
        discard(folder)
    progress(words.translate("practice", "Goods and programme are being copied…"))
    try:
        _copy_shop(real, folder)
    except StorageError as error:
        log.info("the practice till is made anew: %s", error)
        discard(folder)
        _copy_shop(real, folder)
    till = open_till(settings, folder, clock, words, ids or new_id)
    try:
        till.practice = True
        till.writer.look = lambda document: _marked(document, till.words)
        put_people(till)
        put_buyers(till)
    except BaseException:
        till.close()
        raise
    return till


def discard(folder: Path) -> None:
    """Throw a practice till away; what cannot be removed now goes before the next one."""
    shutil.rmtree(folder, ignore_errors=True)


def practice_cards(till: Till) -> tuple[PracticeCard, ...]:
    """The cards to practise with; the one that belongs to nobody comes last."""
    kept = till.reader.meta(_CARDS)
    return msgspec.json.decode(kept, type=tuple[PracticeCard, ...]) if kept else ()


def _marked(document: Document, words: Words) -> Document:
    from cashier_app.documents.practice import as_practice

    return as_practice(document, words)


def _copy_shop(real: Path, folder: Path) -> None:
    from cashier_app.storage.copying import copy_tables
    from cashier_app.storage.database import Database
    from cashier_app.storage.reader import Reader

    with Database.open(folder) as database:
        path = database.path
    copy_tables(real, path, COPIED)
    with closing(Reader(real)) as reader:
        kept = {key: reader.meta(key) for key in COPIED_KEYS}

    def put(unit: UnitOfWork) -> None:
        for key, value in kept.items():
            if value is None:
                unit.meta.drop(key)
            else:
                unit.meta.put(key, value)
        if unit.meta.get(IDENTIFIER_KEY) is None:
            unit.meta.put(IDENTIFIER_KEY, secrets.token_hex(32))

    with Database.open(folder) as database:
        database.worker.call(put)


# --- people ----------------------------------------------------------------------------------------------


def put_people(till: Till) -> None:
    """Everybody's practice PIN, and two people who are always there: a learner, and one who may allow everything."""
    words, pin_hash = till.words, hash_pin(PRACTICE_PIN)
    invented: tuple[tuple[str, str, Role], ...] = (
        ("practice-learner", words.translate("practice", "Learner"), "cashier"),
        ("practice-mentor", words.translate("practice", "Mentor"), "manager"),
    )

    def put(unit: UnitOfWork) -> None:
        for row in unit.people.all():
            unit.people.put(msgspec.structs.replace(row, pin_hash=pin_hash, failed_attempts=0, locked_until=0))
        for user_id, name, role in invented:
            unit.people.put(UserRow(user_id, name, role, pin_hash))

    till.database.worker.call(put)


# --- buyers ----------------------------------------------------------------------------------------------


def put_buyers(till: Till) -> None:
    """Buyers of every kind, made anew at each beginning: what was spent yesterday can be practised again."""
    now = till.clock.now()
    people = _people(till.words, now)
    codes = _card_codes(till.settings, len(people) + 1)
    programme = till.programmes.now(now)
    cards, accounts, identifiers, lots = [], [], list[IdentifierRow](), list[LotRow]()
    for number, person in enumerate(people):
        account = f"practice-{number + 1}"
        level = _level(programme, person.level)
        accounts.append(_account(account, person, level, programme, now, till.zone))
        code, phone = codes[number] if number < len(codes) else "", f"7900000000{number + 1}"
        kinds = (("card", code), ("phone", phone))
        identifiers += [_identifier(till, account, kind, value) for kind, value in kinds if value]
        lots += [
            LotRow(f"{account}-{n}-{now}", account, POINTS_WALLET, "practice", points, active, end, granted=points)
            for n, (points, end, active) in enumerate(person.lots)
        ]
        about = f"{level.name.in_language(till.words.language)} · {person.about}"
        cards.append(PracticeCard(code, phone, person.name, about))
    if len(codes) > len(people):
        about = till.words.translate("practice", "a new card, nobody's yet: register a buyer")
        cards.append(PracticeCard(codes[-1], "", till.words.translate("practice", "Blank card"), about))

    def put(unit: UnitOfWork) -> None:
        epoch = unit.outbox.current()
        # what was earned and spent in a practice before is over with its lots
        over = [(epoch.epoch, epoch.last_seq)] if epoch is not None else []
        unit.ledger.put_accounts(accounts, identifiers, lots, over)
        unit.meta.put(_CARDS, msgspec.json.encode(cards).decode())

    till.database.worker.call(put)


def _people(words: Words, now: Instant) -> tuple[_Person, ...]:
    year, before = now + 365 * DAY, now - DAY
    return (
        _Person(
            words.translate("practice", "Anna K."),
            words.translate("practice", "points to spend, some wait"),
            1,
            ((124_500, year, before), (14_300, year, now + 7 * DAY)),
        ),
        _Person(
            words.translate("practice", "Vera S."),
            words.translate("practice", "many points, some expire soon"),
            -1,
            ((500_000, year, before), (35_000, now + 5 * DAY, before)),
        ),
        _Person(
            words.translate("practice", "Gleb D."),
            words.translate("practice", "birthday today, no points"),
            0,
            birthday=True,
        ),
        _Person(
            words.translate("practice", "Boris Zh."),
            words.translate("practice", "the account is blocked"),
            0,
            ((20_000, year, before),),
            blocked=True,
        ),
    )


def _level(programme: Programme, place: int) -> Level:
    """A level that purchases reach, by its place; a shorter ladder gives its highest."""
    earned = [level for level in programme.levels.ladder if level.threshold is not None]
    return earned[max(-len(earned), min(place, len(earned) - 1))]


def _account(
    account_id: str, person: _Person, level: Level, programme: Programme, now: Instant, zone: str
) -> AccountRow:
    bought = level.threshold or 0
    today: datetime.date = local_date(now, zone)
    return AccountRow(
        account_id,
        person.name,
        level.id,
        "blocked" if person.blocked else "active",
        f"{today:%m-%d}" if person.birthday else None,
        bought,
        10 if bought else 0,
        now,
        home=True,
        level_since=now - 30 * DAY,
        told_at=now,
    )


def _identifier(till: Till, account_id: str, kind: str, value: str) -> IdentifierRow:
    digest = identifier_hash(till.selling.identifier_key(), kind, value)
    return IdentifierRow(digest, account_id, kind, masked(kind, value), "active")


def _card_codes(settings: Settings, count: int) -> list[str]:
    """So many numbers that this shop takes for its cards; fewer where its masks describe none."""
    masks = masks_of(settings.selling.card_masks, settings.selling.in_store_masks)
    found: list[str] = []
    for mask in masks.cards:
        if mask.kind == "card":
            for candidates in _numbers(mask):
                found += [code for code in candidates if _is_card(code, masks)][:1]
    return found[:count]


def _numbers(mask: CardMask) -> Iterator[Sequence[str]]:
    """Some dozens of numbers that a mask describes, each with the last digits that may be its check digit."""
    for number in range(1, 40):
        if mask.first.isdecimal():
            yield (str(int(mask.first) + number).zfill(len(mask.first)),)
        elif not mask.first:
            length = mask.length or max(_USUAL_LENGTH, len(mask.prefix) + 4)
            body = f"{mask.prefix}{number:0{max(length - len(mask.prefix) - 1, 1)}d}"
            yield [f"{body}{digit}" for digit in range(10)]


def _is_card(code: str, masks: Masks) -> bool:
    found = recognition.recognise(code, masks=masks)
    return isinstance(found, recognition.Card) and found.kind == "card" and found.value == code
