"""Members: registered or brought in from a file, their cards bound, unclaimed points handed over."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from cashier_app.core.clock import DAY, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import identifier_hash, initials, masked, new_id, plain_identifier
from cashier_app.core.number import MalformedNumber
from cashier_app.core.points import parse_points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.programme import Programme
from cashier_app.server import tables
from cashier_app.server.book import Account, Book, Source
from cashier_app.server.database import Transaction, by_key, read_meta
from cashier_app.server.levels import Levels, hand_over
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import EntryMessage, account_of, unclaimed_account

#: Members of one working set.
BATCH: Final = 500

_BIRTHDAY: Final = re.compile(r"(?:\d{4}-)?(\d{2}-\d{2})")


class MembersUnreadable(Refused):
    """A file of members that is not our JSON."""

    text = QT_TRANSLATE_NOOP("errors", "The members in {file} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "A JSON list of members is allowed; files of other systems come in by “cashier-app migrate”"
    )


#: Why a member is refused; anything else a reason says names a field of the file.
TWO_OWNERS: Final = QT_TRANSLATE_NOOP("members", "its cards and telephones belong to different members")
NO_SUCH_LEVEL: Final = QT_TRANSLATE_NOOP("members", "its level is not in the programme")
NO_POINTS: Final = QT_TRANSLATE_NOOP("members", "its points are not a number above zero")
NO_IDENTIFIER: Final = QT_TRANSLATE_NOOP("members", "it has no card, telephone or e-mail")
NO_BIRTHDAY: Final = QT_TRANSLATE_NOOP("members", "its birthday is not MM-DD or YYYY-MM-DD")


class IdentifierRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card, phone, virtual card or e-mail in the clear."""

    kind: Literal["card", "phone", "virtual", "email"]
    value: Annotated[str, Meta(min_length=3, max_length=100)]
    state: Literal["active", "blocked", "expired", "replaced"] = "active"


class LotRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points given: `points` as people write them; lives to the end of `expires`, or so many days from now.

    `active_in_days` makes them pending until then.
    """

    points: str | int
    expires: datetime.date | None = None
    expires_in_days: int | None = None
    active_in_days: int = 0
    source: str = "import"


class MemberRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member in a file: `name` as “First Last”, `birthday` MM-DD or YYYY-MM-DD, `net_purchases` in kopecks."""

    identifiers: tuple[IdentifierRecord, ...]
    name: str = ""
    birthday: str = ""
    level: str = ""
    state: Literal["active", "blocked"] = "active"
    home: str = ""
    net_purchases: int = 0
    purchases: int = 0
    lots: tuple[LotRecord, ...] = ()
    segments: tuple[str, ...] = ()


class _MemberFile(msgspec.Struct):
    members: tuple[msgspec.Raw, ...]


class Brought(msgspec.Struct):
    """What became of a file's members; `refused` names the place in the file and the reason."""

    taken: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[str, str]] = msgspec.field(default_factory=list)


#: A member and its place in the file, or the reason why there is none.
Read = tuple[str, MemberRecord | str]


def read_members(path: Path) -> Iterator[Read]:
    """Members of a JSON file one by one, each with its place; a bad one is its reason.

    Raises `MembersUnreadable` for a file that is none.
    """
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise MembersUnreadable(file=path, reason=error) from error
    return _from_json(path, content)


def bring_in(
    transaction: Transaction, read: Sequence[Read], base_level: str, levels: Sequence[str], store: str, brought: Brought
) -> None:
    """Register members, set-wise; the same file again changes nothing.

    A member is known again by any identifier; one that belongs to two accounts is refused.  Points that
    unregistered cards have collected come along.  `store` is the home of members without one.
    """
    key = bytes.fromhex(read_meta(transaction.connection, "identifier_key"))
    members = [(place, member) for place, member in read if isinstance(member, MemberRecord)]
    brought.refused.extend((place, reason) for place, reason in read if isinstance(reason, str))
    hashes = {
        id(member): [identifier_hash(key, each.kind, each.value) for each in member.identifiers]
        for _, member in members
    }
    wanted = [digest for digests in hashes.values() for digest in digests]
    owners = by_key(transaction, tables.identifier.c.hash, wanted)
    owner_of = {digest: str(row.account_id) for digest, row in owners.items()}
    book = Book(transaction, base_level)
    unclaimed = [unclaimed_account(digest.hex()) for digest in wanted]
    book.load({*owner_of.values(), *unclaimed, *(account_of(digests[0]) for digests in hashes.values())}, ())
    work = _Registering(Registration(transaction, book, owner_of), levels, store)
    for place, member in members:
        reason = work.register(member, hashes[id(member)], brought)
        if reason:
            brought.refused.append((place, reason))
    work.registration.finish()


