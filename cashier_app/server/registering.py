"""Registrations that tills tell: a member and an account, joined with whatever was known of the buyer before.

Identifiers belong to one account.  Where two tills registered the same buyer with the network gone, the account that
this server knew first stays, and the other one becomes a signpost to it: lots, purchases, cards and what was used of
caps move, nothing is lost, a person is told.  Welcome points are given once a member: a second lot is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from cashier_app.core.ids import identifier_hash, shown_name
from cashier_app.loyalty.enrolment import enrolment_posting
from cashier_app.server import tables
from cashier_app.server.book import Account, Book, Source
from cashier_app.server.card_changes import CardChanges, card_digests
from cashier_app.server.database import Transaction, by_key
from cashier_app.server.members import Registration
from cashier_app.server.merging import join, joined_by
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import CardBody, EntryMessage, Operation, RegistrationBody, account_of, unclaimed_account

#: Accounts that a registration may join: a blocked member does not become another one by registering anew.
_OPEN: Final = ("active",)


class Registering:
    """The registrations of one batch, over its working set."""

    def __init__(
        self,
        transaction: Transaction,
        book: Book,
        programmes: Programmes,
        store: str,
        operations: Iterable[Operation],
    ) -> None:
        self._transaction = transaction
        self._book = book
        self._programmes = programmes
        self._store = store
        self._registration: Registration | None = None
        self._members: dict[str, Any] = {}
        self._changes: CardChanges | None = None
        bodies = [operation.body for operation in operations]
        registrations = [body for body in bodies if isinstance(body, RegistrationBody)]
        cards = [body for body in bodies if isinstance(body, CardBody)]
        if registrations or cards:
            self._load(registrations, cards)

    def _load(self, bodies: Sequence[RegistrationBody], cards: Sequence[CardBody]) -> None:
        transaction, book = self._transaction, self._book
        self._key = bytes.fromhex(transaction.meta("identifier_key"))
        digests = [digest for body in bodies for digest in self._digests(body)]
        digests += [digest for body in cards for digest in card_digests(self._key, body)]
        owners = by_key(transaction, tables.identifier.c.hash, digests)
        owner_of = {digest: str(row.account_id) for digest, row in owners.items()}
        unclaimed = {unclaimed_account(digest.hex()) for digest in digests}
        book.load(
            {
                *(body.account_id for body in bodies),
                *(body.account_id for body in cards),
                *owner_of.values(),
                *unclaimed,
            },
            (),
        )
        self._registration = Registration(transaction, book, owner_of)
        self._changes = CardChanges(book, self._registration, self._key)
        self._members.update(by_key(transaction, tables.member.c.account_id, book.accounts))

    def register(
        self, operation: Operation, body: RegistrationBody, source: Source
    ) -> tuple[Account, list[EntryMessage]]:
        """Make or join the member; the account, and entries that are to follow the operation's own.

        The caller posts the operation's entries; they go to the account that the buyer has in the end.
        """
        registration = self._registration
        assert registration is not None, "the batch has a registration"
        digests = self._digests(body)
        if [digest.hex() for digest in digests] != [each.hash for each in body.identifiers]:
            self._book.alarm("registration", source, body.account_id, detail="an identifier has another hash here")
        self._check_welcome(operation, body, source)
        if body.account_id in self._book.accounts and body.account_id not in self._members:
            self._book.introduce(body.account_id)
        account, others = self._joined(registration.owner_of, body, digests, source)
        known = account.account_id in self._members
        welcomed = known
        for other in others:
            welcomed = self._merge(registration, other, account, source, welcomed) or welcomed
        for each, digest in zip(body.identifiers, digests, strict=True):
            registration.bind(account, each.kind, each.value, digest)
        self._write_member(account, body, operation)
        self._book.touch(account)
        if not known and not others:
            return account, []
        points = sum(each.points for each in body.entries)
        detail = f"{body.account_id} is {account.account_id}: welcome points are given once a member"
        self._book.alarm("registered_twice", source, account.account_id, amount=points, detail=detail)
        return account, [_reversal(each, account.account_id) for each in body.entries] if welcomed else []

    def change_card(self, body: CardBody, source: Source) -> None:
        """A member's card or telephone was replaced or blocked."""
        assert self._changes is not None, "the batch has a change of a card"
        self._changes.change(body, source)

    def write_cards(self, by: str) -> None:
        """Write the states of changed cards; to be called when the book is written: some are new with it."""
        if self._changes is not None:
            self._changes.write(by)

    def finish(self) -> tuple[str, ...]:
        """Hand over what unregistered cards had collected, before levels are worked out; to whom."""
        return self._registration.hand_over() if self._registration is not None else ()

    # --- one account --------------------------------------------------------------------------------------

    def _joined(
        self, owner_of: Mapping[bytes, str], body: RegistrationBody, digests: Sequence[bytes], source: Source
    ) -> tuple[Account, list[Account]]:
        """The account that the buyer has in the end, and those that become one with it."""
        owners = {self._stays(owner_of[digest]) for digest in digests if digest in owner_of}
        own = self._book.accounts.get(body.account_id)
        known = [self._book.accounts[each] for each in owners]
        erased = own is not None and own.state == "erased" and not own.merged_into
        if own is not None and not erased:
            known.append(self._book.accounts[self._stays(own.account_id)])
        candidates = {each.account_id: each for each in known if each.state in _OPEN}
        if len(candidates) < len({each.account_id for each in known}):
            self._book.alarm("not_active", source, body.account_id, detail="registered anew")
        if own is not None and erased and not candidates:
            return self._after(own, source), []
        if not candidates:
            fresh = own is None
            account = self._book.new_account(body.account_id, "active", self._store) if fresh else own
            assert account is not None
            if fresh:
                account.level_since = source.at
            return account, []
        stays = min(candidates.values(), key=lambda each: each.born)
        others = []
        for each in candidates.values():
            if each is stays:
                continue
            if each.account_id == body.account_id or self._by_a_till(each.account_id):
                others.append(each)
            else:
                detail = f"registered as {stays.account_id}, known as {each.account_id}"
                self._book.alarm("two_owners", source, each.account_id, detail=detail)
        if own is None:
            # operations on their way name the account that their till made
            signpost = self._book.new_account(body.account_id, "merged")
            signpost.merged_into = stays.account_id
        return stays, others

    def _after(self, erased: Account, source: Source) -> Account:
        """A new account for somebody whose earlier one was erased: nothing of that comes back.

        Operations that name it from now on are the new one's: tills call it by what the identifiers say.
        """
        account = self._book.new_account(account_of(source.op_id.encode()), "active", self._store)
        account.level_since = source.at
        erased.merged_into = account.account_id
        self._book.touch(erased)
        return account

    def _stays(self, account_id: str) -> str:
        """The account that one is part of by now."""
        return self._book.accounts[account_id].merged_into or account_id

    def _by_a_till(self, account_id: str) -> bool:
        """Whether an account was made by a registration, or for entries alone: then it may become part of another."""
        member = self._members.get(account_id)
        return member is None or bool(_field(member, "registered_by"))

    def _write_member(self, account: Account, body: RegistrationBody, operation: Operation) -> None:
        """Name, consent and where from; what is known of a member already stays."""
        account.display = account.display or _shown(body)
        account.birthday = account.birthday or body.birthday or None
        account.home_store = account.home_store or self._store
        if account.account_id in self._members:
            return
        row = {
            "account_id": account.account_id,
            "name": body.name,
            "registered_at": operation.at,
            "registered_by": operation.op_id,
            "store_id": body.store or self._store,
            "channel": body.channel,
            "consent": body.consent,
            "consented_at": body.consented_at,
        }
        self._book.add(tables.member, row)
        self._members[account.account_id] = row

    def _check_welcome(self, operation: Operation, body: RegistrationBody, source: Source) -> None:
        """Note welcome points that the programme does not give."""
        programme = self._programmes.version(self._transaction.connection, operation.programme_version)
        if programme is None:
            if body.entries:
                self._book.alarm("unknown_programme", source, detail=f"version {operation.programme_version}")
            return
        posting = enrolment_posting(operation.op_id, body.account_id, programme, operation.at, operation.zone)
        expected = [(each.lot_id, each.points, each.active_at, each.expires_at) for each in posting.entries]
        found = [(each.lot_id, each.points, each.active_at, each.expires_at) for each in body.entries]
        if expected != found:
            detail = f"welcome points {found}, should be {expected}"
            self._book.alarm("welcome", source, body.account_id, detail=detail)

    def _merge(self, registration: Registration, gone: Account, stays: Account, source: Source, welcomed: bool) -> bool:
        """Make one account part of another; whether the one that is gone has had its welcome."""
        had = join(self._book, gone, stays, source, welcomed)
        for digest, owner in registration.owner_of.items():
            if owner == gone.account_id:
                registration.owner_of[digest] = stays.account_id
        detail = f"{gone.account_id} has become part of {stays.account_id}"
        self._book.alarm("accounts_joined", joined_by(source), stays.account_id, detail=detail)
        return had

    def _digests(self, body: RegistrationBody) -> list[bytes]:
        return [identifier_hash(self._key, each.kind, each.value) for each in body.identifiers]


def _shown(body: RegistrationBody) -> str:
    """What tills show of a member."""
    first = body.identifiers[0]
    return shown_name(body.name, first.kind, first.value)


def _reversal(entry: EntryMessage, account_id: str) -> EntryMessage:
    return EntryMessage("reversal", account_id, entry.wallet, entry.lot_id, -entry.points)


def _field(member: Any, name: str) -> Any:
    """A field of a stored row or of one that is still to be written."""
    return member.get(name, "") if isinstance(member, dict) else getattr(member, name)
