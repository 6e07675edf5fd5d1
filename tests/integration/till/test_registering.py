"""A buyer becomes a member at the till, with or without a network, on a real till's files."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from cashier_app.core.clock import DAY
from cashier_app.core.errors import WorldError
from cashier_app.core.ids import identifier_hash
from cashier_app.loyalty.ledger import lot_id_of
from cashier_app.sync.messages import Operation, RegistrationBody, SaleBody, registered_account
from cashier_app.till.opening import Connection, Till
from cashier_app.till.registering import (
    AlreadyRegistered,
    Filled,
    NoConsent,
    NoName,
    NotABirthday,
    NotACard,
    NothingToKnowBy,
    Registered,
)
from cashier_app.till.selling import NotAPhone, NotEnrolled, Outcome
from tests.clock import ManualClock
from tests.integration.till.mechanics import publish
from tests.integration.till.shop import ANNA, COFFEE, EXPIRED, KEY, MILK, STRANGER, scan

InWords = Callable[[WorldError], str]
OLGA = Filled(name="  ольга   Петрова ", card=STRANGER, phone="8 912 345-67-89", birthday="5.7.1990", consent=True)


def operations(till: Till, kind: type) -> list[Operation]:
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 1000))
    every = [msgspec.json.decode(row.body, type=Operation) for row in rows]
    return [operation for operation in every if isinstance(operation.body, kind)]


def register(till: Till, filled: Filled = OLGA) -> tuple[Registered, Outcome]:
    registered = till.registering.register(filled).result(30)
    return registered, till.registering.attach(registered)


def pay(till: Till) -> None:
    till.paying.start()
    assert till.paying.pay_cash("100000").result(30).sold is not None


def test_a_registration_offline_attaches_the_buyer_and_its_points_are_for_the_next_purchase(till: Till) -> None:
    publish(till)
    till.selling.scan(scan(COFFEE))
    offer = till.selling.view().enrolment
    assert offer is not None
    assert (offer.text, offer.detail) == ("Предложите карту", "+100 баллов, за эту покупку +12 баллов")
    registered, outcome = register(till)
    assert outcome.notice is not None
    assert (outcome.notice.text, outcome.notice.detail) == (
        "Зарегистрировано: ольга П.",
        "100 баллов на следующую покупку",
    )
    member = outcome.view.member
    assert member is not None
    assert (member.name, member.spendable, member.pending) == ("ольга П.", "0", "100")
    assert outcome.view.enrolment is None
    assert till.selling.redeem("maximum").sound == "refused", "not on this very receipt"
    pay(till)
    (sale,) = operations(till, SaleBody)
    assert isinstance(sale.body, SaleBody)
    assert sale.body.account_id == registered.account_id
    assert sale.body.cart.enrolment == registered.op_id
    assert [each.kind for each in sale.body.entries] == ["accrual"]
    for _ in range(3):
        till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(STRANGER))
    assert till.selling.redeem("maximum").sound == "accepted", "from the next one on"
    assert till.selling.quoted.redemption.points == 10_000


def test_the_operation_says_what_the_server_needs_and_the_database_nothing_in_the_clear(till: Till) -> None:
    publish(till)
    registered, _ = register(till)
    (operation,) = operations(till, RegistrationBody)
    body = operation.body
    assert isinstance(body, RegistrationBody)
    hashes = [
        identifier_hash(KEY, "card", STRANGER).hex(),
        identifier_hash(KEY, "phone", "79123456789").hex(),
    ]
    assert [(each.kind, each.value, each.hash) for each in body.identifiers] == [
        ("card", STRANGER, hashes[0]),
        ("phone", "79123456789", hashes[1]),
    ]
    assert body.account_id == registered.account_id == registered_account(body.identifiers)
    assert (body.name, body.birthday) == ("ольга Петрова", "07-05")
    assert (body.consent, body.consented_at) == (till.settings.selling.consent, operation.at)
    (entry,) = body.entries
    assert (entry.kind, entry.lot_id, entry.points) == ("accrual", lot_id_of(registered.op_id, 1), 10_000)
    assert [(each.lot_id, each.earned) for each in body.rights] == [(entry.lot_id, 10_000)]
    record = till.reader.member(registered.account_id)
    assert record is not None
    assert (record.account.display, record.account.birthday) == ("ольга П.", "07-05")
    known = till.reader.identifier(bytes.fromhex(hashes[1]))
    assert known is not None
    assert known.masked == "..6789"
    acts = [(each.act, each.details) for each in till.journal.latest().result(30)]
    assert ("member_registered", {"name": "ольга П."}) in acts


def test_an_unclaimed_card_is_claimed_with_what_it_has_collected(till: Till, clock: ManualClock) -> None:
    publish(till)
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(STRANGER))
    pay(till)
    clock.advance(2 * DAY)
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(STRANGER))
    assert till.selling.member is not None
    assert till.selling.member.unclaimed
    registered, outcome = register(till)
    member = outcome.view.member
    assert member is not None
    assert (member.spendable, member.pending) == ("12", "100"), "the points of the first purchase came along"
    assert till.selling.receipt.account_id == registered.account_id
    assert till.selling.receipt.unclaimed == ""


def test_online_the_welcome_points_are_given_back_at_once_like_any_right(till: Till) -> None:
    publish(till)
    till.set_connection(Connection(True, till.clock.now()))
    registered, _ = register(till)
    record = till.reader.member(registered.account_id)
    assert record is not None
    assert [(lot.left, lot.right) for lot in record.lots] == [(10_000, 0)]


@pytest.mark.parametrize(
    ("filled", "error"),
    [
        (Filled(name="Ольга", consent=True), NothingToKnowBy),
        (Filled(name="Ольга", card="4600000000017", consent=True), NotACard),
        (Filled(name="Ольга", card="12", consent=True), NotACard),
        (Filled(name="Ольга", phone="912", consent=True), NotAPhone),
        (Filled(name="12345", phone="89123456789", consent=True), NoName),
        (Filled(name="о" * 61, phone="89123456789", consent=True), NoName),
        (Filled(name="Ольга", phone="89123456789", birthday="31.02", consent=True), NotABirthday),
        (Filled(name="Ольга", phone="89123456789", birthday="завтра", consent=True), NotABirthday),
        (Filled(name="Ольга", phone="89123456789"), NoConsent),
        (Filled(name="Ольга", card=ANNA, consent=True), AlreadyRegistered),
        (Filled(name="Ольга", card=EXPIRED, consent=True), AlreadyRegistered),
        (Filled(name="Ольга", phone="+7 900 000-00-01", consent=True), AlreadyRegistered),
    ],
)
def test_a_form_that_does_not_hold_is_refused_with_words_and_nothing_is_written(
    till: Till, filled: Filled, error: type[WorldError], in_words: InWords
) -> None:
    publish(till)
    till.selling.scan(scan(MILK))
    with pytest.raises(error) as refused:
        till.registering.register(filled)
    assert in_words(refused.value)
    assert operations(till, RegistrationBody) == []
    assert till.selling.receipt.account_id is None


@pytest.mark.parametrize(
    ("typed", "birthday"),
    [("", ""), ("29.02", "02-29"), ("1/3", "03-01"), ("24,11", "11-24"), (" 7 12 1988 ", "12-07")],
)
def test_birthdays_are_read_as_people_type_them(till: Till, typed: str, birthday: str) -> None:
    register(till, msgspec.structs.replace(OLGA, birthday=typed))
    (operation,) = operations(till, RegistrationBody)
    assert isinstance(operation.body, RegistrationBody)
    assert operation.body.birthday == birthday


def test_the_same_card_twice_is_refused_also_where_the_first_is_still_being_written(till: Till) -> None:
    first = till.registering.register(OLGA)
    with pytest.raises(AlreadyRegistered):
        till.registering.register(OLGA).result(30)
    first.result(30)
    assert len(operations(till, RegistrationBody)) == 1


def test_somebody_elses_receipt_is_not_given_to_the_new_member(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.selling.scan(scan(ANNA))
    _, outcome = register(till)
    assert till.selling.receipt.account_id == "anna"
    assert outcome.notice is not None
    registered = till.registering.register(Filled(name="Ирина", phone="89990001122", consent=True)).result(30)
    till.selling.begin()
    assert till.registering.attach(registered).view.member is None, "another receipt is on the screen by now"


def test_a_till_without_a_server_registers_nobody(till: Till, in_words: InWords) -> None:
    till.database.worker.call(lambda unit: unit.meta.put("identifier_key", ""))
    with pytest.raises(NotEnrolled) as refused:
        till.registering.register(OLGA)
    assert in_words(refused.value)


def test_a_programme_without_welcome_points_registers_all_the_same(till: Till) -> None:
    publish(till, welcome_points=0)
    registered, outcome = register(till)
    assert registered.points == 0
    assert outcome.notice is not None
    assert outcome.notice.detail == ""
    (operation,) = operations(till, RegistrationBody)
    assert isinstance(operation.body, RegistrationBody)
    assert operation.body.entries == ()