def bring_document(transaction: Transaction, path: Path, programme: Programme, store: str) -> Brought:
    """Register the members of our own JSON; what became of them.  Raises `MembersUnreadable`."""
    brought = Brought()
    levels = [level.id for level in programme.levels.ladder]
    read = list(read_members(path))
    for start in range(0, len(read), BATCH):
        part = read[start : start + BATCH]
        bring_in(transaction, part, programme.base_level.id, levels, store, brought)
    return brought


class Registration:
    """Members of one transaction over one working set: accounts opened, cards bound, names written.

    `book` has loaded the accounts that any of the identifiers may belong to, those of unclaimed cards too;
    `owner_of` says whose an identifier is already.
    """

    def __init__(self, transaction: Transaction, book: Book, owner_of: dict[bytes, str]) -> None:
        self.book = book
        self.owner_of = owner_of
        self.transaction = transaction
        self._names = _names(transaction, book.accounts)
        self._claimed: dict[str, Account] = {}

    def bind(self, account: Account, kind: str, value: str, digest: bytes, state: str = "active") -> bool:
        """Bind an identifier to the account; whether it is new.  What it had collected comes along in the end."""
        if digest in self.owner_of:
            return False
        self.owner_of[digest] = account.account_id
        plain = plain_identifier(kind, value)
        row = {"hash": digest, "account_id": account.account_id, "kind": kind, "value": plain}
        self.book.add(tables.identifier, {**row, "masked": masked(kind, plain), "state": state})
        collected = unclaimed_account(digest.hex())
        self.book.known_now(collected, account.account_id)
        if collected in self.book.accounts:
            self._claimed[collected] = account
        return True

    def rename(self, account: Account, name: str) -> bool:
        """Write the member's name; whether it is another one."""
        known = self._names.get(account.account_id)
        if known is None:
            row = {"account_id": account.account_id, "name": name, "registered_at": self.transaction.now}
            self.book.add(tables.member, row)
            self._names[account.account_id] = name
            return True
        if not name or known == name:
            return False
        statement = sa.update(tables.member).where(tables.member.c.account_id == account.account_id)
        self.transaction.connection.execute(statement.values(name=name))
        self._names[account.account_id] = name
        return True

    def hand_over(self) -> tuple[str, ...]:
        """Give the owners what their cards had collected before they were registered; whose they are."""
        owners = tuple(account.account_id for account in self._claimed.values())
        for account_id, account in self._claimed.items():
            claim(self.book, account_id, account)
        self._claimed.clear()
        return owners

    def finish(self, levels: bool = True) -> None:
        """Hand over what unregistered cards had collected, work out levels, then write everything.

        Without `levels` they stay as they are until the job comes to them: the accounts must be due.
        """
        self.hand_over()
        if levels:
            Levels(self.transaction, self.book, Programmes()).update(self.book.touched())
        self.book.write()


