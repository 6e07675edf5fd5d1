"""Members and their discount groups from another system, and to it: who leads which attribute is a setting.

A file is one transaction: its rows are in, or none is.  What a row says is compared with what stands here; the same
again changes nothing.  Where it differs and the attribute is led here (`config.Authority`), the row is refused.  A
group is an assigned level of the programme: a fact (`level_assignment`) that the level history is worked out from.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant, local_date, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.ids import identifier_hash, initials
from cashier_app.core.words import Words
from cashier_app.loyalty.levels import level_for
from cashier_app.loyalty.programme import Programme
from cashier_app.server import tables
from cashier_app.server.book import Account, Book
from cashier_app.server.database import Transaction, by_key, read_meta
from cashier_app.server.group_rows import NONE, GroupRow, Unread
from cashier_app.server.levels import assign
from cashier_app.server.members import Registration
from cashier_app.server.migrating.cells import Vocabulary
from cashier_app.server.migrating.reasons import REFUSALS as ROW_REASONS
from cashier_app.sync.messages import unclaimed_account

Attribute: TypeAlias = Literal["level", "segments", "identifiers", "name", "birthday", "state"]
ATTRIBUTES: Final[tuple[Attribute, ...]] = ("level", "segments", "identifiers", "name", "birthday", "state")

#: Why a row is refused, beside what `migrating.reasons` says of single cells.
REASONS: Final = {
    "unknown": QT_TRANSLATE_NOOP("groups", "no member has this card, telephone or e-mail"),
    "two_owners": QT_TRANSLATE_NOOP("groups", "its cards and telephones belong to different members"),
    "twice": QT_TRANSLATE_NOOP("groups", "the member stands in the file already, at line {value}"),
    "erased": QT_TRANSLATE_NOOP("groups", "the member was erased"),
    "no_group": QT_TRANSLATE_NOOP("groups", "the programme has no level for the group “{value}”"),
    "earned": QT_TRANSLATE_NOOP("groups", "the level “{value}” is earned by purchases and cannot be assigned"),
    "nothing": QT_TRANSLATE_NOOP("groups", "the row says nothing of the member"),
    "ours_level": QT_TRANSLATE_NOOP("groups", "the level is led here, not by the other system"),
    "ours_segments": QT_TRANSLATE_NOOP("groups", "the segments are led here, not by the other system"),
    "ours_identifiers": QT_TRANSLATE_NOOP(
        "groups", "cards, telephones and e-mails are led here, not by the other system"
    ),
    "ours_name": QT_TRANSLATE_NOOP("groups", "the name is led here, not by the other system"),
    "ours_birthday": QT_TRANSLATE_NOOP("groups", "the birthday is led here, not by the other system"),
    "ours_state": QT_TRANSLATE_NOOP("groups", "the blocking is led here, not by the other system"),
}


class Terms(msgspec.Struct, frozen=True):
    """What an import goes by.

    `led_outside` are the attributes that the other system leads; `lenient`: what is led here is left as it is and
    reported, the rest of the row is taken.  `words` translate the system's groups into levels.
    """

    programme: Programme
    zone: str
    system: str
    led_outside: frozenset[Attribute]
    words: Mapping[str, str] = {}
    lenient: bool = False


class Remark(msgspec.Struct, frozen=True):
    """A row refused, or something of it left as it is (`refused` false), and why."""

    line: int
    told: str
    reason: str
    value: str = ""
    refused: bool = True


class Outcome(msgspec.Struct):
    """Control totals of a file: rows = changed + unchanged + refused."""

    rows: int = 0
    changed: int = 0
    unchanged: int = 0
    attributes: Counter[str] = msgspec.field(default_factory=Counter)
    remarks: list[Remark] = msgspec.field(default_factory=list)

    @property
    def refused(self) -> int:
        """Rows of which nothing was taken."""
        return sum(remark.refused for remark in self.remarks)


def reason_words(remark: Remark, words: Words) -> str:
    """Why, in the person's language."""
    if remark.reason in REASONS:
        return words.translate("groups", REASONS[remark.reason]).format(value=remark.value)
    text = words.translate("migration", ROW_REASONS[remark.reason])
    return f"{text}: {remark.value}" if remark.value else text


