"""Cards and telephones of the buyer on the receipt: replaced, blocked, given anew; points and level stay.

It works without the server, which hears of it as soon as it answers: here it holds at once, elsewhere from then on.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import masked
from cashier_app.core.words import Words
from cashier_app.sync.messages import CardBody, RegisteredIdentifier
from cashier_app.till.card_states import apply_card

if TYPE_CHECKING:
    from cashier_app.storage.rows import IdentifierRow, MemberRecord
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

#: What is changed here; the rest (e-mail, a card in a telephone) only shown.
Kind: TypeAlias = Literal["card", "phone"]
KINDS: Final[tuple[Kind, ...]] = ("card", "phone")


class NoMember(Refused):
    """The receipt has no member whose cards could be changed."""

    text = QT_TRANSLATE_NOOP("errors", "There is no registered buyer on this receipt")
    way_out = QT_TRANSLATE_NOOP("errors", "Find the buyer by telephone or card first")


class NotThatCard(Refused):
    """A card that is not the buyer's, or is used no more."""

    text = QT_TRANSLATE_NOOP("errors", "This card cannot be changed any more")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose a card of this buyer that is in use")


class CardRow(msgspec.Struct, frozen=True):
    """A card or telephone in the list; `hash` (hex) is empty for the place of one that the buyer lacks."""

    hash: str
    kind: str
    title: str
    state: str
    #: It is in use, or missing: what can be done with it.
    active: bool


class Changed(msgspec.Struct, frozen=True):
    """What was written; `waits`: the server has not been told yet."""

    sentence: str
    waits: bool


class MemberCards:
    """Called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def rows(self) -> list[CardRow]:
        """All cards and telephones of the buyer, those in use first; a place for a kind that is lacking.

        Raises `NoMember`.
        """
        record, words = self._member(), self._till.words
        known = self._till.reader.identifiers(record.account.account_id)
        known.sort(key=lambda each: (each.state != "active", each.kind, each.masked))
        rows = [_row(each, words) for each in known]
        in_use = {row.kind for row in rows if row.active}
        lacking = {
            "card": words.translate("cards", "No card: give one"),
            "phone": words.translate("cards", "No telephone: write one down"),
        }
        return rows + [CardRow("", kind, lacking[kind], "", True) for kind in KINDS if kind not in in_use]

    def identified(self, kind: str, text: str) -> RegisteredIdentifier:
        """The new card or telephone, which must be nobody's; its hash is what the server is asked about first.

        Raises `NotACard`, `NotAPhone`, `AlreadyRegistered`, `NotEnrolled`.
        """
        registering = self._till.registering
        return registering.identified_phone(text) if kind == "phone" else registering.identified_card(text)

    def replace(self, row: CardRow, text: str, permission: Permission | None = None) -> Future[Changed]:
        """Put a new card or telephone in a row's place (right `member_cards`, journalled).

        Raises what `identified` raises, `NoMember`, `NeedsPermission`; `NotThatCard` in the future.
        """
        new = self.identified(row.kind, text)
        words, shown = self._till.words, masked(new.kind, new.value)
        if row.kind == "phone":
            sentence = words.translate("cards", "The telephone is {new} now").format(new=shown)
        elif row.hash:
            sentence = words.translate("cards", "{old} is replaced by {new}").format(old=row.title, new=shown)
        else:
            sentence = words.translate("cards", "The card {new} is given").format(new=shown)
        return self._change(row, "replaced", new, sentence, permission)

    def block(self, row: CardRow, permission: Permission | None = None) -> Future[Changed]:
        """Take a card out of use (right `member_cards`, journalled).

        Raises `NoMember`, `NeedsPermission`; `NotThatCard` in the future.
        """
        sentence = self._till.words.translate("cards", "{card} is blocked").format(card=row.title)
        return self._change(row, "blocked", None, sentence, permission)

    def _change(
        self,
        row: CardRow,
        act: Literal["replaced", "blocked"],
        new: RegisteredIdentifier | None,
        sentence: str,
        permission: Permission | None,
    ) -> Future[Changed]:
        till, record = self._till, self._member()
        allowed_by, user = till.people.require("member_cards", permission), till.shifts.who()
        now, op_id, account_id = till.clock.now(), till.ids(), record.account.account_id
        body = CardBody(account_id, act, row.hash, user.user_id, till.store, new)
        written = "card_blocked" if act == "blocked" else ("phone_changed" if row.kind == "phone" else "card_replaced")
        details = {"name": record.account.display, "reason": row.title if row.hash else ""}

        def job(transaction: Transaction) -> Changed:
            unit = transaction.unit
            old = unit.ledger.identifier(bytes.fromhex(row.hash)) if row.hash else None
            if row.hash and (old is None or old.account_id != account_id or old.state != "active"):
                raise NotThatCard()
            if new is not None and unit.ledger.identifier(bytes.fromhex(new.hash)) is not None:
                raise NotThatCard()
            apply_card(unit, body)
            transaction.record(op_id, "card", body, now)
            transaction.journal(written, user.user_id, allowed_by, now, details)
            return Changed(sentence, not till.connection.online)

        return till.writer.submit(job)

    def _member(self) -> MemberRecord:
        record = self._till.selling.member_record
        if record is None:
            raise NoMember()
        return record


def _row(row: IdentifierRow, words: Words) -> CardRow:
    kinds = {
        "card": words.translate("cards", "Card {mask}"),
        "phone": words.translate("cards", "Telephone {mask}"),
        "virtual": words.translate("cards", "Card in the telephone {mask}"),
        "email": words.translate("cards", "E-mail {mask}"),
    }
    states = {
        "active": words.translate("cards", "in use"),
        "blocked": words.translate("cards", "blocked"),
        "expired": words.translate("cards", "expired"),
        "replaced": words.translate("cards", "replaced"),
    }
    title = kinds.get(row.kind, "{mask}").format(mask=row.masked)
    changeable = row.kind in (*KINDS, "virtual")
    return CardRow(
        row.hash.hex(), row.kind, title, states.get(row.state, row.state), row.state == "active" and changeable
    )