class _Registering:
    """Members of our own JSON, one after another."""

    def __init__(self, registration: Registration, levels: Sequence[str], store: str) -> None:
        self.registration = registration
        self._transaction = registration.transaction
        self._book = registration.book
        self._owner_of = registration.owner_of
        self._levels = levels
        self._store = store

    def register(self, member: MemberRecord, digests: Sequence[bytes], brought: Brought) -> str:
        """Register or update one member; the reason if it is refused."""
        known = {self._owner_of[digest] for digest in digests if digest in self._owner_of}
        if len(known) > 1:
            return TWO_OWNERS
        if member.level and member.level not in self._levels:
            return NO_SUCH_LEVEL
        if any(not _is_whole(lot) for lot in member.lots):
            return NO_POINTS
        account = self._book.accounts[known.pop()] if known else self._new(member, digests[0])
        before = msgspec.structs.astuple(account) if account.revision else None
        account.display = initials(member.name) or account.display
        account.birthday = member.birthday or account.birthday
        fresh = before is None
        bound = [
            self.registration.bind(account, each.kind, each.value, digest, each.state)
            for each, digest in zip(member.identifiers, digests, strict=True)
        ]
        renamed = self.registration.rename(account, member.name)
        if fresh:
            brought.taken += 1
        elif any(bound) or renamed or before != msgspec.structs.astuple(account):
            brought.changed += 1
            self._book.touch(account)
        else:
            brought.unchanged += 1
        return ""

    def _new(self, member: MemberRecord, digest: bytes) -> Account:
        account_id = account_of(digest)
        if account_id in self._book.accounts:
            # whoever had it was erased: nothing of that comes back
            account_id = new_id()
        account = self._book.new_account(account_id, member.state, member.home or self._store)
        account.level_id = member.level or account.level_id
        account.net_purchases, account.purchases = member.net_purchases, member.purchases
        account.segments = "\n".join(sorted(member.segments))
        source = Source(
            hashlib.sha256(b"import:" + account.account_id.encode()).hexdigest()[:32], self._transaction.now
        )
        for n, lot in enumerate(member.lots):
            self._book.post(self._entry(lot, account, f"{source.op_id}.{n + 1}"), n, source)
        if member.net_purchases:
            row = {"op_id": source.op_id, "account_id": account.account_id, "at": source.at}
            self._book.add(
                tables.purchase,
                {**row, "net": member.net_purchases, "store_id": account.home_store, "booked_at": source.at},
            )
        return account

    def _entry(self, lot: LotRecord, account: Account, lot_id: str) -> EntryMessage:
        now = self._transaction.now
        expires_at = None
        if lot.expires is not None:
            expires_at = start_of_day(lot.expires + datetime.timedelta(days=1), "Europe/Moscow")
        elif lot.expires_in_days is not None:
            expires_at = now + lot.expires_in_days * DAY
        # not this instant: a till whose clock is a little behind would not yet see the points as active
        active_at = now + lot.active_in_days * DAY if lot.active_in_days else 0
        points = _points(lot.points)
        kind: Literal["adjustment"] = "adjustment"
        return EntryMessage(kind, account.account_id, POINTS_WALLET, lot_id, points, active_at, expires_at, lot.source)


def claim(book: Book, unclaimed_id: str, account: Account) -> None:
    """Hand the lots, rights and purchases of an unregistered card over to its owner.

    Entries stay as they were written; the old account is a signpost for operations still on their way.
    """
    unclaimed = book.accounts[unclaimed_id]
    if unclaimed.state != "unclaimed":
        return
    lot_ids = book.lots_of(unclaimed_id)
    book.load([account.account_id], lot_ids)
    book.move_lots(lot_ids, account)
    hand_over(book, unclaimed_id, account)
    account.purchases += unclaimed.purchases
    unclaimed.state, unclaimed.merged_into = "merged", account.account_id
    # the owner first: a till must know the lots' new place before it hears that the old one is empty
    book.touch(account)
    book.touch(unclaimed)


# --- reading ---------------------------------------------------------------------------------------------


def _from_json(path: Path, content: bytes) -> Iterator[Read]:
    try:
        if content.lstrip().startswith(b"{"):
            records: Sequence[msgspec.Raw] = msgspec.json.decode(content, type=_MemberFile).members
        else:
            records = msgspec.json.decode(content, type=list[msgspec.Raw])
    except msgspec.MsgspecError as error:
        raise MembersUnreadable(file=path, reason=error) from error
    for n, record in enumerate(records, start=1):
        try:
            yield f"{n}", _checked(msgspec.json.decode(record, type=MemberRecord))
        except msgspec.MsgspecError as error:
            yield f"{n}", str(error)


def _checked(member: MemberRecord) -> MemberRecord | str:
    """The member with a birthday in one form, or what is wrong with it."""
    if not member.identifiers:
        return NO_IDENTIFIER
    if not member.birthday:
        return member
    found = _BIRTHDAY.fullmatch(member.birthday)
    try:
        datetime.date.fromisoformat(f"2024-{found[1]}" if found else "")
    except ValueError:
        return NO_BIRTHDAY
    return msgspec.structs.replace(member, birthday=found[1] if found else "")


def _points(value: str | int) -> int:
    return parse_points(str(value))


def _is_whole(lot: LotRecord) -> bool:
    try:
        return _points(lot.points) > 0
    except MalformedNumber:
        return False


def _names(transaction: Transaction, account_ids: Iterator[str] | dict[str, Account]) -> dict[str, str]:
    rows = by_key(transaction, tables.member.c.account_id, account_ids)
    return {account_id: str(row.name) for account_id, row in rows.items()}