def bring_groups(transaction: Transaction, read: Iterable[GroupRow | Unread], terms: Terms) -> Outcome:
    """Take a whole file into the members' accounts; nothing is written where the transaction fails."""
    rows = list(read)
    outcome = Outcome(rows=len(rows))
    outcome.remarks += [Remark(row.line, row.told, row.reason, row.value) for row in rows if isinstance(row, Unread)]
    good = [row for row in rows if isinstance(row, GroupRow)]
    key = bytes.fromhex(read_meta(transaction.connection, "identifier_key"))
    digests = {item: identifier_hash(key, *item) for row in good for item in (*row.named, *row.guessed)}
    owners = by_key(transaction, tables.identifier.c.hash, digests.values())
    owner_of = {digest: str(row.account_id) for digest, row in owners.items()}
    book = Book(transaction, terms.programme.base_level.id)
    unclaimed = [unclaimed_account(digest.hex()) for digest in digests.values() if digest not in owner_of]
    book.load({*owner_of.values(), *unclaimed}, ())
    work = _Work(Registration(transaction, book, owner_of), digests, terms, outcome)
    for row in good:
        work.take(row)
    work.registration.finish()
    outcome.remarks.sort(key=lambda remark: remark.line)
    return outcome


class _Work:
    """The rows of one file over one working set."""

    def __init__(
        self, registration: Registration, digests: dict[tuple[str, str], bytes], terms: Terms, outcome: Outcome
    ) -> None:
        self.registration = registration
        self._book = registration.book
        self._now = registration.transaction.now
        self._digests = digests
        self._terms = terms
        self._outcome = outcome
        self._seen: dict[str, int] = {}
        self._levels = _vocabulary(terms)
        names = by_key(registration.transaction, tables.member.c.account_id, self._book.accounts)
        self._names = {account_id: str(row.name) for account_id, row in names.items()}

    def take(self, row: GroupRow) -> None:
        """One row: refused with a reason, or its differences are made."""
        account, remark = self._whose(row)
        if account is None:
            self._outcome.remarks.append(remark or Remark(row.line, row.told, "unknown", row.told))
            return
        wanted, wrong = self._differences(row, account)
        barred = [each for each in wanted if each not in self._terms.led_outside]
        if not wrong and barred:
            ours = [Remark(row.line, row.told, f"ours_{each}", refused=not self._terms.lenient) for each in barred]
            self._outcome.remarks += ours if self._terms.lenient else ours[:1]
            if not self._terms.lenient:
                return
            wanted = [each for each in wanted if each not in barred]
        if wrong is not None:
            self._outcome.remarks.append(wrong)
            return
        for attribute in wanted:
            self._change(attribute, row, account)
        self._outcome.attributes.update(wanted)
        if wanted:
            self._outcome.changed += 1
            self._book.touch(account)
        else:
            self._outcome.unchanged += 1

    def _whose(self, row: GroupRow) -> tuple[Account | None, Remark | None]:
        """The account that a row names, or why there is none."""
        owners = {
            owner
            for item in (*row.named, *row.guessed)
            if (owner := self.registration.owner_of.get(self._digests[item])) is not None
        }
        if len(owners) > 1:
            return None, Remark(row.line, row.told, "two_owners")
        if not owners:
            return None, Remark(row.line, row.told, "unknown")
        account = self._book.accounts[owners.pop()]
        if account.state == "erased":
            return None, Remark(row.line, row.told, "erased")
        if account.account_id in self._seen:
            return None, Remark(row.line, row.told, "twice", str(self._seen[account.account_id]))
        self._seen[account.account_id] = row.line
        return account, None

    def _differences(self, row: GroupRow, account: Account) -> tuple[list[Attribute], Remark | None]:
        """The attributes in which a row differs from what stands here; or what makes no sense in it."""
        found: list[Attribute] = []
        if row.group is not None:
            level_id = self._levels.find(row.group) if row.group else ""
            if level_id is None:
                return [], Remark(row.line, row.told, "no_group", row.group)
            if self._is_new_level(row, account, level_id):
                if level_id and not self._terms.programme.level(level_id).is_assigned:
                    return [], Remark(row.line, row.told, "earned", row.group)
                found.append("level")
        if row.segments is not None and row.segments != frozenset(account.segments.splitlines()):
            found.append("segments")
        if any(self._digests[item] not in self.registration.owner_of for item in row.named):
            found.append("identifiers")
        if row.name is not None and row.name != self._names.get(account.account_id, ""):
            found.append("name")
        if row.birthday is not None and row.birthday != account.birthday:
            found.append("birthday")
        if row.state is not None and row.state != account.state:
            found.append("state")
        silent = (row.group, row.segments, row.name, row.birthday, row.state) == (None,) * 5
        if silent and len(row.named) < 2:
            return [], Remark(row.line, row.told, "nothing")
        return found, None

    def _is_new_level(self, row: GroupRow, account: Account, level_id: str) -> bool:
        """Whether a group is another one than the member has, or will have from that day."""
        at = self._starts(row)
        if at > self._now:
            return (account.next_level, account.next_level_at) != (level_id or self._earned(account), at)
        if not level_id:
            return self._terms.programme.level(account.level_id).is_assigned
        return account.level_id != level_id

    def _starts(self, row: GroupRow) -> Instant:
        """From when a group holds: a midnight to come, or now."""
        at = start_of_day(row.since, self._terms.zone) if row.since is not None else self._now
        return max(at, self._now)

    def _earned(self, account: Account) -> str:
        """The level that purchases earn without a group."""
        return level_for(self._terms.programme, account.net_purchases).id

    def _change(self, attribute: Attribute, row: GroupRow, account: Account) -> None:
        match attribute:
            case "level":
                self._assign(row, account)
            case "segments":
                account.segments = "\n".join(sorted(row.segments or ()))
            case "identifiers":
                for item in row.named:
                    self.registration.bind(account, *item, self._digests[item])
            case "name":
                self.registration.rename(account, row.name or "")
                self._names[account.account_id] = row.name or ""
                account.display = initials(row.name or "")
            case "birthday":
                account.birthday = row.birthday
            case "state":
                account.state = row.state or account.state

    def _assign(self, row: GroupRow, account: Account) -> None:
        """Give a level, or take the member out of every group; the history is worked out from it."""
        level_id = (self._levels.find(row.group) or "") if row.group else ""
        at = self._starts(row)
        identity = f"{self._terms.system}:{account.account_id}:{level_id}:{at}:{self._now}"
        assignment_id = hashlib.sha256(b"group:" + identity.encode()).hexdigest()[:32]
        assign(self._book, account, level_id, self._terms.system, "group", at, assignment_id=assignment_id)
        self._book.touch(account)


