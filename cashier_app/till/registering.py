"""Registration of a buyer at the till: a card, a telephone, a name and a consent become an account, network or not.

The account is made here and told to the server by an operation; the server checks it against all others and joins
what belongs together.  Welcome points are a lot that this operation opens, for the next purchase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.catalog import recognition
from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id, identifier_hash, masked, plain_identifier, shown_name
from cashier_app.core.points import Points
from cashier_app.loyalty.enrolment import enrolment_posting
from cashier_app.loyalty.programme import Programme
from cashier_app.storage.rows import AccountRow, IdentifierRow
from cashier_app.sync.messages import RegisteredIdentifier, RegistrationBody, registered_account, unclaimed_account
from cashier_app.till.posting import entry_messages, merged_counters, post
from cashier_app.till.programmes import version_of
from cashier_app.till.selling_view import Outcome

if TYPE_CHECKING:
    from cashier_app.documents.document import Document
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

LONGEST_NAME: Final = 60
_BIRTHDAY: Final = re.compile(r"\s*([0-3]?[0-9])[.,/ -]([01]?[0-9])(?:[.,/ -]([0-9]{4}))?\s*")


class NothingToKnowBy(Refused):
    """Neither a card nor a telephone."""

    text = QT_TRANSLATE_NOOP("errors", "The buyer needs a card or a telephone number to be known by")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan a new card, or type the telephone number")


class NotACard(Refused):
    """A code that is no loyalty card of this chain."""

    text = QT_TRANSLATE_NOOP("errors", "“{code}” is not a loyalty card of this shop")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan a new loyalty card, or register by the telephone alone")


class AlreadyRegistered(Refused):
    """A card or telephone that is somebody's."""

    text = QT_TRANSLATE_NOOP("errors", "{what} is registered already: {who}")
    way_out = QT_TRANSLATE_NOOP("errors", "Go back and scan the card, or find the buyer by telephone")


