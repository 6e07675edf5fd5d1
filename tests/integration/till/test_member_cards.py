"""Cards of the buyer changed at the till: here at once, told to the server, held against what it tells meanwhile."""

from __future__ import annotations

import msgspec
import pytest

from cashier_app.config import Printer
from cashier_app.sync.messages import CardBody, Operation
from cashier_app.till.card_states import keep_cards
from cashier_app.till.member_cards import CardRow, NoMember, NotThatCard
from cashier_app.till.opening import Till
from cashier_app.till.registering import AlreadyRegistered, Filled, NotACard
from cashier_app.till.rights import NeedsPermission
from cashier_app.till.selling import BuyerNotFound
from tests.integration.till.shop import ANNA, MILK, PIN, STRANGER, scan


def chosen(till: Till, kind: str = "card") -> CardRow:
    """The buyer's card or telephone in use, or the place of one."""
    return next(each for each in till.member_cards.rows() if each.kind == kind and each.active)


def told(till: Till) -> list[CardBody]:
    """What the server will hear."""
    bodies = till.database.worker.call(lambda unit: unit.outbox.unsettled("card"))
    found = [msgspec.json.decode(body, type=Operation).body for body in bodies]
    return [body for body in found if isinstance(body, CardBody)]


def test_a_replaced_card_is_refused_and_the_new_one_finds_the_buyer_at_once(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    before = till.selling.view().member
    changed = till.member_cards.replace(chosen(till), STRANGER).result(30)
    assert changed.waits
    assert changed.sentence.startswith("Карта ..")
    till.selling.refresh_member()
    after = till.selling.view().member
    assert before is not None
    assert after is not None
    assert (after.name, after.level, after.spendable) == (before.name, before.level, before.spendable)
    assert after.card == f"..{STRANGER[-4:]}"
    till.selling.begin()
    refused = till.selling.scan(scan(ANNA))
    assert refused.notice is not None
    assert "заменена" in refused.notice.text
    till.selling.scan(scan(STRANGER))
    member = till.selling.member_record
    assert member is not None
    [body] = told(till)
    assert (body.act, body.account_id, body.new and body.new.value) == ("replaced", member.account.account_id, STRANGER)


def test_what_the_server_tells_before_it_has_heard_does_not_bring_the_old_card_back(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    old = chosen(till)
    till.member_cards.replace(old, STRANGER).result(30)

    def feed(unit: object) -> str:
        from cashier_app.storage.unit import UnitOfWork

        assert isinstance(unit, UnitOfWork)
        unit.ledger.set_identifier(bytes.fromhex(old.hash), "active")
        keep_cards(unit)
        row = unit.ledger.identifier(bytes.fromhex(old.hash))
        assert row is not None
        return row.state

    assert till.database.worker.call(feed) == "replaced"


def test_a_lost_card_is_blocked_and_cannot_be_changed_any_more(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    lost = chosen(till)
    till.member_cards.block(lost).result(30)
    with pytest.raises(NotThatCard):
        till.member_cards.block(lost).result(30)
    assert not chosen(till).hash, "there is room for a new card"
    record = till.journal.latest().result(10)[0]
    assert record.act == "card_blocked"


def test_a_telephone_is_written_down_and_found_by(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    phone = chosen(till, "phone")
    till.member_cards.replace(phone, "8 999 111-22-33").result(30)
    till.selling.begin()
    till.selling.find_phone("9991112233")
    assert till.selling.member_record is not None
    with pytest.raises(BuyerNotFound):
        till.selling.find_hash("0" * 32)


def test_refusals_have_words_and_write_nothing(till: Till) -> None:
    with pytest.raises(NoMember):
        till.member_cards.rows()
    till.selling.scan(scan(ANNA))
    card = chosen(till)
    with pytest.raises(NotACard):
        till.member_cards.replace(card, MILK)
    with pytest.raises(AlreadyRegistered):
        till.member_cards.replace(card, ANNA)
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.member_cards.block(card)
    assert told(till) == []


def test_a_buyer_without_a_name_is_registered_and_the_consent_comes_out_where_the_shop_wants_it(till: Till) -> None:
    selling = msgspec.structs.replace(till.settings.selling, consent_slip=True)
    till.settings = msgspec.structs.replace(till.settings, selling=selling, printers=(Printer(address="127.0.0.1:9"),))
    filled = Filled(phone="8 912 345-67-89", consent=True)
    registered = till.registering.register(filled).result(30)
    assert registered.display == "..6789"
    till.registering.attach(registered)
    member = till.selling.view().member
    assert member is not None
    assert member.name == "..6789"
    job = till.printing.latest().result(10)[0]
    text = str(till.printing.document(job.job_id).result(10))
    assert job.title == "Согласие"
    assert "персональн" in text or "согласен" in text
    assert "..6789" in text
    assert "912345" not in text