def _vocabulary(terms: Terms) -> Vocabulary:
    """The other system's groups, and the programme's levels by id and name."""
    own: dict[str, str] = {}
    for level in reversed(terms.programme.levels.ladder):
        own.update({level.name.ru: level.id, level.name.en: level.id, level.id: level.id})
    return Vocabulary(terms.words, own)


# --- to the other system ---------------------------------------------------------------------------------


class Exported(msgspec.Struct, frozen=True):
    """A member as the other system reads it; empty what is not exported."""

    identifier: str
    group: str = ""
    since: str = ""
    segments: str = ""
    card: str = ""
    phone: str = ""
    email: str = ""
    name: str = ""
    birthday: str = ""
    state: str = ""


def export_groups(
    connection: sa.Connection,
    programme: Programme,
    zone: str,
    attributes: frozenset[Attribute],
    words: Mapping[str, str],
) -> Iterator[Exported]:
    """Members with a card, telephone or e-mail, in the order of their identifiers, with these attributes alone.

    `words` are the other system's groups: a level that has one is written as it, any other as its id.
    """
    group_of = {level: group for group, level in words.items()}
    owned: dict[str, dict[str, list[str]]] = {}
    identifier = tables.identifier.c
    query = sa.select(identifier.account_id, identifier.kind, identifier.value).where(identifier.state == "active")
    for row in connection.execute(query):
        owned.setdefault(row.account_id, {}).setdefault(row.kind, []).append(row.value)
    names = dict(connection.execute(sa.select(tables.member.c.account_id, tables.member.c.name)).all())
    account = tables.account.c
    accounts = connection.execute(sa.select(tables.account).where(account.state.in_(("active", "blocked"))))
    found = [
        _exported(row, owned[row.account_id], str(names.get(row.account_id, "")), zone, attributes, group_of)
        for row in accounts
        if row.account_id in owned
    ]
    yield from sorted(found, key=lambda each: (each.identifier, each.name))


def _exported(
    row: sa.Row[tuple[object, ...]],
    owned: Mapping[str, Sequence[str]],
    name: str,
    zone: str,
    attributes: frozenset[Attribute],
    group_of: Mapping[str, str],
) -> Exported:
    values = {kind: sorted(owned.get(kind, ())) for kind in ("card", "phone", "virtual", "email")}
    first = next(value for kind in values for value in values[kind])
    every = "identifiers" in attributes
    levels = "level" in attributes
    since = local_date(row.level_since, zone) if row.level_since else None
    return Exported(
        identifier=first,
        group=group_of.get(str(row.level_id), str(row.level_id)) if levels else "",
        since=f"{since:%d.%m.%Y}" if levels and since else "",
        segments=(",".join(sorted(row.segments.splitlines())) or NONE) if "segments" in attributes else "",
        card=",".join(values["card"]) if every else "",
        phone=",".join(values["phone"]) if every else "",
        email=",".join(values["email"]) if every else "",
        name=name if "name" in attributes else "",
        birthday=_day_and_month(row.birthday) if "birthday" in attributes else "",
        state=str(row.state) if "state" in attributes else "",
    )


def _day_and_month(birthday: str | None) -> str:
    return f"{datetime.date.fromisoformat(f'2024-{birthday}'):%d.%m}" if birthday else ""