class NoName(Refused):
    """A name that is none, or is too long."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” cannot be a buyer's name")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Type the name, for example: Anna Kuznetsova, at most {longest} letters, or leave it empty"
    )


class NotABirthday(Refused):
    """A text that is no day of a year."""

    text = QT_TRANSLATE_NOOP("errors", "“{text}” is not a birthday")
    way_out = QT_TRANSLATE_NOOP("errors", "Type day and month, for example 24.11, or leave it empty")


class NoConsent(Refused):
    """The buyer has not agreed."""

    text = QT_TRANSLATE_NOOP("errors", "The buyer has not agreed to be registered")
    way_out = QT_TRANSLATE_NOOP("errors", "Ask the buyer, and touch the consent when the answer is yes")


class Filled(msgspec.Struct, frozen=True):
    """The form as it was filled in: texts as typed; all may be empty but one of `card` and `phone`."""

    name: str = ""
    card: str = ""
    phone: str = ""
    birthday: str = ""
    consent: bool = False


class _Checked(msgspec.Struct, frozen=True):
    """A form that holds: identifiers as the server wants them, the birthday as MM-DD."""

    name: str
    birthday: str
    identifiers: tuple[RegisteredIdentifier, ...]

    @property
    def display(self) -> str:
        """What a till shows of the name."""
        first = self.identifiers[0]
        return shown_name(self.name, first.kind, first.value)

    @property
    def account_id(self) -> str:
        """The account that the registration makes, the same on every machine."""
        return registered_account(self.identifiers)


class Registered(msgspec.Struct, frozen=True):
    """A registration that is on the disk: the new account, the operation, and the receipt it was made on."""

    account_id: str
    op_id: Id
    receipt_id: Id
    #: What a till shows of the name: `Анна К.`
    display: str
    #: Welcome points, for the next purchase.
    points: Points


class Registering:
    """One buyer at a time; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def card(self, text: str) -> str:
        """The number of a card scanned or typed, to stand in the form.

        Raises `NotACard`, `AlreadyRegistered`, `NotEnrolled`.
        """
        return self.identified_card(text).value

    def hashes(self, filled: Filled) -> tuple[str, ...]:
        """Keyed hashes (hex) of the form's card and telephone, to ask the server for before anything is written.

        Raises what `register` raises for a form that does not hold.
        """
        return tuple(identifier.hash for identifier in self._checked(filled).identifiers)

    def register(self, filled: Filled, permission: Permission | None = None) -> Future[Registered]:
        """Make the buyer a member; `attach` then puts the card on the receipt.

        Raises `NothingToKnowBy`, `NotACard`, `NotAPhone`, `NoName`, `NotABirthday`, `NoConsent`,
        `AlreadyRegistered`, `NotEnrolled`, `NeedsPermission`; nothing is written then.
        """
        till = self._till
        allowed_by = till.people.require("register_member", permission)
        checked, user = self._checked(filled), till.shifts.who()
        now, op_id, programme = till.clock.now(), till.ids(), till.selling.programme
        receipt_id, slip = till.selling.receipt.receipt_id, self._consent_slip(checked, user.name, now)

        def job(transaction: Transaction) -> Registered:
            points = self._write(transaction, checked, op_id, programme, receipt_id, user.user_id, now)
            details = {"name": checked.display}
            transaction.journal("member_registered", user.user_id, allowed_by, now, details)
            if slip is not None:
                transaction.print("report", slip, now)
            return Registered(checked.account_id, op_id, receipt_id, checked.display, points)

        return till.writer.submit(job)

    def _consent_slip(self, checked: _Checked, cashier: str, now: Instant) -> Document | None:
        """What the buyer signs; None where the shop wants none, or nothing is printed."""
        from cashier_app.documents.consent import ConsentFacts, consent_document

        till, selling = self._till, self._till.settings.selling
        if not (selling.consent_slip and till.has_printer):
            return None
        facts = ConsentFacts(
            header=till.header(),
            till=till.settings.till.number,
            at=now,
            cashier=cashier,
            zone=till.zone,
            text=selling.consent_text,
            version=selling.consent,
            known_by=tuple(masked(each.kind, each.value) for each in checked.identifiers),
        )
        return consent_document(facts, till.words)

    def attach(self, registered: Registered) -> Outcome:
        """Put the new member on the receipt on the screen, if it is still the one and nobody else's."""
        return self._till.selling.take_registered(registered)

    # --- checking ----------------------------------------------------------------------------------------

    def _checked(self, filled: Filled) -> _Checked:
        """The form, if it holds; raises the first thing that is wrong with it."""
        identifiers = []
        if filled.card.strip():
            identifiers.append(self.identified_card(filled.card))
        if filled.phone.strip():
            identifiers.append(self.identified_phone(filled.phone))
        if not identifiers:
            raise NothingToKnowBy()
        name = " ".join(filled.name.split())
        if name and (len(name) > LONGEST_NAME or not name.isprintable() or not any(map(str.isalpha, name))):
            raise NoName(name=name[:LONGEST_NAME], longest=LONGEST_NAME)
        birthday = _birthday(filled.birthday)
        if not filled.consent:
            raise NoConsent()
        return _Checked(name, birthday, tuple(identifiers))

    def identified_card(self, text: str) -> RegisteredIdentifier:
        """A card that is nobody's yet.  Raises `NotACard`, `AlreadyRegistered`, `NotEnrolled`."""
        found = self._till.selling.recognise(text)
        if not isinstance(found, recognition.Card):
            raise NotACard(code=recognition.shown(text))
        return self._unknown(RegisteredIdentifier(found.kind, found.value, self._hash(found.kind, found.value)))

    def identified_phone(self, text: str) -> RegisteredIdentifier:
        """A telephone that is nobody's yet.  Raises `NotAPhone`, `AlreadyRegistered`, `NotEnrolled`."""
        digest = self._till.selling.phone_hash(text)
        return self._unknown(RegisteredIdentifier("phone", plain_identifier("phone", text), digest))

    def _hash(self, kind: str, value: str) -> str:
        return identifier_hash(self._till.selling.identifier_key(), kind, value).hex()

    def _unknown(self, identifier: RegisteredIdentifier) -> RegisteredIdentifier:
        """An identifier that is nobody's yet; raises `AlreadyRegistered`."""
        known = self._till.reader.identifier(bytes.fromhex(identifier.hash))
        if known is not None:
            record = self._till.reader.member(known.account_id)
            raise self._taken(identifier, record.account.display if record is not None else known.masked)
        return identifier

    def _taken(self, identifier: RegisteredIdentifier, who: str) -> AlreadyRegistered:
        words, shown = self._till.words, masked(identifier.kind, identifier.value)
        what = (
            words.translate("registering", "The telephone {mask}").format(mask=shown)
            if identifier.kind == "phone"
            else words.translate("registering", "The card {mask}").format(mask=shown)
        )
        return AlreadyRegistered(what=what, who=who)

    # --- writing -----------------------------------------------------------------------------------------

    def _write(
        self,
        transaction: Transaction,
        checked: _Checked,
        op_id: Id,
        programme: Programme,
        receipt_id: Id,
        user_id: str,
        now: Instant,
    ) -> Points:
        """Account, identifiers, welcome points, what an unclaimed card has collected, and the operation."""
        unit, account_id = transaction.unit, checked.account_id
        for identifier in checked.identifiers:
            known = unit.ledger.identifier(bytes.fromhex(identifier.hash))
            if known is not None:
                raise self._taken(identifier, known.masked)
        unit.ledger.add_account(_account(checked, programme, now), _identifiers(checked))
        for identifier in checked.identifiers:
            unit.ledger.move_lots(unclaimed_account(identifier.hash), account_id)
        posting = enrolment_posting(op_id, account_id, programme, now, self._till.zone)
        posted = post(unit, op_id, posting, transaction.next_place(), now, ())
        rights = merged_counters(posted.counters, self._till.rights_back(unit, account_id, None))
        body = RegistrationBody(
            account_id=account_id,
            identifiers=checked.identifiers,
            name=checked.name,
            birthday=checked.birthday,
            consent=self._till.settings.selling.consent,
            consented_at=now,
            user_id=user_id,
            store=self._till.store,
            receipt_id=receipt_id,
            entries=entry_messages(posting),
            rights=rights,
        )
        transaction.record(op_id, "registration", body, now, version_of(programme))
        return sum(entry.points for entry in posting.entries)


def _account(checked: _Checked, programme: Programme, now: Instant) -> AccountRow:
    """The new member as this till knows one until the server has taken the registration."""
    return AccountRow(
        account_id=checked.account_id,
        display=checked.display,
        level_id=programme.base_level.id,
        state="active",
        birthday=checked.birthday or None,
        net_purchases=0,
        purchases=0,
        as_of=0,
        level_since=now,
        told_at=now,
    )


def _identifiers(checked: _Checked) -> Sequence[IdentifierRow]:
    return [
        IdentifierRow(bytes.fromhex(each.hash), checked.account_id, each.kind, masked(each.kind, each.value), "active")
        for each in checked.identifiers
    ]


def _birthday(text: str) -> str:
    """MM-DD of a day and month as typed, a year allowed behind them; empty for nothing.  Raises `NotABirthday`."""
    if not text.strip():
        return ""
    found = _BIRTHDAY.fullmatch(text)
    if found is None:
        raise NotABirthday(text=text.strip()[:20])
    day, month, year = int(found[1]), int(found[2]), int(found[3] or 2000)
    try:
        date(year, month, day)
    except ValueError as error:
        raise NotABirthday(text=text.strip()[:20]) from error
    return f"{month:02d}-{day:02d}"
